namespace Rapport.Core.Search;

/// <summary>One search in one segment: who passes, and who passes all but one filter.</summary>
internal sealed class SegmentSearch : IDisposable
{
    private readonly int words;
    private readonly List<Candidates> musts = [];
    private readonly int[] mustOfKey;
    private readonly Candidates failingOne;
    private readonly Candidates[] nices;
    private readonly ulong[] live;

    public SegmentSearch(SearchPlan plan, Segment segment, ulong[] live)
    {
        (Plan, Segment, this.live) = (plan, segment, live);
        words = Bits.Words(segment.Size);
        mustOfKey = new int[plan.Schema.Keys.Count];
        Array.Fill(mustOfKey, -1);
        Near = plan.HasOrigin ? new NearPlaces(segment, plan) : null;
        Reach = new Reach(segment, plan, Near);
        Openings = new OpeningsHere(segment, plan, Near);
        OpeningFilter = segment.PlacedOpenings.Docs.Length == 0 ? null
            : Array.Find(plan.Plain, filter => filter.Key == plan.Schema.OpeningKey);
        Text = plan.Words.Count > 0 ? new TextMatch(segment, plan.Words) : null;
        AddMusts();
        Passing = new Candidates(Segment.Size);
        failingOne = new Candidates(Segment.Size);
        Combine();
        Passing.Settle();
        nices = Passing.Count == 0 ? [] : Array.ConvertAll(plan.Nices, filter => Bitmap(filter, isNice: true));
    }

    public SearchPlan Plan { get; }

    public Segment Segment { get; }

    public NearPlaces? Near { get; }

    public Reach Reach { get; }

    public OpeningsHere Openings { get; }

    public TextMatch? Text { get; }

    /// <summary>Who passes every must.</summary>
    public Candidates Passing { get; }

    /// <summary>Where the place, format and state of the search stand among the musts; −1 if they ask nothing.</summary>
    public int LocationMust { get; private set; } = -1;

    /// <summary>The musts that a place has no part in, in the order of the plan, then the text.</summary>
    public IEnumerable<Candidates> Wishes => musts.Where((_, must) => must != LocationMust);

    /// <summary>Where the key's own filter stands among the musts; −1 if it asks nothing.</summary>
    public int MustOf(int key) => mustOfKey[key];

    /// <summary>Who passes every must but, perhaps, this one.</summary>
    public Candidates PassingWithout(int must)
    {
        var without = new Candidates(Segment.Size);
        var all = Passing.Bits;
        var one = failingOne.Bits;
        var own = musts[must].Bits;
        for (var word = 0; word < words; word++)
        {
            without.Bits[word] = all[word] | (one[word] & ~own[word]);
        }

        return without.Settle();
    }

    /// <summary>
    /// Who passes every must but, perhaps, that of the place, the format and the state, judging openings as if people may
    /// meet in person or may not.
    /// </summary>
    public Candidates PassingWithoutLocation(bool inPerson) => WithoutLocation(at =>
        OpeningsHere.Meets(Openings.Of(at, inPerson, Plan.State?.Values), OpeningFilter!, OpeningFilter!.NotKnownToo));

    /// <summary>
    /// The same without those whose openings hold for some places only, where openings are asked for: it takes
    /// <see cref="PassesAllButPlaceOfOpenings"/> to judge them.
    /// </summary>
    public Candidates PassingWithoutLocation() => WithoutLocation(_ => false);

    /// <summary>The must of the openings, where it depends on the place for some.</summary>
    public KeyFilter? OpeningFilter { get; }

    /// <summary>Whether a profile passes every must but, perhaps, those of the place and of the openings.</summary>
    public bool PassesAllButPlaceOfOpenings(int doc)
    {
        var passes = Bits.Has(live, doc) && (!Plan.Query.ConfirmedOnly || Bits.Has(Segment.Confirmed, doc));
        for (var must = 0; passes && must < musts.Count; must++)
        {
            passes = must == LocationMust || must == MustOf(Plan.Schema.OpeningKey) || Bits.Has(musts[must].Bits, doc);
        }

        return passes;
    }

    /// <summary>The area of the place by which a profile is met in person, as <see cref="SearchHit.Area"/> says; −1 if none.</summary>
    public int AreaOf(int doc)
    {
        var places = Segment.Places;
        if (Near is not null)
        {
            return Near.Place(doc) is >= 0 and var nearest ? places.Area(nearest) : -1;
        }

        for (var place = places.Starts[doc]; place < places.Starts[doc + 1]; place++)
        {
            if (Plan.State is null || Plan.State.Values.Contains(places.State(place)))
            {
                return places.Area(place);
            }
        }

        return -1;
    }

