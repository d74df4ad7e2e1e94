using Rapport.Maps;

namespace Rapport.Tests.Maps;

public sealed class PathTextTests
{
    [Fact]
    public void Lines_are_written_as_steps_of_half_a_pixel() =>
        Assert.Equal("m2 4 4-2m-6-1 2 2", PathText.Of([[new(1, 2), new(3, 1)], [new(0, 0.5), new(1, 1.5)]], closed: false));

    [Fact]
    public void An_outline_is_closed_and_the_next_begins_where_it_did() =>
        Assert.Equal(
            "m2 2 2 0 0 2zm2 0 2 0 0 2z",
            PathText.Of([[new(1, 1), new(2, 1), new(2, 2), new(1, 1)], [new(2, 1), new(3, 1), new(3, 2)]], closed: true));

    [Fact]
    public void What_shrinks_to_a_point_is_left_out()
    {
        Assert.Equal("", PathText.Of([[new(1, 1), new(1.1, 1.1)], []], closed: false));
        Assert.Equal("", PathText.Of([[new(1, 1), new(5, 1), new(1, 1.1)]], closed: true));
    }
}
