using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary>The questions of how somebody likes to work, from the first page to the list, without a script.</summary>
public sealed class QuestionsTests
{
    [Theory]
    [InlineData("", "What should a talk be like?", "2 of 12", "Next", "Your answers", "Speaks for", "Follows a plan, with things to do at home.")]
    [InlineData("/es", "¿Cómo le gustaría que fuera una sesión?", "2 de 12", "Siguiente", "Sus respuestas", "A favor", "Sigue un plan, con tareas para la casa.")]
    public async Task From_the_start_through_the_questions_to_a_list_that_begins_with_who_suits(
        string prefix, string heading, string count, string next, string all, string speaksFor, string reason)
    {
        await using var app = await HostedApp.Start(TwoWays);
        var page = await Walk.Send(app, prefix.Length > 0 ? prefix : "/", ("Place", "94610"), ("Then", "questions"));
        Assert.Equal("1", Number(page));
        page = await Walk.Send(app, page, ("do", "skip"));
        Assert.Equal((heading, count), (page.QuerySelector("h1")!.TextContent, page.QuerySelector(".place span")!.TextContent));
        Assert.Equal(next, page.QuerySelector(".two .filled")!.TextContent);
        // Nothing is ticked that nobody has ticked; how much it matters is "some" until it is said.
        Assert.Empty(page.QuerySelectorAll(".axis :checked"));
        page = await Walk.Send(app, page, ("place", "4"), ("matters", "lot"), ("do", "next"));
        Assert.Equal("3", Number(page));
        page = await Walk.Send(app, page, ("place", "2"), ("do", "list"));
        Assert.Equal(["Planner", "Comer"], Names(page));
        var first = page.QuerySelectorAll("article")[0].TextContent;
        Assert.Contains(speaksFor, first, StringComparison.Ordinal);
        Assert.Contains(reason, first, StringComparison.Ordinal);
        // The way back to the answers, and there what was answered.
        page = await app.Page(page.QuerySelector(".sure a")!.GetAttribute("href")!);
        Assert.Equal(all, page.QuerySelector("h1")!.TextContent);
        // Two answers of style, and how to meet, which the first page asked.
        Assert.Equal(3, page.QuerySelectorAll("button[name=remove]").Length);
    }

