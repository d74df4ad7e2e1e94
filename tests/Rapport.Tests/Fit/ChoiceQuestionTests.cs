using AngleSharp.Html.Dom;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary>The four questions that are answered by choosing: what for, who, what helped, and what has to work.</summary>
public sealed class ChoiceQuestionTests
{
    [Theory]
    [InlineData("", "What would you like help with?", "9 of 12", "Panic attacks")]
    [InlineData("/es", "¿En qué le gustaría recibir ayuda?", "9 de 12", "Ataques de pánico")]
    public async Task What_one_wants_help_with_lifts_and_a_must_leaves_out(string prefix, string heading, string count, string panic)
    {
        await using var app = await HostedApp.Start(Two);
        var page = await app.Page(prefix + "/questions/9");
        Assert.Equal((heading, count), (page.QuerySelector("h1")!.TextContent, page.QuerySelector(".place span")!.TextContent));
        Assert.Contains(panic, page.QuerySelector(".picks")!.TextContent, StringComparison.Ordinal);
        // Nothing is ticked before, and it would only lift.
        Assert.Equal(["nice"], page.QuerySelectorAll(".picks :checked").Select(one => one.GetAttribute("value")));
        var nice = await Walk.Send(app, page, ("issue", "panic"), ("issue.as", "nice"), ("do", "list"));
        Assert.Equal(["Listens", "Plans"], Names(nice));
        var must = await Walk.Send(app, page, ("issue", "panic"), ("issue.as", "must"), ("do", "list"));
        Assert.Equal(["Listens"], Names(must));
    }

