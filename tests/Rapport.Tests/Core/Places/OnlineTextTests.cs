using CsCheck;
using Rapport.Core.Places;
using Rapport.Places;

namespace Rapport.Tests.Core.Places;

/// <summary>"Online in Texas" is a way to meet and a place.</summary>
public sealed class OnlineTextTests
{
    [Theory]
    [InlineData("online in Texas", "Texas")]
    [InlineData("Online Texas", "Texas")]
    [InlineData("ONLINE, in: New Mexico", "New Mexico")]
    [InlineData("on-line in Oakland, CA", "Oakland, CA")]
    [InlineData("on line Ohio", "Ohio")]
    [InlineData("en línea en Texas", "Texas")]
    [InlineData("en li\u0301nea en Nuevo México", "Nuevo México")]
    [InlineData("En linea, Texas", "Texas")]
    [InlineData("por internet en California", "California")]
    [InlineData("por video en Florida", "Florida")]
    [InlineData("telehealth in WA", "WA")]
    [InlineData("telesalud en Puerto Rico", "Puerto Rico")]
    [InlineData("virtual in NY", "NY")]
    [InlineData("Texas online", "Texas")]
    [InlineData("Texas (online)", "Texas")]
    [InlineData("Texas, en línea", "Texas")]
    [InlineData("online", "")]
    [InlineData(" En línea en ", "")]
    public void The_words_for_online_are_taken_off(string typed, string place)
    {
        Assert.True(OnlineText.TryRead(typed, out var rest));
        Assert.Equal(place, rest);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("94610")]
    [InlineData("Oakland, CA")]
    [InlineData("Onlineville")]
    [InlineData("Linea, TX")]
    [InlineData("Virtuality")]
    public void Where_they_do_not_stand_nothing_is_taken(string? typed)
    {
        Assert.False(OnlineText.TryRead(typed, out var rest));
        Assert.Equal(typed ?? "", rest);
    }

    [Fact]
    public void No_place_of_the_country_is_taken_for_them()
    {
        var places = PlaceTable.Gazetteer.Cities.Concat(PlaceTable.Gazetteer.Counties).Concat(PlaceTable.Gazetteer.States);
        Assert.All(places.SelectMany(place => new[] { place.Name, place.Label, place.SpanishLabel }), label =>
            Assert.False(OnlineText.TryRead(label, out _), label));
    }

    [Fact]
    public void No_text_breaks_it() => Gen.OneOf(Gen.String, Gen.String[Gen.Char[" ,.(onlie virtual\u0301í"], 0, 130]).Sample(text =>
    {
        var said = OnlineText.TryRead(text, out var rest);
        Assert.True(said ? rest.Length < text.Length : rest == text);
    });
}
