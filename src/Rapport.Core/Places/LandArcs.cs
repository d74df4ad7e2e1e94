using System.Runtime.InteropServices;

namespace Rapport.Core.Places;

/// <summary>What lies on the two sides of a line.</summary>
internal enum LineKind
{
    /// <summary>Land on one side only.</summary>
    Coast,

    /// <summary>Two states.</summary>
    StateLine,

    /// <summary>Two counties of one state.</summary>
    CountyLine,
}

/// <summary>An upright piece of the globe that does not cross the date line, in degrees.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GeoBounds(float West, float South, float East, float North)
{
    /// <summary>No piece at all: joined with another it is the other.</summary>
    public static readonly GeoBounds Nothing = new(float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);

    /// <summary>Degrees of longitude.</summary>
    public float Width => East - West;

    /// <summary>Degrees of latitude.</summary>
    public float Height => North - South;

    /// <summary>The smallest piece that holds both.</summary>
    public GeoBounds With(GeoBounds other) => new(
        Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

    /// <summary>Whether a part of it may lie no farther from the centre, in degrees, than the reach says.</summary>
    public bool MayReach(GeoPoint centre, (double Latitude, double Longitude) reach)
    {
        var aside = Math.IEEERemainder(((West + East) / 2) - centre.Longitude, 360);
        return South <= centre.Latitude + reach.Latitude && North >= centre.Latitude - reach.Latitude
            && Math.Abs(aside) <= reach.Longitude + (Width / 2);
    }
}

/// <summary>A closed outline: the numbers of its arcs in order; one that is run backwards stands as −1 − number.</summary>
internal sealed record LandRing(int[] Arcs, GeoBounds Bounds);

/// <summary>A state, or a county of one.</summary>
internal sealed record LandShape(string Name, State State, IReadOnlyList<LandRing> Rings);

/// <summary>All lines, each once: coasts first, then lines between states, then those between counties.</summary>
internal sealed class LandArcs
{
    private readonly float[] longitudes;
    private readonly float[] latitudes;
    private readonly int[] starts;
    private readonly int[] kindStarts;
    private readonly GeoBounds[] bounds;

    /// <param name="longitudes">Of all points, degrees.</param>
    /// <param name="latitudes">Of all points, degrees.</param>
    /// <param name="starts">The first point of each arc, and the number of points at the end.</param>
    /// <param name="kindStarts">The first arc of each kind, and the number of arcs at the end.</param>
    public LandArcs(float[] longitudes, float[] latitudes, int[] starts, int[] kindStarts)
    {
        (this.longitudes, this.latitudes, this.starts, this.kindStarts) = (longitudes, latitudes, starts, kindStarts);
        bounds = new GeoBounds[starts.Length - 1];
        for (var arc = 0; arc < bounds.Length; arc++)
        {
            bounds[arc] = GeoBounds.Nothing;
            for (var i = starts[arc]; i < starts[arc + 1]; i++)
            {
                bounds[arc] = bounds[arc].With(new GeoBounds(longitudes[i], latitudes[i], longitudes[i], latitudes[i]));
            }
        }
    }

    /// <summary>How many points all arcs have.</summary>
    public int PointCount => longitudes.Length;

    /// <summary>How many arcs there are; their numbers run from 0.</summary>
    public int Count => bounds.Length;

    /// <summary>The numbers of the arcs of a kind; <c>To</c> is the first that is none.</summary>
    public (int From, int To) OfKind(LineKind kind) => (kindStarts[(int)kind], kindStarts[(int)kind + 1]);

    /// <summary>The piece of the globe that an arc lies in.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no arc of that number.</exception>
    public GeoBounds Bounds(int arc) => bounds[arc];

    /// <summary>The points of an arc in their order, in the units of the view.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no arc of that number.</exception>
    public MapPoint[] Project(int arc, MapView view)
    {
        var line = new MapPoint[starts[arc + 1] - starts[arc]];
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = view.Project(Point(starts[arc] + i));
        }

        return line;
    }

    /// <summary>All points of an outline, arc by arc, each arc as it is stored, whichever way the outline runs.</summary>
    public IEnumerable<GeoPoint> PointsOf(LandRing ring) => ring.Arcs.Select(Number)
        .SelectMany(arc => Enumerable.Range(starts[arc], starts[arc + 1] - starts[arc])).Select(Point);

    /// <summary>The number of an arc as a <see cref="LandRing"/> names it, forwards or backwards.</summary>
    public static int Number(int signed) => signed < 0 ? -1 - signed : signed;

    private GeoPoint Point(int i) => new(latitudes[i], longitudes[i]);
}
