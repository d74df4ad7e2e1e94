using System.Text.Json;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Registry.Reading;

namespace Rapport.Tests.Registry.Reading;

/// <summary>Rows of invented people with every quirk that real rows have.</summary>
public sealed class SampleRowsTests
{
    [Theory]
    [InlineData("npidata-330.csv")]
    [InlineData("npidata-329.csv")]
    public void Every_row_is_counted_once_and_bad_ones_are_told(string file)
    {
        var (records, counts, rejects) = RegistryParts.Read(RegistryParts.Sample(file));
        Assert.Equal(
            new RowCounts
            {
                Therapists = 37,
                Practices = 1,
                OtherSpecialty = 2,
                Deactivated = 3,
                Rejected = 7,
            },
            counts);
        Assert.Equal(41, records.Count);
        Assert.Equal(7, rejects.Trim().Split('\n').Length - 1);
        Assert.Contains("the check digit of the NPI is wrong", rejects, StringComparison.Ordinal);
        Assert.Contains("not a date like 02/05/2024", rejects, StringComparison.Ordinal);
        Assert.Contains("a person without a last name", rejects, StringComparison.Ordinal);
        Assert.Contains("a date in the future", rejects, StringComparison.Ordinal);
        Assert.Contains("the kind of entity is 1", rejects, StringComparison.Ordinal);
        Assert.Contains("the last of them that can be read counts", rejects, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_and_new_layouts_say_the_same()
    {
        var old = RegistryParts.Read(RegistryParts.Sample("npidata-329.csv")).Records.OfType<TherapistRow>();
        var now = RegistryParts.Read(RegistryParts.Sample("npidata-330.csv")).Records.OfType<TherapistRow>();
        Assert.Equal(now.Select(row => (row.Npi, row.Name, row.SexCode)), old.Select(row => (row.Npi, row.Name, row.SexCode)));
    }

    [Fact]
    public void Of_two_rows_with_one_number_the_last_counts() =>
        Assert.Equal("Late", Assert.Single(Therapists(), row => row.Name.Last == "Twice").Name.First);

    [Fact]
    public void A_bad_row_takes_nothing_from_the_good_one_before_it()
    {
        var (records, _, rejects) = RegistryParts.Read(RegistryParts.Sample("npidata-330.csv"));
        Assert.Equal("Good", Assert.Single(records.OfType<TherapistRow>(), row => row.Name.Last == "Keptrow").Name.First);
        Assert.Contains("2024-02-30,not a date like 02/05/2024", rejects.Split('\n')[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_in_the_last_name_join_the_others()
    {
        var row = Therapist("Quimble");
        Assert.Equal(["PhD", "LPC"], row.Credentials!.Codes);
        Assert.Equal(["psychologist", "counselor"], row.Professions);
        Assert.Equal(["MO 26 SC", "CA PSY19153"], row.Licences.Select(licence => $"{licence.State} {licence.Number}"));
    }

    [Theory]
    [InlineData("Numberby", "RCSWI")]
    [InlineData("Gluewell", "LCSW")]
    [InlineData("Gradely", "LPC LCDC-III")]
    [InlineData("Stepwise", "LPC-R")]
    [InlineData("Overlook", "LMHC-QS")]
    [InlineData("Together", "BSW LPC")]
    [InlineData("Misspell", "LPC-A")]
    [InlineData("Lettered", "LCSW")]
    [InlineData("Xiao Ma", "LPC")]
    [InlineData("Firmly", "LMFT")]
    public void Credentials_are_read_however_they_were_typed(string last, string codes) =>
        Assert.Equal(codes, string.Join(' ', Therapist(last).Credentials!.Codes));

    [Fact]
    public void A_state_without_a_number_is_still_a_licence_of_that_state()
    {
        var licence = Assert.Single(Therapist("Maplewood").Licences);
        Assert.Equal(("TX", null), (licence.State, licence.Number));
        Assert.Equal("NONE", Assert.Single(Therapist("Maplewood").Taxonomies).Licence);
    }

    [Fact]
    public void The_fifteenth_slot_is_enough() => Assert.Equal(["social-worker"], Therapist("Fifteener").Professions);

    [Fact]
    public void One_address_for_post_and_practice_may_be_a_home()
    {
        Assert.True(Assert.Single(Therapist("Homewood").Places).MayBeHome);
        Assert.True(Assert.Single(Therapist("Doorless").Places).MayBeHome);
    }

    [Fact]
    public void A_street_that_slid_into_the_middle_name_stands_in_no_name_and_no_place()
    {
        var row = Therapist("Slidline");
        Assert.Equal(new PersonName { First = "Perry", Last = "Slidline" }, row.Name);
        Assert.Equal(["Pez Slidline"], row.OtherNames.Select(name => name.Display()));
        Assert.Equal("100 Harbor St Ste 4", Assert.Single(row.Places).Line1);
        Assert.DoesNotContain("Quillwort", JsonSerializer.Serialize(row), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_address_that_an_organisation_shares_is_no_home() =>
        Assert.False(Assert.Single(Therapist("Sharer").Places).MayBeHome);

    [Fact]
    public void A_telephone_of_a_home_is_not_shown_with_another_place()
    {
        var (records, _, rejects) = RegistryParts.Read(
            RegistryParts.Sample("npidata-330.csv"), places: RegistryParts.Sample("pl_pfile.csv"));
        var places = records.OfType<TherapistRow>().Single(row => row.Name.Last == "Homewood").Places;
        Assert.Equal([true, false], places.Select(place => place.MayBeHome));
        Assert.Equal("9 Market Sq", places[1].Line1);
        Assert.Null(places[1].Telephone);
        Assert.Contains("an NPI has 10 digits", rejects, StringComparison.Ordinal);
    }

    [Fact]
    public void Companions_add_places_and_names()
    {
        var (records, _, _) = RegistryParts.Read(
            RegistryParts.Sample("npidata-330.csv"), places: RegistryParts.Sample("pl_pfile.csv"),
            names: RegistryParts.Sample("othername_pfile.csv"));
        var person = records.OfType<TherapistRow>().Single(row => row.Name.Last == "McDonald");
        Assert.Equal(["Oakland", "Alameda"], person.Places.Select(place => place.City));
        Assert.Equal(
            ["Harbor Light", "Lantern Therapy Group"], Assert.Single(records.OfType<PracticeRow>()).OtherNames);
    }

    [Fact]
    public void Foreign_military_and_island_addresses_are_kept()
    {
        Assert.Equal(("ISRAEL", "IL", "3309999"), Where(Therapist("Faraway")));
        Assert.Equal(("AE", "US", "09123"), Where(Therapist("Posted")));
        Assert.Equal(("PR", "US", "00731"), Where(Therapist("Isleta")));
        Assert.Equal(("CA", "US", ""), Where(Therapist("Nozip")));
        Assert.Null(Therapist("Posted").Places[0].Telephone);
        Assert.Null(Therapist("Isleta").Places[0].Telephone);

        static (string, string, string) Where(TherapistRow row) =>
            (row.Places[0].State, row.Places[0].Country, row.Places[0].Zip);
    }

    [Fact]
    public void Quotes_and_line_breaks_inside_cells_are_read()
    {
        var row = Therapist("Quoteman");
        Assert.Equal("\"Bud\" Roy", row.Name.First);
        Assert.Equal("500 \"The Mill\" Rd Building 2", row.Places[0].Line1);
    }

    [Fact]
    public void A_reactivated_number_is_active_and_one_deactivated_again_is_not()
    {
        Assert.Equal(new DateOnly(2024, 2, 5), Therapist("Backagain").Date);
        Assert.DoesNotContain(Therapists(), row => row.Name.Last == "Wentagain");
    }

    [Fact]
    public void An_earlier_name_is_another_name() =>
        Assert.Equal("Kit Earlier", Assert.Single(Therapist("Former").OtherNames).Display());

    [Theory]
    [InlineData("OR", 2)]
    [InlineData("new york", 2)]
    [InlineData("NV", 1)]
    public void A_state_is_that_of_the_practice_or_of_a_licence(string state, int kept)
    {
        var (records, counts, _) = RegistryParts.Read(RegistryParts.Sample("npidata-330.csv"), [state]);
        Assert.Equal(kept, records.Count(record => record is not DeactivatedNumber));
        // The person without a name is sorted out before anyone looks at her name.
        Assert.Equal(39 - kept, counts.OtherState);
        Assert.Equal(50, counts.Read);
    }

    [Fact]
    public void A_state_that_is_none_is_refused() =>
        Assert.Contains("is not a state", Assert.Throws<ImportProblem>(() => new StateFilter(["Atlantis"])).Message, StringComparison.Ordinal);

    private static IEnumerable<TherapistRow> Therapists() =>
        RegistryParts.Read(RegistryParts.Sample("npidata-330.csv")).Records.OfType<TherapistRow>();

    private static TherapistRow Therapist(string last) => Therapists().Single(row => row.Name.Last == last);
}
