using Rapport.Registry.Values;

namespace Rapport.Tests.Registry.Values;

/// <summary>What may be a home, and what telephone with it, also over places that stem from earlier files.</summary>
public sealed class HomePlacesTests
{
    private static readonly RegistryAddress Office = At("1 OFFICE PLZ", "5105550100");
    private static readonly RegistryAddress Lane = At("77 HIDDEN LN", "5105559999");
    private static readonly RegistryAddress Box = At("PO BOX 12", null);
    private static readonly HomePlaces Alone = new(_ => false);

    [Fact]
    public void A_place_kept_from_before_is_a_home_when_the_post_goes_there_now()
    {
        var before = Alone.PlacesOf(Box, [Office, Lane], alone: false);
        Assert.All(before, place => Assert.False(place.MayBeHome));
        var after = Alone.Again(Lane, before, before, alone: false);
        Assert.Equal([false, true], after.Select(place => place.MayBeHome));
    }

    [Fact]
    public void The_telephone_of_a_home_is_taken_from_a_place_kept_from_before()
    {
        var before = Alone.PlacesOf(Box, [Office, At("9 CLINIC RD", Lane.Telephone) with { Zip = "94611" }], alone: false);
        var now = Alone.PlacesOf(Lane, [Lane], alone: false);
        Assert.Null(Alone.Again(Lane, [.. now, before[1]], before, alone: false)[1].Telephone);
    }

    [Fact]
    public void A_place_that_may_have_been_a_home_is_one_still_when_the_post_goes_elsewhere()
    {
        var before = Alone.PlacesOf(Lane, [Lane], alone: false);
        Assert.True(Assert.Single(Alone.Again(Box, Alone.PlacesOf(Box, [Lane], alone: false), before, alone: false)).MayBeHome);
    }

    [Fact]
    public void An_organisation_makes_it_no_home_whatever_was_known_before()
    {
        var before = Alone.PlacesOf(Lane, [Lane], alone: false);
        var shared = new HomePlaces(hash => hash == AddressKey.Hash(Lane.Door()));
        Assert.False(Assert.Single(shared.Again(Lane, before, before, alone: false)).MayBeHome);
    }

    [Fact]
    public void The_telephone_of_the_post_at_a_home_and_of_its_second_entry_is_not_shown_elsewhere()
    {
        var places = Alone.PlacesOf(
            Lane with { Telephone = "5105550111" },
            [Lane, Lane with { Telephone = "5105550122" }, At("9 CLINIC RD", "5105550111"), At("8 CLINIC RD", "5105550122")],
            alone: false);
        Assert.Equal([null, null], places.Skip(1).Select(place => place.Shown(claimed: true).Telephone));
    }

    [Theory]
    [InlineData("VENUS PARK", "5105550100", "94610", true)]
    [InlineData("VENUS PARK", "5105550100", "94611", false)]
    [InlineData("VENUS PARK", "5105550101", "94610", false)]
    [InlineData("VENUS PARK", null, "94610", false)]
    public void One_telephone_in_one_zip_is_a_sign_of_a_home_however_the_street_is_typed(
        string street, string? telephone, string zip, bool home)
    {
        var mail = At(street, telephone) with { Zip = zip };
        Assert.Equal(home, Assert.Single(Alone.PlacesOf(mail, [Office], alone: false)).MayBeHome);
        Assert.False(Assert.Single(new HomePlaces(_ => true).PlacesOf(mail, [Office], alone: false)).MayBeHome);
    }

    [Theory]
    [InlineData("40 MILL RD APT 7", true, true)]
    [InlineData("40 MILL RD APT7", true, true)]
    [InlineData("CASA AE-17 VENUS PARK", true, true)]
    [InlineData("40 MILL RD APT 7", false, false)]
    [InlineData("40 MILL RD STE 7", true, false)]
    public void A_flat_of_someone_who_works_for_herself_may_be_a_home(string line, bool alone, bool home)
    {
        Assert.Equal(home, Assert.Single(Alone.PlacesOf(Box, [At(line, "5105550100")], alone)).MayBeHome);
        Assert.False(Assert.Single(Alone.PlacesOf(Box with { Zip = "94611" }, [At(line, "5105550100")], alone)).MayBeHome);
    }

    [Fact]
    public void A_known_place_becomes_a_home_by_the_signs_of_a_newer_row()
    {
        var before = Alone.PlacesOf(Box, [Office], alone: false);
        Assert.False(Assert.Single(before).MayBeHome);
        Assert.True(Assert.Single(Alone.Again(At("VENUS PARK", Office.Telephone), before, before, alone: false)).MayBeHome);
    }

    private static RegistryAddress At(string line, string? telephone) => new(line, "", "OAKLAND", "CA", "94610", "US", telephone);
}
