using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Places;

namespace Rapport.Near;

/// <summary>
/// A place, and how many people who keep their own page have a practice in it; of a state, how many see people there.
/// </summary>
internal sealed record PeopledPlace(Place Place, int Count);

/// <summary>
/// Where the people who keep their own page have their practices, town by town and county by county, and which states they
/// see people in. Who does not say how one meets counts where the practice lies, as in every list.
/// </summary>
internal sealed class PeopleByPlace
{
    private static readonly Lazy<(int[] Towns, int[] Counties)> Groups = new(() =>
        (GroupsOf(PlaceTable.Gazetteer.Cities), GroupsOf(PlaceTable.Gazetteer.Counties)));

    private readonly HashSet<Place> peopled;

    public PeopleByPlace(SearchIndex index)
    {
        Towns = Counted(index, PlaceTable.Gazetteer.Cities, Groups.Value.Towns);
        Counties = Counted(index, PlaceTable.Gazetteer.Counties, Groups.Value.Counties);
        var key = index.Schema.StateKey;
        var counts = index.Search(new SearchQuery { ConfirmedOnly = true, Take = 0 }).Facets[key].Counts;
        States =
        [
            .. PlaceTable.Gazetteer.States
                .Select(state => new PeopledPlace(state, counts[index.Schema.Keys[key].OrdinalOf(state.State.Code)])).Where(state => state.Count > 0),
        ];
        peopled = [.. Towns.Concat(Counties).Concat(States).Select(one => one.Place)];
    }

    /// <summary>States in which people are seen, face to face or from afar.</summary>
    public IReadOnlyList<PeopledPlace> States { get; }

    /// <summary>Towns with people, by who lives there, most first.</summary>
    public IReadOnlyList<PeopledPlace> Towns { get; }

    /// <summary>Counties with people, by who lives there, most first.</summary>
    public IReadOnlyList<PeopledPlace> Counties { get; }

    /// <summary>Whether anybody is counted in this place: what the map of the site names, and search engines may show.</summary>
    public bool Holds(Place place) => peopled.Contains(place);

    /// <summary>The nearest towns with people, the nearest first.</summary>
    public IReadOnlyList<PeopledPlace> Near(Place place, double miles, int most) =>
    [
        .. Towns.Where(town => town.Place != place)
            .Select(town => (Town: town, Miles: place.Point.MilesTo(town.Place.Point)))
            .Where(town => town.Miles <= miles)
            .OrderBy(town => town.Miles).ThenBy(town => town.Town.Place.Label, StringComparer.Ordinal)
            .Take(most).Select(town => town.Town),
    ];

    /// <summary>The towns with people in a county or state, those with most of them first.</summary>
    public IReadOnlyList<PeopledPlace> TownsIn(Place place, int most)
    {
        var areas = place.Kind == PlaceKind.County ? place.Areas.ToHashSet() : null;
        return
        [
            .. Towns.Where(town => town.Place.State == place.State && (areas is null || town.Place.Areas.Any(areas.Contains)))
                .OrderByDescending(town => town.Count).ThenBy(town => town.Place.Name, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <summary>The county in which most of a town's people live; null where the table knows none.</summary>
    public static Place? CountyOf(Place town) => town.Areas.Where(area => area.County.Length > 0)
        .GroupBy(area => Groups.Value.Counties[area.Number]).Where(group => group.Key >= 0)
        .MaxBy(group => group.Sum(area => area.People)) is { Key: var county }
        ? PlaceTable.Gazetteer.Counties[county]
        : null;

    private static List<PeopledPlace> Counted(SearchIndex index, IReadOnlyList<Place> places, int[] groups)
    {
        var counts = index.CountConfirmed(groups, places.Count);
        return [.. places.Select((place, number) => new PeopledPlace(place, counts[number])).Where(place => place.Count > 0)];
    }

    private static int[] GroupsOf(IReadOnlyList<Place> places)
    {
        var groups = new int[100_000];
        Array.Fill(groups, -1);
        for (var number = 0; number < places.Count; number++)
        {
            foreach (var area in places[number].Areas)
            {
                groups[area.Number] = number;
            }
        }
        return groups;
    }
}

/// <summary>Counts once for each state of the list, not once for each page.</summary>
internal sealed class CountedPlaces
{
    private volatile Tuple<SearchIndex, PeopleByPlace>? last;

    public PeopleByPlace Of(SearchIndex index)
    {
        var known = last;
        if (known is null || known.Item1 != index)
        {
            // Threads that meet here make the same.
            last = known = Tuple.Create(index, new PeopleByPlace(index));
        }
        return known.Item2;
    }
}
