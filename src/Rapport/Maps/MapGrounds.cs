using System.Collections.Concurrent;
using Rapport.Core.Places;

namespace Rapport.Maps;

/// <summary>Grounds of maps, kept for the next who looks there: drawing one costs more than a search.</summary>
/// <param name="shapes">The land; read when the first map is drawn.</param>
/// <param name="gazetteer">The towns on it.</param>
internal sealed class MapGrounds(Func<LandShapes> shapes, Gazetteer gazetteer)
{
    /// <summary>Some 60 kB each at most. More are not kept: all are dropped, and those still asked for come again.</summary>
    public const int MostKept = 256;

    private const int Margin = 24;
    private const int Edge = 4;

    /// <summary>A circle smaller than this has no room for a number.</summary>
    public const double LeastRadiusMiles = 2;

    private readonly ConcurrentDictionary<(PlaceKind Kind, string Label, double Miles, int Width, int Height), MapGround> _kept = new();

    public Gazetteer Gazetteer => gazetteer;

    public int Count => _kept.Count;

    /// <summary>Whether a place is looked at in a circle around it; a state or a county is looked at whole.</summary>
    public static bool HasCircle(Place place) => place.Kind is not (PlaceKind.State or PlaceKind.County);

    /// <summary>A place with everything in a circle around it, or a state or county as a whole.</summary>
    /// <param name="radiusMiles">Not read for a state or a county.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public MapGround Of(Place place, double radiusMiles, int width, int height) =>
        HasCircle(place)
            ? Around(place, Math.Max(radiusMiles, LeastRadiusMiles), width, height)
            : Kept(place, 0, width, height, () => Whole(place, width, height));

    /// <summary>What lies around the middle of a place.</summary>
    /// <param name="miles">To the nearer edge, but for a margin.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public MapGround Around(Place place, double miles, int width, int height) =>
        Kept(place, miles, width, height, () => MapView.Around(place.Point, miles, width, height, Margin));

    private MapGround Kept(Place place, double miles, int width, int height, Func<MapView> view)
    {
        var key = (place.Kind, place.Label, miles, width, height);
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }
        var ground = MapGround.Of(view(), place, shapes(), gazetteer, Edge);
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }
        _kept[key] = ground;
        return ground;
    }

    /// <summary>A state or a county: its land, and every ZIP where people live, be it on an island.</summary>
    private MapView Whole(Place place, int width, int height) => MapView.Holding(
        [
            .. shapes().Corners(place.State, place.Kind == PlaceKind.County ? place.Name : null),
            .. place.Areas.Where(area => area.People > 0).Select(area => area.Point).DefaultIfEmpty(place.Point),
        ],
        width,
        height,
        Margin);
}
