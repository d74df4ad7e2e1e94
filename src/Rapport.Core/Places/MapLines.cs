namespace Rapport.Core.Places;

/// <summary>What is done to lines and outlines before they are drawn: cut at the edges, freed of points nobody sees.</summary>
internal static class MapLines
{
    /// <summary>
    /// The outline cut to the box: what of the area it encloses lies in the box, and nothing outside. Where the area falls
    /// apart, its parts stay joined by lines along the edges of the box. Empty where nothing is inside.
    /// </summary>
    /// <param name="ring">The corners in order; the last is joined to the first.</param>
    /// <param name="box">What is kept.</param>
    public static IReadOnlyList<MapPoint> ClipRing(IReadOnlyList<MapPoint> ring, MapBox box)
    {
        // Sutherland and Hodgman, "Reentrant polygon clipping", 1974: one edge of the box after the other.
        var points = ring;
        for (var side = 0; side < 4 && points.Count > 0; side++)
        {
            var kept = new List<MapPoint>(points.Count + 8);
            var last = points[^1];
            var lastInside = Depth(last, side, box) >= 0;
            foreach (var point in points)
            {
                var inside = Depth(point, side, box) >= 0;
                if (inside != lastInside)
                {
                    kept.Add(Crossing(last, point, side, box));
                }

                if (inside)
                {
                    kept.Add(point);
                }

                (last, lastInside) = (point, inside);
            }

            points = kept;
        }

        return points;
    }

    /// <summary>Adds the stretches of the line that lie in the box.</summary>
    public static void ClipLine(IReadOnlyList<MapPoint> line, MapBox box, List<IReadOnlyList<MapPoint>> into)
    {
        List<MapPoint>? open = null;
        for (var i = 1; i < line.Count; i++)
        {
            if (Within(line[i - 1], line[i], box) is not { } part)
            {
                open = null;
                continue;
            }

            if (open is null)
            {
                open = [part.From];
                into.Add(open);
            }

            open.Add(part.To);
            if (part.To != line[i])
            {
                open = null;
            }
        }
    }

    /// <summary>
    /// The line with fewer points, none of those left out farther from it than the tolerance (Douglas and Peucker, 1973).
    /// Both ends stay.
    /// </summary>
    public static MapPoint[] Simplify(MapPoint[] line, double tolerance)
    {
        if (line.Length < 3)
        {
            return line;
        }

        var keep = new bool[line.Length];
        (keep[0], keep[^1]) = (true, true);
        var rest = new Stack<(int From, int To)>();
        rest.Push((0, line.Length - 1));
        while (rest.TryPop(out var part))
        {
            var (farthest, most) = (-1, tolerance * tolerance);
            for (var i = part.From + 1; i < part.To; i++)
            {
                var distance = SquaredToSegment(line[i], line[part.From], line[part.To]);
                if (distance > most)
                {
                    (farthest, most) = (i, distance);
                }
            }

            if (farthest >= 0)
            {
                keep[farthest] = true;
                rest.Push((part.From, farthest));
                rest.Push((farthest, part.To));
            }
        }

        return [.. line.Where((_, i) => keep[i])];
    }

    /// <summary>Whether the point lies in the area that the outlines enclose together, by the even-odd rule.</summary>
    public static bool Encloses(IEnumerable<IReadOnlyList<MapPoint>> rings, MapPoint point)
    {
        var inside = false;
        foreach (var ring in rings)
        {
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            {
                var (a, b) = (ring[i], ring[j]);
                if (a.Y > point.Y != b.Y > point.Y && point.X < ((b.X - a.X) * (point.Y - a.Y) / (b.Y - a.Y)) + a.X)
                {
                    inside = !inside;
                }
            }
        }

        return inside;
    }

    /// <summary>The area in square pixels.</summary>
    public static double Area(IReadOnlyList<MapPoint> ring)
    {
        var twice = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            twice += (ring[j].X * ring[i].Y) - (ring[i].X * ring[j].Y);
        }

        return Math.Abs(twice / 2);
    }

    // How far inside one side of the box: left, upper, right, lower.
    private static double Depth(MapPoint point, int side, MapBox box) => side switch
    {
        0 => point.X - box.Left,
        1 => point.Y - box.Top,
        2 => box.Right - point.X,
        _ => box.Bottom - point.Y,
    };

    private static MapPoint Crossing(MapPoint a, MapPoint b, int side, MapBox box)
    {
        var (from, to) = (Depth(a, side, box), Depth(b, side, box));
        var share = from / (from - to);
        // The coordinate of the side itself is set, so that rounding leaves nothing outside.
        return side switch
        {
            0 => new MapPoint(box.Left, a.Y + (share * (b.Y - a.Y))),
            1 => new MapPoint(a.X + (share * (b.X - a.X)), box.Top),
            2 => new MapPoint(box.Right, a.Y + (share * (b.Y - a.Y))),
            _ => new MapPoint(a.X + (share * (b.X - a.X)), box.Bottom),
        };
    }

    private static (MapPoint From, MapPoint To)? Within(MapPoint a, MapPoint b, MapBox box)
    {
        var (from, to) = (a, b);
        for (var side = 0; side < 4; side++)
        {
            var (inA, inB) = (Depth(from, side, box) >= 0, Depth(to, side, box) >= 0);
            if (!inA && !inB)
            {
                return null;
            }

            if (inA != inB)
            {
                var crossing = Crossing(from, to, side, box);
                (from, to) = inA ? (from, crossing) : (crossing, to);
            }
        }

        return (from, to);
    }

    private static double SquaredToSegment(MapPoint point, MapPoint a, MapPoint b)
    {
        var length = a.SquaredTo(b);
        if (length == 0)
        {
            return point.SquaredTo(a);
        }

        var share = Math.Clamp((((point.X - a.X) * (b.X - a.X)) + ((point.Y - a.Y) * (b.Y - a.Y))) / length, 0, 1);
        return point.SquaredTo(new MapPoint(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y))));
    }
}
