using System.Numerics;
using MathNet.Numerics.Statistics;
using Rapport.Core.Fit;

namespace Rapport.Core.Search;

/// <summary>One search through all segments of an index.</summary>
internal sealed class Searching : IDisposable
{
    private static readonly HashSet<string> Nothing = [];

    private readonly SearchPlan plan;
    private readonly List<SegmentSearch> searches;
    private readonly CancellationToken stop;

    public Searching(SearchSchema schema, SearchQuery query, IndexPart[] parts, CancellationToken stop = default)
    {
        this.stop = stop;
        plan = new SearchPlan(schema, query, Nothing);
        searches = new List<SegmentSearch>(parts.Length);
        Add(parts);
        if (query.ForgivesNames && plan.Text.Words.Length > 0 && searches.TrueForAll(search => !search.IsTextMet))
        {
            // Nobody has all the words as they were typed.
            Dispose();
            searches.Clear();
            plan = Forgiving(schema, query, plan.Text, parts);
            Add(parts);
        }
    }

    /// <summary>The plan of a search, with the words of names that it forgives.</summary>
    public static SearchPlan PlanOf(SearchSchema schema, SearchQuery query, IndexPart[] parts)
    {
        var asTyped = new SearchPlan(schema, query, Nothing);
        return query.ForgivesNames && asTyped.Text.Words.Length > 0 && !HasAll(asTyped, parts)
            ? Forgiving(schema, query, asTyped.Text, parts)
            : asTyped;
    }

    public SearchResult Result()
    {
        var query = plan.Query;
        var (total, registryOnly) = (0, 0);
        var facets = query.WithFacets ? new Facets(plan.Schema, query.FacetKeys) : null;
        var areas = query.WithAreas && plan.InPersonCounts ? new Areas() : null;
        foreach (var search in searches)
        {
            stop.ThrowIfCancellationRequested();
            total += search.Passing.Count;
            registryOnly += search.Passing.Count - search.Passing.CountIn(search.Segment.Confirmed);
            facets?.Add(search);
            areas?.Add(search);
        }

        return new SearchResult(
            total, registryOnly, Page(total), facets?.Result() ?? [], plan.Order, plan.Words, plan.CloseWords, areas?.Result() ?? []);
    }

    /// <summary>Whether a profile is found.</summary>
    public bool Finds(long id) => searches.Exists(search =>
        search.Segment.DocOf(id) is >= 0 and var doc && (search.Passing.Bits[doc >> 6] & (1UL << (doc & 63))) != 0);

    /// <summary>Who stands in the middle by a score, equals by their numbers; null if nobody is found.</summary>
    public (long Id, ulong Style)? MiddleBy(FitScorer score)
    {
        var count = searches.Sum(search => search.Passing.Count);
        if (count == 0)
        {
            return null;
        }

        var scores = new double[count];
        var at = 0;
        foreach (var (search, doc) in Found())
        {
            scores[at++] = score.Of(search.Segment.Styles[doc], search.Segment.Ids[doc]);
        }

        // From the highest down: so many are before whoever has the score of the middle. Selected, as a whole list is not needed in order.
        var middle = ArrayStatistics.OrderStatisticInplace(scores, count - (count / 2));
        var before = scores.Count(one => one > middle);
        var equals = new List<(long Id, ulong Style)>();
        foreach (var (search, doc) in Found())
        {
            var (id, style) = (search.Segment.Ids[doc], search.Segment.Styles[doc]);
            if (score.Of(style, id) == middle)
            {
                equals.Add((id, style));
            }
        }

        return equals.OrderBy(one => one.Id).ElementAt((count / 2) - before);
    }

    /// <summary>Why a profile stands where it stands; null if it is not found.</summary>
    public Explanation? Explain(long id) => new Explaining(plan, searches, stop).Of(id);

