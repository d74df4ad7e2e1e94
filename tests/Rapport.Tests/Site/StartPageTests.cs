using System.Net;
using AngleSharp.Dom;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

public sealed class StartPageTests
{
    [Theory]
    [InlineData("me", "94610", false, "/therapists?place=94610&format=in-person&format=not-known")]
    [InlineData("me", " Oakland, CA ", true, "/therapists?place=Oakland,%20CA")]
    [InlineData("me", "California", false, "/therapists?place=California")]
    [InlineData("me", "condado de alameda", false, "/therapists?place=Alameda%20County,%20CA&format=in-person&format=not-known")]
    [InlineData("me", "online in texas", false, "/therapists?place=Texas&format=online")]
    [InlineData("me", "Texas, en línea", true, "/therapists?place=Texas&format=online")]
    [InlineData("me", "", false, "/therapists")]
    public async Task A_place_leads_to_a_list_whose_address_says_the_place_alone(
        string whom, string place, bool online, string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/", Form(whom, place, online));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("child", "Ana María de la Peña-Fitzgerald, PhD")]
    [InlineData("two", "Daniel Okafor, LMFT")]
    public async Task For_whom_it_is_chooses_who_is_shown_and_stands_in_no_address(string whom, string name)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/es", Form(whom, "94610", online: true));
        var address = answer.Headers.Location!.ToString();
        Assert.StartsWith("/es/therapists?q=", address, StringComparison.Ordinal);
        var page = await app.Page(address);
        Assert.Contains(page.QuerySelectorAll("article.person h2"), heading => heading.TextContent == name);
    }

    [Theory]
    [InlineData("", "Your answers are still here")]
    [InlineData("/es", "Sus respuestas siguen aquí")]
    public async Task Whoever_comes_back_to_the_first_page_with_answers_finds_the_way_to_them(string language, string says)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Walk.Send(app, await app.Page(language + "/questions/2"), ("place", "4"), ("do", "next"));
        var home = page.QuerySelector("header .mark")!.GetAttribute("href")!;
        Assert.Equal(home, page.QuerySelector("header nav .wide")!.GetAttribute("href"));
        page = await app.Page(home);
        Assert.StartsWith(says, page.QuerySelector(".so-far")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("meta[name=robots][content=noindex]"));
        var answers = await app.Page(page.QuerySelector(".so-far a[href*='/questions/answers?q=']")!.GetAttribute("href")!);
        Assert.Single(answers.QuerySelectorAll("button[name=remove]"));
        Assert.NotEmpty((await app.Page(page.QuerySelector(".so-far a[href*='/therapists?q=']")!.GetAttribute("href")!)).QuerySelectorAll("article.person"));
        // Nothing is promised that is not there, and without answers the first page is as it was.
        Assert.Null((await app.Page(language + "/?q=broken")).QuerySelector(".so-far"));
        Assert.Equal(language + "/", (await app.Page(language + "/order")).QuerySelector("header .mark")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_unknown_place_keeps_what_was_said_and_asks_back()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post("/", Form("two", "Oaklnd, CA", online: true), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Oakland, CA", page.QuerySelector(".errors a")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Oaklnd, CA", page.GetElementById("Place")!.GetAttribute("value"));
        Assert.Equal("two", page.QuerySelector("[name=For][checked]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("[name=Online][checked]"));
        // The answer stands behind its question, in reading order, and takes along what else was said.
        var yes = page.QuerySelector("button.meant")!;
        Assert.Equal(DocumentPositions.Following, page.GetElementById("Place-error")!.CompareDocumentPosition(yes) & DocumentPositions.Following);
        var fields = page.GetElementById(yes.GetAttribute("form")!)!.QuerySelectorAll("input")
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")!, StringComparer.Ordinal);
        Assert.Equal(("two", "Place", "Oakland, CA", "true"), (fields["For"], yes.GetAttribute("name"), yes.GetAttribute("value"), fields["Online"]));
    }

    [Theory]
    [InlineData("", "Springfield", "There is more than one place of that name", "Springfield, MO")]
    [InlineData("", "Orange County", "There is more than one place of that name", "Orange County, CA")]
    [InlineData("/es", "Springfield", "Hay más de un lugar con ese nombre", "Springfield, MO")]
    public async Task A_name_of_several_places_asks_which_is_meant(string language, string typed, string says, string one)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post(language + "/", Form("me", typed, online: false), HttpStatusCode.UnprocessableEntity);
        Assert.Contains(says, page.GetElementById("Place-error")!.TextContent, StringComparison.Ordinal);
        var meant = page.QuerySelectorAll("button.meant").Select(button => button.GetAttribute("value")).ToList();
        Assert.True(meant.Count > 1);
        Assert.Contains(one, meant);
    }

    [Fact]
    public async Task Of_many_places_of_one_name_the_likeliest_are_shown_and_the_others_are_one_click_away()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post("/", Form("me", "Springfield", online: false), HttpStatusCode.UnprocessableEntity);
        var shown = page.QuerySelectorAll("button.meant").Count(button => button.Closest("details") is null);
        var others = page.QuerySelectorAll("details button.meant").Length;
        Assert.Equal(4, shown);
        Assert.True(others > 4);
        Assert.StartsWith($"{others} more", page.QuerySelector("details:has(button.meant) > summary")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("details button.meant"), button => Assert.StartsWith("Springfield, ", button.GetAttribute("value"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "In person")]
    [InlineData("/es", "En persona")]
    public async Task Who_looks_near_a_place_is_told_in_words_what_was_set_for_her(string language, string chip)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send(language + "/", Form("me", "94610", online: false));
        var list = await app.Page(answer.Headers.Location!.ToString());
        Assert.Null(list.QuerySelector(".notice"));
        Assert.EndsWith(chip, Assert.Single(list.QuerySelectorAll(".chip")).TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_choice_of_for_whom_but_the_first_changes_who_is_asked_for()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var choices = (await app.Page("/")).QuerySelectorAll("[name=For]").Select(choice => choice.GetAttribute("value")!).ToList();
        var chips = new List<string>();
        foreach (var choice in choices)
        {
            using var answer = await app.Send("/", Form(choice, "94610", online: true));
            chips.Add(string.Concat((await app.Page(answer.Headers.Location!.ToString())).QuerySelectorAll(".chip").Select(chip => chip.TextContent)));
        }
        Assert.Equal(choices.Count, chips.Distinct().Count());
    }

    private static Dictionary<string, string> Form(string whom, string place, bool online)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["For"] = whom, ["Place"] = place };
        if (online)
        {
            form["Online"] = "true";
        }
        return form;
    }
}
