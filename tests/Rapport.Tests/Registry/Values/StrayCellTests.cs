using Rapport.Registry;

namespace Rapport.Tests.Registry.Values;

/// <summary>The street, telephone or house number of a home, typed into a column for something else that is shown.</summary>
public sealed class StrayCellTests : IDisposable
{
    private const string PracticeLine1 = "Provider First Line Business Practice Location Address";
    private const string PracticeCity = "Provider Business Practice Location Address City Name";
    private const string PracticeState = "Provider Business Practice Location Address State Name";
    private const string PracticeCountry = "Provider Business Practice Location Address Country Code (If outside U.S.)";
    private const string PracticeZip = "Provider Business Practice Location Address Postal Code";
    private const string Licence = "Provider License Number_1";
    private const string LicenceState = "Provider License Number State Code_1";

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(PracticeCity, "742 EVERGREEN TER SPRINGVILLE")]
    [InlineData(PracticeCity, "742 EVERGREEN TER")]
    [InlineData(PracticeCity, "SPRINGVILLE 559-555-0142")]
    [InlineData(PracticeCity, "5595550142")]
    [InlineData(PracticeCity, "EVERGREEN TER")]
    [InlineData(PracticeCity, "EVERGREEN TERRACE SPRINGVILLE")]
    [InlineData(PracticeCity, "\uff17\uff14\uff12 EVERGREEN TER")]
    [InlineData(PracticeState, "559-555-0142")]
    [InlineData(PracticeState, "742 EVERGREEN TER")]
    [InlineData(PracticeState, "EVERGREEN TER")]
    [InlineData(PracticeCountry, "742 EVERGREEN TER")]
    [InlineData(PracticeCountry, "EVERGREEN")]
    [InlineData(LicenceState, "742 EVERGREEN TER")]
    [InlineData(LicenceState, "EVERGREEN")]
    [InlineData(Licence, "5595550142")]
    [InlineData(Licence, "(559) 555-0142")]
    [InlineData(Licence, "1-559-555-0142")]
    [InlineData(Licence, "555-0142")]
    [InlineData(Licence, "742 EVERGREEN")]
    [InlineData(Licence, "742EVERGREEN")]
    public void Nothing_of_a_home_is_shown_out_of_another_column(string column, string typed)
    {
        var person = Home((column, typed));
        var place = Assert.Single(person.Places);
        Assert.True(place.MayBeHome);
        Assert.Equal(("Springville", "CA", "93265", "US"), (place.City, place.State, place.Zip, place.Country));
        var shown = string.Join(
            '|', [place.Shown(claimed: false).ToString(), .. person.Licences.Select(licence => licence.ToString()), .. person.Taxonomies.Select(slot => slot.ToString())]);
        Assert.DoesNotContain("EVERGREEN", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("742", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("0142", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("742 EVERGREEN TER SPRINGVILLE")]
    [InlineData("742 EVERGREEN TER")]
    public void A_home_whose_street_stands_in_the_town_alone_is_a_home(string town)
    {
        var place = Assert.Single(Home((PracticeLine1, ""), (PracticeCity, town)).Places);
        Assert.True(place.MayBeHome);
        Assert.Equal("Springville", place.City);
    }

    [Theory]
    [InlineData("\uff17\uff14\uff12 EVERGREEN TER")]
    [InlineData("742 EVER\u200bGREEN TER")]
    [InlineData("742 EVERGREEN\u3000TER")]
    [InlineData("\u0667\u0664\u0662 EVERGREEN TER")]
    public void A_home_in_letters_of_another_width_is_a_home(string line) =>
        Assert.True(Assert.Single(Home((PracticeLine1, line)).Places).MayBeHome);

    [Fact]
    public void A_town_with_a_number_and_no_known_ZIP_is_left_out()
    {
        var place = Assert.Single(Home((PracticeCity, "SPRINGVILLE 559-555-0142"), (PracticeZip, "00001")).Places);
        Assert.Equal("", place.City);
    }

    [Theory]
    [InlineData("LCS 12345")]
    [InlineData("742")]
    [InlineData("E.2202987")]
    [InlineData("26 SC")]
    public void A_licence_number_stays(string typed) =>
        Assert.Equal(typed, Home((Licence, typed)).Licences[0].Number);

    [Fact]
    public void A_street_in_the_columns_of_a_further_place_is_not_shown()
    {
        var home = Row();
        const string Prefix = "Provider Secondary Practice Location Address";
        var places = _files.WriteText(
            $"NPI,{Prefix}- Address Line 1,{Prefix}- Address Line 2,{Prefix} - City Name,{Prefix} - State Name,{Prefix} - Postal Code,"
            + $"{Prefix} - Country Code (If outside U.S.),{Prefix} - Telephone Number\n"
            + $"{home["NPI"]},9 OAK AVE,,742 EVERGREEN TER,559-555-0142,93265,EVERGREEN,\n");
        var (records, _, _) = RegistryParts.Read(_files.Write(home), places: places);
        var further = Assert.IsType<TherapistRow>(Assert.Single(records)).Places[1];
        Assert.Equal(("9 Oak Ave", "Springville", "CA", "US"), (further.Line1, further.City, further.State, further.Country));
    }

    [Theory]
    [InlineData("KH", "Siem Reap", "SIEM REAP")]
    [InlineData("GB", "Suffolk", "SUFFOLK")]
    [InlineData("US", "AE", "AE")]
    public void Regions_abroad_and_military_posts_stay(string country, string typed, string region) =>
        Assert.Equal(region, Home((PracticeCountry, country), (PracticeState, typed)).Places[0].State);

    private static Dictionary<string, string> Row(params (string Column, string Value)[] changes) => RegistryFiles.Person(
        "MCDONALD",
        [
            (PracticeLine1, "742 EVERGREEN TER"), ("Provider Second Line Business Practice Location Address", ""),
            (PracticeCity, "SPRINGVILLE"), (PracticeState, "CA"), (PracticeZip, "932651234"), (PracticeCountry, "US"),
            ("Provider Business Practice Location Address Telephone Number", "5595550142"),
            ("Provider First Line Business Mailing Address", "742 EVERGREEN TER"), ("Provider Second Line Business Mailing Address", ""),
            ("Provider Business Mailing Address City Name", "SPRINGVILLE"), ("Provider Business Mailing Address State Name", "CA"),
            ("Provider Business Mailing Address Postal Code", "932651234"),
            ("Provider Business Mailing Address Telephone Number", "5595550142"),
            .. changes,
        ]);

    private TherapistRow Home(params (string Column, string Value)[] changes)
    {
        var (records, _, _) = RegistryParts.Read(_files.Write(Row(changes)));
        return Assert.IsType<TherapistRow>(Assert.Single(records));
    }
}