    [Fact]
    public async Task Back_and_forth_nothing_is_lost_and_skip_takes_back_only_its_own()
    {
        await using var app = await HostedApp.Start(Two);
        var page = await Walk.Send(app, await app.Page("/questions/9"), ("issue", "panic"), ("issue.as", "must"), ("do", "next"));
        Assert.Equal("10", Number(page));
        page = await Walk.Send(app, page, ("gender", "woman"), ("gender.as", "nice"), ("do", "next"));
        Assert.Equal("11", Number(page));
        var back = await Walk.Send(app, page, ("do", "back"));
        Assert.Equal("woman", back.QuerySelector("input[name=gender]:checked")!.GetAttribute("value"));
        back = await Walk.Send(app, back, ("gender", "woman"), ("gender.as", "nice"), ("do", "back"));
        Assert.Equal("panic", back.QuerySelector("input[name=issue]:checked")!.GetAttribute("value"));
        page = await Walk.Send(app, back, ("do", "skip"));
        Assert.Equal("10", Number(page));
        Assert.NotNull(page.QuerySelector("input[name=gender]:checked"));
        var all = await app.Page("/questions/answers?q=" + Token(page));
        Assert.Contains("Nice to have: Woman", all.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Panic attacks", all.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        all = await Walk.Send(app, all, ("remove", "who"));
        Assert.DoesNotContain("Woman", all.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_helped_lifts_and_what_did_not_is_marked_and_moves_nobody()
    {
        await using var app = await HostedApp.Start(Two);
        var asked = await app.Page("/questions/11");
        var before = Names(await Walk.Send(app, asked, ("do", "list")));
        var page = await Walk.Send(app, asked, ("did-not-help", "cbt"), ("do", "list"));
        Assert.Equal(before, Names(page));
        var marked = page.QuerySelectorAll("article").Where(one => one.TextContent.Contains("which did not help you before", StringComparison.Ordinal)).ToList();
        Assert.Contains("Plans", Assert.Single(marked).QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        page = await Walk.Send(app, asked, ("approach", "cbt"), ("approach.as", "nice"), ("do", "list"));
        Assert.Equal(["Plans", "Listens"], Names(page));
        // Both at once says nothing: it is asked back, and what was ticked stays.
        page = await Walk.Send(app, asked, ("approach", "cbt"), ("approach.as", "nice"), ("did-not-help", "cbt"), ("do", "next"));
        Assert.Equal("11", Number(page));
        Assert.Contains("that it helped and that it did not", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("input[type=checkbox]:checked").Length);
    }

    [Theory]
    [InlineData("", "You look at how thoughts, feelings and actions are linked, and practice changing them.", "Cognitive behavioral therapy (CBT)")]
    [InlineData("/es", "Usted mira cómo se unen lo que piensa, lo que siente y lo que hace, y practica cambiarlo.", "Terapia cognitivo-conductual (TCC)")]
    public async Task Each_way_to_work_stands_once_and_the_first_by_what_is_done_there(string prefix, string plain, string name)
    {
        await using var app = await HostedApp.Start(Two);
        var page = await app.Page(prefix + "/questions/11");
        var ways = page.QuerySelectorAll("input[name=approach]").Select(way => way.GetAttribute("value")).ToList();
        Assert.Distinct(ways);
        Assert.Equal(ways, page.QuerySelectorAll("input[name=did-not-help]").Select(way => way.GetAttribute("value")));
        // Those by which people here work stand open, a client's words first; the others are folded away, by name.
        var way = page.QuerySelectorAll("ul.past-ways > li > p").Single(one => one.Id == "way-cbt");
        Assert.Null(way.Closest("details"));
        Assert.Equal((plain, name), (way.FirstChild!.TextContent, way.QuerySelector(".from")!.TextContent));
        Assert.Equal(6, page.QuerySelectorAll("input[name=approach]").Count(one => one.Closest("details") is null));
        // What was ticked stands open when she comes back.
        page = await Walk.Send(app, page, ("did-not-help", "hypnosis"), ("do", "next"));
        page = await Walk.Send(app, page, ("do", "back"));
        var ticked = page.QuerySelector("input[value=hypnosis]:checked")!;
        Assert.Equal(("did-not-help", null), (ticked.GetAttribute("name"), ticked.Closest("details")));
    }

    [Theory]
    [InlineData("", "What you chose so far leaves nobody", "One person")]
    [InlineData("/es", "Con lo que eligió hasta ahora no queda nadie", "Una persona")]
    public async Task Musts_that_leave_nobody_together_say_what_each_costs_before_the_list(string prefix, string says, string brings)
    {
        await using var app = await HostedApp.Start(Two);
        var page = await Walk.Send(app, await app.Page(prefix + "/questions/9"), ("issue", "panic"), ("issue.as", "must"), ("do", "next"));
        page = await Walk.Send(app, page, ("do", "next"));
        page = await Walk.Send(app, page, ("approach", "cbt"), ("approach.as", "must"), ("do", "next"));
        var told = page.QuerySelector(".let-go")!;
        Assert.Equal(says, told.QuerySelector("h2")!.TextContent);
        Assert.Equal(["without:approach", "without:issue"], told.QuerySelectorAll("button").Select(way => way.GetAttribute("value")).Order());
        Assert.All(told.QuerySelectorAll("b"), count => Assert.Equal(brings, count.TextContent));
        // All answers on one page say the same. One click lets go, and the question stands again with what is ticked in it.
        Assert.Equal(says, (await app.Page(prefix + "/questions/answers?q=" + Token(page))).QuerySelector(".let-go h2")!.TextContent);
        page = await Walk.Send(app, page, ("place", "94610"), ("radius", "100"), ("let", "without:approach"));
        Assert.Equal(("12", "94610"), (Number(page), page.QuerySelector("#place")!.GetAttribute("value")));
        page = await Walk.Send(app, page, ("do", "next"));
        Assert.DoesNotContain("CBT", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "call or text 988")]
    [InlineData("/es", "llame al 988 y marque 2")]
    public async Task Who_ticks_what_may_not_wait_meets_help_on_the_next_page(string prefix, string help)
    {
        await using var app = await HostedApp.Start(Two);
        var page = await app.Page(prefix + "/questions/9");
        Assert.Null(page.QuerySelector(".now"));
        page = await Walk.Send(app, page, ("issue", "suicidal-thoughts"), ("issue.as", "nice"), ("do", "next"));
        Assert.Contains(help, page.QuerySelector(".now")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(help, (await app.Page(prefix + "/questions/answers?q=" + Token(page))).QuerySelector(".now")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_are_musts_and_a_place_that_is_not_known_is_asked_back_at_once()
    {
        await using var app = await HostedApp.Start(Two);
        var asked = await app.Page("/questions/12");
        var page = await Walk.Send(app, asked, ("place", "Nowhereville"), ("radius", "25"), ("do", "next"));
        Assert.Equal("12", Number(page));
        Assert.Contains("We do not know this place.", page.QuerySelector("#place-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Nowhereville", page.QuerySelector("#place")!.GetAttribute("value"));
        page = await Walk.Send(app, page, ("place", ""), ("feeMax", "100"), ("feeMax.as", "must"), ("do", "next"));
        Assert.Equal("Your answers", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Up to $100", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        // Nobody has told a price: the list says what letting go of the limit brings.
        page = await app.Page(page.QuerySelector("a.filled")!.GetAttribute("href")!);
        Assert.Empty(Names(page));
        Assert.Contains("2 people", page.QuerySelector(".nobody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_that_no_question_knows_are_passed_over()
    {
        await using var app = await HostedApp.Start(Two);
        var page = await Walk.Send(app, await app.Page("/questions/11"), ("approach", "astrology"), ("did-not-help", "astrology"), ("issue", "panic"), ("do", "next"));
        page = await app.Page("/questions/answers?q=" + Token(page));
        Assert.DoesNotContain("astrology", page.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("You have not answered a question. The list shows everybody, and nobody as a better match.", page.QuerySelector(".why")!.TextContent);
    }

    // Two people: one helps with panic and listens, one works by CBT.
    [Theory]
    [InlineData("", "How old is your child?", "Say what would suit your child")]
    [InlineData("/es", "¿Qué edad tiene su hija o hijo?", "Diga qué le convendría a su hija o hijo")]
    public async Task Who_looks_for_a_child_is_asked_how_old_it_is_and_nobody_else(string prefix, string heading, string whose)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await Two(store);
            foreach (var (name, ages) in new[] { ("Small", new[] { "children-6-12" }), ("Teens", ["teens"]) })
            {
                await ProfileBuilder.Named(store.Now.AddDays(-3), "Ana", name)
                    .With((facts, said) => facts with { Ages = said.Of<IReadOnlyList<string>>(ages), Issues = said.Of<IReadOnlyList<string>>(["bullying", "panic"]) }).SaveTo(store);
            }
        });
        Assert.Null((await app.Page(prefix + "/questions/9")).QuerySelector("input[name=age]"));

        var first = await Walk.Send(app, prefix.Length > 0 ? prefix : "/", ("For", "child"), ("Then", "questions"));
        Assert.Contains(whose, first.QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        var token = Token(first);
        var page = await app.Page($"{prefix}/questions/9?q={token}");
        Assert.Contains(heading, page.QuerySelector(".picks")!.TextContent, StringComparison.Ordinal);
        // Until it is said, any will do; what parents come for stands first.
        Assert.Equal("", page.QuerySelector("input[name=age]:checked")!.GetAttribute("value"));
        Assert.Contains("bullying", page.QuerySelectorAll(".picks > .part > .pick input[name=issue]").Select(one => one.GetAttribute("value")));

        var any = await Walk.Send(app, page, ("age", ""), ("age", "not-known"), ("do", "list"));
        Assert.Contains("Small", Names(any));
        Assert.Contains("Teens", Names(any));
        var list = await Walk.Send(app, page, ("age", "children-6-12"), ("do", "list"));
        Assert.Equal(["Small"], Names(list));

        // It stays, and can be changed; to skip what for is no answer to how old.
        page = await Walk.Send(app, page, ("age", "teens"), ("issue", "bullying"), ("issue.as", "nice"), ("do", "next"));
        page = await app.Page($"{prefix}/questions/9?q={Token(page)}");
        Assert.Equal("teens", page.QuerySelector("input[name=age]:checked")!.GetAttribute("value"));
        page = await Walk.Send(app, page, ("do", "skip"));
        Assert.Equal(["Teens"], Names(await Walk.Send(app, page, ("do", "list"))));
    }

    private static async Task Two(Store store)
    {
        await ProfileBuilder.Named(store.Now.AddDays(-3), "Ana", "Listens").With((facts, said) => facts with
        {
            Issues = said.Of<IReadOnlyList<string>>(["panic"]),
            Gender = said.Of("woman"),
            Approaches = said.Of<IReadOnlyList<string>>(["person-centered"]),
        }).SaveTo(store);
        await ProfileBuilder.Named(store.Now.AddDays(-3), "Ana", "Plans").With((facts, said) => facts with
        {
            Issues = said.Of<IReadOnlyList<string>>(["sleep"]),
            Gender = said.Of("woman"),
            Approaches = said.Of<IReadOnlyList<string>>(["cbt"]),
        }).SaveTo(store);
    }

    private static string[] Names(IHtmlDocument page) => [.. page.QuerySelectorAll("article h2").Select(name => name.TextContent.Split(',')[0].Split(' ')[^1])];

    private static string? Number(IHtmlDocument page) => page.QuerySelector(".asking .place span")?.TextContent.Split(' ')[0];

    private static string Token(IHtmlDocument page) => page.QuerySelector("input[name=q]")?.GetAttribute("value") ?? "";
}