    private IEnumerable<(SegmentSearch Search, int Doc)> Found()
    {
        foreach (var search in searches)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var word in search.Passing.NonZero.ToArray())
            {
                for (var rest = search.Passing.Bits[word]; rest != 0; rest &= rest - 1)
                {
                    yield return (search, (word << 6) + BitOperations.TrailingZeroCount(rest));
                }
            }
        }
    }

    public void Dispose() => searches.ForEach(search => search.Dispose());

    // What stands nowhere is misspelt. If nobody has the others beside what that may stand for, or each stands somewhere, any of
    // them may be misspelt. What stands in quotes is meant so.
    private static SearchPlan Forgiving(SearchSchema schema, SearchQuery query, AskedText text, IndexPart[] parts)
    {
        var words = text.Words.Where(word => !word.IsExact).ToList();
        var unknown = words.Where(word => !Array.Exists(parts, part => part.HasWord(schema, word))).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        if (unknown.Count > 0 && new SearchPlan(schema, query, unknown) is var some && HasAll(some, parts))
        {
            return some;
        }

        return new SearchPlan(schema, query, words.Select(word => word.Text).ToHashSet(StringComparer.Ordinal));
    }

    private static bool HasAll(SearchPlan plan, IndexPart[] parts) => Array.Exists(parts, part => part.HasAll(plan));

    private void Add(IndexPart[] parts)
    {
        foreach (var part in parts)
        {
            if (stop.IsCancellationRequested)
            {
                // What was lent so far goes back.
                Dispose();
                stop.ThrowIfCancellationRequested();
            }

            searches.Add(new SegmentSearch(plan, part.Segment, part.Live));
        }
    }

    private SearchHit[] Page(int total)
    {
        var query = plan.Query;
        var seen = Seen();
        try
        {
            var unseen = total - seen.Sum(some => some?.Count ?? 0);
            if (query.Skip >= unseen || query.Take == 0)
            {
                return [];
            }

            var end = (int)Math.Min(unseen, (long)query.Skip + query.Take);
            // One more: the last of the page may stand before its neighbour by lot.
            using var top = new TopHits(Math.Min(end, unseen - 1) + 1);
            for (var number = 0; number < searches.Count; number++)
            {
                if (seen[number] is { } some)
                {
                    top.Precede(searches[number], some);
                }
            }

            for (var number = 0; number < searches.Count; number++)
            {
                top.Offer(searches[number], number, seen[number], stop);
            }

            stop.ThrowIfCancellationRequested();
            return Hits(top.Ordered(), end);
        }
        finally
        {
            Array.ForEach(seen, some => some?.Dispose());
        }
    }

    private SearchHit[] Hits(ReadOnlySpan<Contender> ordered, int end)
    {
        var query = plan.Query;
        var page = new SearchHit[end - query.Skip];
        var reasons = new Reasons?[searches.Count];
        for (var at = query.Skip; at < end; at++)
        {
            var contender = ordered[at];
            var byLot = (at > 0 && plan.Order.IsLotBetween(ordered[at - 1].Key, contender.Key))
                || (at + 1 < ordered.Length && plan.Order.IsLotBetween(contender.Key, ordered[at + 1].Key));
            page[at - query.Skip] = (reasons[contender.Segment] ??= new Reasons(searches[contender.Segment])).Of(contender, byLot);
        }

        return page;
    }

    // By segment, who passes and stands on a page already; null for nobody.
    private Candidates?[] Seen()
    {
        var seen = new Candidates?[searches.Count];
        foreach (var id in plan.Query.Seen)
        {
            for (var number = 0; number < searches.Count; number++)
            {
                var search = searches[number];
                if (search.Segment.DocOf(id) is >= 0 and var doc && Bits.Has(search.Passing.Bits, doc))
                {
                    Bits.Set((seen[number] ??= search.Segment.Rent()).Span, doc);
                }
            }
        }

        Array.ForEach(seen, some => some?.Settle());
        return seen;
    }
}
