using System.Buffers;

namespace Rapport.Core.Search;

/// <summary>Counts the values of the keys asked for, segment after segment, each key without its own filter.</summary>
/// <param name="schema">The keys there are.</param>
/// <param name="asked">The positions of those to count; null is all. A key that is not counted has no counts.</param>
internal sealed class Facets(SearchSchema schema, IReadOnlyList<int>? asked)
{
    private static readonly FacetCounts NotCounted = new([], 0);

    private readonly int[][] counts = CountersOf(schema, asked);
    private readonly int[] notKnown = new int[schema.Keys.Count];

    // Formats and states depend on the place of the search; all others are facts of a profile.
    private readonly int[] rowKeys = RowKeysOf(schema, asked);

    public IReadOnlyList<FacetCounts> Result()
    {
        var facets = new FacetCounts[counts.Length];
        for (var key = 0; key < facets.Length; key++)
        {
            facets[key] = counts[key].Length == 0 && notKnown[key] == 0 ? NotCounted : new FacetCounts(counts[key], notKnown[key]);
        }

        return facets;
    }

    public void Add(SegmentSearch search)
    {
        if (search.Alone is { } alone && search.Segment.Pairs is { } pairs)
        {
            AddPairs(search, alone, pairs);
        }
        else
        {
            AddGoneThrough(search);
        }

        if (search.Plan.LeavesOut(schema.FormatKey))
        {
            AddFormats(search, schema.FormatKey);
        }

        if (search.Plan.LeavesOut(schema.StateKey))
        {
            AddStates(search, schema.StateKey);
        }
    }

    private void AddGoneThrough(SegmentSearch search)
    {
        // The keys that ask nothing themselves are counted together, among the same people.
        Span<int> free = stackalloc int[rowKeys.Length];
        var count = 0;
        foreach (var key in rowKeys)
        {
            if (search.MustOf(key) < 0)
            {
                free[count++] = key;
            }
        }

        AddAmong(search, search.Passing, free[..count], 1);
        for (var at = 0; at < rowKeys.Length; at++)
        {
            if (search.MustOf(rowKeys[at]) >= 0)
            {
                using var among = search.PassingWithout(search.MustOf(rowKeys[at]));
                AddAmong(search, among, rowKeys.AsSpan(at, 1), 1);
            }
        }
    }

    // Of one filter alone all is known beforehand, but for those who live no more: they are taken away again.
    private void AddPairs(SegmentSearch search, KeyFilter alone, ValuePairs pairs)
    {
        var rows = search.Segment.Rows;
        var asks = rows.StartOf(alone.Key) + alone.Values[0];
        foreach (var key in rowKeys)
        {
            // Its own values are counted without it: among everybody.
            var everybody = key == alone.Key;
            var total = everybody ? search.Segment.Size : pairs.Both(asks, asks);
            for (var value = 0; value <= counts[key].Length; value++)
            {
                var at = rows.StartOf(key) + value;
                var both = pairs.Both(everybody ? at : asks, at);
                if (value == counts[key].Length)
                {
                    notKnown[key] += both;
                }
                else
                {
                    counts[key][value] += schema.Keys[key].Kind == FilterKind.Exclude ? total - both : both;
                }
            }
        }

        using var gone = search.Gone(of: null);
        AddAmong(search, gone, [.. rowKeys.Where(key => key == alone.Key)], -1);
        using var having = search.Gone(search.Segment.Values[alone.Key][alone.Values[0]]);
        AddAmong(search, having, [.. rowKeys.Where(key => key != alone.Key)], -1);
    }

    private void AddAmong(SegmentSearch search, Candidates among, ReadOnlySpan<int> keys, int sign)
    {
        if (among.Count == 0 || keys.Length == 0)
        {
            return;
        }

        var rows = search.Segment.Rows;
        if (rows.IsQuicker(among, keys))
        {
            AddRows(rows, among, keys, sign);
        }
        else
        {
            AddColumns(search.Segment, among, keys, sign);
        }

        if (search.Openings.Narrows && keys.Contains(schema.OpeningKey))
        {
            CorrectOpenings(search, schema.OpeningKey, among);
        }
    }

