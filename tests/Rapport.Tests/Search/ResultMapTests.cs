using System.Globalization;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

public sealed class ResultMapTests
{
    private const string Near = "/therapists?place=94610&radius=25";

    [Fact]
    public async Task The_number_on_a_card_stands_on_the_map_and_in_its_list_and_leads_back_to_the_card()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(Near);
        var cards = page.QuerySelectorAll("article.person").Where(card => card.QuerySelector(".pin") is not null).ToList();
        Assert.Equal(5, cards.Count);
        var first = cards.GroupBy(Number).ToDictionary(group => group.Key, group => group.First().Id!);
        Assert.Equal(
            first.OrderBy(pair => pair.Key),
            page.QuerySelectorAll(".map svg a").ToDictionary(pin => Digits(pin.TextContent), pin => pin.GetAttribute("href")![1..]).OrderBy(pair => pair.Key));
        Assert.Equal(
            first.OrderBy(pair => pair.Key),
            page.QuerySelectorAll(".map li").ToDictionary(Number, line => line.QuerySelector("a")!.GetAttribute("href")![1..]).OrderBy(pair => pair.Key));
        Assert.All(first.Values, id => Assert.NotNull(page.GetElementById(id)));
    }

    [Fact]
    public async Task All_people_found_are_on_the_map_or_its_caption_says_why_not()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(Near);
        var listed = page.QuerySelectorAll(".map li").Select(line => line.TextContent.Split('·')[1]).Sum(Digits);
        Assert.Equal(5, listed);
        Assert.Contains("One more is not on this map, but can meet you online or by phone.", page.QuerySelector(".map .told p")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("never an address", page.QuerySelector(".map .told p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_areas_are_bounded_and_the_rest_is_counted()
    {
        await using var app = await HostedApp.Start(FillTheBay);
        var page = await app.Page("/therapists?place=94610&radius=50&format=in-person");
        var lines = page.QuerySelectorAll(".map li").ToList();
        Assert.InRange(lines.Count, 10, 25);
        Assert.Equal(lines.Count, page.QuerySelectorAll(".map .spot").Length);
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(Number));
        var told = page.QuerySelector(".map .told p")!.TextContent;
        var drawn = lines.Sum(line => Digits(line.TextContent.Split('·')[1]));
        var total = Digits(page.QuerySelector("h1")!.TextContent.Split(' ')[0]);
        Assert.Equal(total == drawn, !told.Contains("without a number", StringComparison.Ordinal));
        Assert.Contains("may stand for some ZIP codes", told, StringComparison.Ordinal);
        // The list names every ZIP that a number of the map stands for, so it is as good as the map.
        var zips = page.QuerySelectorAll(".map li").SelectMany(line => line.TextContent.Split('·')[0].Split(' ', ',', ';')).Where(word => word.Length == 5 && word.All(char.IsAsciiDigit)).ToList();
        Assert.Equal(zips.Count, zips.Distinct().Count());
        Assert.Equal(drawn, zips.Count);
        // Every card of a full page has its number, and the numbers come in the order of the list.
        var numbers = page.QuerySelectorAll("article.person").Select(Number).ToList();
        Assert.Equal(20, numbers.Count);
        Assert.Equal(numbers.Distinct().Order(), numbers.Distinct());
        Assert.InRange(page.QuerySelector(".map svg")!.OuterHtml.Length, 1_000, 12_000);
    }

    [Fact]
    public async Task A_state_is_drawn_whole_with_the_numbers_of_the_page()
    {
        await using var app = await HostedApp.Start(FillTheBay);
        var page = await app.Page("/therapists?place=California");
        Assert.Null(page.QuerySelector(".map .circle"));
        Assert.NotEmpty(page.QuerySelector(".map .state-line")!.GetAttribute("d")!);
        Assert.All(page.QuerySelectorAll("article.person"), card => Assert.NotNull(card.QuerySelector(".pin")));
    }

    [Theory]
    [InlineData("/therapists")]
    [InlineData("/therapists?place=94610&radius=25&format=online")]
    [InlineData("/therapists?place=96161&radius=5&format=in-person")]
    public async Task Without_a_place_or_anybody_to_meet_there_is_no_map(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(address);
        Assert.Null(page.QuerySelector(".map"));
        Assert.Null(page.QuerySelector("article.person .pin"));
    }

    [Fact]
    public async Task In_Spanish_it_speaks_Spanish()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/es" + Near);
        Assert.Equal("Mapa", page.QuerySelector(".map summary")!.TextContent);
        Assert.Contains("personas", page.QuerySelector(".map svg")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Condado de", page.QuerySelector(".map svg")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_may_be_a_home_is_no_more_than_its_ZIP_on_the_map()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var map = (await app.Page(Near)).QuerySelector(".map")!.OuterHtml;
        Assert.DoesNotContain("Lake Ave", map, StringComparison.Ordinal);
        Assert.Contains("Oakland 94610", map, StringComparison.Ordinal);
    }

    /// <summary>Somebody in every fourth ZIP around the bay.</summary>
    private static async Task FillTheBay(Store store)
    {
        var areas = Rapport.Places.PlaceTable.Gazetteer.Areas
            .Where(area => area.People > 0 && area.Zip.StartsWith('9') && area.Zip[1] is '4' or '5' && area.State.Code == "CA")
            .Where((_, i) => i % 4 == 0).Take(120);
        foreach (var area in areas)
        {
            await ProfileBuilder.Named(store.Now, "Ana", "Zip" + area.Zip).With((facts, said) => facts with
            {
                Formats = said.Of<IReadOnlyList<string>>(["in-person"]),
                Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = area.City, State = "CA", Zip = area.Zip }]),
            }).SaveTo(store);
        }
    }

    private static int Number(AngleSharp.Dom.IElement element) => Digits(element.QuerySelector(".pin")!.TextContent);

    private static int Digits(string text) => int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
