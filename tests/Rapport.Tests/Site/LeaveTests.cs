using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Site;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

public sealed class LeaveTests
{
    [Fact]
    public async Task Leaving_drops_the_session_and_goes_elsewhere()
    {
        await using var app = await HostedApp.Start();
        using var answer = await Get(app, "/leave", "rapport=abc");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(LeaveTarget.Weather, answer.Headers.Location!.ToString());
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie =>
            cookie.StartsWith("rapport=;", StringComparison.Ordinal) && cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
        Assert.Equal("\"cache\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_link_on_another_site_empties_no_list(string from)
    {
        await using var app = await HostedApp.Start();
        app.Browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);
        using var answer = await Get(app, "/leave", "rapport=abc");
        Assert.Equal(LeaveTarget.Weather, answer.Headers.Location!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_link_on_another_site_empties_no_list_in_an_old_browser_either()
    {
        await using var app = await HostedApp.Start();
        app.Browser.DefaultRequestHeaders.Referrer = new Uri("https://other.example/page");
        using var answer = await Get(app, "/leave", "rapport=abc");
        Assert.Equal(LeaveTarget.Weather, answer.Headers.Location!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        app.Browser.DefaultRequestHeaders.Referrer = new Uri(app.Address, "/list");
        using var own = await Get(app, "/leave", "rapport=abc");
        Assert.True(own.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/es")]
    [InlineData("/therapists?place=94610")]
    [InlineData("/es/therapist/marisol-vega-1")]
    [InlineData("/order")]
    [InlineData("/nowhere")]
    public async Task Back_shows_nothing(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await Get(app, address, Leave.Cookie + "=1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        var spanish = address.StartsWith("/es", StringComparison.Ordinal);
        Assert.Equal(spanish ? "Aquí no hay nada" : "Nothing here", page.Title);
        Assert.Equal(spanish ? "Aquí no hay nada Seguir" : "Nothing here Go on",
            Told.Flat(page.Body!.TextContent));
    }

    [Theory]
    [InlineData("/therapists")]
    [InlineData("/es/therapists")]
    [InlineData("/")]
    public async Task A_form_that_back_sends_again_shows_nothing_either(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        app.Browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        app.Browser.DefaultRequestHeaders.Add("Cookie", Leave.Cookie + "=1");
        using var answer = await app.Send(address, [new("place", "Nowherexyz"), new("issue", "grief")]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("Nowherexyz", page, StringComparison.Ordinal);
        Assert.DoesNotContain("grief", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_means_to_come_back_goes_on_from_the_first_page()
    {
        await using var app = await HostedApp.Start(People.Fill);
        app.Browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using (await app.Browser.GetAsync(new Uri("/leave", UriKind.Relative)))
        {
        }
        Assert.Equal("Nothing here", (await app.Page("/order")).Title);
        using (var answer = await app.Send("/es/left", []))
        {
            Assert.Equal("/es/", answer.Headers.Location!.ToString());
        }
        Assert.StartsWith("How the order is made", (await app.Page("/order")).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_kept_from_the_crisis_page_or_from_leaving_again()
    {
        await using var app = await HostedApp.Start();
        using var crisis = await Get(app, "/es/crisis", Leave.Cookie + "=1");
        Assert.Contains("988", await crisis.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var again = await Get(app, "/leave", Leave.Cookie + "=1");
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }

    [Fact]
    public async Task It_leads_where_the_operator_chose()
    {
        await using var app = await HostedApp.Start(store => LeaveTarget.Set(store, "https://example.org/recipes"));
        await app.Services.GetRequiredService<LeaveTarget>().Refresh();
        using var answer = await Get(app, "/leave", "rapport=abc");
        Assert.Equal("https://example.org/recipes", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("https://example.org", "https://example.org/")]
    [InlineData(" https://example.org/a?b=c ", "https://example.org/a?b=c")]
    [InlineData("http://example.org", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://me:secret@example.org/", null)]
    [InlineData("example.org", null)]
    [InlineData("", null)]
    public void An_address_to_leave_to_is_a_safe_one(string typed, string? read) => Assert.Equal(read, LeaveTarget.Parse(typed));

    private static async Task<HttpResponseMessage> Get(HostedApp app, string address, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Add("Cookie", cookie);
        request.Headers.Accept.ParseAdd("text/html");
        return await app.Browser.SendAsync(request);
    }
}
