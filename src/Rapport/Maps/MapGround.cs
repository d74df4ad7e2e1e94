using Rapport.Core.Places;

namespace Rapport.Maps;

/// <summary>What a map shows before anybody stands on it: the same for everybody who looks there.</summary>
/// <param name="View">What of the globe it is.</param>
/// <param name="Land">Outlines of land, as a path.</param>
/// <param name="Coasts">Where it ends, as a path.</param>
/// <param name="StateLines">Lines between states, as a path.</param>
/// <param name="CountyLines">Lines between counties, as a path.</param>
/// <param name="Towns">Whose names may be written, the most important first.</param>
/// <param name="Counties">Whose names may be written, the largest first.</param>
internal sealed record MapGround(
    MapView View,
    string Land,
    string Coasts,
    string StateLines,
    string CountyLines,
    IReadOnlyList<(string Name, MapPoint At)> Towns,
    IReadOnlyList<NamedCounty> Counties)
{
    private const int MostTowns = 24;
    private const int MostCounties = 3;

    /// <summary>With more counties in view than these, a map is of the land, not of counties.</summary>
    private const int MostCountiesInView = 16;

    private const double LeastCountyShare = 0.06;

    /// <param name="edge">How far beyond the map lines are drawn, pixels, so that their ends are not seen.</param>
    public static MapGround Of(MapView view, Place place, LandShapes shapes, Gazetteer gazetteer, double edge)
    {
        var land = shapes.Draw(view, edge);
        return new MapGround(
            view,
            PathText.Of(land.Land, closed: true),
            PathText.Of(land.Coasts, closed: false),
            PathText.Of(land.StateLines, closed: false),
            PathText.Of(land.CountyLines, closed: false),
            TownsOf(view, place, gazetteer),
            CountiesOf(view, land));
    }

    /// <summary>The town of the search, then those with most people, in view.</summary>
    private static List<(string Name, MapPoint At)> TownsOf(MapView view, Place place, Gazetteer gazetteer)
    {
        var own = place.Kind switch
        {
            PlaceKind.City => place.Name,
            PlaceKind.Zip => place.Areas[0].City,
            _ => null,
        };
        var cities = gazetteer.CitiesIn(view).Where(city => place.Kind != PlaceKind.State || city.State == place.State)
            .Take(MostTowns).Select(city => (city.Name, city.State, At: view.Project(city.Point))).ToList();
        if (own is not null && cities.FindIndex(city => city.Name == own && city.State == place.State) is var at and not 0)
        {
            var first = at > 0 ? cities[at] : (own, place.State, view.Project(place.Point));
            cities = [first, .. cities.Where((_, i) => i != at)];
        }
        return [.. cities.Select(city => (city.Name, city.At))];
    }

    private static NamedCounty[] CountiesOf(MapView view, LandInView land)
    {
        if (land.Counties.Count > MostCountiesInView)
        {
            return [];
        }
        var least = LeastCountyShare * view.Box.Right * view.Box.Bottom;
        return [.. land.Counties.Select(county => (County: county, county.Area)).Where(county => county.Area >= least)
            .OrderByDescending(county => county.Area).Take(MostCounties).Select(county => NamedCounty.Of(county.County, view.Box))];
    }
}

/// <summary>A county in view, and the points inside it where its name may stand, the nearest to its middle first.</summary>
internal sealed record NamedCounty(CountyInView County, IReadOnlyList<MapPoint> Inside)
{
    private const int Step = 12;

    public static NamedCounty Of(CountyInView county, MapBox box)
    {
        var inside = new List<MapPoint>();
        for (var x = Step / 2; x < box.Right; x += Step)
        {
            for (var y = Step / 2; y < box.Bottom; y += Step)
            {
                if (county.Contains(new MapPoint(x, y)))
                {
                    inside.Add(new MapPoint(x, y));
                }
            }
        }
        if (inside.Count == 0)
        {
            return new NamedCounty(county, []);
        }
        var middle = new MapPoint(inside.Average(point => point.X), inside.Average(point => point.Y));
        return new NamedCounty(county, [.. inside.OrderBy(point => point.PixelsTo(middle))]);
    }
}
