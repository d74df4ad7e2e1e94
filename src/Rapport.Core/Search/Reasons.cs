namespace Rapport.Core.Search;

/// <summary>Says of each profile on the page how it meets each filter and why it stands where it stands.</summary>
internal sealed class Reasons
{
    private static readonly int[] None = [];

    private readonly SegmentSearch search;

    // A filter of one value is met by all in the same way: it is said once.
    private readonly KeyMatch?[] alike;

    // Most on a page meet what is asked in one of a few ways, and share what says so.
    private readonly List<KeyMatch> ways = [];
    private readonly List<KeyMatch[]> told = [];
    private readonly List<int> had = [];
    private readonly KeyMatch[] own;

    public Reasons(SegmentSearch search)
    {
        this.search = search;
        alike = Array.ConvertAll(search.Plan.Musts, Alike);
        own = new KeyMatch[alike.Length + search.Plan.Nices.Length];
    }

    public SearchHit Of(in Contender contender, bool byLot)
    {
        var plan = search.Plan;
        var doc = contender.Doc;
        for (var must = 0; must < plan.Musts.Length; must++)
        {
            own[must] = alike[must] ?? Match(plan.Musts[must], doc, isNice: false, met: true);
        }

        for (var nice = 0; nice < plan.Nices.Length; nice++)
        {
            own[plan.Musts.Length + nice] = Match(plan.Nices[nice], doc, isNice: true, search.MeetsNice(nice, doc));
        }

        return new SearchHit(
            contender.Id,
            plan.Areas is not null ? -1 : search.Near?.Tenths(doc) ?? -1,
            HitAreas.Nearest(search, doc),
            HitAreas.All(search, doc),
            search.Reach.CoversOrigin(doc),
            plan.FromAfarCounts && search.Openings.CountsFromAfar(doc, plan.State?.Values),
            Told(),
            plan.Order,
            contender.Key,
            byLot);
    }

    private KeyMatch[] Told()
    {
        foreach (var before in told)
        {
            var at = 0;
            while (at < own.Length && ReferenceEquals(before[at], own[at]))
            {
                at++;
            }

            if (at == own.Length)
            {
                return before;
            }
        }

        told.Add([.. own]);
        return told[^1];
    }

    private KeyMatch? Alike(KeyFilter must) =>
        must is { Values.Count: 1, NotKnownToo: false } && search.Plan.Schema.Keys[must.Key].Kind is FilterKind.Values or FilterKind.Flag
            ? new KeyMatch(must.Key, IsNice: false, Met: true, must.Values, NotKnown: false)
            : null;

    private KeyMatch Match(KeyFilter filter, int doc, bool isNice, bool met)
    {
        had.Clear();
        var kind = search.Plan.Schema.Keys[filter.Key].Kind;
        if (kind == FilterKind.Opening && search.Openings.At(doc) is >= 0 and var at)
        {
            var here = search.Openings.Of(at);
            for (var i = 0; i < filter.Values.Count; i++)
            {
                if (((here.Values >> filter.Values[i]) & 1) != 0)
                {
                    had.Add(filter.Values[i]);
                }
            }

            return Way(filter, isNice, met, !here.IsKnown);
        }

        var sets = search.Segment.Values[filter.Key];
        for (var i = 0; i < filter.Values.Count; i++)
        {
            var value = filter.Values[i];
            var has = kind switch
            {
                FilterKind.Exclude => !sets[value].Contains(doc),
                FilterKind.Format when !isNice => search.Reach.By(value, doc),
                _ => sets[value].Contains(doc),
            };
            if (has)
            {
                had.Add(value);
            }
        }

        return Way(filter, isNice, met, search.Segment.Unknown[filter.Key].Contains(doc));
    }

    // One that was told of somebody before, if it is the same; mostly all of the values or none: then no new list is made.
    private KeyMatch Way(KeyFilter filter, bool isNice, bool met, bool notKnown)
    {
        foreach (var way in ways)
        {
            if (way.Key == filter.Key && way.IsNice == isNice && way.Met == met && way.NotKnown == notKnown && way.Values.Count == had.Count && IsHad(way.Values))
            {
                return way;
            }
        }

        IReadOnlyList<int> values = had.Count == filter.Values.Count ? filter.Values : had.Count == 0 ? None : [.. had];
        ways.Add(new KeyMatch(filter.Key, isNice, met, values, notKnown));
        return ways[^1];
    }

    private bool IsHad(IReadOnlyList<int> values)
    {
        for (var at = 0; at < had.Count; at++)
        {
            if (values[at] != had[at])
            {
                return false;
            }
        }

        return true;
    }
}