    private void AddRows(ValueRows rows, Candidates among, ReadOnlySpan<int> keys, int sign)
    {
        var sums = ArrayPool<int>.Shared.Rent(rows.Bits);
        Span<bool> touched = stackalloc bool[rows.Lanes];
        rows.LanesOf(keys, touched);
        rows.Count(among, touched, sums);
        foreach (var key in keys)
        {
            var own = sums.AsSpan(rows.StartOf(key), counts[key].Length + 1);
            for (var value = 0; value < counts[key].Length; value++)
            {
                counts[key][value] += sign * Counted(key, own[value], among);
            }

            notKnown[key] += sign * own[^1];
        }

        ArrayPool<int>.Shared.Return(sums);
    }

    private void AddColumns(Segment segment, Candidates among, ReadOnlySpan<int> keys, int sign)
    {
        foreach (var key in keys)
        {
            for (var value = 0; value < counts[key].Length; value++)
            {
                counts[key][value] += sign * Counted(key, segment.Values[key][value].CountIn(among), among);
            }

            notKnown[key] += sign * segment.Unknown[key].CountIn(among);
        }
    }

    private int Counted(int key, int having, Candidates among) =>
        schema.Keys[key].Kind == FilterKind.Exclude ? among.Count - having : having;

    // Their openings were counted wherever they are: those of places that do not count are taken away again.
    private void CorrectOpenings(SegmentSearch search, int key, Candidates among)
    {
        var placed = search.Segment.PlacedOpenings;
        for (var at = 0; at < placed.Docs.Length; at++)
        {
            var doc = placed.Docs[at];
            if (Bits.Has(among.Bits, doc))
            {
                var here = search.Openings.Of(at);
                notKnown[key] += here.IsKnown ? 0 : 1;
                for (var value = 0; value < counts[key].Length; value++)
                {
                    var counted = search.Segment.Values[key][value].Contains(doc) ? 1 : 0;
                    counts[key][value] += (int)((here.Values >> value) & 1) - counted;
                }
            }
        }
    }

    private void AddFormats(SegmentSearch search, int key)
    {
        var plan = search.Plan;
        using var there = search.PassingWithoutLocation(inPerson: true, fromAfar: false);
        using var afar = search.OpeningFilter is null ? null : search.PassingWithoutLocation(inPerson: false, fromAfar: true);
        using var chosen = search.OpeningFilter is null ? null : search.PassingWithoutLocation(plan.InPersonCounts, plan.FromAfarCounts);
        if (there.Count == 0 && afar is not { Count: > 0 } && chosen is not { Count: > 0 })
        {
            return;
        }

        using var reached = search.Segment.Rent();
        for (var format = 0; format < counts[key].Length; format++)
        {
            search.Reach.Into(reached.Span, [format], formatUnknown: false, plan.State);
            counts[key][format] += (format == 0 ? there : afar ?? there).CountIn(reached.Bits);
        }

        // Those who would stay beside the formats that are asked for.
        search.Reach.Into(reached.Span, plan.Format?.Values, formatUnknown: true, plan.State);
        Bits.And(reached.Span, (chosen ?? there).Bits);
        notKnown[key] += search.Segment.Unknown[key].CountIn(reached.Settle());
    }

    // With the state v selected, a profile is met in person by a place in v (near, if there is an origin), or from afar by
    // its coverage of v. Those for whom both count are split off, so that nobody is counted twice.
    private void AddStates(SegmentSearch search, int key)
    {
        var (plan, segment) = (search.Plan, search.Segment);
        using var among = search.PassingWithoutLocation();
        if (among.Count == 0 && search.OpeningFilter is null)
        {
            return;
        }

        using var afar = segment.Rent();
        search.Reach.FromAfarInAnyState(afar.Span);
        using var there = segment.Rent();
        search.Reach.MeetingInPerson(there.Span);
        using var nowhere = NotKnownWhere(search, key);
        AddPlacedOpenings(search, key, afar, there, nowhere);
        if (among.Count > 0)
        {
            Bits.And(afar.Span, among.Bits);
            Bits.And(there.Span, among.Bits);
            if (search.Near is { } near)
            {
                Count(afar.Settle(), segment.Covers, counts[key]);
                near.CountStates(there, afar, segment.Covers, counts[key]);
            }
            else
            {
                using var both = segment.Rent();
                Split(both.Span, afar.Span, there.Span);
                Count(both.Settle(), segment.Values[key], counts[key]);
                Count(afar.Settle(), segment.Covers, counts[key]);
                Count(there.Settle(), segment.PlacedIn, counts[key]);
            }

            notKnown[key] += among.CountIn(nowhere.Bits);
        }
    }

