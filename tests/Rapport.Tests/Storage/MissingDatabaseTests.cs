using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Registry;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>A server on which the database itself is not there yet.</summary>
public sealed class MissingDatabaseTests
{
    [Fact]
    public async Task A_restore_makes_it()
    {
        await using var source = await TestStore.Create(Database.Postgres);
        await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz").SaveTo(source.Store);
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: false, (_, _) => { });
        await using var target = await Dropped();
        var restored = await RapportProcess.Run(["restore", file, "--no-removals", .. target.Arguments]);
        Assert.Equal((0, ""), (restored.Code, restored.Error.Contains("exception", StringComparison.OrdinalIgnoreCase) ? restored.Error : ""));
        using var store = await Store.Open(target.Location, TimeProvider.System);
        await using var db = store.Read();
        Assert.Equal(1, await db.Set<Profile>().CountAsync());
    }

    [Fact]
    public async Task A_restore_that_fails_drops_what_it_made_and_nothing_else()
    {
        await using var source = await TestStore.Create(Database.Postgres);
        // A back-up that this version cannot fill in: a row too few is told only when everything was written.
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: false, (_, _) => { });
        await Uncounted(file);
        await using var target = await Dropped();
        var failed = await RapportProcess.Run(["restore", file, "--no-removals", .. target.Arguments]);
        Assert.Equal(1, failed.Code);
        Assert.False(await IsThere(target), failed.Error);

        await PostgresDb.MakeDatabase(target.Location.Postgres!, CancellationToken.None);
        Assert.Equal(1, (await RapportProcess.Run(["restore", file, "--no-removals", .. target.Arguments])).Code);
        Assert.True(await IsThere(target));
    }

    [Fact]
    public async Task A_database_that_became_a_store_is_not_dropped()
    {
        await using var test = await TestStore.Create(Database.Postgres);
        Assert.False(await PostgresDb.DropIfEmpty(test.Location.Postgres!));
        Assert.True(await IsThere(test));
    }

    [Fact]
    public async Task Of_several_first_imports_at_once_one_makes_it_and_each_of_the_others_waits_or_is_told()
    {
        await using var target = await Dropped();
        using var files = new RegistryFiles();
        var file = files.Generate(3_000);
        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RegistryFiles.Command(target, file)));
        Assert.Contains(ended, one => one.Code == 0);
        Assert.All(ended.Where(one => one.Code != 0), one => Assert.Contains("is running on this store", one.Error, StringComparison.Ordinal));
        using var store = await Store.Open(target.Location, TimeProvider.System);
        await using var db = store.Read();
        Assert.True(await db.Set<Profile>().AnyAsync());
    }

    [Fact]
    public async Task Stores_made_at_once_by_several_processes_are_one_store()
    {
        await using var target = await Dropped();
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Store.OpenOrCreate(target.Location, StoreKind.Real, TimeProvider.System))));
        Assert.Single(made.Select(store => store.Mark.StoreId).Distinct());
        Array.ForEach(made, store => store.Dispose());
    }

    [Fact]
    public async Task Who_may_not_make_it_is_told_what_to_have_made()
    {
        await using var target = await Dropped();
        var account = "poor_" + Guid.CreateVersion7().ToString("N");
        await OnServer($"CREATE ROLE {account} LOGIN PASSWORD 'poor'");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(target.Location.Postgres) { Username = account, Password = "poor" };
            var problem = await Assert.ThrowsAsync<StoreProblem>(() => Store.OpenOrCreate(
                target.Location with { Postgres = connection.ConnectionString }, StoreKind.Real, TimeProvider.System));
            Assert.True(problem.Message.Contains($"CREATE DATABASE \"{connection.Database}\" OWNER \"{account}\"", StringComparison.Ordinal), problem.Message);
        }
        finally
        {
            await OnServer($"DROP ROLE {account}");
            await PostgresDb.MakeDatabase(target.Location.Postgres!, CancellationToken.None);
        }
    }

    /// <summary>Says in the last line that there was one profile more, under a seal that fits.</summary>
    private static async Task Uncounted(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        using var packed = new MemoryStream(bytes, BackupFormat.Magic.Length, bytes.Length - BackupFormat.Magic.Length - BackupFormat.SealBytes);
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var text = (await reader.ReadToEndAsync()).Replace("\"profiles\":0", "\"profiles\":1", StringComparison.Ordinal);
        using var written = new MemoryStream();
        await written.WriteAsync(BackupFormat.Magic);
        await using (var packing = new GZipStream(written, CompressionLevel.Fastest, leaveOpen: true))
        {
            await packing.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
        await written.WriteAsync(BackupFormat.Seal(SHA256.HashData(written.ToArray())));
        await File.WriteAllBytesAsync(file, written.ToArray());
    }

    private static async Task<bool> IsThere(TestStore place)
    {
        await using var connection = new NpgsqlConnection(TestStore.Server());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection);
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(place.Location.Postgres).Database!);
        return (long)(await command.ExecuteScalarAsync())! == 1;
    }

    /// <summary>A place whose database was taken away again.</summary>
    private static async Task<TestStore> Dropped()
    {
        var place = await TestStore.Place(Database.Postgres);
        await OnServer($"DROP DATABASE {new NpgsqlConnectionStringBuilder(place.Location.Postgres).Database} WITH (FORCE)");
        return place;
    }

    private static async Task OnServer(string statement)
    {
        await using var connection = new NpgsqlConnection(TestStore.Server());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own names.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
