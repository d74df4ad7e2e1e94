namespace Rapport.Core.Search;

/// <summary>What a hit says of the places of a profile.</summary>
internal static class HitAreas
{
    /// <summary>The area of the place by which a profile is met in person, as <see cref="SearchHit.Area"/> says; −1 if none.</summary>
    public static int Nearest(SegmentSearch search, int doc)
    {
        var (plan, places) = (search.Plan, search.Segment.Places);
        if (search.Near is { } near)
        {
            return near.Place(doc) is >= 0 and var place ? places.Area(place) : -1;
        }

        for (var at = places.Starts[doc]; at < places.Starts[doc + 1]; at++)
        {
            if (plan.State is null || plan.State.Values.Contains(places.State(at)))
            {
                return places.Area(at);
            }
        }

        return -1;
    }

    /// <summary>The areas of all places that count, as <see cref="SearchHit.Areas"/> says.</summary>
    public static IReadOnlyList<int>? All(SegmentSearch search, int doc)
    {
        var (plan, places) = (search.Plan, search.Segment.Places);
        if (!plan.HasLocation)
        {
            return null;
        }

        var (first, count) = (-1, 0);
        for (var place = places.Starts[doc]; plan.InPersonCounts && place < places.Starts[doc + 1]; place++)
        {
            if (search.Openings.Counts(place, plan.State?.Values) && places.Area(place) >= 0)
            {
                first = count++ == 0 ? place : first;
            }
        }

        if (count == 0)
        {
            return [];
        }

        var areas = new int[count];
        for (var place = first; count > 0; place++)
        {
            if (search.Openings.Counts(place, plan.State?.Values) && places.Area(place) >= 0)
            {
                areas[^count--] = places.Area(place);
            }
        }

        return areas;
    }
}
