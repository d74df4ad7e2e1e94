using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Operators;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

public sealed class RestoreTests
{
    private static readonly RowProgress Quiet = (_, _) => { };

    [Theory, InlineData(1), InlineData(70), InlineData(3_000_000)]
    public async Task A_file_with_something_after_its_end_is_told_as_that_with_the_mend(int more)
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var whole = await BytesOf(source.Store);
        await using var target = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(source.Folder, "longer.backup");
        await File.WriteAllBytesAsync(file, [.. whole, .. new byte[more]]);
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
        Assert.Contains($"longer than it should be: it ends after {whole.Length} bytes", problem.Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..whole.Length]);
        await Run(target, file);
    }

    [Fact]
    public async Task Two_back_ups_in_one_file_are_one_too_many()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var whole = await BytesOf(source.Store);
        await using var target = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(source.Folder, "twice.backup");
        await File.WriteAllBytesAsync(file, [.. whole, .. whole]);
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
        Assert.Contains($"it ends after {whole.Length} bytes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_one_bit_altered_anywhere_is_refused()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var whole = await BytesOf(source.Store);
        // Each byte of the first and the last line, and some of every stretch between.
        var places = Enumerable.Range(0, 20)
            .Concat(Enumerable.Range(whole.Length - BackupFormat.SealBytes, BackupFormat.SealBytes))
            .Concat(Enumerable.Range(1, 150).Select(i => i * (whole.Length - 1) / 151));
        await using var target = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(source.Folder, "altered.backup");
        foreach (var place in places)
        {
            foreach (var bit in new[] { 0, 3, 7 })
            {
                var altered = whole.ToArray();
                altered[place] ^= (byte)(1 << bit);
                await File.WriteAllBytesAsync(file, altered);
                var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
                Assert.Contains("Nothing was written.", problem.Message, StringComparison.Ordinal);
            }
        }
        Assert.Empty(Directory.GetFileSystemEntries(target.Folder));
    }

    [Fact]
    public async Task A_file_cut_short_anywhere_is_refused()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var whole = await BytesOf(source.Store);
        await using var target = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(source.Folder, "cut.backup");
        for (var length = 0; length < whole.Length; length += length < 40 ? 1 : 37)
        {
            await File.WriteAllBytesAsync(file, whole[..length]);
            var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
            Assert.Contains(
                length == 0 ? "is not a back-up" : "cut short", problem.Message, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFileSystemEntries(target.Folder));
    }

    [Fact]
    public async Task A_file_of_a_newer_format_is_told_from_a_damaged_one()
    {
        await using var target = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(target.Folder, "newer.backup");
        await File.WriteAllTextAsync(file, "RAPPORT-BACKUP 2\nwhatever comes then");
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
        Assert.Contains("newer version", problem.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_back_up_with_tables_of_a_newer_version_is_refused(Database database)
    {
        await using var target = await TestStore.Place(database);
        var file = Path.Combine(target.Folder, "newer.backup");
        await Craft(file, ["Initial", "FromTomorrow"], """{"trailer":{"rows":{}}}""");
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
        Assert.Contains("newer version of Rapport, 99.0", problem.Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(target.Folder));
        Assert.False(await Store.Exists(target.Location));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_back_up_whose_counts_do_not_fit_leaves_nothing(Database database)
    {
        await using var target = await TestStore.Place(database);
        var file = Path.Combine(target.Folder, "wrong.backup");
        await Craft(
            file,
            ["Initial"],
            """{"table":{"name":"settings","columns":[{"name":"key","kind":"Text"},{"name":"value","kind":"Text"},"""
                + """{"name":"changed_at","kind":"Instant"}]}}""",
            """["a","b","2026-01-01T00:00:00Z"]""",
            """{"trailer":{"rows":{"settings":2}}}""");
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
        Assert.Contains("Nothing was written.", problem.Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(target.Folder));
        Assert.False(await Store.Exists(target.Location));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_back_up_of_the_first_version_gets_todays_tables(Database database)
    {
        await using var target = await TestStore.Place(database);
        var file = Path.Combine(target.Folder, "old.backup");
        await Craft(
            file,
            ["Initial"],
            """{"table":{"name":"store","columns":[{"name":"id","kind":"Int32"},{"name":"kind","kind":"Text"},"""
                + """{"name":"store_id","kind":"Uuid"},{"name":"created_at","kind":"Instant"}]}}""",
            """[1,"Demo","0193a3a0-0000-7000-8000-000000000001","2026-01-01T00:00:00Z"]""",
            """{"trailer":{"rows":{"store":1}}}""");
        await Run(target, file);
        using var store = await Store.Open(target.Location, TimeProvider.System);
        Assert.Equal(StoreKind.Demo, store.Mark.Kind);
        await using var db = store.Read();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_foreign_file_a_folder_and_a_missing_file_are_each_named()
    {
        await using var target = await TestStore.Place(Database.Sqlite);
        var zip = Path.Combine(target.Folder, "a.zip");
        await File.WriteAllBytesAsync(zip, [0x50, 0x4b, 3, 4, .. new byte[500]]);
        Assert.Contains("is not a back-up", (await Refusal(zip)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", (await Refusal(target.Folder)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", (await Refusal(zip + "2")).Message, StringComparison.Ordinal);
        // What was typed comes first, also where the removal log is missing as well.
        var both = await Assert.ThrowsAsync<StoreProblem>(() => Restore.Run(
            target.Location, zip + "2", new RemovalLogs([]), TimeProvider.System, Quiet, Quiet, TestContext.Current.CancellationToken));
        Assert.Contains("There is no file", both.Message, StringComparison.Ordinal);

        Task<StoreProblem> Refusal(string file) => Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_store_with_people_in_it_is_never_written_over(Database database)
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var file = await FileOf(source);
        await using var target = await TestStore.Create(database);
        await ProfileBuilder.Named(target.Store.Now, "Ana", "Diaz").SaveTo(target.Store);
        var before = await EveryTable.Print(target.Store);
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Run(target, file));
        Assert.Contains("is not empty", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, await EveryTable.Print(target.Store));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_made_but_empty_store_becomes_the_one_of_the_back_up(Database database)
    {
        await using var source = await TestStore.Create(Database.Sqlite, StoreKind.Demo, new TestClock());
        await ProfileBuilder.Marisol(source.Store.Now).SaveTo(source.Store);
        var file = await FileOf(source);
        await using var target = await TestStore.Create(database, StoreKind.Real);
        await Run(target, file);
        using var store = await Store.Open(target.Location, TimeProvider.System);
        Assert.Equal(StoreKind.Demo, store.Mark.Kind);
        Assert.Equal(await EveryTable.Print(source.Store), await EveryTable.Print(store));
    }

    [Fact]
    public async Task A_NUL_that_PostgreSQL_cannot_keep_is_named_with_its_place()
    {
        await using var target = await TestStore.Place(Database.Postgres);
        await using var source = await TestStore.Create(Database.Sqlite);
        await source.Store.Write(async db => await db.AddAsync(
            new Setting { Key = "odd", Value = "a\0b", ChangedAt = source.Store.Now }));
        var problem = await Assert.ThrowsAsync<StoreProblem>(async () => await Run(target, await FileOf(source)));
        Assert.Contains("table settings, column value", problem.Message, StringComparison.Ordinal);
        Assert.False(await Store.Exists(target.Location));
    }

    private static Task<Restored> Run(TestStore target, string file) =>
        Restore.Run(target.Location, file, RemovalLogs.None, TimeProvider.System, Quiet, Quiet);

    private static async Task<string> FileOf(TestStore source)
    {
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: true, Quiet);
        return file;
    }

    private static async Task<byte[]> BytesOf(Store store)
    {
        await EveryTable.Fill(store);
        var file = Path.Combine(store.Location.DataFolder, "whole.backup");
        await Backup.Write(store, file, overwrite: true, Quiet);
        return await File.ReadAllBytesAsync(file);
    }

    /// <summary>A file in the right form, with a schema and lines of the test's own.</summary>
    private static async Task Craft(string file, string[] schema, params string[] lines)
    {
        using var memory = new MemoryStream();
        await memory.WriteAsync(BackupFormat.Magic);
        await using (var packed = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            var header = new BackupHeader(
                Guid.CreateVersion7(), StoreKind.Real, DateTime.UnixEpoch, DateTime.UnixEpoch, schema, "99.0");
            string[] all = [JsonSerializer.Serialize(new BackupLine(Header: header), BackupFormat.Json), .. lines];
            await packed.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', all) + "\n"));
        }
        await memory.WriteAsync(BackupFormat.Seal(SHA256.HashData(memory.ToArray())));
        await File.WriteAllBytesAsync(file, memory.ToArray());
    }
}
