using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>Registry files taken into a store, on both databases.</summary>
public sealed class NppesImportTests : IDisposable
{
    private const string City = "Provider Business Practice Location Address City Name";
    private const string Updated = "Last Update Date";

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Everyone_kept_becomes_a_profile_with_a_line_in_the_feed(Database database)
    {
        await using var test = await TestStore.Create(database);
        var report = await RegistryFiles.Import(test.Store, RegistryParts.Sample("npidata-330.csv"));
        Assert.Equal((50, 38, 0, 0), (report.Read, report.Added, report.Updated, report.Unchanged));
        Assert.Equal(37, report.Hidden);
        await using var db = test.Store.Read();
        var people = await db.Set<Profile>().OrderBy(profile => profile.Id).ToListAsync();
        Assert.Equal(37, people.Count);
        Assert.Equal(people.Select(profile => profile.Id), await db.Set<Change>().OrderBy(c => c.Sequence).Select(c => c.ProfileId).ToListAsync());
        Assert.Empty(await db.Set<FactChange>().ToListAsync());
        var practice = Assert.Single(await db.Set<Practice>().ToListAsync());
        Assert.Equal("Harbor Light Counseling LLC", practice.Name);
        var fiona = people.Single(profile => profile.Read().Facts.Name!.Value.Last == "McDonald").Read().Facts;
        Assert.Equal((Source.Registry, new DateTime(2024, 2, 5)), (fiona.Name!.Source, fiona.Name.Confirmed));
        Assert.Equal("Oakland", fiona.Places!.Value[0].City);
        Assert.DoesNotContain("PO Box 900", string.Concat(people.Select(profile => profile.Document)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task The_same_file_again_changes_nothing(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, RegistryParts.Sample("npidata-330.csv"), places: RegistryParts.Sample("pl_pfile.csv"));
        var before = await State(test.Store);
        var again = await RegistryFiles.Import(test.Store, RegistryParts.Sample("npidata-330.csv"), places: RegistryParts.Sample("pl_pfile.csv"));
        Assert.Equal((0, 0, 38), (again.Added, again.Updated, again.Unchanged));
        Assert.Equal(before, await State(test.Store));
        // A weekly file without its companion does not take the further places away.
        var without = await RegistryFiles.Import(test.Store, RegistryParts.Sample("npidata-330.csv"));
        Assert.Equal(0, without.Updated);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task A_newer_row_is_taken_with_its_history_and_an_older_one_is_not(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        var moved = await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (City, "BERKELEY"), (Updated, "03/01/2024"))));
        Assert.Equal(1, moved.Updated);
        var older = await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        Assert.Equal((0, 1), (older.Updated, older.Unchanged));
        var profile = await Only(test.Store);
        Assert.Equal("Berkeley", profile.Read().Facts.Places!.Value[0].City);
        await using var db = test.Store.Read();
        var change = Assert.Single(await db.Set<FactChange>().ToListAsync());
        Assert.Equal("places", change.Field);
        Assert.Contains("Oakland", change.Before, StringComparison.Ordinal);
        Assert.Contains("Berkeley", change.After, StringComparison.Ordinal);
        Assert.Equal(2, await db.Set<Change>().CountAsync());
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task A_number_out_of_use_is_unlisted_at_once_and_listed_again_when_it_comes_back(Database database)
    {
        await using var test = await TestStore.Create(database);
        var row = RegistryFiles.Person("MCDONALD");
        await RegistryFiles.Import(test.Store, _files.Write(row, RegistryFiles.Organisation("HARBOR LIGHT COUNSELING LLC")));
        var gone = await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse(row["NPI"], "03/10/2024")));
        Assert.Equal((1, 1), (gone.Deactivated, gone.Unlisted));
        Assert.Equal(new DateOnly(2024, 3, 10), (await Only(test.Store)).Deactivated);
        // The file from before says nothing new; the one that says so brings the person back.
        Assert.Equal(0, (await RegistryFiles.Import(test.Store, _files.Write(row))).Relisted);
        Assert.NotNull((await Only(test.Store)).Deactivated);
        var back = await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person(
            "MCDONALD", ("NPI Deactivation Date", "03/10/2024"), ("NPI Reactivation Date", "04/02/2024"))));
        Assert.Equal(1, back.Relisted);
        Assert.Null((await Only(test.Store)).Deactivated);
        Assert.Equal(0, (await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse(row["NPI"], "03/10/2024")))).Unlisted);
        await using var db = test.Store.Read();
        Assert.Equal(4 - 1, await db.Set<Change>().CountAsync());
    }

    [Fact]
    public async Task Being_absent_from_a_file_is_not_being_out_of_use()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SANDOVAL")));
        await using var db = test.Store.Read();
        Assert.Equal(2, await db.Set<Profile>().CountAsync(profile => profile.Deactivated == null));
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task What_a_therapist_has_said_is_never_overwritten_and_the_difference_becomes_a_question(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        var editor = new ProfileEditor(test.Store, Vocabularies.Load(test.Folder));
        await editor.Set(
            (await Only(test.Store)).Id,
            [
                new("name", "Fiona McDonald"),
                new("places", "9 Lake Ave | Alameda, CA 94501 | 5105550155"),
                new("who-i-help", "People who have lost someone."),
            ], Source.Therapist);
        var after = await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (City, "BERKELEY"), (Updated, "03/01/2024"))));
        Assert.Equal((1, 1), (after.Updated, after.Questions));
        var profile = await Only(test.Store);
        var document = profile.Read();
        Assert.True(profile.Claimed);
        Assert.Equal("Alameda", document.Facts.Places!.Value[0].City);
        Assert.Equal("People who have lost someone.", document.Facts.WhoIHelp!.Value);
        var question = Assert.Single(document.Questions);
        Assert.Equal(("places", Source.Registry), (question.Field, question.Source));
        Assert.Contains("Berkeley", question.Says, StringComparison.Ordinal);
        // Asked once, however often the file comes.
        Assert.Equal((0, 0), Outcome(await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (City, "BERKELEY"), (Updated, "03/01/2024"))))));

        static (long, long) Outcome(ImportReport report) => (report.Updated, report.Questions);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task A_question_that_she_answered_comes_back_only_when_the_registry_says_something_new(Database database)
    {
        const string Lake = "9 Lake Ave | Alameda, CA 94501 | 5105550155";
        await using var test = await TestStore.Create(database);
        var file = _files.Write(RegistryFiles.Person("MCDONALD"));
        await RegistryFiles.Import(test.Store, file);
        var id = (await Only(test.Store)).Id;
        var editor = new ProfileEditor(test.Store, Vocabularies.Load(test.Folder));
        await editor.Set(id, [new("places", Lake)], Source.Therapist);
        Assert.Equal(1, (await RegistryFiles.Import(test.Store, file)).Questions);
        await editor.Set(id, [new("places", Lake)], Source.Therapist);
        Assert.Empty((await Only(test.Store)).Read().Questions);

        // The same file, and a newer row that says the same.
        Assert.Equal((0, 0), Outcome(await RegistryFiles.Import(test.Store, file)));
        Assert.Equal(0, (await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Updated, "03/01/2024"))))).Questions);
        Assert.Empty((await Only(test.Store)).Read().Questions);

        var moved = await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (City, "BERKELEY"), (Updated, "04/01/2024"))));
        Assert.Equal(1, moved.Questions);
        Assert.Contains("Berkeley", Assert.Single((await Only(test.Store)).Read().Questions).Says, StringComparison.Ordinal);
        await editor.Set(id, [new("places", Lake)], Source.Therapist);
        Assert.Equal((0, 0), Outcome(await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (City, "BERKELEY"), (Updated, "04/01/2024"))))));

        static (long, long) Outcome(ImportReport report) => (report.Updated, report.Questions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    public async Task What_a_therapist_took_off_does_not_come_back_with_the_next_file_and_she_is_asked(string taken)
    {
        const string Other = "Provider Other Last Name";
        await using var test = await TestStore.Create(Database.Sqlite);
        var before = _files.Write(RegistryFiles.Person("MCDONALD", (Other, "OLDNAME")));
        await RegistryFiles.Import(test.Store, before);
        var id = (await Only(test.Store)).Id;
        var editor = new ProfileEditor(test.Store, Vocabularies.Load(test.Folder));
        await editor.Set(id, [new("other-names", taken)], Source.Therapist);

        await RegistryFiles.Import(test.Store, before);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Other, "OLDNAME"), (Updated, "03/01/2024"))));
        var document = (await Only(test.Store)).Read();
        Assert.Empty(document.Facts.OtherNames?.Value ?? []);
        var question = Assert.Single(document.Questions);
        Assert.Equal("other-names", question.Field);
        Assert.Contains("Oldname", question.Says, StringComparison.Ordinal);

        // Only her own word brings it back.
        await Assert.ThrowsAsync<FieldProblem>(() => editor.Set(id, [new("other-names", "Fiona Oldname")], Source.Organisation));
        await editor.Set(id, [new("other-names", "Fiona Oldname")], Source.Therapist);
        document = (await Only(test.Store)).Read();
        Assert.Null(document.Withdrawn);
        Assert.Empty(document.Questions);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Of_somebody_who_was_erased_nothing_is_taken_in_until_an_operator_puts_her_back(Database database)
    {
        await using var test = await TestStore.Create(database);
        var file = _files.Write(RegistryFiles.Person("MCDONALD"));
        await RegistryFiles.Import(test.Store, file);
        await Mark(removed: true);
        await RegistryFiles.Import(test.Store, file);
        Assert.Equal((true, ProfileDocument.Empty), ((await Only(test.Store)).Removed, (await Only(test.Store)).Document));
        await Mark(removed: false);
        await RegistryFiles.Import(test.Store, file);
        Assert.NotNull((await Only(test.Store)).Read().Facts.Name);

        Task Mark(bool removed) => test.Store.Write(async db =>
        {
            var profile = await db.Set<Profile>().SingleAsync();
            (profile.Removed, profile.Document, profile.RegistryDate) = (removed, ProfileDocument.Empty, null);
        });
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Somebody_who_asked_to_be_removed_stays_removed(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        Assert.Equal(RemovalOutcome.Done, await new Removals(test.Store).Ask((await Only(test.Store)).Id, null));
        var report = await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (City, "BERKELEY"), (Updated, "03/01/2024"))));
        Assert.Equal(0, report.Hidden);
        Assert.True((await Only(test.Store)).Removed);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task An_organisation_of_an_earlier_file_tells_that_an_address_is_no_home(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SHARER")));
        Assert.True((await Only(test.Store)).Read().Facts.Places!.Value[0].MayBeHome);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Organisation("SIMI FAMILY MEDICINE INC")));
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SHARER", (Updated, "03/01/2024"))));
        Assert.False((await Only(test.Store)).Read().Facts.Places!.Value[0].MayBeHome);
    }

    [Fact]
    public async Task A_further_place_keeps_its_number_when_the_first_one_changes()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var places = RegistryParts.Sample("pl_pfile.csv");
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")), places: places);
        await RegistryFiles.Import(
            test.Store,
            _files.Write(RegistryFiles.Person(
                "MCDONALD", ("Provider First Line Business Practice Location Address", "7 NEW ST"), (Updated, "03/01/2024"))),
            places: places);
        Assert.Equal(
            [(3, "7 New St"), (2, "200 Lake Ave")],
            (await Only(test.Store)).Read().Facts.Places!.Value.Select(place => (place.Id, place.Line1!)));
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task The_real_rows_go_in_twice_and_the_second_time_change_nothing(Database database)
    {
        var file = SharedData.Require("registry/nppes-mh-2024-public.csv.gz");
        await using var test = await TestStore.Create(database);
        var first = await RegistryFiles.Import(test.Store, file);
        Assert.Equal((9652, 6454 + 1188, 6454), (first.Read, first.Added, first.Hidden));
        var second = await RegistryFiles.Import(test.Store, file);
        Assert.Equal((0, 0, 6454 + 1188, 0), (second.Added, second.Updated, second.Unchanged, second.Unlisted));
    }

    private static async Task<Profile> Only(Store store)
    {
        await using var db = store.Read();
        return await db.Set<Profile>().AsNoTracking().SingleAsync();
    }

    private static async Task<string> State(Store store)
    {
        await using var db = store.Read();
        var people = await db.Set<Profile>().AsNoTracking().OrderBy(profile => profile.Id).ToListAsync();
        var practices = await db.Set<Practice>().AsNoTracking().OrderBy(practice => practice.Id).ToListAsync();
        return string.Join('\n', people.Select(p => $"{p.Npi} {p.Revision} {p.Document}"))
            + string.Join('\n', practices.Select(p => $"{p.Npi} {p.Name} {p.OtherNames} {p.RegistryDate}"))
            + await db.Set<Change>().CountAsync() + await db.Set<FactChange>().CountAsync();
    }
}
