using Microsoft.Data.Sqlite;
using Rapport.Operators;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>A store where nothing can be written: it can be read, and what cannot be done is said with the mend.</summary>
public sealed class SqliteAccessTests
{
    [Fact]
    public async Task A_store_in_a_folder_that_cannot_be_written_is_read()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        SqliteDb.CloseConnections(test.Location.SqlitePath);
        await using var frozen = await Frozen.File(test.Folder);
        await ReadsAndTells(test.Arguments, id);
        var copy = Path.Combine(Path.GetTempPath(), $"read-only-{Guid.NewGuid():N}.backup");
        try
        {
            var saved = await RapportProcess.Run(["backup", copy, .. test.Arguments]);
            Assert.Equal(0, saved.Code);
            Assert.Contains("The back-up is made, but", saved.Error, StringComparison.Ordinal);
            Assert.Contains("It holds 1 profile", saved.Out, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    [Fact]
    public async Task A_store_on_a_disk_that_is_mounted_read_only_is_read()
    {
        await using var disk = await SmallDisk.Mount();
        var location = StoreLocation.From(disk.Folder, null);
        long id;
        using (var store = await Store.OpenOrCreate(location, StoreKind.Real, TimeProvider.System))
        {
            id = await ProfileBuilder.Marisol(store.Now).SaveTo(store);
        }
        SqliteDb.CloseConnections(location.SqlitePath);
        await disk.TurnReadOnly();
        await ReadsAndTells(["--data", disk.Folder], id);
    }

    [Fact]
    public async Task Changes_that_still_lie_beside_a_read_only_store_are_told_and_not_passed_over()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        SqliteDb.CloseConnections(test.Location.SqlitePath);
        // As a power cut leaves it.
        await File.WriteAllBytesAsync(test.Location.SqlitePath + "-wal", new byte[4096]);
        await using var frozen = await Frozen.File(test.Folder);
        var ended = await RapportProcess.Run(["settings", "show", .. test.Arguments]);
        Assert.Equal(1, ended.Code);
        Assert.Contains("its last changes still lie in rapport.db-wal", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_may_not_be_read_is_not_taken_for_a_missing_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
#pragma warning disable CA1416 // Skipped above on Windows.
        await using var test = await TestStore.Create(Database.Sqlite);
        SqliteDb.CloseConnections(test.Location.SqlitePath);
        File.SetUnixFileMode(test.Location.SqlitePath, UnixFileMode.None);
#pragma warning restore CA1416
        var ended = await RapportProcess.RunBound(["settings", "show", .. test.Arguments]);
        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains("cannot be opened", ended.Error, StringComparison.Ordinal);
    }

    private static async Task ReadsAndTells(string[] place, long id)
    {
        var found = await RapportProcess.Run(["search", "--text", "Marisol", .. place]);
        Assert.Equal((0, ""), (found.Code, found.Error));
        Assert.Contains("Marisol Vega", found.Out, StringComparison.Ordinal);
        Assert.Contains("Marisol", (await RapportProcess.Run(["profile", "show", $"id:{id}", .. place])).Out, StringComparison.Ordinal);
        foreach (var command in (string[][])[["settings", "set", "registry-listing", "facts-only"], ["serve", "--port", "0"]])
        {
            var refused = await RapportProcess.Run([.. command, .. place]);
            Assert.Equal((1, ""), (refused.Code, refused.Out));
            Assert.Contains("is read-only", refused.Error, StringComparison.Ordinal);
            Assert.Contains(StoreTrouble.WriteAccess, refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        }
        var location = StoreLocation.From(place[1], null);
        var examined = await Doctor.Examine(location, TimeProvider.System, thorough: true);
        Assert.Equal(
            (Health.Failed, StoreTrouble.WriteAccess),
            examined.Where(check => check.Check == "store opens").Select(check => (check.Health, check.Mend)).Single());
        Assert.Equal(Health.Good, examined.Single(check => check.Check == "integrity").Health);
        Assert.DoesNotContain(examined, check => check.Health == Health.NotLookedAt);
        SqliteConnection.ClearAllPools();
    }
}
