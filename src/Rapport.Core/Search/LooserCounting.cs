using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>
/// Counts, in one pass over the words of the bitmaps, who fails no wish, exactly one and exactly two: from these follow the
/// counts without any one wish and without any two.
/// </summary>
internal sealed class LooserCounting
{
    private readonly SearchSchema schema;
    private readonly SearchPlan plan;
    private readonly SearchPlan[] placed;
    private readonly PlacingCounts asked;
    private readonly PlacingCounts[] others;
    private readonly int[,] pairs;

    public LooserCounting(SearchSchema schema, SearchPlan plan, IReadOnlyList<SearchPlacing> placings)
    {
        (this.schema, this.plan) = (schema, plan);
        placed = [.. placings.Select(Placed)];
        asked = new PlacingCounts(plan.Wishes);
        others = [.. placings.Select(_ => new PlacingCounts(plan.Wishes))];
        pairs = new int[plan.Wishes.Length, plan.Wishes.Length];
    }

    public LooserCounts Result() => new(plan.Wishes, asked, pairs, others);

    public void Add(Segment segment, ulong[] live, CancellationToken stop)
    {
        ulong[] counted = [.. live];
        if (plan.Query.ConfirmedOnly)
        {
            Bits.And(counted, segment.Confirmed);
        }

        using var search = new SegmentSearch(plan, segment, live, everywhere: true);
        var wishes = search.Wishes.ToArray();
        using var reached = segment.Rent();
        search.Reach.Into(reached.Span, plan.Format?.Values, plan.Format is { NotKnownToo: true }, plan.State);
        Bits.And(reached.Span, counted);
        Count(reached.Span, wishes, asked, pairs);
        var opening = Array.FindIndex(plan.Plain, filter => filter.Key == schema.OpeningKey);
        for (var other = 0; other < placed.Length; other++)
        {
            stop.ThrowIfCancellationRequested();
            var at = placed[other];
            using var near = at.HasOrigin ? new NearPlaces(segment, at) : null;
            new Reach(segment, at, near).Into(reached.Span, at.Format?.Values, at.Format is { NotKnownToo: true }, at.State);
            Bits.And(reached.Span, counted);
            if (opening < 0)
            {
                Count(reached.Span, wishes, others[other], pairs: null);
                continue;
            }

            // Which openings count depends on the place.
            using var openings = segment.Rent();
            new OpeningsHere(segment, at, near).Into(openings.Span, plan.Plain[opening], plan.Plain[opening].NotKnownToo);
            Count(reached.Span, [.. wishes[..opening], openings.Bits, .. wishes[(opening + 1)..]], others[other], pairs: null);
        }
    }

    private static void Count(ReadOnlySpan<ulong> reached, ulong[][] wishes, PlacingCounts counts, int[,]? pairs)
    {
        var (everybody, total) = (0, 0);
        for (var word = 0; word < reached.Length; word++)
        {
            var (none, one, two) = (reached[word], 0UL, 0UL);
            everybody += BitOperations.PopCount(none);
            foreach (var wish in wishes)
            {
                var met = wish[word];
                two = (two & met) | (one & ~met);
                one = (one & met) | (none & ~met);
                none &= met;
            }

            total += BitOperations.PopCount(none);
            for (var wish = 0; one != 0 && wish < wishes.Length; wish++)
            {
                counts.AddFailing(wish, BitOperations.PopCount(one & ~wishes[wish][word]));
            }

            if (two != 0 && pairs is not null)
            {
                AddPairs(two, wishes, word, pairs);
            }
        }

        counts.Add(everybody, total);
    }

    private static void AddPairs(ulong failingTwo, ulong[][] wishes, int word, int[,] pairs)
    {
        for (var i = 0; i < wishes.Length; i++)
        {
            var failing = failingTwo & ~wishes[i][word];
            for (var j = i + 1; failing != 0 && j < wishes.Length; j++)
            {
                pairs[i, j] += BitOperations.PopCount(failing & ~wishes[j][word]);
            }
        }
    }

    private SearchPlan Placed(SearchPlacing placing)
    {
        if ((placing.Format is { } format && format.Key != schema.FormatKey)
            || (placing.State is { } state && state.Key != schema.StateKey))
        {
            throw new ArgumentException("A placing has a format and a state, each of its own key.", nameof(placing));
        }

        return new SearchPlan(
            schema,
            new SearchQuery
            {
                Origin = placing.Origin,
                Must = [.. new[] { placing.Format, placing.State }.OfType<KeyFilter>()],
            },
            plan.CloseWords);
    }
}