    [Fact]
    public async Task The_other_wish_turns_the_list_round_and_no_wish_leaves_it_alone()
    {
        await using var app = await HostedApp.Start(TwoWays);
        Assert.Equal(["Comer", "Planner"], Names(await ListOf(app, place: "0")));
        Assert.Equal(["Planner", "Comer"], Names(await ListOf(app, place: "4")));
        // "Either is fine" is an answer, and no wish: nobody suits better than another.
        Assert.Contains("suit you alike", (await ListOf(app, place: "2")).QuerySelector(".sure")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await ListOf(app, place: null)).QuerySelector(".sure"));
    }

    [Fact]
    public async Task An_answer_is_changed_and_left_out_on_the_page_of_all()
    {
        await using var app = await HostedApp.Start(TwoWays);
        var page = await app.Page("/questions/2");
        page = await Walk.Send(app, page, ("place", "4"), ("matters", "little"), ("do", "next"));
        // Back without loss, of what was ticked and not sent too.
        page = await Walk.Send(app, page, ("place", "1"), ("do", page.QuerySelector("button.back")!.GetAttribute("value")!));
        Assert.Equal("2", Number(page));
        Assert.Equal(["4", "little"], page.QuerySelectorAll(":checked").Select(one => one.GetAttribute("value")));
        Assert.Equal(["1", "some"], (await app.Page("/questions/3?q=" + Token(page))).QuerySelectorAll(":checked").Select(one => one.GetAttribute("value")));
        Assert.Equal("1", Number(await Walk.Send(app, page, ("do", "back"))));
        Assert.EndsWith("/questions/2?q=" + Token(page), page.QuerySelector("header a[hreflang=es]")!.GetAttribute("href"), StringComparison.Ordinal);
        var answers = await app.Page("/questions/answers?q=" + Token(page));
        answers = await Walk.Send(app, answers, ("remove", "push"));
        Assert.Contains("We follow a plan, with things to do at home", answers.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        page = await app.Page(answers.QuerySelectorAll(".change a").First(link => link.TextContent.StartsWith("Change", StringComparison.Ordinal)).GetAttribute("href")!);
        page = await Walk.Send(app, page, ("place", "0"), ("matters", "some"), ("do", "next"));
        Assert.Equal("Your answers", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("We talk about what comes up", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        page = await Walk.Send(app, page, ("remove", "structure"));
        Assert.Contains("You have not answered a question.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_filter_keeps_the_answers_and_a_chip_takes_them_away()
    {
        await using var app = await HostedApp.Start(TwoWays);
        var page = await ListOf(app, place: "0");
        var fields = page.QuerySelectorAll("#filters input[type=hidden], #filters input[type=text]").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? "")).ToList();
        page = await Walk.Send(app, "/therapists", [.. fields, ("language", "en")]);
        Assert.Equal("How you like to work: one answer", page.QuerySelector("[value=wishes] span:not(.hidden)")!.TextContent);
        Assert.Equal(["Comer", "Planner"], Names(page));
        page = await Walk.Send(app, "/therapists", ("q", Token(page)), ("remove", "wishes"));
        Assert.Null(page.QuerySelector(".sure"));
    }

    [Fact]
    public async Task Answers_that_were_forgotten_meanwhile_are_told_beside_the_filters_that_stay()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(TwoWays, clock);
        var page = await ListOf(app, place: "0");
        clock.Advance(TimeSpan.FromMinutes(31));
        page = await Walk.Send(app, "/therapists", ("wishes", Token(page)), ("language", "en"));
        Assert.Contains("Your answers to what suits you were forgotten", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".sure"));
    }

    [Fact]
    public async Task Answers_of_another_browser_or_altered_ones_are_refused_kindly()
    {
        await using var app = await HostedApp.Start(TwoWays);
        foreach (var broken in new[] { "abc", new string('x', 3000) })
        {
            var page = await app.Page("/questions/3?q=" + broken);
            Assert.Contains("You can begin again here.", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("", Token(page));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser.GetAsync(new Uri("/questions/13", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("", null, "lot", "next", "Choose one of the five, or press “Skip”")]
    [InlineData("", null, "little", "list", "Choose one of the five, or press “Skip”")]
    [InlineData("/es", null, "lot", "next", "Elija una de las cinco, o toque «Saltar»")]
    [InlineData("", "9", "some", "next", "Choose one of the five, or press “Skip”")]
    [InlineData("", "x", "endlessly", "list", "Choose one of the five, or press “Skip”")]
    public async Task An_answer_that_was_only_begun_is_asked_back_beside_the_places(string prefix, string? place, string matters, string pressed, string told)
    {
        await using var app = await HostedApp.Start(TwoWays);
        var asked = await Walk.Send(app, await app.Page(prefix + "/questions/1"), ("place", "4"), ("do", "next"));
        var page = await Walk.Send(app, asked, [("matters", matters), ("do", pressed), .. place is null ? [] : new[] { ("place", place) }]);
        Assert.Equal("2", Number(page));
        Assert.Equal(told, page.QuerySelector("#place-error")!.TextContent);
        // The summary leads to the first of the places; how much it matters stays as it was ticked.
        Assert.Equal("radio", page.QuerySelector(page.QuerySelector(".errors a")!.GetAttribute("href")!)!.GetAttribute("type"));
        Assert.Equal([matters is "lot" or "little" ? matters : "some"], page.QuerySelectorAll(":checked").Select(one => one.GetAttribute("value")));
        // What was answered before is still there, and Skip goes on.
        page = await Walk.Send(app, page, ("matters", matters), ("do", "skip"));
        Assert.Equal("3", Number(page));
        Assert.Single((await app.Page(prefix + "/questions/answers?q=" + Token(page))).QuerySelectorAll("button[name=remove]"));
    }

    [Theory]
    [InlineData("", "You have not said how you like to work.", "what you chose before: Couple.", "Your answers are kept")]
    [InlineData("/es", "No ha dicho cómo le gusta trabajar.", "lo que eligió antes: Pareja.", "Sus respuestas están guardadas")]
    public async Task What_the_first_page_asked_is_told_beside_the_answers_and_kept_with_them(string prefix, string lead, string others, string kept)
    {
        await using var app = await HostedApp.Start(TwoWays);
        var page = await Walk.Send(app, prefix.Length > 0 ? prefix : "/", ("For", "two"), ("Place", "94610"), ("Then", "questions"));
        page = await app.Page(prefix + "/questions/answers?q=" + Token(page));
        Assert.StartsWith(lead, page.QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(others, page.QuerySelector(".others")!.TextContent, StringComparison.Ordinal);
        page = await Walk.Send(app, (IHtmlFormElement)page.QuerySelector("form[action$='/saved/new']")!);
        Assert.Equal(kept, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(6, page.QuerySelectorAll(".code li").Length);
    }

    [Fact]
    public async Task A_program_gets_order_and_words_and_no_number_of_a_person()
    {
        await using var app = await HostedApp.Start(TwoWays);
        var answer = await Asked(app, """{ "wishes": { "structure": { "place": 3, "matters": "lot" } } }""");
        Assert.Contains("Follows a plan", answer, StringComparison.Ordinal);
        Assert.Contains("\"howSure\":\"Only from what you both told us.\"", answer, StringComparison.Ordinal);
        // A list of two has no middle.
        Assert.Contains("\"expected\":null", answer, StringComparison.Ordinal);
        Assert.DoesNotMatch("\"fit\":[0-9]", answer);
        Assert.Contains("\"wishes\":[\"Without a wish nobody suits better than another", await Asked(app, """{ "wishes": { "structure": { "place": 0 } } }"""), StringComparison.Ordinal);
        Assert.Contains("\"wishes\":[\"Say how somebody would like to work", await Asked(app, "{}"), StringComparison.Ordinal);
        Assert.Contains("\"sort\":[\"The order here is by fit", await Asked(app, """{ "sort": "name", "wishes": { "structure": { "place": 3 } } }"""), StringComparison.Ordinal);
        Assert.Contains("There is no such axis", await Asked(app, """{ "wishes": { "warmth": { "place": 3 } } }"""), StringComparison.Ordinal);
        Assert.Contains("A place is -3, -1.5, 0, 1.5 or 3.", await Asked(app, """{ "wishes": { "push": { "place": 99 } } }"""), StringComparison.Ordinal);
        Assert.Contains("A wish is an object", await Asked(app, """{ "wishes": { "push": null } }"""), StringComparison.Ordinal);
        Assert.Contains("holds something that cannot be read there", await Asked(app, """{ "wishes": { "push": { "matters": "lot" } } }"""), StringComparison.Ordinal);
        Assert.Contains("holds something that cannot be read there", await Asked(app, """{ "wishes": { "push": { "place": 3, "importance": 2 } } }"""), StringComparison.Ordinal);
        Assert.DoesNotContain("Without a wish", await Asked(app, """{ "wishes": { "push": { "place": 2 } } }"""), StringComparison.Ordinal);
        Assert.InRange((await Asked(app, $$"""{ "wishes": { {{string.Join(',', Enumerable.Range(0, 500).Select(at => $"\"a{at}\": {{ \"place\": 3 }}"))}} } }""")).Length, 1, 5_000);
        Assert.Contains("told in words", await Asked(app, """{ "wishes": { "push": { "place": 3 } }, "explain": 1 }"""), StringComparison.Ordinal);
    }

    // Two people who differ in nothing but how they work.
    private static async Task TwoWays(Store store)
    {
        foreach (var (name, place) in new[] { ("Planner", 3.0), ("Comer", -3.0) })
        {
            await ProfileBuilder.Named(store.Now.AddDays(-3), "Ana", name).With((facts, said) => facts with
            {
                Languages = said.Of<IReadOnlyList<SpokenLanguage>>([new SpokenLanguage("en")]),
                Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("structure", place)]),
            }).SaveTo(store);
        }
    }

    private static async Task<IHtmlDocument> ListOf(HostedApp app, string? place)
    {
        var page = await app.Page("/questions/2");
        return await Walk.Send(app, page, [.. place is null ? [] : new[] { ("place", place) }, ("do", "list")]);
    }

    private static async Task<string> Asked(HostedApp app, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await app.Browser.PostAsync(new Uri("/api/v1/fit", UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string[] Names(IHtmlDocument page) => [.. page.QuerySelectorAll("article h2").Select(name => name.TextContent.Split(',')[0].Split(' ')[^1])];

    private static string? Number(IHtmlDocument page) => page.QuerySelector(".asking .place span")?.TextContent.Split(' ')[0];

    private static string Token(IHtmlDocument page) => page.QuerySelector("input[name=q]")?.GetAttribute("value") ?? "";
}
