using CsCheck;
using Rapport.Core.Places;

namespace Rapport.Tests.Core.Places;

public sealed class MapViewTests
{
    /// <summary>Everywhere somebody lives, and farther: from Samoa to the north of Alaska, on both sides of the date line.</summary>
    private static readonly Gen<GeoPoint> Centres =
        Gen.Select(Gen.Double[-15, 75], Gen.Double[-180, 180], (latitude, longitude) => new GeoPoint(latitude, longitude));

    private static readonly Gen<double> Parts = Gen.Double[-1, 1];

    [Fact]
    public void Every_distance_from_the_middle_is_right() =>
        Gen.Select(Centres, Parts, Parts, Gen.Double[1, 500]).Sample((centre, x, y, miles) =>
        {
            var view = MapView.Around(centre, miles, 296, 350, 24);
            var at = new MapPoint(148 + (x * 148), 175 + (y * 175));
            // A difference, not decimals: two numbers a hair apart may round to different ones.
            Assert.Equal(centre.MilesTo(view.At(at)) * view.PixelsPerMile, view.Box.Centre.PixelsTo(at), tolerance: 5e-7);
        });

    [Fact]
    public void Any_other_distance_is_right_within_a_hundredth() =>
        Gen.Select(Centres, Parts, Parts, Parts, Parts, Gen.Double[1, 500]).Sample((centre, x1, y1, x2, y2, miles) =>
        {
            var view = MapView.Around(centre, miles, 296, 350, 24);
            var (a, b) = (new MapPoint(148 + (x1 * 148), 175 + (y1 * 175)), new MapPoint(148 + (x2 * 148), 175 + (y2 * 175)));
            var drawn = a.PixelsTo(b) / view.PixelsPerMile;
            // And to a hair either way: degrees hold no distance of less than a few millionths of an inch.
            Assert.InRange(view.At(a).MilesTo(view.At(b)), (drawn * 0.99) - 1e-6, (drawn * 1.01) + 1e-6);
        });

    [Fact]
    public void A_point_comes_back_from_where_it_is_drawn() =>
        Gen.Select(Centres, Parts, Parts).Sample((centre, north, east) =>
        {
            var view = MapView.Around(centre, 100, 296, 350, 24);
            var point = new GeoPoint(centre.Latitude + north, Math.IEEERemainder(centre.Longitude + (2 * east), 360));
            Assert.InRange(view.At(view.Project(point)).MilesTo(point), 0, 1e-6);
        });

    [Fact]
    public void North_is_up_and_east_is_right()
    {
        var view = MapView.Around(new GeoPoint(37.8, -122.2), 25, 296, 350, 24);
        Assert.Equal(new MapPoint(148, 175), view.Project(view.Centre));
        Assert.True(view.Project(new GeoPoint(38, -122.2)).Y < 175);
        Assert.True(view.Project(new GeoPoint(37.8, -122)).X > 148);
    }

    [Fact]
    public void The_date_line_is_no_edge()
    {
        var (adak, attu) = (new GeoPoint(51.88, -176.65), new GeoPoint(52.9, 173.1));
        var view = MapView.Around(adak, 500, 296, 350, 24);
        var drawn = view.Project(attu);
        Assert.True(drawn.X < 148 && view.Box.Contains(drawn));
        Assert.Equal(adak.MilesTo(attu) * view.PixelsPerMile, view.Box.Centre.PixelsTo(drawn), 6);
    }

    [Fact]
    public void A_view_that_is_to_hold_points_holds_them_and_is_no_larger_than_it_must() =>
        Gen.Select(Centres, Gen.Select(Parts, Parts).Array[2, 20], Gen.Double[1, 12]).Sample((centre, offsets, degrees) =>
        {
            var points = offsets.Select(offset => new GeoPoint(
                centre.Latitude + (offset.Item1 * degrees), Math.IEEERemainder(centre.Longitude + (offset.Item2 * degrees), 360))).ToList();
            var view = MapView.Holding(points, 296, 350, 24);
            var drawn = points.ConvertAll(view.Project);
            var within = view.Box.Grown(-24 + 1e-6);
            Assert.All(drawn, point => Assert.True(within.Contains(point)));
            var inner = view.Box.Grown(-26);
            Assert.True(drawn.Exists(point => !inner.Contains(point)) || view.PixelsPerMile > 6);
        });

    [Fact]
    public void A_map_without_size_or_scale_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new MapView(new GeoPoint(91, 0), 10, 10, 1));
        Assert.Throws<ArgumentException>(() => new MapView(default, 0, 10, 1));
        Assert.Throws<ArgumentException>(() => new MapView(default, 10, 10, double.NaN));
        Assert.Throws<ArgumentException>(() => MapView.Holding([], 10, 10, 1));
    }
}
