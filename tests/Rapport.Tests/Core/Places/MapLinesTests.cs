using CsCheck;
using Rapport.Core.Places;

namespace Rapport.Tests.Core.Places;

public sealed class MapLinesTests
{
    private static readonly MapBox Box = new(0, 0, 100, 80);

    /// <summary>Half thousandths, so that none lies on an edge of the box, where in and out are a matter of rounding.</summary>
    private static readonly Gen<MapPoint> Points = Gen.Select(
        Gen.Int[-60_000, 160_000], Gen.Int[-60_000, 140_000], (x, y) => new MapPoint((x + 0.5) / 1_000, (y + 0.5) / 1_000));

    [Fact]
    public void A_cut_outline_encloses_the_same_of_the_box_and_nothing_outside() =>
        Gen.Select(Points.Array[3, 30], Points).Sample((ring, at) =>
        {
            // Beside the lines between the corners, for the same reason.
            var point = new MapPoint(at.X + 0.00017, at.Y + 0.00023);
            var cut = MapLines.ClipRing(ring, Box);
            Assert.All(cut, corner => Assert.True(Box.Contains(corner)));
            if (Box.Contains(point))
            {
                Assert.Equal(MapLines.Encloses([ring], point), MapLines.Encloses([cut], point));
            }
        });

    [Fact]
    public void A_cut_line_is_the_line_inside_the_box_and_nothing_outside() =>
        Gen.Select(Points.Array[2, 30], Gen.Double[0, 1]).Sample((line, share) =>
        {
            var parts = new List<IReadOnlyList<MapPoint>>();
            MapLines.ClipLine(line, Box, parts);
            Assert.All(parts.SelectMany(part => part), point => Assert.True(Box.Grown(1e-9).Contains(point)));
            for (var i = 1; i < line.Length; i++)
            {
                var between = Between(line[i - 1], line[i], share);
                // A point within rounding of the edge may be in by this reckoning and out by the other.
                if (Box.Grown(-1e-9).Contains(between))
                {
                    Assert.InRange(parts.Min(part => Distance(part, between)), 0, 1e-9);
                }
            }
        });

    [Fact]
    public void A_simplified_line_keeps_its_ends_and_strays_no_farther_than_allowed() =>
        Gen.Select(Points.Array[2, 60], Gen.Double[0, 20]).Sample((line, tolerance) =>
        {
            var simple = MapLines.Simplify(line, tolerance);
            Assert.Equal((line[0], line[^1]), (simple[0], simple[^1]));
            Assert.All(simple, point => Assert.Contains(point, line));
            Assert.All(line, point => Assert.InRange(Distance(simple, point), 0, tolerance + 1e-9));
        });

    [Fact]
    public void Joined_lines_run_along_each_stretch_once() =>
        // Few points, so that many ends meet.
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], (x, y) => new MapPoint(x, y)).Array[2, 5].Array[0, 30].Sample(lines =>
        {
            var joined = JoinedLines.Of(lines);
            Assert.Equal(Stretches(lines), Stretches(joined));
            Assert.InRange(joined.Count, 0, lines.Length);
        });

    [Fact]
    public void Lines_that_go_on_straight_become_one()
    {
        IReadOnlyList<MapPoint>[] grid =
        [
            [new(0, 0), new(10, 0)], [new(20, 0), new(10, 0)], [new(10, 0), new(10, 10)], [new(10, -10), new(10, 0)],
        ];
        var joined = JoinedLines.Of(grid).Select(line => MapLines.Simplify([.. line], 0.5)).ToList();
        Assert.Equal(2, joined.Count);
        Assert.All(joined, line => Assert.Equal(2, line.Length));
    }

    [Fact]
    public void The_area_of_a_square_is_known() =>
        Assert.Equal(100, MapLines.Area([new(0, 0), new(10, 0), new(10, 10), new(0, 10)]));

    private static List<(MapPoint, MapPoint)> Stretches(IEnumerable<IReadOnlyList<MapPoint>> lines) =>
        [.. lines.SelectMany(line => line.Skip(1).Zip(line, (a, b) => (a.X, a.Y).CompareTo((b.X, b.Y)) < 0 ? (a, b) : (b, a)))
            .OrderBy(pair => (pair.Item1.X, pair.Item1.Y, pair.Item2.X, pair.Item2.Y))];

    private static double Distance(IReadOnlyList<MapPoint> line, MapPoint point) =>
        line.Skip(1).Zip(line, (b, a) => (a, b)).Min(part =>
        {
            var (dx, dy) = (part.b.X - part.a.X, part.b.Y - part.a.Y);
            var length = (dx * dx) + (dy * dy);
            var share = length == 0 ? 0 : Math.Clamp((((point.X - part.a.X) * dx) + ((point.Y - part.a.Y) * dy)) / length, 0, 1);
            return Between(part.a, part.b, share).PixelsTo(point);
        });

    private static MapPoint Between(MapPoint a, MapPoint b, double share) =>
        new(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));
}
