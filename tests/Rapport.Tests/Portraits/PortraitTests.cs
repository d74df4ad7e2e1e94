using System.Text.Encodings.Web;
using System.Xml.Linq;
using Rapport.Portraits;

namespace Rapport.Tests.Portraits;

public sealed class PortraitTests
{
    private const int People = 5_000;

    private static readonly Guid Store = new("6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b11");

    private static IEnumerable<Portrait> Crowd => Enumerable.Range(1, People).Select(id => Portrait.Of(Store, id));

    [Fact]
    public void A_person_has_the_same_face_each_time_and_another_one_in_another_store()
    {
        Assert.Equal(Portrait.Of(Store, 7), Portrait.Of(Store, 7));
        Assert.Equal(Draw(Portrait.Of(Store, 7)), Draw(Portrait.Of(Store, 7)));
        var other = new Guid("6d1f6a0e-0b8e-4f0e-9a55-2f3f0f1c7b12");
        Assert.True(Enumerable.Range(1, 100).Count(id => Portrait.Of(Store, id) != Portrait.Of(other, id)) > 95);
    }

    [Fact]
    public void Each_is_read_as_it_was_written_and_nothing_else_is_read()
    {
        Assert.All(Crowd, portrait => Assert.Equal(portrait, Portrait.Read(portrait.Write())));
        Assert.All(
            ["", "1", "0.1.0.0.0.0.0.0", "0.1.0.0.0.0.0.0.0.0", "6.1.0.0.0.0.0.0.0", "0.1.0.0.8.0.0.0.0", "0.1.0.0.0.0.2.0.0", "-1.1.0.0.0.0.0.0.0", "0.1.0.x.0.0.0.0.0", "1.1.0.0.0.0.0.0.0"],
            text => Assert.Null(Portrait.Read(text)));
    }

    [Fact]
    public void Every_hair_skin_colour_and_ground_appears_about_equally_often()
    {
        Even(portrait => (int)portrait.Hair, 8);
        Even(portrait => portrait.HairColour, Palette.Hairs.Count);
        Even(portrait => portrait.Skin, Palette.Skins.Count);
        Even(portrait => portrait.Tint, Palette.Tints.Count);
        Even(portrait => portrait.Corner, Portrait.Corners);

        static void Even(Func<Portrait, int> part, int kinds)
        {
            var share = People / kinds;
            var counts = Crowd.GroupBy(part).ToDictionary(group => group.Key, group => group.Count());
            Assert.Equal(kinds, counts.Count);
            Assert.All(counts.Values, count => Assert.InRange(count, share * 4 / 5, share * 6 / 5));
        }
    }

    [Fact]
    public void No_part_goes_with_another_so_that_skin_says_nothing_of_hair()
    {
        var pairs = Crowd.GroupBy(portrait => (portrait.Skin, portrait.Hair)).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(6 * 8, pairs.Count);
        Assert.All(pairs.Values, count => Assert.InRange(count, People / 48 / 2, People / 48 * 2));
    }

    [Fact]
    public void A_scarf_differs_from_the_dress_and_hides_ears_and_chin()
    {
        var scarves = Crowd.Where(portrait => portrait.Hair == Hair.Scarf).ToList();
        Assert.NotEmpty(scarves);
        Assert.All(scarves, portrait =>
        {
            Assert.NotEqual(portrait.Tint, portrait.Cloth);
            Assert.False(portrait.Beard || portrait.Earrings);
        });
        Assert.Contains(Crowd, portrait => portrait.Beard);
        Assert.Contains(Crowd, portrait => portrait.Glasses);
        Assert.Contains(Crowd, portrait => portrait.Earrings);
    }

    [Fact]
    public void A_drawing_is_small_whole_and_needs_neither_style_nor_names()
    {
        foreach (var portrait in Crowd.Take(1_000))
        {
            var drawing = Draw(portrait);
            Assert.InRange(drawing.Length, 600, 2_000);
            var names = XElement.Parse(drawing).DescendantsAndSelf()
                .SelectMany(element => element.Attributes()).Select(attribute => attribute.Name.LocalName).ToHashSet(StringComparer.Ordinal);
            // The pages' policy forbids style; a name would be there twenty times in a list.
            Assert.DoesNotContain("style", names);
            Assert.DoesNotContain("id", names);
            Assert.Contains("aria-hidden", names);
        }
    }

    [Fact]
    public void Alone_on_a_page_it_says_whose_it_is()
    {
        var drawing = Draw(Portrait.Of(Store, 1), "Drawn portrait of \"Ana\" <b>");
        Assert.Equal("Drawn portrait of \"Ana\" <b>", XElement.Parse(drawing).Attribute("aria-label")!.Value);
        Assert.DoesNotContain("aria-hidden", drawing, StringComparison.Ordinal);
    }

    private static string Draw(Portrait portrait, string? label = null)
    {
        using var text = new StringWriter();
        new PortraitDrawing(portrait, label).WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }
}
