using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Registry;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>A store whose making was killed in between: the next command neither waits for the dead nor trips over its rest.</summary>
public sealed class BrokenOffMakingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_note_of_a_killed_process_holds_up_no_migration()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        await using var db = new SqliteDb(SqliteDb.Options(place.Location.SqlitePath, mayCreate: true));
        await PlantNote(db);
        await Migrations.Apply(db, CancellationToken.None).WaitAsync(Patience);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_file_that_was_never_marked_starts_over(bool withTables)
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        await using (var db = new SqliteDb(SqliteDb.Options(place.Location.SqlitePath, mayCreate: true)))
        {
            if (withTables)
            {
                await db.Database.MigrateAsync();
            }
            await PlantNote(db);
        }
        Assert.False(await Store.Exists(place.Location));
        await Assert.ThrowsAsync<StoreProblem>(() => Store.Open(place.Location, TimeProvider.System));
        using var made = await Store.OpenOrCreate(place.Location, StoreKind.Real, TimeProvider.System).WaitAsync(Patience);
        await using var read = made.Read();
        Assert.Empty(await read.Database.GetPendingMigrationsAsync());
        Assert.Equal(StoreKind.Real, (await read.Set<StoreMark>().SingleAsync()).Kind);
    }

    [Fact]
    public async Task A_database_of_another_program_is_not_taken_for_a_half_made_store()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        await using (var db = new SqliteDb(SqliteDb.Options(place.Location.SqlitePath, mayCreate: true)))
        {
            await db.Database.ExecuteSqlAsync($"CREATE TABLE letters (words TEXT)");
        }
        var problem = await Assert.ThrowsAsync<StoreProblem>(() =>
            Store.OpenOrCreate(place.Location, StoreKind.Real, TimeProvider.System));
        Assert.Contains("not a store of Rapport", problem.Message, StringComparison.Ordinal);
        Assert.True(new FileInfo(place.Location.SqlitePath).Length > 0);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Killed_while_it_is_made_the_next_command_makes_it(int sight)
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var file = RegistryParts.Sample("npidata-330.csv");
        using (var process = RapportProcess.Start([], ["import", "nppes", file, .. place.Arguments]))
        {
            // The lock, the file in the making, the store: whichever is seen first after so many others.
            while (!process.HasExited && Directory.GetFiles(place.Folder).Length < sight)
            {
                await Task.Delay(1);
            }
            process.Kill();
            await process.WaitForExitAsync();
        }
        using var store = await Store.OpenOrCreate(place.Location, StoreKind.Real, TimeProvider.System).WaitAsync(Patience);
        await using var db = store.Read();
        Assert.Equal(1, await db.Set<StoreMark>().CountAsync());
        Assert.False(File.Exists(place.Location.SqlitePath + ".making"));
    }

    [Fact]
    public async Task Two_who_make_it_at_once_have_the_same_store()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            Store.OpenOrCreate(place.Location, StoreKind.Real, TimeProvider.System)))).WaitAsync(Patience);
        Assert.Equal(both[0].Mark.StoreId, both[1].Mark.StoreId);
        Array.ForEach(both, store => store.Dispose());
    }

    [Fact]
    public async Task Others_on_the_machine_may_read_no_file_of_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions.");
            return;
        }
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(db => ChangeFeed.Append(db, [1], test.Store.Now));
        await RemovalLog.Append(test.Location, new RemovalLine(null, 1, test.Store.Now));
        foreach (var file in Directory.GetFiles(test.Folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static async Task PlantNote(SqliteDb db)
    {
        await db.Database.ExecuteSqlAsync(
            $"""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-01 00:00:00')""");
    }
}
