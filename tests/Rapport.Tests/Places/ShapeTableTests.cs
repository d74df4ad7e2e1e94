using System.IO.Compression;
using CsCheck;
using Rapport.Core.Places;
using Rapport.Places;

namespace Rapport.Tests.Places;

public sealed class ShapeTableTests
{
    private static LandShapes Shapes => ShapeTable.Shapes;

    [Fact]
    public void Every_state_and_territory_has_land_and_counties_of_known_names()
    {
        Assert.All(State.All, state => Assert.NotEmpty(Shapes.Corners(state)));
        Assert.Equal(3231, State.All.Sum(state => Shapes.CountiesOf(state).Count()));
        Assert.InRange(Shapes.PointCount, 40_000, 60_000);
        var known = PlaceTable.Gazetteer.Counties.Select(county => (county.State, county.Name)).ToHashSet();
        var states = State.All.Where(state => state.Code is not ("GU" or "VI" or "AS" or "MP"));
        var named = states.SelectMany(state => Shapes.CountiesOf(state).Select(name => (state, name))).ToList();
        Assert.InRange(named.Count(known.Contains), named.Count * 0.98, named.Count);
        string[] kinds = ["County", "Parish", "Municipio", "city", "Borough", "Area", "Municipality", "Columbia", "Carson City"];
        Assert.All(
            named.Where(county => county.state.Code != "AK"),
            county => Assert.Contains(kinds, kind => county.name.EndsWith(kind, StringComparison.Ordinal)));
        Assert.Contains("Orleans Parish", Shapes.CountiesOf(State.Parse("LA")));
        Assert.Contains("Baltimore city", Shapes.CountiesOf(State.Parse("MD")));
    }

    [Fact]
    public void The_middle_of_a_ZIP_lies_in_its_county_but_for_the_coarseness_of_the_lines()
    {
        var areas = PlaceTable.Gazetteer.Areas.Where(area => area.People > 0 && area.County.Length > 0).Where((_, i) => i % 97 == 0).ToList();
        var right = areas.Count(area => Shapes.Draw(MapView.Around(area.Point, 5, 200, 200, 10), 0).Counties
            .Any(county => county.State == area.State && county.Name == area.County && county.Contains(new MapPoint(100, 100))));
        Assert.True(areas.Count > 300);
        Assert.InRange(right, areas.Count * 0.95, areas.Count);
    }

    [Fact]
    public void Lines_and_outlines_stay_in_the_box_and_counties_fill_the_land() =>
        Gen.Int[0, PlaceTable.Gazetteer.Areas.Count - 1].Select(Gen.Double[2, 500]).Sample(
            (at, miles) =>
            {
                var view = MapView.Around(PlaceTable.Gazetteer.Areas[at].Point, miles, 296, 350, 24);
                var land = Shapes.Draw(view, 4);
                var box = view.Box.Grown(4 + 1e-9);
                Assert.All(
                    land.Land.Concat(land.Coasts).Concat(land.StateLines).Concat(land.CountyLines).SelectMany(line => line),
                    point => Assert.True(box.Contains(point)));
                // A grid of points, each in as many counties as it is in land, where no line is near.
                for (var x = 20; x < 296; x += 64)
                {
                    for (var y = 20; y < 350; y += 64)
                    {
                        var point = new MapPoint(x + 0.123, y + 0.456);
                        var counties = land.Counties.Count(county => county.Contains(point));
                        Assert.InRange(counties, 0, 1);
                    }
                }
            },
            iter: 60);

    [Fact]
    public void The_Aleutians_lie_on_both_sides_of_the_date_line()
    {
        var view = MapView.Around(new GeoPoint(52, 180), 400, 300, 300, 10);
        var land = Shapes.Draw(view, 0).Land.SelectMany(ring => ring).ToList();
        Assert.Contains(land, point => point.X < 100);
        Assert.Contains(land, point => point.X > 200);
    }

    [Fact]
    public void Hawaii_is_its_islands_and_not_the_reefs_far_to_the_west() =>
        Assert.All(Shapes.Corners(State.Parse("HI")), corner => Assert.InRange(corner.Longitude, -161, -154));

    [Fact]
    public void A_damaged_table_is_refused_and_never_anything_worse()
    {
        using var packed = typeof(ShapeTable).Assembly.GetManifestResourceStream("Rapport.Places.shapes.bin.br")!;
        using var unpacked = new MemoryStream();
        using (var table = new BrotliStream(packed, CompressionMode.Decompress))
        {
            table.CopyTo(unpacked);
        }

        var whole = unpacked.ToArray();
        Assert.Throws<InvalidDataException>(() => LandShapes.Read(new MemoryStream(whole[..^10])));
        Assert.Throws<InvalidDataException>(() => LandShapes.Read(new MemoryStream([1, 2, 3])));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                try
                {
                    LandShapes.Read(new MemoryStream(damaged));
                }
                catch (InvalidDataException)
                {
                    // What it promises.
                }
            },
            iter: 40);
    }
}
