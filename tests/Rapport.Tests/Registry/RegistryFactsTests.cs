using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>Weekly files without companions, after one that had them: nothing of a home comes to light.</summary>
public sealed class RegistryFactsTests : IDisposable
{
    private const string Practice = "Provider First Line Business Practice Location Address";
    private const string PracticeZip = "Provider Business Practice Location Address Postal Code";
    private const string PracticeTelephone = "Provider Business Practice Location Address Telephone Number";
    private const string Mail = "Provider First Line Business Mailing Address";
    private const string MailZip = "Provider Business Mailing Address Postal Code";
    private const string Updated = "Last Update Date";

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_further_place_to_which_the_post_goes_later_becomes_a_home()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(Person("PO BOX 5")), places: Companion("77 HIDDEN LN", "5105559999"));
        await RegistryFiles.Import(test.Store, _files.Write(Person("77 HIDDEN LN", (Updated, "03/01/2024"))));
        var places = await Places(test.Store);
        Assert.Equal([false, true], places.Select(place => place.MayBeHome));
        Assert.DoesNotContain("Hidden", string.Concat(places.Select(place => place.Shown(claimed: true))), StringComparison.Ordinal);
        Assert.DoesNotContain("9999", string.Concat(places.Select(place => place.Shown(claimed: true))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_telephone_of_a_later_home_is_not_shown_with_a_further_place()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(Person("PO BOX 5")), places: Companion("9 CLINIC RD", "5105559999"));
        Assert.Equal("5105559999", (await Places(test.Store))[1].Telephone);
        await RegistryFiles.Import(test.Store, _files.Write(Person(
            "77 HIDDEN LN", (Practice, "77 HIDDEN LN"), (PracticeTelephone, "5105559999"), (Updated, "03/01/2024"))));
        var shown = (await Places(test.Store)).Select(place => place.Shown(claimed: true)).ToList();
        Assert.Equal([null, "9 Clinic Rd"], shown.Select(place => place.Line1));
        Assert.Equal([null, null], shown.Select(place => place.Telephone));
    }

    private static Dictionary<string, string> Person(string mail, params (string Column, string Value)[] changes) =>
        RegistryFiles.Person(
            "MCDONALD", [(Practice, "1 OFFICE PLZ"), (PracticeZip, "94610"), (Mail, mail), (MailZip, "94610"), .. changes]);

    private string Companion(string line, string telephone)
    {
        var rows = File.ReadLines(RegistryParts.Sample("pl_pfile.csv")).First();
        var npi = RegistryFiles.Person("MCDONALD")["NPI"];
        return _files.WriteText($"{rows}\n\"{npi}\",\"{line}\",\"\",\"OAKLAND\",\"CA\",\"94610\",\"US\",\"{telephone}\",\"\",\"\"\n");
    }

    private static async Task<IReadOnlyList<PracticePlace>> Places(Store store)
    {
        await using var db = store.Read();
        return (await db.Set<Profile>().AsNoTracking().SingleAsync()).Read().Facts.Places!.Value;
    }
}