    // Whom the search reaches in any state, and of whom none is known.
    private static Candidates NotKnownWhere(SegmentSearch search, int key)
    {
        var (plan, segment) = (search.Plan, search.Segment);
        using var reached = segment.Rent();
        search.Reach.Into(reached.Span, plan.Format?.Values, plan.Format is { NotKnownToo: true }, state: null);
        var nowhere = segment.Rent();
        segment.Unknown[key].OrInto(nowhere.Span);
        Bits.And(nowhere.Span, reached.Bits);
        return nowhere.Settle();
    }

    // Where openings are asked for, one that holds for a place in the state v, or from afar, counts only if v is selected, or
    // covered: those who have such are looked at one by one.
    private void AddPlacedOpenings(SegmentSearch search, int key, Candidates afar, Candidates there, Candidates nowhere)
    {
        if (search.OpeningFilter is not { } filter)
        {
            return;
        }

        var (plan, segment, near) = (search.Plan, search.Segment, search.Near);
        var docs = segment.PlacedOpenings.Docs;
        var selected = new int[1];
        for (var at = 0; at < docs.Length; at++)
        {
            var doc = docs[at];
            if (!search.PassesAllButPlaceOfOpenings(doc))
            {
                continue;
            }

            notKnown[key] += Bits.Has(nowhere.Bits, doc) && Meets(at, states: null) ? 1 : 0;
            for (var state = 0; state < counts[key].Length; state++)
            {
                selected[0] = state;
                var isReached = (Bits.Has(afar.Bits, doc) && segment.Covers[state].Contains(doc))
                    || (Bits.Has(there.Bits, doc) && (near?.IsIn(state, doc) ?? segment.PlacedIn[state].Contains(doc)));
                if (isReached && Meets(at, selected))
                {
                    counts[key][state]++;
                }
            }
        }

        bool Meets(int at, int[]? states) =>
            OpeningsHere.Meets(search.Openings.Of(at, plan.OpeningsAsked with { States = states }), filter, filter.NotKnownToo);
    }

    private static void Split(Span<ulong> both, Span<ulong> one, Span<ulong> other)
    {
        for (var word = 0; word < both.Length; word++)
        {
            both[word] = one[word] & other[word];
            one[word] &= ~both[word];
            other[word] &= ~both[word];
        }
    }

    private static void Count(Candidates among, DocSet[] sets, int[] sums)
    {
        for (var value = 0; among.Count > 0 && value < sets.Length; value++)
        {
            sums[value] += sets[value].CountIn(among);
        }
    }

    private static bool IsAsked(IReadOnlyList<int>? asked, int key)
    {
        var isAsked = asked is null;
        for (var at = 0; !isAsked && at < asked!.Count; at++)
        {
            isAsked = asked[at] == key;
        }

        return isAsked;
    }

    private static int[][] CountersOf(SearchSchema schema, IReadOnlyList<int>? asked)
    {
        var counters = new int[schema.Keys.Count][];
        for (var key = 0; key < counters.Length; key++)
        {
            counters[key] = IsAsked(asked, key) ? new int[schema.Keys[key].Values.Count] : [];
        }

        return counters;
    }

    private static int[] RowKeysOf(SearchSchema schema, IReadOnlyList<int>? asked)
    {
        Span<int> keys = stackalloc int[schema.Keys.Count];
        var count = 0;
        for (var key = 0; key < keys.Length; key++)
        {
            if (key != schema.FormatKey && key != schema.StateKey && IsAsked(asked, key))
            {
                keys[count++] = key;
            }
        }

        return keys[..count].ToArray();
    }
}
