namespace Rapport.Core.Places;

/// <summary>
/// Joins lines end to end. The lines of a county map are short, from corner to corner; run through, a straight row of
/// counties is one line of two points.
/// </summary>
internal static class JoinedLines
{
    /// <summary>
    /// Longer lines that together run where the given ones ran, each stretch once. Where several go on from a corner, the
    /// straightest does.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<MapPoint>> Of(IReadOnlyList<IReadOnlyList<MapPoint>> lines)
    {
        var ends = new Dictionary<MapPoint, List<int>>();
        for (var i = 0; i < lines.Count; i++)
        {
            Add(ends, lines[i][0], i);
            Add(ends, lines[i][^1], i);
        }

        var used = new bool[lines.Count];
        var joined = new List<IReadOnlyList<MapPoint>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (used[i])
            {
                continue;
            }

            used[i] = true;
            var whole = lines[i].ToList();
            GoOn(whole, lines, ends, used);
            whole.Reverse();
            GoOn(whole, lines, ends, used);
            joined.Add(whole);
        }

        return joined;
    }

    private static void Add(Dictionary<MapPoint, List<int>> ends, MapPoint at, int line)
    {
        if (!ends.TryGetValue(at, out var here))
        {
            ends.Add(at, here = []);
        }

        here.Add(line);
    }

    private static void GoOn(
        List<MapPoint> whole, IReadOnlyList<IReadOnlyList<MapPoint>> lines, Dictionary<MapPoint, List<int>> ends, bool[] used)
    {
        while (true)
        {
            var (at, from) = (whole[^1], whole[^2]);
            var (best, straightest) = (-1, double.MinValue);
            foreach (var line in ends[at])
            {
                if (!used[line] && Straightness(from, at, Next(lines[line], at)) is var straightness && straightness > straightest)
                {
                    (best, straightest) = (line, straightness);
                }
            }

            if (best < 0)
            {
                return;
            }

            used[best] = true;
            var next = lines[best];
            whole.AddRange(next[0] == at ? next.Skip(1) : next.Reverse().Skip(1));
        }
    }

    private static MapPoint Next(IReadOnlyList<MapPoint> line, MapPoint at) => line[0] == at ? line[1] : line[^2];

    /// <summary>The cosine of the turn: 1 is straight on, −1 is back.</summary>
    private static double Straightness(MapPoint from, MapPoint at, MapPoint to)
    {
        var length = from.PixelsTo(at) * at.PixelsTo(to);
        return length == 0
            ? 0
            : (((at.X - from.X) * (to.X - at.X)) + ((at.Y - from.Y) * (to.Y - at.Y))) / length;
    }
}
