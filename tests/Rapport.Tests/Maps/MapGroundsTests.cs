using Rapport.Core.Places;
using Rapport.Maps;
using Rapport.Places;

namespace Rapport.Tests.Maps;

public sealed class MapGroundsTests
{
    private const int Width = 296;
    private const int Height = 350;

    private static readonly Gazetteer Places = PlaceTable.Gazetteer;

    [Fact]
    public void A_ground_is_drawn_once_and_few_are_kept()
    {
        var grounds = new MapGrounds(() => ShapeTable.Shapes, Places);
        var oakland = Places.Resolve("Oakland, CA").Best!;
        Assert.Same(grounds.Of(oakland, 25, Width, Height), grounds.Of(oakland, 25, Width, Height));
        Assert.NotSame(grounds.Of(oakland, 25, Width, Height), grounds.Of(oakland, 10, Width, Height));
        for (var miles = 0; miles < MapGrounds.MostKept; miles++)
        {
            grounds.Of(oakland, 30 + (miles / 1000.0), Width, Height);
        }
        Assert.InRange(grounds.Count, 1, MapGrounds.MostKept);
    }

    [Theory]
    [InlineData("Texas")]
    [InlineData("Alaska")]
    [InlineData("Georgia")]
    [InlineData("Rhode Island")]
    public void A_whole_state_is_drawn_in_few_points(string name)
    {
        var ground = new MapGrounds(() => ShapeTable.Shapes, Places).Of(Places.Resolve(name).Best!, 0, Width, Height);
        Assert.NotEmpty(ground.Land);
        Assert.NotEmpty(ground.Towns);
        Assert.InRange((ground.Land + ground.Coasts + ground.StateLines + ground.CountyLines).Length, 500, 12_000);
    }
}
