using Rapport.Core.Fit;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Core.Fit;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary>What a visitor sees of a release that was learnt from check-ins.</summary>
public sealed class LearntListTests
{
    // As many as the invented pairs know of.
    private const int Therapists = 40;

    [Theory]
    [InlineData("", "How sure", "how people with wishes like yours got on here", "never as a number", "more than 1,500")]
    [InlineData("/es", "Qué tan seguro", "personas que pedían algo parecido", "nunca como un número", "más de 1,500")]
    public async Task Each_card_says_how_sure_it_is_and_the_page_of_the_order_says_what_counts(string prefix, string label, string line, string rule, string pairs)
    {
        await using var app = await HostedApp.Start(Learnt);
        var list = await Walk.Send(app, await app.Page(prefix + "/questions/3"), ("place", "4"), ("do", "list"));
        Assert.Contains(line, list.QuerySelector(".sure")!.TextContent, StringComparison.Ordinal);
        Assert.All(list.QuerySelectorAll("article"), card => Assert.Single(card.QuerySelectorAll("dt"), term => term.TextContent == label));
        // A number of a person is on no card: neither of a part nor of a match.
        Assert.All(list.QuerySelectorAll("article .why dd"), told => Assert.DoesNotMatch("[0-9][.,][0-9]|%", told.TextContent));
        var order = await app.Page(prefix + "/order");
        Assert.Contains(rule, order.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(pairs, order.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anything_is_learnt_nobody_claims_that_it_was()
    {
        await using var app = await HostedApp.Start(Told);
        var list = await Walk.Send(app, await app.Page("/questions/3"), ("place", "4"), ("do", "list"));
        Assert.Contains("only from what you and each therapist told us", list.QuerySelector(".sure")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(list.QuerySelectorAll("article dt"), term => term.TextContent == "How sure");
        Assert.Contains("how clients got on is in no order yet", (await app.Page("/order")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task Told(Store store)
    {
        for (var number = 1; number <= Therapists; number++)
        {
            await ProfileBuilder.Named(store.Now.AddDays(-3), "Ana", $"Number{number}").With((facts, said) => facts with
            {
                Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("push", number % 2 == 0 ? 1.5 : -1.5)]),
            }).SaveTo(store);
        }
    }

    private static async Task Learnt(Store store)
    {
        await Told(store);
        using var releases = new FitReleases(store);
        await releases.Keep(new FitCandidate(store.Now, Therapists, FitReplay.Learn(new FitScale(), FitReplayTests.Pairs(1_600), new Dictionary<long, Style>())), default);
        Assert.True((await releases.Release(default)).Release!.Fit.IsOpen);
    }
}
