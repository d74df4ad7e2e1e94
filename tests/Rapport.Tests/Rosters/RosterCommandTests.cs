using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Rosters;

/// <summary>A roster as an operator takes it in, and invites from it, on the command line.</summary>
public sealed class RosterCommandTests
{
    private const string Header = "Provider NPI,Full Name,Email,License Number,License State,Street Address,City,State,Zip Code,Phone,Insurance";
    private const string Ana = "1234567893,\"Ana María de la Cruz, LCSW\",ana@willow.example,LCS12345,CA,1250 Grand Ave,Oakland,CA,94610,510-555-0100,\"Medi-Cal; Aetna\"";
    private const string Oscar = ",Oscar Brandt,oscar@brandt.example,PSY777,CA,20 Main St,Berkeley,CA,94704,(510) 555-0101,Kaiser";
    private const string Lee = ",Lee Chen,office@shared.example,LMFT99,CA,1 First St,Fresno,CA,93701,,Aetna";
    private const string Mia = ",Mia Chen,office@shared.example,LMFT98,CA,1 First St,Fresno,CA,93701,,Aetna";

    [Fact]
    public async Task A_roster_is_looked_at_taken_in_and_brought_up_to_date()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var preview = await Import(test, [Ana, Oscar], "--preview");
        Assert.Equal((2, 2, true), (Number(preview, "members"), Number(preview, "withoutRecord"), preview.GetProperty("isPreview").GetBoolean()));
        Assert.Equal("Provider NPI", preview.GetProperty("columns").GetProperty("npi").GetString());
        Assert.Empty(await Members(test));

