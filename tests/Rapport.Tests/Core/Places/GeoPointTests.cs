using CsCheck;
using Rapport.Core.Places;

namespace Rapport.Tests.Core.Places;

public class GeoPointTests
{
    internal static readonly Gen<GeoPoint> Points =
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], (latitude, longitude) => new GeoPoint(latitude, longitude));

    // Reference distances by an independent formula (spherical law of cosines, same radius).
    [Theory]
    [InlineData(40.751, -73.997, 34.0901, -118.4065, 2454)]
    [InlineData(37.812, -122.240, 37.8044, -122.2712, 1.79)]
    [InlineData(51.88, -176.65, 52.73, 174.10, 394.9)]
    public void Distances_agree_with_known_ones(double lat1, double lon1, double lat2, double lon2, double miles)
    {
        var distance = new GeoPoint(lat1, lon1).MilesTo(new GeoPoint(lat2, lon2));
        Assert.InRange(distance, miles * 0.99, miles * 1.01);
    }

    [Fact]
    public void One_degree_of_latitude_is_69_miles_everywhere() =>
        Points.Where(p => p.Latitude < 89).Sample(p =>
            Assert.Equal(69.0934, p.MilesTo(p with { Latitude = p.Latitude + 1 }), 3));

    [Fact]
    public void Distance_is_the_same_both_ways_and_nothing_to_itself() =>
        Gen.Select(Points, Points).Sample((a, b) =>
        {
            Assert.Equal(a.MilesTo(b), b.MilesTo(a), 9);
            Assert.Equal(0, a.MilesTo(a));
            Assert.InRange(a.MilesTo(b), 0, (Math.PI * GeoPoint.EarthRadiusMiles) + 1e-6);
        });

    [Fact]
    public void A_detour_is_never_shorter() =>
        Gen.Select(Points, Points, Points).Sample((a, b, c) =>
            Assert.True(a.MilesTo(c) <= a.MilesTo(b) + b.MilesTo(c) + 1e-6));

    [Fact]
    public void The_date_line_is_no_wall() =>
        Gen.Select(Gen.Double[-89, 89], Gen.Double[0, 0.5]).Sample((latitude, half) =>
        {
            var across = new GeoPoint(latitude, 180 - half).MilesTo(new GeoPoint(latitude, -180 + half));
            var elsewhere = new GeoPoint(latitude, -half).MilesTo(new GeoPoint(latitude, half));
            Assert.Equal(elsewhere, across, 6);
        });

    [Fact]
    public void All_longitudes_meet_at_the_poles() =>
        Gen.Select(Gen.Double[-180, 180], Gen.Double[-180, 180]).Sample((a, b) =>
            Assert.Equal(0, new GeoPoint(90, a).MilesTo(new GeoPoint(90, b)), 6));

    [Fact]
    public void The_middle_of_two_equal_points_is_as_far_from_both() =>
        Gen.Select(Points, Points).Where((a, b) => a.MilesTo(b) < 10_000).Sample((a, b) =>
        {
            var middle = GeoPoint.Centre([(a, 1), (b, 1)]);
            Assert.Equal(middle.MilesTo(a), middle.MilesTo(b), 3);
        });

    [Fact]
    public void The_middle_lies_near_the_heavier_point()
    {
        var (west, east) = (new GeoPoint(52, 179), new GeoPoint(52, -179));
        Assert.InRange(GeoPoint.Centre([(west, 1), (east, 1)]).MilesTo(new GeoPoint(52, 180)), 0, 1);
        Assert.True(GeoPoint.Centre([(west, 9), (east, 1)]).MilesTo(west) < 10);
        Assert.Throws<ArgumentException>(() => GeoPoint.Centre([]));
    }
}
