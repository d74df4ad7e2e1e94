using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

public sealed class BackupTests
{
    /// <summary>In no back-up: who is signed in, links that are out, counts of tries.</summary>
    private static readonly string[] Passing = ["done_forms", "opened_files", "organisation_invitations", "private_links", "sessions", "tries", "upkeep_links"];

    private static readonly RowProgress Quiet = (_, _) => { };

    [Theory]
    [InlineData(Database.Sqlite, Database.Sqlite)]
    [InlineData(Database.Sqlite, Database.Postgres)]
    [InlineData(Database.Postgres, Database.Sqlite)]
    [InlineData(Database.Postgres, Database.Postgres)]
    public async Task A_restored_store_holds_every_row_of_every_table(Database from, Database to)
    {
        // A clock of whole seconds: PostgreSQL keeps microseconds, SQLite a tenth of that.
        await using var source = await TestStore.Create(from, StoreKind.Demo, new TestClock());
        await EveryTable.Fill(source.Store);
        var file = Path.Combine(source.Folder, "a.backup");
        var made = await Backup.Write(source.Store, file, overwrite: false, Quiet);
        Assert.All(made.Rows, table => Assert.True(table.Value > 0, $"{table.Key} is empty"));

        await using var target = await TestStore.Place(to);
        var restored = await Restore.Run(target.Location, file, RemovalLogs.None, TimeProvider.System, Quiet, Quiet);
        using var store = await Store.Open(target.Location, TimeProvider.System);
        Assert.Equal(await EveryTable.Print(source.Store), await EveryTable.Print(store));
        Assert.Equal(made.Rows, restored.Rows);
        Assert.Equal(source.Store.Mark.StoreId, store.Mark.StoreId);
        Assert.Equal(source.Store.Mark.Kind, store.Mark.Kind);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task No_table_of_the_database_is_forgotten(Database database)
    {
        await using var test = await TestStore.Create(database);
        await using var db = test.Store.Read();
        var there = database == Database.Sqlite
            ? db.Database.SqlQuery<string>($"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            : db.Database.SqlQuery<string>($"SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");
        Assert.Equal(
            (await there.ToListAsync()).Where(name => !name.StartsWith("__EFMigrations", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            BackupTables.Of(db).Select(table => table.Name).Concat(Passing).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_was_signed_in_and_which_links_were_out_is_in_no_back_up()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        await EveryTable.Fill(source.Store);
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: false, Quiet);
        await using var restored = await TestStore.Place(Database.Sqlite);
        await Restore.Run(restored.Location, file, RemovalLogs.None, TimeProvider.System, Quiet, Quiet);
        using var store = await Store.Open(restored.Location, TimeProvider.System);
        await using var db = store.Read();
        Assert.NotEmpty(await db.Set<Account>().Select(account => account.Id).ToListAsync());
        Assert.Empty(await db.Set<Session>().Select(session => session.Id).ToListAsync());
        Assert.Empty(await db.Set<PrivateLink>().Select(link => link.Id).ToListAsync());
        Assert.Empty(await db.Set<Tries>().Select(tries => tries.Id).ToListAsync());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_restored_store_takes_new_rows_after_the_old_ones(Database database)
    {
        await using var source = await TestStore.Create(database);
        await source.Store.Write(async db =>
        {
            foreach (var at in Enumerable.Range(0, 3))
            {
                await db.AddAsync(new Report { ProfileId = at, About = "cost", At = source.Store.Now });
            }
        });
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: false, Quiet);
        await using var target = await TestStore.Place(database);
        await Restore.Run(target.Location, file, RemovalLogs.None, TimeProvider.System, Quiet, Quiet);
        using var store = await Store.Open(target.Location, TimeProvider.System);
        await store.Write(async db => await db.AddAsync(new Report { ProfileId = 9, About = "cost", At = store.Now }));
        await using var read = store.Read();
        Assert.Equal([1, 2, 3, 4], await read.Set<Report>().Select(report => report.Id).Order().ToListAsync());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public Task A_back_up_made_while_a_writer_is_busy_holds_one_moment(Database database) => Trial.Run(inShort: 5, inLong: 60, async times =>
    {
        await using var source = await TestStore.Create(database);
        using var enough = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                // Three tables move in one step; no moment exists at which they differ.
                await source.Store.Write(async db =>
                {
                    var id = written + 1;
                    db.Add(new Profile { Id = id, UpdatedAt = source.Store.Now, Document = new ProfileDocument().ToJson() });
                    db.Add(new Removal { ProfileId = id, At = source.Store.Now });
                    await ChangeFeed.Append(db, [id], source.Store.Now);
                });
                Interlocked.Increment(ref written);
            }
        });
        var files = new List<string>();
        var before = 0;
        while (files.Count < times)
        {
            await Task.Delay(1);
            if (writing.IsCompleted || Volatile.Read(ref written) > before + 20)
            {
                before = Volatile.Read(ref written);
                files.Add(Path.Combine(source.Folder, $"{files.Count}.backup"));
                await Backup.Write(source.Store, files[^1], overwrite: false, Quiet);
            }
        }
        await enough.CancelAsync();
        await writing;
        foreach (var file in files)
        {
            await using var target = await TestStore.Place(Database.Sqlite);
            var rows = (await Restore.Run(target.Location, file, RemovalLogs.None, TimeProvider.System, Quiet, Quiet)).Rows;
            Assert.True(rows["profiles"] > 20);
            Assert.Equal(rows["profiles"], rows["removals"]);
            Assert.Equal(rows["profiles"], rows["change_feed"]);
        }
    });

    [Fact]
    public async Task A_back_up_that_is_there_is_replaced_only_when_asked()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var file = Path.Combine(source.Folder, "a.backup");
        await File.WriteAllTextAsync(file, BackupFormat.MagicWord + "of yesterday");
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Backup.Write(source.Store, file, false, Quiet));
        Assert.Contains("--force", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("of yesterday", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        await Backup.Write(source.Store, file, overwrite: true, Quiet);
        await using var reader = await BackupReader.Open(file, Quiet);
        Assert.Equal(source.Store.Mark.StoreId, reader.Header.Store);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        await using var source = await TestStore.Create(Database.Sqlite);
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: false, Quiet);
#pragma warning disable CA1416 // Skipped above on Windows.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_back_up_that_is_broken_off_leaves_nothing()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        await EveryTable.Fill(source.Store);
        var before = Directory.GetFiles(source.Folder).Order();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backup.Write(
            source.Store, Path.Combine(source.Folder, "a.backup"), false, Quiet, new CancellationToken(canceled: true)));
        Assert.Equal(before, Directory.GetFiles(source.Folder).Order());
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_named()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Backup.Write(source.Store, source.Folder, false, Quiet));
        Assert.Contains("is a folder", problem.Message, StringComparison.Ordinal);
        problem = await Assert.ThrowsAsync<StoreProblem>(
            () => Backup.Write(source.Store, Path.Combine(source.Folder, "none", "a.backup"), false, Quiet));
        Assert.Contains("There is no folder", problem.Message, StringComparison.Ordinal);
    }
}
