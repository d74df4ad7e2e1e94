namespace Rapport.Core.Places;

/// <summary>
/// The outlines of states and counties, as arcs: each line between two corners is held once, and shared by the shapes on
/// both sides. Immutable and safe for use from many threads.
/// </summary>
public sealed class LandShapes
{
    private readonly LandArcs arcs;

    internal LandShapes(LandArcs arcs, IReadOnlyList<LandShape> states, IReadOnlyList<LandShape> counties)
    {
        this.arcs = arcs;
        States = states;
        Counties = counties;
    }

    internal IReadOnlyList<LandShape> States { get; }

    internal IReadOnlyList<LandShape> Counties { get; }

    /// <summary>How many points the lines have.</summary>
    public int PointCount => arcs.PointCount;

    /// <summary>The counties of a state by name: "Alameda County", "Orleans Parish".</summary>
    public IEnumerable<string> CountiesOf(State state) => Counties.Where(county => county.State == state).Select(county => county.Name);

    /// <summary>Builds the shapes from their table, whose form is described at <see cref="ShapeTableReader"/>.</summary>
    /// <exception cref="InvalidDataException">The table is damaged.</exception>
    public static LandShapes Read(Stream table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ShapeTableReader.Read(table);
    }

    /// <summary>
    /// The corners of the land of a state, or of one of its counties, without islands that are less than a hundredth of its
    /// largest piece: Hawaii is a few islands here, not a thousand miles of reefs. Empty for a county that is not known.
    /// </summary>
    public IReadOnlyList<GeoPoint> Corners(State state, string? county = null)
    {
        var rings = (county is null ? States : Counties)
            .Where(shape => shape.State == state && (county is null || shape.Name == county)).SelectMany(shape => shape.Rings)
            .Select(ring => (Ring: ring, Size: ring.Bounds.Height * ring.Bounds.Width)).ToList();
        var least = rings.Select(ring => ring.Size).DefaultIfEmpty().Max() / 100;
        return [.. rings.Where(ring => ring.Size >= least).SelectMany(ring => arcs.PointsOf(ring.Ring))];
    }

    /// <summary>What of the land lies in a view, projected, cut to a box and simplified to what can be seen.</summary>
    /// <param name="view">Where to look.</param>
    /// <param name="edge">How far beyond the view's box lines are drawn, in pixels, so that their ends are not seen; 0 or more.</param>
    public LandInView Draw(MapView view, double edge)
    {
        ArgumentNullException.ThrowIfNull(view);
        var drawn = new DrawnArcs(arcs, view);
        var box = view.Box.Grown(edge);
        return new LandInView(
            [.. States.Where(drawn.MayShow).SelectMany(state => drawn.Outlines(state, box))],
            drawn.Lines(LineKind.Coast, box),
            drawn.Lines(LineKind.StateLine, box),
            drawn.Lines(LineKind.CountyLine, box),
            [.. Counties.Where(drawn.MayShow)
                .Select(county => new CountyInView(county.Name, county.State, drawn.Outlines(county, view.Box)))
                .Where(county => county.Rings.Count > 0)]);
    }
}

/// <summary>Land as it is drawn, in pixels of its view.</summary>
/// <param name="Land">Outlines of all land, to be filled by the even-odd rule; states that touch lie side by side.</param>
/// <param name="Coasts">Lines where the land of the United States ends: at water or at Canada or Mexico.</param>
/// <param name="StateLines">Lines between two states.</param>
/// <param name="CountyLines">Lines between two counties of one state.</param>
/// <param name="Counties">Counties with some land in the view, each cut to it.</param>
public sealed record LandInView(
    IReadOnlyList<IReadOnlyList<MapPoint>> Land,
    IReadOnlyList<IReadOnlyList<MapPoint>> Coasts,
    IReadOnlyList<IReadOnlyList<MapPoint>> StateLines,
    IReadOnlyList<IReadOnlyList<MapPoint>> CountyLines,
    IReadOnlyList<CountyInView> Counties);

/// <summary>The part of a county that lies in a view.</summary>
/// <param name="Name">The name in full: "Alameda County", "Orleans Parish".</param>
/// <param name="State">Its state.</param>
/// <param name="Rings">Its outlines.</param>
public sealed record CountyInView(string Name, State State, IReadOnlyList<IReadOnlyList<MapPoint>> Rings)
{
    /// <summary>The same in Spanish: "Condado de Alameda".</summary>
    public string SpanishName => CountyName.InSpanish(Name);

    /// <summary>Its area in square pixels.</summary>
    public double Area => Rings.Sum(MapLines.Area);

    /// <summary>Whether the point lies in it.</summary>
    public bool Contains(MapPoint point) => MapLines.Encloses(Rings, point);
}
