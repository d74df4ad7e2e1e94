using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>An organisation that shares the door of somebody who has her post there, and then closes or moves.</summary>
public sealed class DoorsLeftTests : IDisposable
{
    private const string Clinic = "SIMI FAMILY MEDICINE INC";
    private const string Street = "Provider First Line Business Practice Location Address";
    private const string Updated = "Last Update Date";

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Her_place_may_be_a_home_again_once_the_last_organisation_has_closed(Database database)
    {
        await using var test = await TestStore.Create(database);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SHARER"), RegistryFiles.Organisation(Clinic)));
        var before = await Only(test.Store);
        Assert.NotNull(before.Shown().Places!.Value[0].Line1);

        // A weekly file: her own row is not in it.
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse(Number(Clinic), "03/01/2024")));

        var after = await Only(test.Store);
        Assert.True(after.Read().Facts.Places!.Value[0].MayBeHome);
        Assert.Null(after.Shown().Places!.Value[0].Line1);
        Assert.Equal(before.RegistryDate, after.RegistryDate);
        await using var db = test.Store.Read();
        Assert.Equal("places", Assert.Single(await db.Set<FactChange>().ToListAsync()).Field);
        Assert.Equal(2, await db.Set<Change>().CountAsync(change => change.ProfileId == after.Id));
    }

    [Fact]
    public async Task And_once_it_has_moved()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SHARER"), RegistryFiles.Organisation(Clinic)));
        await RegistryFiles.Import(
            test.Store, _files.Write(RegistryFiles.Organisation(Clinic, (Street, "9 ELSEWHERE RD"), (Updated, "03/01/2024"))));
        Assert.True(await MayBeHome(test.Store));
    }

    [Fact]
    public async Task While_another_organisation_works_there_it_is_none()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(
            test.Store, _files.Write(
                RegistryFiles.Person("SHARER"), RegistryFiles.Organisation(Clinic), RegistryFiles.Organisation(Clinic, ("NPI", "1000000012"))));
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse(Number(Clinic), "03/01/2024")));
        Assert.False(await MayBeHome(test.Store));
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse("1000000012", "03/01/2024")));
        Assert.True(await MayBeHome(test.Store));
    }

    [Fact]
    public async Task An_older_file_does_not_bring_the_organisation_back()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var whole = _files.Write(RegistryFiles.Person("SHARER"), RegistryFiles.Organisation(Clinic));
        await RegistryFiles.Import(test.Store, whole);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse(Number(Clinic), "03/01/2024")));
        await RegistryFiles.Import(test.Store, whole);
        Assert.True(await MayBeHome(test.Store));

        // Back in use, it frees the place as soon as her own row comes again.
        await RegistryFiles.Import(
            test.Store, _files.Write(
                RegistryFiles.Person("SHARER", (Updated, "05/01/2024")),
                RegistryFiles.Organisation(
                    Clinic, ("NPI Deactivation Date", "03/01/2024"), ("NPI Reactivation Date", "04/01/2024"))));
        Assert.False(await MayBeHome(test.Store));
    }

    [Fact]
    public async Task A_closing_told_long_after_its_day_counts_and_one_that_came_before_everything_else_too()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var whole = _files.Write(RegistryFiles.Person("SHARER"), RegistryFiles.Organisation(Clinic, (Updated, "02/01/2024")));
        var told = _files.Write(RegistryFiles.OutOfUse(Number(Clinic), "01/15/2024"), RegistryFiles.Organisation("HARBOR LIGHT COUNSELING LLC", (Street, "9 ELSEWHERE RD"), (Updated, "03/01/2024")));
        await RegistryFiles.Import(test.Store, whole);
        await RegistryFiles.Import(test.Store, told);
        Assert.True(await MayBeHome(test.Store));

        await using var other = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(other.Store, told);
        await RegistryFiles.Import(other.Store, whole);
        Assert.True(await MayBeHome(other.Store));
    }

    [Fact]
    public async Task The_telephone_of_what_may_be_a_home_stays_hers_when_she_moves()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SHARER")));
        var profile = await Only(test.Store);
        var number = profile.Read().Facts.Places!.Value[0].Telephone;
        Assert.NotNull(number);
        await new ProfileEditor(test.Store, Vocabularies.Load(test.Folder)).Set(profile.Id, [new("openings", "open")], Source.Therapist);
        foreach (var date in new[] { "03/01/2024", "04/01/2024" })
        {
            await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person(
                "SHARER", (Street, "5 OFFICE PKWY"), ("Provider First Line Business Mailing Address", "PO BOX 9"), (Updated, date))));
            Assert.All((await Only(test.Store)).Shown().Places!.Value, place => Assert.Null(place.Telephone));
        }
    }

    [Fact]
    public async Task Her_own_word_that_it_is_a_practice_stands()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SHARER"), RegistryFiles.Organisation(Clinic)));
        var profile = await Only(test.Store);
        var place = ProfileFields.Named("places").Print(profile.Read().Facts)!;
        await new ProfileEditor(test.Store, Vocabularies.Load(test.Folder)).Set(profile.Id, [new("places", place)], Source.Therapist);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.OutOfUse(Number(Clinic), "03/01/2024")));
        Assert.False(await MayBeHome(test.Store));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Import(test.Store, _files.Write(RegistryFiles.Person("SHARER"), RegistryFiles.Organisation(Clinic)));
        var left = _files.Write(RegistryFiles.OutOfUse(Number(Clinic), "03/01/2024"));
        await RegistryFiles.Import(test.Store, left);
        var revision = (await Only(test.Store)).Revision;
        await RegistryFiles.Import(test.Store, left);
        Assert.Equal(revision, (await Only(test.Store)).Revision);
    }

    private static string Number(string organisation) => RegistryFiles.Organisation(organisation)["NPI"];

    private static async Task<bool> MayBeHome(Store store) => (await Only(store)).Read().Facts.Places!.Value[0].MayBeHome;

    private static async Task<Profile> Only(Store store)
    {
        await using var db = store.Read();
        return await db.Set<Profile>().AsNoTracking().SingleAsync();
    }
}
