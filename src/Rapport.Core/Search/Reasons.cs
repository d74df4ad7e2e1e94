namespace Rapport.Core.Search;

/// <summary>Says of each profile on the page how it meets each filter and why it stands where it stands.</summary>
internal sealed class Reasons
{
    private static readonly int[] None = [];

    private readonly SegmentSearch search;

    // A filter of one value is met by all in the same way: it is said once.
    private readonly KeyMatch?[] alike;

    public Reasons(SegmentSearch search)
    {
        this.search = search;
        alike = Array.ConvertAll(search.Plan.Musts, Alike);
    }

    public SearchHit Of(in Contender contender, bool byLot)
    {
        var plan = search.Plan;
        var doc = contender.Doc;
        var matches = new KeyMatch[plan.Musts.Length + plan.Nices.Length];
        for (var must = 0; must < plan.Musts.Length; must++)
        {
            matches[must] = alike[must] ?? Match(plan.Musts[must], doc, isNice: false, met: true);
        }

        for (var nice = 0; nice < plan.Nices.Length; nice++)
        {
            matches[plan.Musts.Length + nice] = Match(plan.Nices[nice], doc, isNice: true, search.MeetsNice(nice, doc));
        }

        var tenths = search.Near?.Tenths(doc) ?? -1;
        return new SearchHit(
            contender.Id,
            tenths < 0 || plan.Areas is not null ? null : tenths / 10d,
            search.AreaOf(doc) is >= 0 and var area ? area : null,
            search.AreasOf(doc),
            search.Reach.CoversOrigin(doc),
            matches,
            plan.Order.Unpack(contender.Key),
            byLot);
    }

    private KeyMatch? Alike(KeyFilter must) =>
        must is { Values.Count: 1, NotKnownToo: false } && search.Plan.Schema.Keys[must.Key].Kind is FilterKind.Values or FilterKind.Flag
            ? new KeyMatch(must.Key, IsNice: false, Met: true, must.Values, NotKnown: false)
            : null;

    private KeyMatch Match(KeyFilter filter, int doc, bool isNice, bool met)
    {
        var kind = search.Plan.Schema.Keys[filter.Key].Kind;
        if (kind == FilterKind.Opening && search.Openings.At(doc) is >= 0 and var at)
        {
            var here = search.Openings.Of(at);
            return new KeyMatch(filter.Key, isNice, met, Had(filter.Values, value => ((here.Values >> value) & 1) != 0), !here.IsKnown);
        }

        var sets = search.Segment.Values[filter.Key];
        var values = kind switch
        {
            FilterKind.Exclude => Had(filter.Values, value => !sets[value].Contains(doc)),
            FilterKind.Format when !isNice => Had(filter.Values, value => search.Reach.By(value, doc)),
            _ => Had(filter.Values, value => sets[value].Contains(doc)),
        };
        return new KeyMatch(filter.Key, isNice, met, values, search.Segment.Unknown[filter.Key].Contains(doc));
    }

    // Mostly all or none of them: then no new list is made.
    private static IReadOnlyList<int> Had(IReadOnlyList<int> asked, Predicate<int> has)
    {
        var count = 0;
        foreach (var value in asked)
        {
            count += has(value) ? 1 : 0;
        }

        return count == asked.Count ? asked : count == 0 ? None : [.. asked.Where(value => has(value))];
    }
}
