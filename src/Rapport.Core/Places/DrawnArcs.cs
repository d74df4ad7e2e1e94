namespace Rapport.Core.Places;

/// <summary>
/// The arcs of one drawing. Each is projected and simplified once, when it is first needed, so that an outline and the line
/// drawn over it run through the same points.
/// </summary>
internal sealed class DrawnArcs(LandArcs arcs, MapView view)
{
    /// <summary>
    /// Half a pixel is the finest that a line of one pixel can show; where hundreds of counties are in view, nobody misses
    /// the other half, and where a whole large state is, nobody misses two.
    /// </summary>
    private readonly double tolerance = view.PixelsPerMile switch { < 0.5 => 2, < 1 => 1, _ => 0.5 };

    /// <summary>Islands smaller than this are specks.</summary>
    private const double LeastPixels = 1.5;

    private readonly (double Latitude, double Longitude) reach = view.Reach();
    private readonly Dictionary<int, MapPoint[]> drawn = [];

    public bool MayShow(LandShape shape)
    {
        for (var i = 0; i < shape.Rings.Count; i++)
        {
            if (MayShow(shape.Rings[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The outlines of a shape, cut to the box.</summary>
    public IReadOnlyList<IReadOnlyList<MapPoint>> Outlines(LandShape shape, MapBox box)
    {
        var rings = new List<IReadOnlyList<MapPoint>>();
        foreach (var ring in shape.Rings.Where(MayShow))
        {
            var points = new List<MapPoint>();
            foreach (var arc in ring.Arcs)
            {
                var line = Drawn(LandArcs.Number(arc));
                // The last point of an arc is the first of the next.
                for (var i = 0; i < line.Length - 1; i++)
                {
                    points.Add(arc < 0 ? line[^(i + 1)] : line[i]);
                }
            }

            if (!IsSpeck(points) && MapLines.ClipRing(points, box) is { Count: > 2 } clipped)
            {
                rings.Add(clipped);
            }
        }

        return rings;
    }

    /// <summary>All lines of a kind, cut to the box.</summary>
    public IReadOnlyList<IReadOnlyList<MapPoint>> Lines(LineKind kind, MapBox box)
    {
        var lines = new List<IReadOnlyList<MapPoint>>();
        var (from, to) = arcs.OfKind(kind);
        for (var arc = from; arc < to; arc++)
        {
            if (arcs.Bounds(arc).MayReach(view.Centre, reach)
                && Drawn(arc) is var line && !(line[0] == line[^1] && IsSpeck(line)))
            {
                MapLines.ClipLine(line, box, lines);
            }
        }

        return [.. JoinedLines.Of(lines).Select(line => MapLines.Simplify([.. line], tolerance))];
    }

    private bool MayShow(LandRing ring) => ring.Bounds.MayReach(view.Centre, reach);

    private MapPoint[] Drawn(int arc)
    {
        if (!drawn.TryGetValue(arc, out var line))
        {
            line = MapLines.Simplify(arcs.Project(arc, view), tolerance);
            drawn.Add(arc, line);
        }

        return line;
    }

    private static bool IsSpeck(IReadOnlyList<MapPoint> points)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var point in points)
        {
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
        }

        return right - left < LeastPixels && bottom - top < LeastPixels;
    }
}
