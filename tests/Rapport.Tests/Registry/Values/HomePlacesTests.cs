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
        var before = Alone.PlacesOf(Box, [Office, Lane]);
        Assert.All(before, place => Assert.False(place.MayBeHome));
        var after = Alone.Again(Lane, before, before);
        Assert.Equal([false, true], after.Select(place => place.MayBeHome));
    }

    [Fact]
    public void The_telephone_of_a_home_is_taken_from_a_place_kept_from_before()
    {
        var before = Alone.PlacesOf(Box, [Office, At("9 CLINIC RD", Lane.Telephone)]);
        var now = Alone.PlacesOf(Lane, [Lane]);
        Assert.Null(Alone.Again(Lane, [.. now, before[1]], before)[1].Telephone);
    }

    [Fact]
    public void A_place_that_may_have_been_a_home_is_one_still_when_the_post_goes_elsewhere()
    {
        var before = Alone.PlacesOf(Lane, [Lane]);
        Assert.True(Assert.Single(Alone.Again(Box, Alone.PlacesOf(Box, [Lane]), before)).MayBeHome);
    }

    [Fact]
    public void An_organisation_makes_it_no_home_whatever_was_known_before()
    {
        var before = Alone.PlacesOf(Lane, [Lane]);
        var shared = new HomePlaces(hash => hash == AddressKey.Hash(Lane.Door()));
        Assert.False(Assert.Single(shared.Again(Lane, before, before)).MayBeHome);
    }

    [Fact]
    public void The_telephone_of_the_post_at_a_home_and_of_its_second_entry_is_not_shown_elsewhere()
    {
        var places = Alone.PlacesOf(
            Lane with { Telephone = "5105550111" },
            [Lane, Lane with { Telephone = "5105550122" }, At("9 CLINIC RD", "5105550111"), At("8 CLINIC RD", "5105550122")]);
        Assert.Equal([null, null], places.Skip(1).Select(place => place.Shown().Telephone));
    }

    private static RegistryAddress At(string line, string? telephone) => new(line, "", "OAKLAND", "CA", "94610", "US", telephone);
}
