using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>Newer rows of people and practices that the store holds, which an import would not take in any more.</summary>
public sealed class LeftFieldTests : IDisposable
{
    private const string Code = "Healthcare Provider Taxonomy Code_1";
    private const string Updated = "Last Update Date";
    private const string State = "Provider Business Practice Location Address State Name";
    private const string LicenceState = "Provider License Number State Code_1";
    private const string FamilyMedicine = "207Q00000X";
    private const string Harbor = "HARBOR LIGHT COUNSELING LLC";

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_number_out_of_use_since_before_her_last_row_is_unlisted_by_the_newer_file_alone()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var first = _files.Write(RegistryFiles.Person("MCDONALD", (Updated, "03/10/2024")));
        await RegistryFiles.Import(test.Store, first);
        var npi = RegistryFiles.Person("MCDONALD")["NPI"];
        // A file from before says that it was out of use then; one from after says it of the same day.
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse(npi, "02/01/2024")));
        Assert.Null((await Only(test.Store)).Deactivated);
        await RegistryFiles.Import(test.Store, _files.Write(
            RegistryFiles.OutOfUse(npi, "02/01/2024"), RegistryFiles.Organisation(Harbor, (Updated, "04/01/2024"))));
        Assert.Equal(new DateOnly(2024, 2, 1), (await Only(test.Store)).Deactivated);

        // The file that she was in does not bring her back; a younger row does.
        await RegistryFiles.Import(test.Store, first);
        Assert.NotNull((await Only(test.Store)).Deactivated);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Updated, "05/10/2024"))));
        Assert.Null((await Only(test.Store)).Deactivated);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Who_has_no_code_of_the_field_any_more_is_unlisted_until_a_newer_row_has_one(Database database)
    {
        await using var test = await TestStore.Create(database);
        var first = _files.Write(RegistryFiles.Person("MCDONALD"));
        await RegistryFiles.Import(test.Store, first);
        var left = _files.Write(RegistryFiles.Person("MCDONALD", (Code, FamilyMedicine), (Updated, "03/01/2024")));

        var report = await RegistryFiles.Import(test.Store, left);

        Assert.Equal((1, 1, 0, 1, 0), (report.Read, report.OtherSpecialty, report.Updated, report.Unlisted, report.Hidden));
        var profile = await Only(test.Store);
        Assert.Equal(new DateOnly(2024, 3, 1), profile.Deactivated);
        Assert.Null(profile.Read().Facts.Professions);
        await using (var db = test.Store.Read())
        {
            Assert.Equal("professions", Assert.Single(await db.Set<FactChange>().ToListAsync()).Field);
        }

        // The same again changes nothing, and the file from before does not bring her back.
        Assert.Equal(0, (await RegistryFiles.Import(test.Store, left)).Unlisted);
        Assert.Equal((0, 1, 0), Back(await RegistryFiles.Import(test.Store, first)));
        Assert.Equal(profile.Revision, (await Only(test.Store)).Revision);

        var back = await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Updated, "04/01/2024"))));
        Assert.Equal((1, 0, 1), Back(back));
        profile = await Only(test.Store);
        Assert.Null(profile.Deactivated);
        Assert.NotNull(profile.Read().Facts.Professions);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Who_speaks_for_herself_stays_listed_and_is_asked_once(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        var editor = new ProfileEditor(test.Store, Vocabularies.Load(test.Folder));
        var id = (await Only(test.Store)).Id;
        await editor.Set(id, [new("openings", "open")], Source.Therapist);
        var left = _files.Write(RegistryFiles.Person("MCDONALD", (Code, FamilyMedicine), (Updated, "03/01/2024")));

        var report = await RegistryFiles.Import(test.Store, left);

        Assert.Equal((1, 0, 1), (report.OtherSpecialty, report.Unlisted, report.Questions));
        var profile = await Only(test.Store);
        Assert.Null(profile.Deactivated);
        Assert.NotNull(profile.Read().Facts.Professions);
        var question = Assert.Single(profile.Read().Questions);
        Assert.Equal(("professions", "none", Source.Registry), (question.Field, question.Says, question.Source));

        // Answered, she is not asked the same again.
        await editor.Set(id, [new("professions", profile.Read().Facts.Professions!.Value[0])], Source.Therapist);
        Assert.Equal(0, (await RegistryFiles.Import(test.Store, left)).Questions);
        Assert.Empty((await Only(test.Store)).Read().Questions);
    }

    [Fact]
    public async Task The_question_goes_when_the_registry_names_a_code_again()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        await new ProfileEditor(test.Store, Vocabularies.Load(test.Folder))
            .Set((await Only(test.Store)).Id, [new("openings", "open")], Source.Therapist);
        await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Code, FamilyMedicine), (Updated, "03/01/2024"))));
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Updated, "04/01/2024"))));
        Assert.Empty((await Only(test.Store)).Read().Questions);
    }

    [Fact]
    public async Task Her_own_word_lists_her_again()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Code, FamilyMedicine), (Updated, "03/01/2024"))));
        var profile = await Only(test.Store);
        Assert.True(profile.LeftField(profile.Read()));
        await new ProfileEditor(test.Store, Vocabularies.Load(test.Folder))
            .Set(profile.Id, [new("openings", "open")], Source.Therapist);
        Assert.True(Visibility.IsListed(await Only(test.Store), RegistryListing.Hidden));
    }

    [Fact]
    public async Task A_row_of_the_same_day_takes_nobody_out_and_brings_back_who_was()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")));
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Code, FamilyMedicine))));
        Assert.Null((await Only(test.Store)).Deactivated);
        // As when the operator adds to the vocabulary the code that the row had all along.
        await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Code, FamilyMedicine), (Updated, "03/01/2024"))));
        var report = await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD", (Updated, "03/01/2024"))));
        Assert.Equal(1, report.Relisted);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task A_practice_without_a_code_is_unlisted_and_comes_back(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Organisation(Harbor)));
        var left = _files.Write(RegistryFiles.Organisation(Harbor, (Code, FamilyMedicine), (Updated, "03/01/2026")));
        Assert.Equal(1, (await RegistryFiles.Import(test.Store, left)).Unlisted);
        Assert.Equal(0, (await RegistryFiles.Import(test.Store, left)).Unlisted);
        await using (var db = test.Store.Read())
        {
            Assert.Equal(new DateOnly(2026, 3, 1), (await db.Set<Practice>().SingleAsync()).Deactivated);
        }
        Assert.Equal(1, (await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Organisation(Harbor, (Updated, "04/01/2026"))))).Relisted);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Who_moved_out_of_the_state_is_renewed_and_nobody_from_there_is_added(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("MCDONALD")), ["CA"]);
        var moved = _files.Write(
            RegistryFiles.Person("MCDONALD", (State, "NV"), (LicenceState, "NV"), (Updated, "03/01/2024")),
            RegistryFiles.Person("SANDOVAL", (State, "NV"), (LicenceState, "NV")));

        var report = await RegistryFiles.Import(test.Store, moved, ["CA"]);

        Assert.Equal((2, 2, 1), (report.Read, report.OtherState, report.UpdatedElsewhere));
        Assert.Equal((0, 0, 0, 0), (report.Added, report.Updated, report.Unchanged, report.Unlisted));
        var profile = await Only(test.Store);
        Assert.Null(profile.Deactivated);
        Assert.Equal("NV", profile.Read().Facts.Places!.Value[0].State);
        Assert.Equal(0, (await RegistryFiles.Import(test.Store, moved, ["CA"])).UpdatedElsewhere);
    }

    private static (long Updated, long Unchanged, long Relisted) Back(Rapport.Registry.ImportReport report) =>
        (report.Updated, report.Unchanged, report.Relisted);

    private static async Task<Profile> Only(Store store)
    {
        await using var db = store.Read();
        return await db.Set<Profile>().AsNoTracking().SingleAsync();
    }
}
