using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Lists;

public sealed class SideBySidePageTests
{
    [Fact]
    public async Task Two_people_are_laid_side_by_side_and_what_is_equal_is_said_once()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var address = await Choose(app, [1, 2, 3], 1, 2);
        Assert.StartsWith("/list/side-by-side/", address, StringComparison.Ordinal);
        var page = await app.Page(address);
        Assert.Equal("Two people, side by side", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Marisol Vega, LCSW", "Daniel Okafor, LMFT"], page.QuerySelectorAll("thead th a").Select(name => name.TextContent));
        Assert.Equal(["Open from December 4", "Open now"], Cells(page.QuerySelector("tbody tr")!).Select(cell => cell.QuerySelector(".state")!.TextContent.Trim()));
        // Neither said how the fee of the other is.
        Assert.Equal("Not known", Row(page, "Cost")[^1].TextContent.Trim());
        Assert.Contains("$120–160 for 50 minutes.", Row(page, "Cost")[0].TextContent, StringComparison.Ordinal);
        var plan = Row(page, "A plan or what comes up");
        Assert.Equal(["Mostly follows a plan, with small things to do at home.", "Not known"], plan.Select(cell => cell.TextContent.Trim()));
        Assert.Equal("true", plan[0].QuerySelector(".drawn")!.GetAttribute("aria-hidden"));
        Assert.Null(plan[1].QuerySelector(".drawn"));
        var plans = Row(page, "Plans");
        Assert.Equal(["Medi-Cal (California Medicaid): Alameda Alliance; Kaiser Permanente", "Medi-Cal (California Medicaid)"], plans.Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task A_row_says_that_it_is_the_same_only_where_every_one_of_them_says_the_same()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(await Choose(app, [2, 5], 2, 5));
        Assert.Equal("same for both", page.QuerySelectorAll("tr.same").First(row => row.TextContent.Contains("Where", StringComparison.Ordinal)).QuerySelector(".both")!.TextContent.Trim());
        Assert.Single(Row(page, "Where"));
        Assert.Equal(2, Row(page, "Openings").Count);
        page = await app.Page(await Choose(app, [2, 5, 1], 1, 2, 5));
        Assert.Equal("Three people, side by side", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(3, Row(page, "Openings").Count);
        Assert.All(page.QuerySelectorAll("tr.same .both"), same => Assert.Equal("same for all", same.TextContent.Trim()));
    }

    [Fact]
    public async Task What_nobody_has_said_is_told_together_at_the_end_and_is_nothing_that_they_share()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(await Choose(app, [2, 5], 2, 5));
        var last = page.QuerySelectorAll("tbody tr.same")[^1];
        Assert.Equal("Nobody has said", last.QuerySelector("th")!.TextContent.Trim());
        Assert.Contains("Ways of working", last.QuerySelector("td")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("tr.same"), row => row.QuerySelector(".both") is not null && row.TextContent.Contains("Not known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Studies_stand_beside_the_letters_that_do_not_name_them()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(await Choose(app, [1, 2], 1, 2));
        Assert.EndsWith("; Master of Social Work, State University", Row(page, "Training")[0].TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_said_how_she_likes_to_work_sees_what_she_asked_for_and_why_each_may_suit_her()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            // Some who work the other way: where all answer alike nobody suits better than another, and a short list has no middle.
            foreach (var name in new[] { "Ana", "Bea", "Cleo", "Dora", "Elsa", "Fay", "Gina", "Hana", "Ida", "Jo" })
            {
                await ProfileBuilder.Named(store.Now, name, "Other").With((facts, said) => facts with { Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("structure", -3)]) }).SaveTo(store);
            }
        });
        await Keep(app, 1, 2);
        var results = await Walk.Send(app, await app.Page("/questions/2"), ("place", "4"), ("matters", "lot"), ("do", "list"));
        var own = await app.Page(results.QuerySelector("header nav a[href^='/list?q=']")!.GetAttribute("href")!);
        var page = await Walk.Send(app, (IHtmlFormElement)own.QuerySelector("form#side-by-side")!, ("side-by-side", "1"), ("person", "1"), ("person", "2"));
        var reason = page.QuerySelector(".suits-why .pro li")!;
        Assert.Equal("Mostly follows a plan, with small things to do at home.", reason.FirstChild!.TextContent);
        Assert.Equal("You asked for that. It matters a lot to you.", reason.QuerySelector(".from")!.TextContent);
        Assert.Contains("only from what you both told us.", page.QuerySelector(".guess")!.TextContent, StringComparison.Ordinal);
        var row = page.QuerySelectorAll("tbody tr").First(one => one.QuerySelector("th")!.TextContent.StartsWith("A plan or what comes up", StringComparison.Ordinal));
        Assert.Contains("You asked for: We follow a plan, with things to do at home", row.QuerySelector("th")!.TextContent, StringComparison.Ordinal);
        Assert.Single(row.QuerySelectorAll(".wished"));
        // A guess is drawn with how far it may be from the truth.
        var drawn = page.QuerySelector(".guess .drawn svg")!;
        Assert.InRange(Attribute(drawn.QuerySelector(".dot")!, "cx"), 121, 236);
        Assert.InRange(Attribute(drawn.QuerySelector(".dot")!, "cx") - Attribute(drawn.QuerySelector(".band")!, "x"), 40, 236);
        Assert.True(Attribute(drawn.QuerySelector(".band")!, "width") > 80);
        // On an axis that was skipped there is nothing asked for.
        Assert.Single(page.QuerySelectorAll("svg .wished"));
        var other = await app.Page(page.QuerySelector(".others a")!.GetAttribute("href")!.Split('#')[0]);
        Assert.Contains("Daniel Okafor", other.QuerySelector(".suits-why .who")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("How this person works: not said yet.", other.QuerySelector(".suits-why")!.TextContent, StringComparison.Ordinal);
        Assert.Null(other.QuerySelector(".guess .drawn"));
        Assert.StartsWith("/list?q=", page.QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    private static double Attribute(IElement of, string name) => double.Parse(of.GetAttribute(name)!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Answers_of_another_browser_or_altered_ones_leave_the_people_side_by_side_as_they_are()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(await Choose(app, [1, 2], 1, 2) + "&q=altered&why=9");
        Assert.Null(page.QuerySelector(".suits-why"));
        Assert.Null(page.QuerySelector(".wished"));
        Assert.Equal("/list", page.QuerySelector("a.back")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Fewer_than_two_and_more_than_four_are_asked_to_be_chosen_again(int many)
    {
        await using var app = await HostedApp.Start(People.Fill);
        await Keep(app, 1, 2, 3, 4, 5);
        var page = await app.Post("/list", Ticked(Enumerable.Range(1, many).Select(id => (long)id)), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Choose two to four people to see side by side", page.QuerySelector(".errors a")!.TextContent);
        Assert.NotNull(page.QuerySelector("input" + page.QuerySelector(".errors a")!.GetAttribute("href")));
        Assert.Equal(many, page.QuerySelectorAll("input[name=person][checked]").Length);
    }

    [Fact]
    public async Task Nobody_can_be_looked_at_who_is_on_no_list_or_was_removed_since()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await Keep(app, 1, 2);
        await app.Post("/list", Ticked([1, 3, 4]), HttpStatusCode.UnprocessableEntity);
        var address = await Choose(app, [], 1, 2);
        await app.Store.Write(async db => (await db.Set<Profile>().FindAsync(2L))!.Removed = true);
        var page = await app.Page(address);
        Assert.DoesNotContain("Daniel", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("One person you chose is not listed any more.", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("tr.same"));
    }

    [Fact]
    public async Task On_a_list_that_was_handed_over_one_can_choose_too_and_go_back_to_it()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await Keep(app, 1, 2);
        var link = (await app.Page("/list")).QuerySelector(".about a[href^='/list/handed/']")!.GetAttribute("href")!;
        using var chosen = await app.Send(link, Ticked([1, 2]));
        var page = await app.Page(chosen.Headers.Location!.OriginalString);
        Assert.Equal(link, page.QuerySelector("a.back")!.GetAttribute("href"));
        await app.Post(link, Ticked([1]), HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_list_of_two_to_four_needs_no_choosing()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await Keep(app, 1);
        Assert.Empty((await app.Page("/list")).QuerySelectorAll("input[name=person]"));
        await Keep(app, 2, 3, 4);
        Assert.Equal(4, (await app.Page("/list")).QuerySelectorAll("input[name=person][checked]").Length);
        await Keep(app, 5);
        Assert.Empty((await app.Page("/list")).QuerySelectorAll("input[name=person][checked]"));
    }

    private static async Task Keep(HostedApp app, params long[] ids)
    {
        foreach (var id in ids)
        {
            (await app.Keep(id, "/list")).Dispose();
        }
    }

    private static async Task<string> Choose(HostedApp app, long[] keep, params long[] ids)
    {
        await Keep(app, keep);
        using var chosen = await app.Send("/list", Ticked(ids));
        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        return chosen.Headers.Location!.OriginalString;
    }

    private static IEnumerable<KeyValuePair<string, string>> Ticked(IEnumerable<long> ids) =>
        ids.Select(id => new KeyValuePair<string, string>("person", FormattableString.Invariant($"{id}"))).Append(new("side-by-side", "1"));

    private static List<IElement> Cells(IElement row) => [.. row.QuerySelectorAll("td")];

    private static List<IElement> Row(IParentNode page, string question) =>
        Cells(page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent.StartsWith(question, StringComparison.Ordinal)));
}
