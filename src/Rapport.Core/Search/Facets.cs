namespace Rapport.Core.Search;

/// <summary>Counts the values of the keys asked for, segment after segment, each key without its own filter.</summary>
/// <param name="schema">The keys there are.</param>
/// <param name="asked">The positions of those to count; null is all. A key that is not counted has no counts.</param>
internal sealed class Facets(SearchSchema schema, IReadOnlyList<int>? asked)
{
    private readonly int[][] counts = [.. schema.Keys.Select((key, position) =>
        asked?.Contains(position) == false ? [] : new int[key.Values.Count])];
    private readonly int[] notKnown = new int[schema.Keys.Count];

    public IReadOnlyList<FacetCounts> Result() => [.. counts.Select((count, key) => new FacetCounts(count, notKnown[key]))];

    public void Add(SegmentSearch search)
    {
        for (var key = 0; key < counts.Length; key++)
        {
            if (asked?.Contains(key) == false)
            {
                continue;
            }

            switch (schema.Keys[key].Kind)
            {
                case FilterKind.Format:
                    AddFormats(search, key);
                    break;
                case FilterKind.State:
                    AddStates(search, key);
                    break;
                case FilterKind.Opening:
                    Add(search, key, excludes: false);
                    break;
                default:
                    Add(search, key, schema.Keys[key].Kind == FilterKind.Exclude);
                    break;
            }
        }
    }

    private void Add(SegmentSearch search, int key, bool excludes)
    {
        var must = search.MustOf(key);
        var among = must < 0 ? search.Passing : search.PassingWithout(must);
        if (among.Count > 0)
        {
            notKnown[key] += search.Segment.Unknown[key].CountIn(among);
            var sets = search.Segment.Values[key];
            var sums = counts[key];
            for (var value = 0; value < sets.Length; value++)
            {
                var having = sets[value].CountIn(among);
                sums[value] += excludes ? among.Count - having : having;
            }

            if (key == schema.OpeningKey && search.Openings.Narrows)
            {
                CorrectOpenings(search, key, among);
            }
        }

        if (must >= 0)
        {
            among.Dispose();
        }
    }

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
        using var there = search.PassingWithoutLocation(inPerson: true);
        using var afar = search.OpeningFilter is null ? null : search.PassingWithoutLocation(inPerson: false);
        if (there.Count == 0 && afar is not { Count: > 0 })
        {
            return;
        }

        using var reached = new Candidates(search.Segment.Size);
        for (var format = 0; format < counts[key].Length; format++)
        {
            search.Reach.Into(reached.Span, [format], formatUnknown: false, plan.State);
            counts[key][format] += Bits.CountBoth(reached.Span, (format == 0 ? there : afar ?? there).Bits);
        }

        // Those who would stay beside the formats that are asked for.
        search.Reach.Into(reached.Span, plan.Format?.Values, formatUnknown: true, plan.State);
        Bits.And(reached.Span, (plan.InPersonCounts ? there : afar ?? there).Bits);
        notKnown[key] += search.Segment.Unknown[key].CountIn(reached.Settle());
    }

    // With the state v selected, a profile is met in person by a place in v (near, if there is an origin), or from afar by
    // its coverage of v. Those for whom both count are split off, so that nobody is counted twice.
    private void AddStates(SegmentSearch search, int key)
    {
        var (plan, segment) = (search.Plan, search.Segment);
        using var among = search.PassingWithoutLocation();
        using var afar = new Candidates(segment.Size);
        search.Reach.FromAfarInAnyState(afar.Span);
        using var there = new Candidates(segment.Size);
        search.Reach.MeetingInPerson(there.Span);
        AddPlacedOpenings(search, key, afar, there);
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
                using var both = new Candidates(segment.Size);
                for (var word = 0; word < both.Span.Length; word++)
                {
                    both.Bits[word] = afar.Bits[word] & there.Bits[word];
                    (afar.Bits[word], there.Bits[word]) = (afar.Bits[word] & ~both.Bits[word], there.Bits[word] & ~both.Bits[word]);
                }

                Count(both.Settle(), segment.Values[key], counts[key]);
                Count(afar.Settle(), segment.Covers, counts[key]);
                Count(there.Settle(), segment.PlacedIn, counts[key]);
            }

            using var anyState = new Candidates(segment.Size);
            search.Reach.Into(anyState.Span, plan.Format?.Values, plan.Format is { NotKnownToo: true }, state: null);
            Bits.And(anyState.Span, among.Bits);
            notKnown[key] += segment.Unknown[key].CountIn(anyState.Settle());
        }
    }

    // Where openings are asked for, one that holds for a place in the state v counts only if v is selected: those who have
    // such are looked at one by one.
    private void AddPlacedOpenings(SegmentSearch search, int key, Candidates afar, Candidates there)
    {
        if (search.OpeningFilter is not { } filter)
        {
            return;
        }

        var (segment, near) = (search.Segment, search.Near);
        var docs = segment.PlacedOpenings.Docs;
        var selected = new int[1];
        for (var at = 0; at < docs.Length; at++)
        {
            var doc = docs[at];
            if (!search.PassesAllButPlaceOfOpenings(doc))
            {
                continue;
            }

            for (var state = 0; state < counts[key].Length; state++)
            {
                selected[0] = state;
                var isReached = (Bits.Has(afar.Bits, doc) && segment.Covers[state].Contains(doc))
                    || (Bits.Has(there.Bits, doc) && (near?.IsIn(state, doc) ?? segment.PlacedIn[state].Contains(doc)));
                if (isReached && OpeningsHere.Meets(search.Openings.Of(at, search.Plan.InPersonCounts, selected), filter, filter.NotKnownToo))
                {
                    counts[key][state]++;
                }
            }
        }
    }

    private static void Count(Candidates among, DocSet[] sets, int[] sums)
    {
        for (var value = 0; among.Count > 0 && value < sets.Length; value++)
        {
            sums[value] += sets[value].CountIn(among);
        }
    }
}
