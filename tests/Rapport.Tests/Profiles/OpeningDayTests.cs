using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>A directory that stays closed until enough therapists have listed themselves.</summary>
public sealed class OpeningDayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_there_are_enough_nobody_finds_anybody_in_any_way()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            await ProfileBuilder.FromRegistry(store.Now, "Ana", "Cruz").SaveTo(store);
            await Visibility.Set(store, RegistryListing.FactsOnly);
            await OpeningDay.Set(store, "2", Stop);
        });
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => AccessRules.Of(route) is Access.Directory).Select(route => route.RoutePattern.RawText!).Distinct().ToList();
        Assert.True(routes.Count > 20);
        foreach (var route in routes)
        {
            var path = string.Join('/', route.Trim('/').Split('/').Select(part => part.StartsWith('{') ? "1" : part));
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                using var answer = await app.Browser.SendAsync(new HttpRequestMessage(method, new Uri("/" + path, UriKind.Relative)), Stop);
                var text = await answer.Content.ReadAsStringAsync(Stop);
                Assert.DoesNotContain("Vega", text, StringComparison.Ordinal);
                Assert.DoesNotContain("Cruz", text, StringComparison.Ordinal);
                Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.ServiceUnavailable or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{method} {path}: {answer.StatusCode}");
            }
        }
        using var profile = await app.Browser.GetAsync(new Uri("/es/therapist/marisol-vega-1", UriKind.Relative), Stop);
        Assert.Equal("/es/soon", profile.Headers.Location!.ToString());
        var soon = await app.Page("/soon");
        Assert.Contains("1 of 2 so far.", soon.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        // Who is in danger is not sent away.
        await app.Page("/crisis");
        Assert.DoesNotContain("Sitemap", await app.Browser.GetStringAsync(new Uri("/robots.txt", UriKind.Relative), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_last_that_is_needed_it_opens_and_stays_open()
    {
        await using var invited = await Invited.Start();
        await OpeningDay.Set(invited.App.Store, "1", Stop);
        var day = invited.App.Services.GetRequiredService<OpeningDay>();
        await day.Look(Stop);
        await invited.Prove();
        // Who keeps a profile sees how it will be; a stranger does not.
        await invited.App.Page("/");
        using var stranger = invited.App.NewBrowser();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(new Uri("/", UriKind.Relative), Stop)).StatusCode);
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await day.Look(Stop);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        Assert.Equal("/", (await stranger.GetAsync(new Uri("/soon", UriKind.Relative), Stop)).Headers.Location!.ToString());
        await Walk.Send(invited.App, "/profile", ("Act", "off"));
        await day.Look(Stop);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(new Uri("/", UriKind.Relative), Stop)).StatusCode);
        await using var db = invited.App.Store.Read();
        Assert.Equal(OpeningDay.Open, await OpeningDay.Chosen(db, Stop));
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("0", null)]
    [InlineData("-3", null)]
    [InlineData("many", null)]
    [InlineData("100001", null)]
    public void A_number_is_read_as_typed(string typed, int? read) => Assert.Equal(read, OpeningDay.Parse(typed));
}
