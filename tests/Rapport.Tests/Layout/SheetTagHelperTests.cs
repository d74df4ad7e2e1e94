using Rapport.Layout;

namespace Rapport.Tests.Layout;

public sealed class SheetTagHelperTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("<p class=\"from\">Five</p>", 4)]
    [InlineData("\n   <p>  one\n   two </p>\n\n<p>x</p>", 9)]
    [InlineData("<p>caf&#xE9; &amp; t&#xE9;</p>", 9)]
    public void It_counts_what_is_read_and_not_what_is_written_around_it(string html, int letters) =>
        Assert.Equal(letters, SheetTagHelper.Letters(html));
}
