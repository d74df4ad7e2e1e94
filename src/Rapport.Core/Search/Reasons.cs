namespace Rapport.Core.Search;

/// <summary>Says of one profile on the page how it meets each filter and why it stands where it stands.</summary>
internal static class Reasons
{
    public static SearchHit Of(SegmentSearch search, in Contender contender, bool byLot)
    {
        var plan = search.Plan;
        var doc = contender.Doc;
        var matches = new List<KeyMatch>(plan.Musts.Length + plan.Nices.Length);
        foreach (var must in plan.Musts)
        {
            matches.Add(Match(search, must, doc, isNice: false, met: true));
        }

        for (var nice = 0; nice < plan.Nices.Length; nice++)
        {
            matches.Add(Match(search, plan.Nices[nice], doc, isNice: true, search.MeetsNice(nice, doc)));
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

    private static KeyMatch Match(SegmentSearch search, KeyFilter filter, int doc, bool isNice, bool met)
    {
        var kind = search.Plan.Schema.Keys[filter.Key].Kind;
        var sets = search.Segment.Values[filter.Key];
        if (kind == FilterKind.Opening && search.Openings.At(doc) is >= 0 and var at)
        {
            var here = search.Openings.Of(at);
            return new KeyMatch(filter.Key, isNice, met, [.. filter.Values.Where(value => ((here.Values >> value) & 1) != 0)], !here.IsKnown);
        }

        var values = filter.Values.Where(value => kind switch
        {
            FilterKind.Exclude => !sets[value].Contains(doc),
            FilterKind.Format when !isNice => search.Reach.By(value, doc),
            _ => sets[value].Contains(doc),
        });
        return new KeyMatch(filter.Key, isNice, met, [.. values], search.Segment.Unknown[filter.Key].Contains(doc));
    }
}
