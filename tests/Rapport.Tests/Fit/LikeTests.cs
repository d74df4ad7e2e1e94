using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary>From one therapist's page: her lines with the visitor's rings, and others who work alike.</summary>
public sealed class LikeTests
{
    [Fact]
    public async Task Others_who_work_alike_come_first_and_her_ways_are_nobody_s_answers()
    {
        await using var app = await HostedApp.Start(Three);
        var list = await app.Page("/therapists");
        var page = await app.Page(Of(list, "Planner").GetAttribute("href")!);
        Assert.Empty(page.QuerySelectorAll("circle.wished"));
        page = await Walk.Send(app, (IHtmlFormElement)page.QuerySelector("form.alike")!);
        var names = page.QuerySelectorAll("article h2").Select(name => name.TextContent.Split(',')[0].Split(' ')[^1]).ToList();
        Assert.Equal(["Planner", "Alike"], names.Take(2).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal("Comer", names[^1]);
        Assert.Contains("The list begins with those who work most like Ana", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Works like Ana", page.QuerySelector(".chips")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("In common", page.QuerySelector("article dl")!.TextContent, StringComparison.Ordinal);
        foreach (var said in new[] { "How you like to work", "Expected fit", "Speaks for", "Change your answers" })
        {
            Assert.DoesNotContain(said, page.Body!.TextContent, StringComparison.Ordinal);
        }
        // Nothing was asked for that a ring could show.
        var other = await app.Page(Of(page, "Alike").GetAttribute("href")!);
        Assert.Empty(other.QuerySelectorAll("circle.wished"));
        Assert.DoesNotContain("You asked for", other.QuerySelector(".manner")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_page_that_was_reached_from_answers_a_ring_and_a_line_say_what_was_asked_for()
    {
        await using var app = await HostedApp.Start(Three);
        var list = await Walk.Send(app, await app.Page("/questions/2"), ("place", "4"), ("do", "list"));
        var page = await app.Page(Of(list, "Comer").GetAttribute("href")!);
        Assert.Single(page.QuerySelectorAll("circle.wished"));
        Assert.Contains("You asked for: We follow a plan, with things to do at home", page.QuerySelector(".manner")!.TextContent, StringComparison.Ordinal);
        // Either is fine: it is told, and drawn nowhere.
        list = await Walk.Send(app, await app.Page("/questions/2"), ("place", "2"), ("do", "list"));
        page = await app.Page(Of(list, "Comer").GetAttribute("href")!);
        Assert.Empty(page.QuerySelectorAll("circle.wished"));
        Assert.Contains("You said: either is fine.", page.QuerySelector(".manner")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_answered_before_is_one_step_back()
    {
        await using var app = await HostedApp.Start(Three);
        var list = await Walk.Send(app, await app.Page("/questions/2"), ("place", "0"), ("matters", "lot"), ("do", "list"));
        var page = await app.Page(Of(list, "Planner").GetAttribute("href")!);
        page = await Walk.Send(app, (IHtmlFormElement)page.QuerySelector("form.alike")!);
        // Meanwhile what was asked for stays what was asked for.
        var other = await app.Page(Of(page, "Alike").GetAttribute("href")!);
        Assert.Contains("You asked for: We talk about what comes up", other.QuerySelector(".manner")!.TextContent, StringComparison.Ordinal);
        page = await app.Page(page.QuerySelector("[role=status] a")!.GetAttribute("href")!);
        page = await app.Page(page.QuerySelector(".sure a")!.GetAttribute("href")!);
        Assert.Contains("We talk about what comes up", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("a lot", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_like_somebody_who_is_not_listed()
    {
        await using var app = await HostedApp.Start(Three);
        using var answer = await app.Send("/questions/like/999", []);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static AngleSharp.Dom.IElement Of(IHtmlDocument list, string name) =>
        list.QuerySelectorAll("article h2 a").First(link => link.TextContent.Contains(name, StringComparison.Ordinal));

    private static async Task Three(Store store)
    {
        foreach (var (name, place) in new[] { ("Planner", 3.0), ("Comer", -3.0), ("Alike", 3.0) })
        {
            await ProfileBuilder.Named(store.Now.AddDays(-3), "Ana", name).With((facts, said) => facts with
            {
                Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("structure", place)]),
            }).SaveTo(store);
        }
    }
}
