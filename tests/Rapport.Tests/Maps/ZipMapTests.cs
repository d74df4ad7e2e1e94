using Rapport.Maps;
using Rapport.Places;

namespace Rapport.Tests.Maps;

public sealed class ZipMapTests
{
    private static readonly MapGrounds Grounds = new(() => ShapeTable.Shapes, PlaceTable.Gazetteer);

    [Theory]
    [InlineData("94610", "Oakland")]
    [InlineData("10001", "New York")]
    [InlineData("96799", "Pago Pago")]
    [InlineData("99501", "Anchorage")]
    public void A_ZIP_lies_in_the_middle_with_its_city_beside_it(string zip, string city)
    {
        var map = ZipMap.Of(zip, Grounds, "en")!;
        Assert.Equal((zip, city), (map.Zip, map.City));
        Assert.NotEmpty(map.Ground.Land);
        Assert.Contains(map.Texts, text => text.Text == city);
    }

    [Theory]
    [InlineData("00000")]
    [InlineData("K1A 0B1")]
    [InlineData("")]
    public void What_is_no_ZIP_of_the_table_has_no_map(string zip) => Assert.Null(ZipMap.Of(zip, Grounds, "en"));

    [Fact]
    public void Nothing_written_lies_in_the_ring()
    {
        foreach (var zip in PlaceTable.Gazetteer.Areas.Where((_, at) => at % 400 == 0).Select(area => area.Zip))
        {
            var texts = ZipMap.Of(zip, Grounds, "es")!.Texts;
            Assert.DoesNotContain(texts, text => text.Anchor == "middle"
                && Math.Abs(text.X - (ZipMap.Width / 2)) < ZipMap.Ring / 2 && Math.Abs(text.Y - (ZipMap.Height / 2)) < ZipMap.Ring / 2);
        }
    }
}
