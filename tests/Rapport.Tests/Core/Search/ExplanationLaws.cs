using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>What an explanation prints is enough to work the order out again, by hand and to the last digit.</summary>
public sealed class ExplanationLaws
{
    [Fact]
    public void From_what_is_printed_of_everybody_the_order_follows() =>
        Trial.Run(inShort: 100, inLong: 5_000, cases => Gen.Select(SearchWorlds.Directory(70), SearchWorlds.Query).Sample(Follows, iter: cases));

    [Fact]
    public void So_it_does_where_many_are_of_one_practice() =>
        Trial.Run(inShort: 60, inLong: 3_000, cases => Gen.Select(CrowdedWorlds.Directory(60), CrowdedWorlds.Query).Sample(Follows, iter: cases));

    [Fact]
    public void Whom_the_search_does_not_find_it_does_not_explain()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, [new Listing { Id = 1, Values = new int[]?[8], Name = "Ana" }]);
        Assert.Null(index.Explain(new SearchQuery(), 2));
        Assert.Null(index.Explain(new SearchQuery { Text = "Pepe" }, 1));
        Assert.Equal(1, index.Explain(new SearchQuery(), 1)!.Position);
    }

    private static void Follows(Listing[] listings, SearchQuery query)
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, listings.Take(listings.Length / 2)).With(listings.Skip(listings.Length / 2), []);
        var order = index.Search(query with { Skip = 0, Take = int.MaxValue }).Hits;
        var explained = order.Select(hit => index.Explain(query, hit.Id)!).ToList();
        Assert.Equal(Enumerable.Range(1, order.Count), explained.Select(one => one.Position));
        foreach (var (one, hit) in explained.Zip(order))
        {
            Assert.Equal(order.Count, one.Total);
            Assert.Equal(hit.Standing, one.Steps.Select(step => new Standing(step.Criterion, step.Rank)));
            Assert.Equal(one.Steps.Aggregate(0UL, (key, step) => (key << step.Bits) | (uint)step.Rank), one.Key);
            Assert.All(one.Steps, step => Assert.Equal(Rank(step, query, index), step.Rank));
        }

        var again = explained.OrderBy(one => one.Key).ThenBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Id);
        Assert.Equal(explained, again);
        for (var at = 1; at < explained.Count; at++)
        {
            AssertDecides(explained[at - 1], explained[at]);
        }
    }

    // The published figures, written down once more.
    private static int Rank(ExplainedStep step, SearchQuery query, SearchIndex index) => step.Criterion switch
    {
        Criterion.OpeningClass => step.Value switch { <= 7 => 0, <= 30 => 1, < 10_000 => 2, < 11_000 => 3, 11_000 => 4, _ => 5 },
        Criterion.DistanceBand => step.Value is { } tenths ? new[] { 2, 5, 10, 25, 50, 100 }.Count(end => tenths > end * 10) : 7,
        Criterion.Distance => (int)(step.Value ?? (1 << 18) - 1),
        Criterion.Freshness => step.Value is { } age ? new[] { 14, 90, 180, 365 }.Count(end => age > end) : 5,
        Criterion.ConfirmedAge => (int)(step.Value ?? (1 << 22) - 1),
        Criterion.Fee => (int)(step.Value ?? (1 << 28) - 1),
        Criterion.Room => step.Value switch { < 10_000 => 0, < 11_000 => 1, 11_000 => 2, _ => 3 },
        Criterion.Practice => step.Value >= 3 ? 1 : 0,
        Criterion.Text => step.Rank + (int)step.Value! == 7 * index.Search(query).Words.Count ? step.Rank : -1,
        Criterion.Name or Criterion.Id => 0,
        _ => (int)step.Value!,
    };

    private static void AssertDecides(Explanation before, Explanation after)
    {
        var decides = before.Decides(after);
        Assert.Equal(decides, after.Decides(before));
        Assert.All(before.Steps.Zip(after.Steps).TakeWhile(steps => steps.First.Criterion != decides), steps => Assert.Equal(steps.First.Rank, steps.Second.Rank));
        var (one, other) = (before.Steps.Single(step => step.Criterion == decides), after.Steps.Single(step => step.Criterion == decides));
        Assert.True(decides is Criterion.Name or Criterion.Id || one.Rank < other.Rank);
    }
}