    /// <summary>The areas of all places that count, as <see cref="SearchHit.Areas"/> says.</summary>
    public IReadOnlyList<int>? AreasOf(int doc)
    {
        if (!Plan.HasLocation)
        {
            return null;
        }

        var areas = new List<int>();
        var places = Segment.Places;
        for (var place = places.Starts[doc]; Plan.InPersonCounts && place < places.Starts[doc + 1]; place++)
        {
            if (Openings.Counts(place, Plan.State?.Values) && places.Area(place) >= 0)
            {
                areas.Add(places.Area(place));
            }
        }

        return areas;
    }

    public int NiceMissing(int doc)
    {
        var missing = 0;
        foreach (var nice in nices)
        {
            missing += Bits.Has(nice.Bits, doc) ? 0 : 1;
        }

        return missing;
    }

    public bool MeetsNice(int nice, int doc) => Bits.Has(nices[nice].Bits, doc);

    public void Dispose()
    {
        foreach (var must in musts)
        {
            // The text's own bitmap may be among the musts.
            if (must != Text?.Matched)
            {
                must.Dispose();
            }
        }

        foreach (var nice in nices)
        {
            nice.Dispose();
        }

        Passing.Dispose();
        failingOne.Dispose();
        Near?.Dispose();
        Text?.Dispose();
    }

    private Candidates WithoutLocation(Func<int, bool> meetsOpenings)
    {
        var without = new Candidates(Segment.Size);
        for (var word = 0; word < words; word++)
        {
            without.Bits[word] = Passing.Bits[word]
                | (LocationMust < 0 ? 0 : failingOne.Bits[word] & ~musts[LocationMust].Bits[word]);
        }

        var placed = Segment.PlacedOpenings.Docs;
        for (var at = 0; OpeningFilter is not null && at < placed.Length; at++)
        {
            Bits.Put(without.Span, placed[at], PassesAllButPlaceOfOpenings(placed[at]) && meetsOpenings(at));
        }

        return without.Settle();
    }

    private void AddMusts()
    {
        foreach (var filter in Plan.Plain)
        {
            mustOfKey[filter.Key] = musts.Count;
            musts.Add(Bitmap(filter, isNice: false));
        }

        if (Plan.HasLocation)
        {
            LocationMust = musts.Count;
            var reached = new Candidates(Segment.Size);
            Reach.Into(reached.Span, Plan.Format?.Values, Plan.Format is { NotKnownToo: true }, Plan.State);
            if (Plan.Query.PlacedOnly && Near is not null)
            {
                Bits.And(reached.Span, Near.Any.Span);
            }

            musts.Add(reached);
        }

        if (Text is not null && !Plan.Query.TextIsNice)
        {
            musts.Add(Text.Matched);
        }
    }

    // One pass tells who fails none and who fails exactly one, and so serves every count without its own filter.
    private void Combine()
    {
        var masks = musts.ConvertAll(must => must.Bits).ToArray();
        var confirmed = Plan.Query.ConfirmedOnly ? Segment.Confirmed : null;
        for (var word = 0; word < words; word++)
        {
            var (none, one) = (live[word] & (confirmed?[word] ?? ulong.MaxValue), 0UL);
            foreach (var mask in masks)
            {
                var own = mask[word];
                one = (one & own) | (none & ~own);
                none &= own;
            }

            Passing.Bits[word] = none;
            failingOne.Bits[word] = one;
        }
    }

    private Candidates Bitmap(KeyFilter filter, bool isNice)
    {
        var bitmap = new Candidates(Segment.Size);
        var kind = Plan.Schema.Keys[filter.Key].Kind;
        if (kind == FilterKind.Format)
        {
            Reach.Into(bitmap.Span, filter.Values, formatUnknown: false, state: null);
            return bitmap;
        }

        if (kind == FilterKind.Opening)
        {
            Openings.Into(bitmap.Span, filter, filter.NotKnownToo && !isNice);
            return bitmap;
        }

        if (filter.AtMostCents is { } bound)
        {
            AddFeesWithin(bound, bitmap.Bits);
        }

        foreach (var value in filter.Values)
        {
            Segment.Values[filter.Key][value].OrInto(bitmap.Span);
        }

        if (kind == FilterKind.Exclude)
        {
            Bits.Not(bitmap.Span);
        }
        else if (filter.NotKnownToo && !isNice)
        {
            Segment.Unknown[filter.Key].OrInto(bitmap.Span);
        }

        return bitmap;
    }

    private void AddFeesWithin(int bound, ulong[] bitmap)
    {
        var fees = Segment.Fees;
        for (var doc = 0; doc < fees.Length; doc++)
        {
            if (fees[doc] <= bound && fees[doc] != Segment.NotKnown)
            {
                bitmap[doc >> 6] |= 1UL << doc;
            }
        }
    }
}
