using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>The real rows that lie beside the repository, where they do.</summary>
public sealed class RealRowsTests
{
    [Fact]
    public void Rows_of_all_specialties_are_sorted_as_they_were_counted()
    {
        var (records, counts, rejects) = RegistryParts.Read(SharedData.Require("registry/nppes-public.csv"));
        Assert.Equal(
            new RowCounts { Therapists = 696, Practices = 107, OtherSpecialty = 835, Deactivated = 362 }, counts);
        Assert.Equal(2000, counts.Read);
        Assert.Equal(696 + 107 + 362, records.Count);
        Assert.Equal("", rejects);
    }

    [Fact]
    public void Packed_rows_of_mental_health_are_sorted_as_they_were_counted()
    {
        var (_, counts, rejects) = RegistryParts.Read(SharedData.Require("registry/nppes-mh-2024-public.csv.gz"));
        Assert.Equal(
            new RowCounts { Therapists = 6454, Practices = 1188, OtherSpecialty = 786, Deactivated = 1224 }, counts);
        Assert.Equal(9652, counts.Read);
        Assert.Equal("", rejects);
    }

    [Fact]
    public void No_name_holds_part_of_an_address()
    {
        var (records, _, _) = RegistryParts.Read(SharedData.Require("registry/nppes-mh-2024-public.csv.gz"));
        var people = records.OfType<TherapistRow>().ToList();
        Assert.All(
            people.SelectMany(row => row.OtherNames.Prepend(row.Name)),
            name => Assert.DoesNotMatch("[0-9]", string.Join(' ', name.First, name.Middle, name.Last, name.Suffix)));
    }

    [Fact]
    public void Many_therapists_may_be_at_home_and_nothing_of_their_street_is_shown()
    {
        var (records, _, _) = RegistryParts.Read(SharedData.Require("registry/nppes-public.csv"));
        var places = records.OfType<TherapistRow>().SelectMany(row => row.Places).ToList();
        var homes = places.Where(place => place.MayBeHome).ToList();
        // Few organisations stand in so small a file, so more than the fifth of the whole registry are left.
        Assert.InRange(homes.Count, places.Count / 5, places.Count * 2 / 3);
        Assert.All(homes, home => Assert.Null(home.Shown(claimed: true).Line1 ?? home.Shown(claimed: true).Line2 ?? home.Shown(claimed: true).Telephone));
        Assert.All(homes, home => Assert.False(string.IsNullOrEmpty(home.City)));
    }

    [Fact]
    public void A_house_in_Puerto_Rico_typed_in_two_ways_may_be_a_home()
    {
        var (records, _, _) = RegistryParts.Read(SharedData.Require("registry/nppes-mh-2024-public.csv.gz"));
        var row = Assert.Single(records.OfType<TherapistRow>(), row => row.Npi.Value == 1962123133);
        Assert.All(row.Places, place => Assert.True(place.MayBeHome));
    }
}
