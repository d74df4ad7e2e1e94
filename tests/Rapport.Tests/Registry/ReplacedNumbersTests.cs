using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>Numbers that the registry took out of use and replaced by others.</summary>
public sealed class ReplacedNumbersTests : IDisposable
{
    private const string Old = "1000000012";
    private const string New = "1000000020";
    private const string Updated = "Last Update Date";

    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Database.Sqlite, false)]
    [InlineData(Database.Sqlite, true)]
    [InlineData(Database.Postgres, false)]
    [InlineData(Database.Postgres, true)]
    public async Task Who_asked_to_be_removed_is_not_listed_anew_under_the_new_number(Database database, bool newCameFirst)
    {
        await using var test = await TestStore.Create(database);
        await Import(test.Store, Row(Old));
        var id = (await Numbered(test.Store, Old))!.Id;
        await new Removals(test.Store).Ask(id, null);
        if (newCameFirst)
        {
            await Import(test.Store, Row(New));
        }

        var report = await Import(test.Store, Row(New), RegistryFiles.OutOfUse(Old, "03/01/2024", New));

        Assert.Equal(1, report.Renumbered);
        var now = await Numbered(test.Store, New);
        Assert.True(now!.Removed);
        var then = await Numbered(test.Store, Old);
        Assert.Equal((id, true, new DateOnly(2024, 3, 1)), (then!.Id, then.Removed, then.Deactivated));
        // A restore from before must know it too.
        Assert.Equal(now.Npi, (await RemovalLog.Read(RemovalLog.PathIn(test.Store.Location)))[^1].Npi);

        // Again, and the file from before, change nothing.
        Assert.Equal(0, (await Import(test.Store, Row(New), RegistryFiles.OutOfUse(Old, "03/01/2024", New))).Renumbered);
        Assert.Equal(0, (await Import(test.Store, Row(Old))).Added);
        Assert.Equal(0, await Listed(test.Store));
        Assert.Equal(now.Revision, (await Numbered(test.Store, New))!.Revision);

        // What an operator undoes stays undone.
        var removals = new Removals(test.Store);
        await removals.Undo((await removals.List())[0].Id, "asked by telephone");
        await Import(test.Store, Row(New), RegistryFiles.OutOfUse(Old, "03/01/2024", New));
        Assert.False((await Numbered(test.Store, New))!.Removed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_keeps_her_page_keeps_it(bool newCameFirst)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test.Store, Row(Old));
        var id = (await Numbered(test.Store, Old))!.Id;
        await new ProfileEditor(test.Store, Vocabularies.Load(test.Folder)).Set(id, [new("openings", "open")], Source.Therapist);
        if (newCameFirst)
        {
            await Import(test.Store, Row(New));
        }

        await Import(test.Store, RegistryFiles.OutOfUse(Old, "03/01/2024", New), Row(New, (Updated, "04/01/2024")));

        var now = await Numbered(test.Store, New);
        Assert.Equal((id, true, null), (now!.Id, now.Claimed, now.Deactivated));
        Assert.NotNull(now.Read().Facts.Openings);
        Assert.Equal(new DateOnly(2024, 4, 1), now.RegistryDate);
        Assert.Equal(new DateOnly(2024, 3, 1), (await Numbered(test.Store, Old))!.Deactivated);

        // The file from before brings no second record of her.
        Assert.Equal(0, (await Import(test.Store, Row(Old))).Added);
        Assert.Equal(1, await Listed(test.Store));
    }

    [Fact]
    public async Task Through_several_numbers_the_last_one_counts_and_a_ring_of_them_moves_nobody()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test.Store, Row(Old));
        await new Removals(test.Store).Ask((await Numbered(test.Store, Old))!.Id, null);
        const string Third = "1000000038";
        var ring = await Import(
            test.Store, RegistryFiles.OutOfUse(Old, "03/01/2024", New), RegistryFiles.OutOfUse(New, "03/01/2024", Old));
        Assert.Equal(0, ring.Renumbered);
        var report = await Import(
            test.Store, RegistryFiles.OutOfUse(Old, "03/01/2024", New), RegistryFiles.OutOfUse(New, "03/01/2024", Third), Row(Third));
        Assert.Equal(1, report.Renumbered);
        Assert.True((await Numbered(test.Store, Third))!.Removed);
    }

    [Fact]
    public async Task A_record_younger_than_the_change_of_numbers_is_off_the_list_with_the_number_out_of_use()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test.Store, Row(Old, (Updated, "01/01/2020")), Row(New, (Updated, "01/01/2024")));
        await new Removals(test.Store).Ask((await Numbered(test.Store, Old))!.Id, null);
        await Import(test.Store, RegistryFiles.OutOfUse(Old, "01/01/2023", New), Row(New, (Updated, "01/01/2024")));
        Assert.Equal(0, await Listed(test.Store));
    }

    [Fact]
    public async Task An_older_file_takes_no_number_away_that_came_back_since()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test.Store, Row(Old, (Updated, "02/01/2024"), ("NPI Deactivation Date", "01/01/2022"), ("NPI Reactivation Date", "01/15/2024")));
        var id = (await Numbered(test.Store, Old))!.Id;
        await new ProfileEditor(test.Store, Vocabularies.Load(test.Folder)).Set(id, [new("openings", "open")], Source.Therapist);
        Assert.Equal(0, (await Import(test.Store, RegistryFiles.OutOfUse(Old, "01/01/2022", New))).Renumbered);
        Assert.Equal((id, null), ((await Numbered(test.Store, Old))!.Id, (await Numbered(test.Store, Old))!.Deactivated));
    }

    [Fact]
    public async Task A_long_chain_of_numbers_keeps_a_removal_under_each()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var chain = Enumerable.Range(0, 12).Select(at => Npi.FromOrdinal(1 + at).ToString()).ToArray();
        await Import(test.Store, Row(chain[0]));
        await new Removals(test.Store).Ask((await Numbered(test.Store, chain[0]))!.Id, null);
        await Import(test.Store, [.. chain.SkipLast(1).Zip(chain.Skip(1), (one, next) => RegistryFiles.OutOfUse(one, "03/01/2024", next)), Row(chain[^1])]);
        Assert.True((await Numbered(test.Store, chain[^1]))!.Removed);
        await Import(test.Store, [.. chain.Select(number => Row(number))]);
        Assert.Equal(0, await Listed(test.Store));
    }

    [Fact]
    public async Task A_number_that_names_itself_or_nonsense_is_only_out_of_use()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test.Store, Row(Old), Row(New));
        var report = await Import(
            test.Store, RegistryFiles.OutOfUse(Old, "03/01/2024", Old), RegistryFiles.OutOfUse(New, "03/01/2024", "soon"));
        Assert.Equal((0, 2), (report.Renumbered, report.Unlisted));
    }

    [Fact]
    public async Task Of_two_pages_that_are_kept_by_their_owners_neither_gives_way()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Import(test.Store, Row(Old), Row(New));
        var editor = new ProfileEditor(test.Store, Vocabularies.Load(test.Folder));
        foreach (var number in new[] { Old, New })
        {
            await editor.Set((await Numbered(test.Store, number))!.Id, [new("openings", "open")], Source.Therapist);
        }
        Assert.Equal(0, (await Import(test.Store, RegistryFiles.OutOfUse(Old, "03/01/2024", New))).Renumbered);
    }

    private static Dictionary<string, string> Row(string npi, params (string, string)[] changes) =>
        RegistryFiles.Person("MCDONALD", [("NPI", npi), .. changes]);

    private Task<ImportReport> Import(Store store, params Dictionary<string, string>[] rows) =>
        RegistryFiles.Import(store, _files.Write(rows));

    private static async Task<int> Listed(Store store)
    {
        await using var db = store.Read();
        return await Visibility.Among(db.Set<Profile>(), RegistryListing.FactsOnly).CountAsync();
    }

    private static async Task<Profile?> Numbered(Store store, string npi)
    {
        var number = long.Parse(npi, System.Globalization.CultureInfo.InvariantCulture);
        await using var db = store.Read();
        return await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.Npi == number);
    }
}
