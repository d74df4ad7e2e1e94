namespace Rapport.Core.Search;

/// <summary>One search in one segment: who passes, and who passes all but one filter.</summary>
internal sealed class SegmentSearch : IDisposable
{
    private readonly List<Candidates> lent = [];
    private readonly ulong[][] musts;
    private readonly int[] mustOfKey;
    private readonly ulong[][] nices;
    private readonly ulong[] live;

    // Whoever may pass, if perhaps but for one of the musts that a count leaves out; nobody else is looked at.
    private readonly Candidates core;
    private readonly Candidates failingOne;

    /// <param name="plan">What is asked.</param>
    /// <param name="segment">Where.</param>
    /// <param name="live">Who of it lives.</param>
    /// <param name="everywhere">Whether each must is to be known of everybody, also of who fails others.</param>
    public SegmentSearch(SearchPlan plan, Segment segment, ulong[] live, bool everywhere = false)
    {
        (Plan, Segment, this.live) = (plan, segment, live);
        mustOfKey = new int[plan.Schema.Keys.Count];
        Array.Fill(mustOfKey, -1);
        Near = plan.HasOrigin ? new NearPlaces(segment, plan) : null;
        Reach = new Reach(segment, plan, Near);
        Openings = new OpeningsHere(segment, plan, Near);
        OpeningFilter = segment.PlacedOpenings.Docs.Length == 0 ? null
            : Array.Find(plan.Plain, filter => filter.Key == plan.Schema.OpeningKey);
        Text = plan.Text.Words.Length > 0 ? new TextMatch(segment, plan.Schema, plan.Text, plan.CloseWords) : null;
        core = segment.Rent();
        failingOne = segment.Rent();
        Passing = segment.Rent();
        musts = Musts(everywhere);
        Combine();
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
    public IEnumerable<ulong[]> Wishes => musts.Where((_, must) => must != LocationMust);

    /// <summary>The must of the openings, where it depends on the place for some.</summary>
    public KeyFilter? OpeningFilter { get; }

    /// <summary>The one value that is asked, where nothing else is; otherwise null.</summary>
    public KeyFilter? Alone => Plan is { Plain: [{ Values.Count: 1, NotKnownToo: false } only], HasLocation: false, Query.ConfirmedOnly: false }
        && !Plan.TextIsMust && Plan.Schema.Keys[only.Key].Kind is FilterKind.Values or FilterKind.Flag ? only : null;

    /// <summary>Whether anybody who lives has every word.</summary>
    public bool IsTextMet => Text is null || Text.Matched.CountIn(live) > 0;

    /// <summary>Who of a set of the segment, or of all of it, lives no more.</summary>
    public Candidates Gone(DocSet? of)
    {
        var gone = Segment.Rent();
        var bits = gone.Span;
        if (of is { } set)
        {
            set.OrInto(bits);
        }
        else
        {
            Bits.Fill(bits, Segment.Size);
        }

        for (var word = 0; word < bits.Length; word++)
        {
            bits[word] &= ~live[word];
        }

        return gone.Settle();
    }

    /// <summary>Where the key's own filter stands among the musts; −1 if it asks nothing.</summary>
    public int MustOf(int key) => mustOfKey[key];

    /// <summary>Who passes every must but, perhaps, this one.</summary>
    public Candidates PassingWithout(int must)
    {
        var without = Segment.Rent();
        var bits = without.Span;
        var (all, one, own) = (Passing.Bits, failingOne.Bits, musts[must]);
        foreach (var word in core.NonZero)
        {
            bits[word] = all[word] | (one[word] & ~own[word]);
        }

        return without.Settle(core.NonZero);
    }

    /// <summary>
    /// Who passes every must but, perhaps, that of the place, the format and the state, judging openings as if people may
    /// meet in person or may not, and from afar or not.
    /// </summary>
    public Candidates PassingWithoutLocation(bool inPerson, bool fromAfar) => WithoutLocation(at =>
        OpeningsHere.Meets(Openings.Of(at, new(inPerson, fromAfar, Plan.State?.Values)), OpeningFilter!, OpeningFilter!.NotKnownToo));

    /// <summary>
    /// The same without those whose openings hold at some places or from afar only, where openings are asked for: it takes
    /// <see cref="PassesAllButPlaceOfOpenings"/> to judge them.
    /// </summary>
    public Candidates PassingWithoutLocation() => WithoutLocation(_ => false);

    /// <summary>Whether a profile passes every must but, perhaps, those of the place and of the openings.</summary>
    public bool PassesAllButPlaceOfOpenings(int doc)
    {
        var passes = Bits.Has(core.Bits, doc);
        for (var must = 0; passes && must < musts.Length; must++)
        {
            passes = must == LocationMust || must == MustOf(Plan.Schema.OpeningKey) || Bits.Has(musts[must], doc);
        }

        return passes;
    }

    public int NiceMissing(int doc)
    {
        var missing = 0;
        foreach (var nice in nices)
        {
            missing += Bits.Has(nice, doc) ? 0 : 1;
        }

        return missing;
    }

    public bool MeetsNice(int nice, int doc) => Bits.Has(nices[nice], doc);

    public void Dispose()
    {
        foreach (var candidates in lent)
        {
            candidates.Dispose();
        }

        core.Dispose();
        failingOne.Dispose();
        Passing.Dispose();
        Near?.Dispose();
        Text?.Dispose();
    }

    private Candidates WithoutLocation(Func<int, bool> meetsOpenings)
    {
        var without = Segment.Rent();
        var bits = without.Span;
        foreach (var word in core.NonZero)
        {
            bits[word] = Passing.Bits[word] | (LocationMust < 0 ? 0 : failingOne.Bits[word] & ~musts[LocationMust][word]);
        }

        var placed = Segment.PlacedOpenings.Docs;
        for (var at = 0; OpeningFilter is not null && at < placed.Length; at++)
        {
            Bits.Put(bits, placed[at], PassesAllButPlaceOfOpenings(placed[at]) && meetsOpenings(at));
        }

        return without.Settle();
    }

    // What no count leaves out narrows first, so that everything after it is looked at in few words of the bitmaps.
    private ulong[][] Musts(bool everywhere)
    {
        var found = new ulong[Plan.Plain.Length + (Plan.HasLocation ? 1 : 0) + (Plan.TextIsMust ? 1 : 0)][];
        var said = Plan.TextIsMust ? Said() : null;
        if (said is not null)
        {
            found[^1] = said.Bits;
        }

        if (Plan.HasLocation)
        {
            LocationMust = Plan.Plain.Length;
            if (everywhere || Plan.LeavesLocationOut)
            {
                found[LocationMust] = Reached();
            }
        }

        Begin(everywhere ? null : said, Plan.HasLocation && !Plan.LeavesLocationOut && !everywhere);
        Narrow(Plan.Query.ConfirmedOnly ? Segment.Confirmed : null);
        foreach (var isLeftOut in (ReadOnlySpan<bool>)[false, true])
        {
            for (var must = 0; must < Plan.Plain.Length; must++)
            {
                var filter = Plan.Plain[must];
                if (IsLeftOut(filter) == isLeftOut)
                {
                    mustOfKey[filter.Key] = must;
                    found[must] = Bitmap(filter, isNice: false);
                    Narrow(isLeftOut ? null : found[must]);
                }
            }
        }

        return found;

        void Narrow(ulong[]? bits)
        {
            if (bits is not null && (!everywhere || bits == Segment.Confirmed))
            {
                core.And(bits);
            }
        }
    }

    // One pass tells who fails none and who fails exactly one of those that a count may leave out, and so serves every count
    // without its own filter.
    private void Combine()
    {
        Passing.Begin(core);
        var none = Passing.Bits;
        var one = failingOne.Bits;
        for (var must = 0; must < musts.Length; must++)
        {
            if (must == LocationMust ? !Plan.LeavesLocationOut : must >= Plan.Plain.Length || !IsLeftOut(Plan.Plain[must]))
            {
                continue;
            }

            if (!core.IsSparse)
            {
                Bits.Fail(none, one, musts[must]);
                continue;
            }

            foreach (var word in core.NonZero)
            {
                var own = musts[must][word];
                one[word] = (one[word] & own) | (none[word] & ~own);
                none[word] &= own;
            }
        }

        Passing.Settle(core.NonZero);
        failingOne.Settle(core.NonZero);
    }

    // Where openings depend on the place, a count without the place judges them anew.
    private bool IsLeftOut(KeyFilter filter) =>
        Plan.LeavesOut(filter.Key) || (Plan.LeavesLocationOut && OpeningFilter is not null && filter.Key == Plan.Schema.OpeningKey);

    // Who has all the words that are asked for and none that is not wanted.
    private Candidates Said()
    {
        var asked = Plan.Query.TextIsNice ? null : Text?.Matched;
        if (asked is not null && Plan.Unwanted.Count == 0)
        {
            return asked;
        }

        var said = Lend();
        if (asked is not null)
        {
            said.Begin(asked);
        }
        else
        {
            Bits.Fill(said.Span, Segment.Size);
            said.Settle();
        }

        foreach (var unwanted in Plan.Unwanted)
        {
            using var match = new TextMatch(Segment, Plan.Schema, unwanted, new HashSet<string>());
            said.Without(match.Matched);
        }

        return said;
    }

    private void Begin(Candidates? said, bool isPlaced)
    {
        if (said is not null)
        {
            core.Begin(said, live);
            if (isPlaced)
            {
                core.And(Reached());
            }
        }
        else if (!isPlaced)
        {
            core.Begin(live, live);
        }
        else if (Plan is { Format: null, State: null, Query: { PlacedOnly: false, Origin.State: >= 0 and var state } }
            && Segment.Covers[state].Dense is { } covering)
        {
            // Near, or from afar in any way: what most people ask takes one pass.
            core.Begin(covering, live, Near!.Any);
        }
        else if (Plan is { HasOrigin: false, Format: { NotKnownToo: false, Values: [> 0 and var format] }, State: { NotKnownToo: false, Values: [var only] } }
            && Segment.Values[Plan.Schema.FormatKey][format].Dense is { } offering && Segment.Covers[only].Dense is { } covered)
        {
            core.Begin(offering, covered);
            core.And(live);
        }
        else
        {
            core.Begin(Reached(), live);
        }
    }

    private ulong[] Reached()
    {
        if (Plan is { Format: null, HasOrigin: false, State: { NotKnownToo: false, Values: [var only] } }
            && Segment.Values[Plan.Schema.StateKey][only].Dense is { } dense)
        {
            // In one state, in any way: there or from afar.
            return dense;
        }

        var reached = Lend();
        Reach.Into(reached.Span, Plan.Format?.Values, Plan.Format is { NotKnownToo: true }, Plan.State);
        if (Plan.Query.PlacedOnly && Near is not null)
        {
            Bits.And(reached.Span, Near.Any.Bits);
        }

        return reached.Bits;
    }

    private ulong[] Bitmap(KeyFilter filter, bool isNice)
    {
        var kind = Plan.Schema.Keys[filter.Key].Kind;
        var unknownToo = filter.NotKnownToo && !isNice && kind != FilterKind.Exclude;
        var sets = Segment.Values[filter.Key];
        if (filter.Values is [var only] && !unknownToo && kind is FilterKind.Values or FilterKind.Flag && sets[only].Dense is { } dense)
        {
            return dense;
        }

        var bits = Lend().Span;
        switch (kind)
        {
            case FilterKind.Format:
                Reach.Into(bits, filter.Values, formatUnknown: false, state: null);
                break;
            case FilterKind.Opening:
                Openings.Into(bits, filter, unknownToo);
                break;
            default:
                if (filter.AtMostCents is { } bound)
                {
                    Bits.AddWithin(bits, core.NonZero, Segment.Fees, bound);
                }

                foreach (var value in filter.Values)
                {
                    sets[value].OrInto(bits, core);
                }

                if (unknownToo)
                {
                    Segment.Unknown[filter.Key].OrInto(bits, core);
                }

                if (kind == FilterKind.Exclude)
                {
                    Bits.Not(bits, core.NonZero);
                }

                // Nothing was written outside of these words, so no more need be cleared.
                lent[^1].Settle(core.NonZero);
                break;
        }

        return lent[^1].Bits;
    }

    private Candidates Lend()
    {
        lent.Add(Segment.Rent());
        return lent[^1];
    }
}
