using Rapport.Registry.Reading;
using Rapport.Registry.Values;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry.Values;

/// <summary>What was typed of an address or telephone among credentials and into last names, in invented rows and the real ones.</summary>
public sealed class AddressInTextTests : IDisposable
{
    private const string Last = "Provider Last Name (Legal Name)";
    private const string Credential = "Provider Credential Text";
    private const string OtherLast = "Provider Other Last Name";

    private static readonly AddressInText Quillwort =
        new(["41 SW QUILLWORT DR", "APT 12", "PO BOX 900"], ["5105550100", "5415550177"]);

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("LCSW, 41 SW QUILLWORT", "LCSW")]
    [InlineData("LCSW 41", "")]
    [InlineData("LCSW; SW QUILLWOR", "LCSW")]
    [InlineData("Quillwort, LMFT", "LMFT")]
    [InlineData("LCSW, APT 12", "LCSW")]
    [InlineData("LCSW, 510-555-0100", "LCSW")]
    [InlineData("LCSW (541)555-0177", "")]
    [InlineData("LCSW, 555 0100", "LCSW")]
    [InlineData("LCSW, 510, 555, 0100", "")]
    [InlineData("PHD, 212.555.0142", "PHD")]
    [InlineData("MA, 7 OLD MILL ROAD", "MA")]
    public void Parts_that_hold_some_of_it_are_left_out_of_credentials(string typed, string kept) =>
        Assert.Equal(kept, Quillwort.OutOfCredentials(typed, RegistryParts.Credentials));

    [Theory]
    [InlineData("LCSW #115661")]
    [InlineData("LCSW; MSW; CADC I")]
    [InlineData("R1543670124")]
    [InlineData("CO 61403662")]
    [InlineData("LPC 12345 CT")]
    [InlineData("LCSW, ASD SPECIALIST")]
    [InlineData("LMFT 101597")]
    [InlineData("")]
    public void Licence_numbers_and_words_stay_as_typed(string typed) =>
        Assert.Equal(typed, Quillwort.OutOfCredentials(typed, RegistryParts.Credentials));

    [Theory]
    [InlineData("PARRA 41 SW QUILLWORT", "PARRA")]
    [InlineData("PARRA SW QUILLWORT", "PARRA")]
    [InlineData("PARRA QUILLWORT DRIVE", "PARRA")]
    [InlineData("PARRA, (510) 555-0100", "PARRA")]
    [InlineData("PARRA (5105550100)", "PARRA")]
    [InlineData("41 SW QUILLWORT", "")]
    [InlineData("QUILLWORT", "QUILLWORT")]
    [InlineData("QUILLWORT DR", "QUILLWORT DR")]
    [InlineData("PARRA QUILLWORT", "PARRA QUILLWORT")]
    [InlineData("MITCHELL 3RD", "MITCHELL 3RD")]
    [InlineData("MILLER, PH.D.,LPC", "MILLER, PH.D.,LPC")]
    public void A_last_name_ends_where_an_address_begins(string typed, string kept) =>
        Assert.Equal(kept, Quillwort.OutOfLastName(typed));

    [Fact]
    public void Nothing_of_a_home_comes_to_light_by_the_columns_beside_it()
    {
        var row = RegistryFiles.Person(
            "MCDONALD", (Last, "MCDONALD 41 SW QUILLWORT, LCSW"), (Credential, "LMFT, 510-555-0100"), (OtherLast, "PARRA SW QUILLWORT"),
            ("Provider First Line Business Practice Location Address", "41 SW QUILLWORT DR"),
            ("Provider First Line Business Mailing Address", "41 SW QUILLWORT DR"),
            ("Provider Business Mailing Address Postal Code", "946071234"));
        var (records, counts, _) = RegistryParts.Read(_files.Write(row));
        Assert.Equal(1, counts.Therapists);
        var person = Assert.IsType<Rapport.Registry.TherapistRow>(Assert.Single(records));
        Assert.True(person.Places[0].MayBeHome);
        Assert.Equal("McDonald", person.Name.Last);
        Assert.Equal("LMFT", person.Credentials!.Text);
        Assert.Equal("Parra", Assert.Single(person.OtherNames).Last);
    }

    [Fact]
    public void A_last_name_that_is_nothing_else_is_told_among_the_rejects()
    {
        var (records, counts, rejects) = RegistryParts.Read(_files.Write(RegistryFiles.Person("MCDONALD", (Last, "5105550100"))));
        Assert.Empty(records);
        Assert.Equal(new RowCounts { Rejected = 1 }, counts);
        Assert.Contains("is no last name", rejects, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry/nppes-public.csv")]
    [InlineData("registry/nppes-mh-2024-public.csv.gz")]
    public void Real_credentials_hold_no_telephone_of_their_row_and_are_otherwise_kept(string file)
    {
        var (records, _, _) = RegistryParts.Read(SharedData.Require(file));
        var people = records.OfType<Rapport.Registry.TherapistRow>().ToList();
        Assert.All(people, person => Assert.All(
            person.Places.Select(place => place.Telephone).OfType<string>(),
            number => Assert.DoesNotContain(
                number[^7..], string.Concat((person.Credentials?.Text ?? "").Where(char.IsAsciiDigit)), StringComparison.Ordinal)));
        // Hardly anybody types an address there: the raw texts stay.
        var codesAlone = people.Count(person => person.Credentials is { Text: null });
        Assert.InRange(codesAlone, 0, people.Count / 1000);
    }
}
