using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Places;

namespace Rapport.Tests.Places;

/// <summary>A place has one address, and the address is nobody else's.</summary>
public sealed class PlaceLinksTests
{
    private static readonly IReadOnlyList<Place> Named = [.. PlaceTable.Gazetteer.Cities, .. PlaceTable.Gazetteer.Counties];

    [Theory]
    [InlineData("Oakland, CA", "/therapists/ca/oakland")]
    [InlineData("Alameda County, CA", "/therapists/ca/alameda-county")]
    [InlineData("St. Louis, MO", "/therapists/mo/saint-louis")]
    [InlineData("Coeur d'Alene, ID", "/therapists/id/coeur-dalene")]
    [InlineData("Peñuelas, PR", "/therapists/pr/penuelas")]
    [InlineData("New York State", "/therapists/ny")]
    public void It_is_the_name_in_plain_letters_below_the_state(string label, string address)
    {
        var place = PlaceTable.Gazetteer.Resolve(label).Place!;

        Assert.Equal(address, PlaceLinks.Page(place, Language.English));
        Assert.Equal("/es" + address, PlaceLinks.Page(place, Language.Spanish));
    }

    [Fact]
    public void Each_place_of_the_country_has_its_own_and_it_leads_back_to_it()
    {
        var addresses = Named.Select(place => PlaceLinks.Page(place, Language.English)!).ToList();

        Assert.Equal(addresses.Count, addresses.Distinct(StringComparer.Ordinal).Count());
        Assert.All(addresses, address => Assert.True(
            address.Length < PlaceLinks.Longest && address.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '/' or '-'), address));
        Assert.All(Named, place => Assert.Same(place, PlaceTable.Gazetteer.Find(place.State, place.Slug)));
        Assert.All(State.All, state => Assert.Equal(state, PlaceTable.Gazetteer.Find(state)!.State));
    }

    [Fact]
    public void A_ZIP_has_no_page() =>
        Assert.Null(PlaceLinks.Page(PlaceTable.Gazetteer.Resolve("94610").Place!, Language.English));
}
