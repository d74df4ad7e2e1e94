using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

public sealed class RemovalReplayTests
{
    private const long Npi = 1999999976;

    private static readonly RowProgress Quiet = (_, _) => { };

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Who_asked_to_be_removed_after_the_back_up_does_not_come_back(Database database)
    {
        await using var source = await TestStore.Create(database);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        var file = await Save(source);
        Assert.Equal(RemovalOutcome.Done, await new Removals(source.Store).Ask(id, from: null));

        await using var target = await TestStore.Place(database);
        var restored = await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        Assert.Equal(new Replayed(1, 0), restored.Replayed);
        var profile = Assert.Single(await Profiles(target));
        Assert.True(profile.Removed);
        Assert.Equal(1, profile.Revision);
        using var store = await Store.Open(target.Location, TimeProvider.System);
        Assert.Equal(id, Assert.Single(await new Removals(store).List()).ProfileId);
    }

    [Fact]
    public async Task The_log_in_the_data_folder_is_obeyed_unasked()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        var file = await Save(source);
        await new Removals(source.Store).Ask(id, from: null);
        await using var target = await TestStore.Place(Database.Sqlite);
        File.Copy(RemovalLog.PathIn(source.Location), RemovalLog.PathIn(target.Location));
        await RestoreTo(target, file);
        Assert.True(Assert.Single(await Profiles(target)).Removed);
    }

    [Fact]
    public async Task Without_a_log_nothing_is_restored_until_it_is_said_that_there_is_none()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        var file = await Save(source);
        await new Removals(source.Store).Ask(id, from: null);
        await using var target = await TestStore.Place(Database.Sqlite);
        var refused = await RapportProcess.Run(["restore", file, .. target.Arguments]);
        Assert.Equal(1, refused.Code);
        Assert.Contains($"no removal log at {RemovalLog.PathIn(target.Location)}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--removals FILE", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--no-removals", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(target.Folder));
        var both = await RapportProcess.Run(
            ["restore", file, "--no-removals", "--removals", RemovalLog.PathIn(source.Location), .. target.Arguments]);
        Assert.Equal(2, both.Code);

        var accepted = await RapportProcess.Run(["restore", file, "--no-removals", .. target.Arguments]);
        Assert.Equal(0, accepted.Code);
        Assert.Contains("are lost", accepted.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("0 taken off", accepted.Out, StringComparison.Ordinal);

        await using var with = await TestStore.Place(Database.Sqlite);
        await File.WriteAllTextAsync(RemovalLog.PathIn(with.Location), "");
        Assert.Contains("0 taken off again", (await RapportProcess.Run(["restore", file, .. with.Arguments])).Out, StringComparison.Ordinal);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_removal_lives_through_two_losses_by_the_log_that_the_restore_writes(Database database)
    {
        await using var source = await TestStore.Create(database);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        var old = await Save(source);
        await new Removals(source.Store).Ask(id, from: null);
        var later = Path.Combine(source.Folder, "later.backup");
        await Backup.Write(source.Store, later, overwrite: false, Quiet);

        // The first log is lost, but the back-up knows of her.
        await using var second = await TestStore.Place(database);
        await RestoreTo(second, later);
        Assert.Equal([Npi], (await RemovalLog.Read(RemovalLog.PathIn(second.Location))).Select(line => line.Npi));

        // Then all but the oldest back-up and the log that the restore wrote.
        await using var third = await TestStore.Place(database);
        Assert.Equal(new Replayed(1, 0), (await RestoreTo(third, old, RemovalLog.PathIn(second.Location))).Replayed);
        Assert.True(Assert.Single(await Profiles(third)).Removed);
        Assert.Equal(
            await RemovalLog.Read(RemovalLog.PathIn(second.Location)), await RemovalLog.Read(RemovalLog.PathIn(third.Location)));
    }

    [Fact]
    public async Task Restoring_beside_a_log_that_names_everyone_adds_no_line_to_it()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        await new Removals(source.Store).Ask(id, from: null);
        var file = await Save(source);
        await using var target = await TestStore.Place(Database.Sqlite);
        File.Copy(RemovalLog.PathIn(source.Location), RemovalLog.PathIn(target.Location));
        await RestoreTo(target, file);
        Assert.Equal(
            await File.ReadAllTextAsync(RemovalLog.PathIn(source.Location)), await File.ReadAllTextAsync(RemovalLog.PathIn(target.Location)));
    }

    [Fact]
    public async Task A_removal_undone_after_the_back_up_stays_undone()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        var removals = new Removals(source.Store);
        await removals.Ask(id, from: null);
        var file = await Save(source);
        await removals.Undo((await removals.List()).Single().Id, "she telephoned");
        await using var target = await TestStore.Place(Database.Sqlite);
        var restored = await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        Assert.Equal(new Replayed(0, 1), restored.Replayed);
        Assert.False(Assert.Single(await Profiles(target)).Removed);
    }

    [Fact]
    public async Task Who_asked_again_after_an_undoing_is_removed()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        var file = await Save(source);
        var removals = new Removals(source.Store);
        await removals.Ask(id, from: null);
        await removals.Undo((await removals.List()).Single().Id, "by mistake");
        await removals.Ask(id, from: null);
        await using var target = await TestStore.Place(Database.Sqlite);
        await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        Assert.True(Assert.Single(await Profiles(target)).Removed);
    }

    [Fact]
    public async Task An_old_log_does_not_put_back_who_asked_after_it_ended()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        await new Removals(source.Store).Ask(id, from: null);
        var file = await Save(source);
        await using var target = await TestStore.Place(Database.Sqlite);
        await RemovalLog.Append(target.Location, new RemovalLine(Npi, id, source.Store.Now.AddDays(-2)));
        await RemovalLog.Append(target.Location, new RemovalLine(Npi, id, source.Store.Now.AddDays(-1), Undone: true));
        var restored = await RestoreTo(target, file);
        Assert.Equal(new Replayed(0, 0), restored.Replayed);
        Assert.True(Assert.Single(await Profiles(target)).Removed);
    }

    [Fact]
    public async Task A_person_whom_the_back_up_does_not_know_is_remembered_for_the_next_import()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var file = await Save(source);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        await new Removals(source.Store).Ask(id, from: null);
        await using var target = await TestStore.Place(Database.Sqlite);
        await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        var profile = Assert.Single(await Profiles(target));
        Assert.Equal(Npi, profile.Npi);
        Assert.True(profile.Removed);
    }

    [Fact]
    public async Task A_profile_that_its_owner_took_over_since_is_hers()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).Claimed().SaveTo(source.Store);
        var file = await Save(source);
        await RemovalLog.Append(source.Location, new RemovalLine(Npi, 77, source.Store.Now.AddDays(-9)));
        await using var target = await TestStore.Place(Database.Sqlite);
        await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        Assert.False(Assert.Single(await Profiles(target)).Removed);
    }

    [Fact]
    public async Task Who_took_her_own_profile_off_after_the_back_up_stays_off()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).Claimed().SaveTo(source.Store);
        await source.Store.Write(db =>
        {
            db.Add(new ProfileOwner { ProfileId = id, AccountId = Guid.CreateVersion7(), Since = source.Store.Now, CountedFrom = source.Store.Now });
            return Task.CompletedTask;
        });
        var file = await Save(source);
        Assert.True(await new Removals(source.Store).ByOwner(id));
        await using var target = await TestStore.Place(Database.Sqlite);
        await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        Assert.True(Assert.Single(await Profiles(target)).Removed);
    }

    [Fact]
    public async Task A_line_without_a_registry_number_removes_nobody_who_has_one()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz", Npi).SaveTo(source.Store);
        var file = await Save(source);
        await RemovalLog.Append(source.Location, new RemovalLine(null, id, source.Store.Now));
        await using var target = await TestStore.Place(Database.Sqlite);
        await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        Assert.False(Assert.Single(await Profiles(target)).Removed);
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_named_before_anything_is_written()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var file = await Save(source);
        await using var target = await TestStore.Place(Database.Sqlite);
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => RestoreTo(target, file, "/nowhere/removals.log"));
        Assert.Contains("/nowhere/removals.log", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(target.Folder));
    }

    private static async Task<string> Save(TestStore source)
    {
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: true, Quiet);
        return file;
    }

    private static Task<Restored> RestoreTo(TestStore target, string file, params string[] logs) =>
        Restore.Run(target.Location, file, new RemovalLogs(logs, NoneAccepted: true), TimeProvider.System, Quiet, Quiet);

    private static async Task<List<Profile>> Profiles(TestStore target)
    {
        using var store = await Store.Open(target.Location, TimeProvider.System);
        await using var db = store.Read();
        return await db.Set<Profile>().AsNoTracking().ToListAsync();
    }
}