        Assert.Equal((2, 0), AddedUpdated(await Import(test, [Ana, Oscar])));
        Assert.Equal((0, 0), AddedUpdated(await Import(test, [Ana, Oscar])));
        var newer = await Import(test, [Ana.Replace("1250 Grand Ave", "7 Lake St", StringComparison.Ordinal)]);
        Assert.Equal((0, 1), AddedUpdated(newer));
        Assert.Equal(1, Number(newer, "notInFile"));
        var ana = (await Members(test)).Single(member => member.Npi == 1234567893).Facts(Seal(test));
        Assert.Equal(("Ana", "María", "de la Cruz"), (ana.Name!.Value.First, ana.Name.Value.Middle, ana.Name.Value.Last));
        Assert.Equal(["LCSW"], ana.Credentials!.Value.Codes);
        Assert.Equal("7 Lake St", ana.Places!.Value.Single().Line1);
        Assert.Equal(["medi-cal", "aetna"], ana.Insurers!.Value.Select(plan => plan.Insurer));
        Assert.Equal(("LCS12345", "CA"), (ana.Licences!.Value.Single().Number, ana.Licences.Value.Single().State));
        Assert.Equal((Source.Organisation, "Willow Network"), (ana.Name.Source, ana.Name.By));
    }

    [Fact]
    public async Task Before_there_is_a_store_a_preview_and_a_file_that_is_none_leave_nothing_behind()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var (folder, file) = (Path.Combine(test.Folder, "new"), await Write(test, string.Join('\n', Header, Ana)));
        var preview = await RapportProcess.Run(["import", "roster", file, "--roster", "Willow Network", "--preview", "--json", "--data", folder]);
        Assert.Equal((0, 1), (preview.Code, Number(JsonDocument.Parse(preview.Out).RootElement, "members")));
        var none = await RapportProcess.Run(["import", "roster", file + ".none", "--roster", "Willow Network", "--data", folder]);
        Assert.NotEqual(0, none.Code);
        Assert.False(Directory.Exists(folder));
        var taken = await RapportProcess.Run(["import", "roster", file, "--roster", "Willow Network", "--json", "--data", folder]);
        Assert.Equal((0, 1), (taken.Code, Number(JsonDocument.Parse(taken.Out).RootElement, "added")));
    }

    [Fact]
    public async Task A_name_with_signs_is_told_and_damaged_letters_keep_nobody_out_also_where_there_is_no_store_yet()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var (folder, file) = (Path.Combine(test.Folder, "new"), await Write(test, string.Join('\n', Header,
            Oscar.Replace("Oscar Brandt", "Oscar <b>Brandt</b>", StringComparison.Ordinal), Lee.Replace("Lee Chen", "\"Lee\nBcc: lee@shared.example\"", StringComparison.Ordinal),
            Mia.Replace("1 First St", "1 \uFFFE First St", StringComparison.Ordinal))));
        var taken = await RapportProcess.Run(["import", "roster", file, "--roster", "Willow Network", "--json", "--data", folder]);
        var report = JsonDocument.Parse(taken.Out).RootElement;
        Assert.Equal((0, 1), (taken.Code, Number(report, "added")));
        var told = await File.ReadAllLinesAsync(report.GetProperty("rejects").GetString()!, TestContext.Current.CancellationToken);
        Assert.Equal(2, told.Count(line => line.Contains("it holds a sign that no name has", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_place_that_nobody_would_find_is_left_out_and_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var report = await Import(test, [Oscar.Replace("94704", "99999", StringComparison.Ordinal), Lee.Replace("93701", "10001", StringComparison.Ordinal), Mia]);
        Assert.Equal(3, Number(report, "added"));
        Assert.Equal([false, false, true], (await Members(test)).Select(member => member.Facts(Seal(test)).Places is not null).Order());
        var told = await File.ReadAllTextAsync(report.GetProperty("rejects").GetString()!, TestContext.Current.CancellationToken);
        Assert.Contains("no place is known by this ZIP", told, StringComparison.Ordinal);
        Assert.Contains("this ZIP is in NY", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stands_in_several_rows_is_one_member_with_all_her_places()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Assert.Equal(1, Number(await Import(test, [Oscar, Oscar.Replace("20 Main St,Berkeley,CA,94704", "9 Side St,Oakland,CA,94607", StringComparison.Ordinal)]), "members"));
        Assert.Equal([(1, "94704"), (2, "94607")], (await Members(test)).Single().Facts(Seal(test)).Places!.Value.Select(place => (place.Id, place.Zip)));
    }

    [Fact]
    public async Task Records_are_found_by_number_by_licence_or_by_the_only_such_name_in_the_place_and_never_under_another_name()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Record(test, "Ana", "Cruz", "94610", npi: 1234567893);
        await Record(test, "Oscar", "Brandt", "95014", licence: "psy-777");
        await Record(test, "Lee", "Chen", "93701");
        await Record(test, "Mia", "Chen", "93701");
        await Record(test, "Mia", "Chen", "93701");
        var report = await Import(test, [Ana, Oscar, Lee, Mia, "1245319599,Somebody Else,x@else.example,,,,,,,,"]);
        Assert.Equal((1, 1, 1, 1), (Number(report, "foundByNumber"), Number(report, "foundByLicence"), Number(report, "foundByName"), Number(report, "withoutRecord")));
        Assert.Contains("several people of the store may be Mia Chen", await File.ReadAllTextAsync(report.GetProperty("rejects").GetString()!, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var strange = await Import(test, [Ana.Replace("Ana María de la Cruz", "Bea Stone", StringComparison.Ordinal)], name: "Another");
        Assert.Equal(0, Number(strange, "members"));
        Assert.Contains("this number belongs to Ana Cruz, not to Bea Stone", await File.ReadAllTextAsync(strange.GetProperty("rejects").GetString()!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_the_columns_renamed_is_told_with_what_is_there_and_mended_by_naming_them()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var file = await Write(test, "Nummer,Wer,Postfach,Stadt\n1234567893,Ana Cruz,ana@willow.example,Oakland\n");
        var told = await RapportProcess.Run(["import", "roster", file, "--roster", "Willow", .. test.Arguments]);
        Assert.Equal(ExitCode.Failed, told.Code);
        Assert.Contains("No column says who somebody is. The file has: Nummer, Wer, Postfach, Stadt. Say which it is, like --column \"name=Nummer\".", told.Error, StringComparison.Ordinal);
        Assert.Empty(await Members(test));
        var wrong = await RapportProcess.Run(["import", "roster", file, "--roster", "Willow", "--column", "name=Wo", .. test.Arguments]);
        Assert.Equal(ExitCode.Failed, wrong.Code);
        Assert.Contains("Wo", wrong.Error, StringComparison.Ordinal);
        var mended = await RapportProcess.Run(["import", "roster", file, "--roster", "Willow", "--column", "name=wer", "--column", "npi=Nummer", "--column", "mail=Postfach", "--json", .. test.Arguments]);
        Assert.Equal(ExitCode.Done, mended.Code);
        Assert.Equal(["Stadt"], JsonDocument.Parse(mended.Out).RootElement.GetProperty("notRead").EnumerateArray().Select(name => name.GetString()));
        Assert.NotNull((await Members(test)).Single().Mail);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_with_line_and_column_and_the_rest_is_taken()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var report = await Import(test, [
            Ana, "12345,Bad Number,,,,,,,,,", ",Onlyone,,LCS1,CA,,,,,,", Oscar.Replace("oscar@brandt.example", "oscar at home", StringComparison.Ordinal).Replace("Kaiser", "Kaiser; Zorg", StringComparison.Ordinal)]);
        Assert.Equal((4, 2, 2, 2), (Number(report, "rows"), Number(report, "rowsNotTaken"), Number(report, "cellsLeftOut"), Number(report, "members")));
        var told = await File.ReadAllLinesAsync(report.GetProperty("rejects").GetString()!, TestContext.Current.CancellationToken);
        Assert.StartsWith("3,Provider NPI,12345,", told[1], StringComparison.Ordinal);
        Assert.StartsWith("4,Full Name,Onlyone,", told[2], StringComparison.Ordinal);
        Assert.StartsWith("5,Email,oscar at home,", told[3], StringComparison.Ordinal);
        Assert.StartsWith("5,Insurance,Zorg,", told[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asked_to_be_taken_off_is_neither_drafted_nor_invited()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Record(test, "Ana", "Cruz", "94610", npi: 1234567893);
        await new Removals(test.Store).Ask(1, from: null, TestContext.Current.CancellationToken);
        var report = await Import(test, [Ana, Oscar]);
        Assert.Equal((1, 1), (Number(report, "members"), Number(report, "askedToBeRemoved")));
        Assert.DoesNotContain(await Members(test), member => member.Npi == 1234567893);
    }

    [Fact]
    public async Task Members_with_an_address_of_their_own_are_mailed_and_the_others_written_to_once()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test, [Ana, Oscar, Lee, Mia]);
        Assert.Contains("2 mails written.", (await RapportProcess.Run(["rosters", "invite", "Willow Network", .. test.Arguments])).Out, StringComparison.Ordinal);
        var again = await RapportProcess.Run(["rosters", "invite", "Willow Network", .. test.Arguments]);
        Assert.Contains("0 mails written.", again.Out, StringComparison.Ordinal);
        Assert.Contains("2 members were invited less than 14 days ago", again.Out, StringComparison.Ordinal);

        var file = Path.Combine(test.Folder, "letters.html");
        string[] letters = ["rosters", "invite", "Willow Network", "--letters", file, "--address", "https://t.example.org", .. test.Arguments];
        Assert.Contains("2 letters written", (await RapportProcess.Run(letters)).Out, StringComparison.Ordinal);
        var sheets = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("https://t.example.org/claim/code", sheets, StringComparison.Ordinal);
        Assert.Contains("<address>Lee Chen<br>1 First St<br>Fresno, CA 93701</address>", sheets, StringComparison.Ordinal);
        Assert.Equal(2, sheets.Split("<section ").Length - 1);
        // Codes stand in the letters alone, so letters are not written over.
        Assert.Equal(ExitCode.Failed, (await RapportProcess.Run(letters)).Code);
        var everything = await EveryTable.Print(test.Store);
        Assert.All(sheets.Split("class=\"code\">").Skip(1), code => Assert.DoesNotContain(code.Split('<')[0], everything, StringComparison.Ordinal));
        Assert.DoesNotContain("willow.example", everything, StringComparison.Ordinal);

        var funnel = JsonDocument.Parse((await RapportProcess.Run(["rosters", "list", "--json", .. test.Arguments])).Out).RootElement[0];
        Assert.Equal((4, 4, 0), (Number(funnel, "members"), Number(funnel, "invited"), Number(funnel, "opened")));
        Assert.Equal(ExitCode.Done, (await RapportProcess.Run(["rosters", "forget", "Willow Network", .. test.Arguments])).Code);
        Assert.Empty(await Members(test));
        Assert.Contains("There is no roster", (await RapportProcess.Run(["rosters", "invite", "Willow Network", .. test.Arguments])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_that_a_later_file_names_for_somebody_else_proves_nothing_any_more()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test, [Oscar]);
        await RapportProcess.Run(["rosters", "invite", "Willow Network", .. test.Arguments]);
        var report = await Import(test, [Lee.Replace("office@shared.example", "oscar@brandt.example", StringComparison.Ordinal)], name: "Another");
        Assert.Equal(1, Number(report, "shareMail"));
        Assert.All(await Members(test), member => Assert.Equal((null, null), (member.MailKey, member.Key)));
    }

    [Fact]
    public async Task Whom_the_newest_file_leaves_out_is_not_invited_and_a_corrected_address_is_invited_at_once()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test, [Ana, Oscar]);
        await Import(test, [Ana]);
        Assert.Contains("1 mail written.", (await RapportProcess.Run(["rosters", "invite", "Willow Network", .. test.Arguments])).Out, StringComparison.Ordinal);
        await Import(test, [Ana.Replace("ana@willow.example", "ana.cruz@willow.example", StringComparison.Ordinal)]);
        Assert.Contains("1 mail written.", (await RapportProcess.Run(["rosters", "invite", "Willow Network", .. test.Arguments])).Out, StringComparison.Ordinal);
        var shown = (await RapportProcess.Run(["rosters", "show", "Willow Network", .. test.Arguments])).Out.Split('\n');
        Assert.StartsWith("Ana de la Cruz · 1234567893 · invited · mail · ", shown[0], StringComparison.Ordinal);
        Assert.Equal("Oscar Brandt · not in the newest file · mail", shown[1].Trim());
    }

    [Fact]
    public async Task A_title_is_no_name_and_one_mailbox_with_one_name_is_one_person()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test, [",Dr. Samuel Okonkwo,sam@okonkwo.example,PSY 48213,CA,,,,,,", ",Samuel J Okonkwo,sam@okonkwo.example,48213,CA,1 A St,Oakland,CA,94610,,"]);
        var sam = (await Members(test)).Single();
        Assert.Equal(("Samuel", "Okonkwo"), (sam.Facts(Seal(test)).Name!.Value.First, sam.Facts(Seal(test)).Name!.Value.Last));
        Assert.NotNull(sam.MailKey);
        // No practice is named there, so it may be her home: she says herself what is shown.
        Assert.True(sam.Facts(Seal(test)).Places!.Value.Single().MayBeHome);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("npi,npi number,name\n1,2,x", "Two columns may be the npi")]
    [InlineData("name\nAna Cruz", "which of several people of one name")]
    [InlineData("PK\u0003\u0004", "workbook")]
    public async Task A_file_that_is_no_roster_is_told_in_one_sentence(string text, string told)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var ended = await RapportProcess.Run(["import", "roster", await Write(test, text), "--roster", "Willow", .. test.Arguments]);
        Assert.Equal(ExitCode.Failed, ended.Code);
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Import(TestStore test, string[] rows, string? option = null, string name = "Willow Network")
    {
        var file = await Write(test, string.Join('\n', rows.Prepend(Header)));
        var ended = await RapportProcess.Run(["import", "roster", file, "--roster", name, "--json", .. option is null ? [] : new[] { option }, .. test.Arguments]);
        Assert.StartsWith("{", ended.Out, StringComparison.Ordinal);
        return JsonDocument.Parse(ended.Out).RootElement;
    }

    private static async Task<string> Write(TestStore test, string text)
    {
        var file = Path.Combine(test.Folder, "members.csv");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task Record(TestStore test, string first, string last, string zip, long? npi = null, string? licence = null)
    {
        await using var db = test.Store.Read();
        var number = npi ?? Npi.FromOrdinal(await db.Set<Profile>().CountAsync(TestContext.Current.CancellationToken)).Value;
        await ProfileBuilder.FromRegistry(test.Store.Now, first, last, number).With((facts, said) => facts with
        {
            Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = "Anywhere", State = "CA", Zip = zip }]),
            Licences = licence is null ? null : said.Of<IReadOnlyList<Licence>>([new Licence { State = "CA", Number = licence }]),
        }).SaveTo(test.Store);
    }

    private static async Task<List<RosterMember>> Members(TestStore test)
    {
        await using var db = test.Store.Read();
        return await db.Set<RosterMember>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    private static AccountSeal Seal(TestStore test) => new(test.Store, KeyRing.Open(test.Location));

    private static int Number(JsonElement report, string name) => report.GetProperty(name).GetInt32();

    private static (int, int) AddedUpdated(JsonElement report) => (Number(report, "added"), Number(report, "updated"));
}
