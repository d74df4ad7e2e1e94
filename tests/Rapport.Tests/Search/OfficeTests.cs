using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>Somebody with two offices, one full and one with room: what counts is the office that the search reaches.</summary>
public sealed class OfficeTests
{
    private const string Here = "/therapists?place=94610&radius=1";

    [Fact]
    public async Task Room_at_the_farther_of_two_offices_within_the_radius_says_where_it_is()
    {
        await using var app = await HostedApp.Start(TwoOffices);
        var card = await Card(app, "/therapists?place=94610&radius=10");
        Assert.Contains("Open now, in Alameda, about 3 miles", card, StringComparison.Ordinal);
        Assert.Contains("opening within a week, at another office", card, StringComparison.Ordinal);
        card = await Card(app, "/therapists?place=94501&radius=1");
        Assert.DoesNotContain("in Alameda", card, StringComparison.Ordinal);
        Assert.Contains("Open now", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Here, "Full, in Oakland. Open now, in Alameda, about 3 miles")]
    [InlineData("/es" + Here, "Sin citas, en Oakland. Con citas ahora, en Alameda, a unas 3 millas")]
    public async Task Room_beyond_the_radius_is_told_after_what_holds_within_it(string address, string says)
    {
        await using var app = await HostedApp.Start(TwoOffices);
        Assert.Contains(says, await Card(app, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_beyond_the_radius_does_not_lift_anybody()
    {
        await using var app = await HostedApp.Start(TwoOffices);
        Assert.Contains("no room now", await Card(app, Here), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wants_an_opening_within_the_radius_does_not_get_one_beyond_it_but_hears_how_far_it_is()
    {
        await using var app = await HostedApp.Start(TwoOffices);
        var page = await Search(app, "1");
        Assert.Empty(page.QuerySelectorAll("article.person"));
        Assert.Contains("instead of 1", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        page = await Search(app, "10");
        Assert.Single(page.QuerySelectorAll("article.person"));
    }

    [Fact]
    public async Task Who_only_meets_from_afar_is_not_offered_the_room_of_an_office()
    {
        await using var app = await HostedApp.Start(TwoOffices);
        Assert.Contains(
            "Openings not known from afar. In Alameda, CA: Open now",
            await Card(app, "/therapists?place=94610&format=online"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_place_all_offices_count()
    {
        await using var app = await HostedApp.Start(TwoOffices);
        Assert.Contains("Open now, in Alameda", await Card(app, "/therapists"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Here, "Open now, online. Full, in Oakland")]
    [InlineData("/therapists", "Open now, online. Full, in Oakland")]
    [InlineData("/es" + Here, "Con citas ahora, en línea. Sin citas, en Oakland")]
    [InlineData(Here + "&format=online", "Open now, online")]
    public async Task Room_that_is_only_online_says_so_beside_a_full_office(string address, string says)
    {
        await using var app = await HostedApp.Start(FullOffice);
        Assert.Contains(says, await Card(app, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_that_is_only_online_is_so_too_where_it_is_a_reason()
    {
        await using var app = await HostedApp.Start(FullOffice);
        Assert.Contains("opening within a week, online", await Card(app, Here), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_to_meet_in_person_hears_nothing_of_room_online()
    {
        await using var app = await HostedApp.Start(FullOffice);
        var card = await Card(app, Here + "&format=in-person");
        Assert.Contains("Full", card, StringComparison.Ordinal);
        Assert.Contains("no room now", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Open now", card, StringComparison.Ordinal);
        Assert.Empty((await Search(app, "1")).QuerySelectorAll("article.person"));
        Assert.Single((await Search(app, "1", "online")).QuerySelectorAll("article.person"));
    }

    [Fact]
    public async Task Room_for_all_but_a_full_office_is_at_the_other_office_and_online()
    {
        await using var app = await HostedApp.Start(FullHereOpenElsewhere);
        Assert.Contains("Full, in Oakland. Open now, in Alameda, about 3 miles", await Card(app, Here + "&format=in-person"), StringComparison.Ordinal);
        Assert.Contains("Open now, online. Full, in Oakland", await Card(app, Here), StringComparison.Ordinal);
        var card = await Card(app, "/therapists?place=94501&radius=1");
        Assert.Contains("Open now", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Full", card, StringComparison.Ordinal);
        Assert.Contains("Open now, in Alameda, about 3 miles", await Card(app, "/therapists?place=94610&radius=10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_at_an_office_alone_does_not_look_like_room_online()
    {
        await using var app = await HostedApp.Start(store => Marisol(store, [new Opening { PlaceId = 1, Kind = "open" }, new Opening { Kind = "full" }], Oakland));
        Assert.Contains("Open now, in Oakland", await Card(app, Here), StringComparison.Ordinal);
        Assert.Contains("Full, online. Open now, in Oakland, CA", await Card(app, Here + "&format=online"), StringComparison.Ordinal);
    }

    private static readonly PracticePlace Oakland = new() { Id = 1, Line1 = "1 Lake Ave", City = "Oakland", State = "CA", Zip = "94610" };

    private static readonly PracticePlace Alameda = new() { Id = 2, Line1 = "2 Park St", City = "Alameda", State = "CA", Zip = "94501" };

    private static Task FullOffice(Store store) => Marisol(store, [new Opening { Kind = "open" }, new Opening { PlaceId = 1, Kind = "full" }], Oakland);

    private static Task FullHereOpenElsewhere(Store store) =>
        Marisol(store, [new Opening { Kind = "open" }, new Opening { PlaceId = 1, Kind = "full" }], Oakland, Alameda);

    private static Task TwoOffices(Store store) =>
        Marisol(store, [new Opening { PlaceId = 2, Kind = "open" }, new Opening { PlaceId = 1, Kind = "full" }], Oakland, Alameda);

    private static Task<long> Marisol(Store store, IReadOnlyList<Opening> openings, params PracticePlace[] places) =>
        ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
        {
            Places = said.Of<IReadOnlyList<PracticePlace>>(places),
            Openings = said.Of(openings),
        }).SaveTo(store);

    private static async Task<string> Card(HostedApp app, string address) =>
        (await app.Page(address)).QuerySelector("article.person")!.TextContent;

    private static async Task<IHtmlDocument> Search(HostedApp app, string radius, string format = "in-person")
    {
        using var answer = await app.Send(
            "/therapists", [new("place", "94610"), new("radius", radius), new("format", format), new("opening", "open-now")]);
        return await app.Page(answer.Headers.Location!.ToString());
    }
}
