using System.Net;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class RemovePageTests
{
    private const string Ruth = "/therapist/ruth-example-6";

    [Fact]
    public async Task One_click_takes_a_registry_record_off_and_the_page_says_so()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var asking = await app.Page(Ruth + "/remove");
        Assert.Equal("Take Ruth Example off this list", asking.QuerySelector("h1")!.TextContent);
        using var answer = await app.Send(asking.QuerySelector("main form")!.GetAttribute("action")!, []);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var done = await app.Page(answer.Headers.Location!.ToString());
        Assert.Equal("You are off the list", done.QuerySelector("h1")!.TextContent);
        await app.Page(Ruth, HttpStatusCode.NotFound);
        Assert.Single(await new Removals(app.Store).List());
    }

    [Fact]
    public async Task In_Spanish_too()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var asking = await app.Page("/es" + Ruth + "/remove");
        Assert.Equal("Quitar a Ruth Example de esta lista", asking.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Looking_at_the_page_removes_nobody()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Page(Ruth + "/remove");
        await app.Page(Ruth + "/remove?done");
        await app.Page(Ruth);
    }

    [Fact]
    public async Task A_page_that_its_owner_keeps_stays()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Page("/therapist/marisol-vega-1/remove");
        await app.Post("/therapist/marisol-vega-1/remove", [], HttpStatusCode.Conflict);
        await app.Page("/therapist/marisol-vega-1");
    }

    [Fact]
    public async Task The_sixth_in_an_hour_is_asked_to_wait()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i <= Removals.MostPerHour; i++)
            {
                await ProfileBuilder.FromRegistry(store.Now, "Ann", "Example", 1999999100 + i).SaveTo(store);
            }
            await Visibility.Set(store, RegistryListing.FactsOnly);
        });
        for (var i = 1; i <= Removals.MostPerHour; i++)
        {
            using var answer = await app.Send($"/therapist/ann-example-{i}/remove", []);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }
        var last = $"/therapist/ann-example-{Removals.MostPerHour + 1}";
        var page = await app.Post(last + "/remove", [], HttpStatusCode.TooManyRequests);
        Assert.Equal("That was a lot at once", page.QuerySelector("h1")!.TextContent);
        await app.Page(last);
    }
}
