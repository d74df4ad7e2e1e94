using Npgsql;
using Rapport.Storage;

namespace Rapport.Tests.Support;

/// <summary>The databases that a store can live in; tests of the storage run on each.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>
/// A store of its own for one test: a folder under the system's temporary one, and on PostgreSQL a database made for
/// it. Both are gone when it is disposed.
/// </summary>
internal sealed class TestStore : IAsyncDisposable
{
    /// <summary>Names a connection to a server where databases may be made; scripts/test-postgres sets it.</summary>
    public const string Variable = "RAPPORT_TEST_POSTGRES";

    private readonly string? _database;

    private Store? _store;

    private TestStore(StoreLocation location, string? database)
    {
        Location = location;
        _database = database;
    }

    /// <summary>The open store.</summary>
    public Store Store => _store ?? throw new InvalidOperationException("This test began without a store: use Create.");

    public StoreLocation Location { get; }

    public string Folder => Location.DataFolder;

    /// <summary>The two arguments that point a command at this store; the folder goes with both databases.</summary>
    public string[] Arguments => Location.Postgres is { } connection
        ? ["--data", Folder, "--db", connection]
        : ["--data", Folder];

    /// <summary>An open, empty store. On PostgreSQL the test is skipped when no server is given.</summary>
    public static async Task<TestStore> Create(
        Database database, StoreKind kind = StoreKind.Real, TimeProvider? time = null)
    {
        var test = await Place(database, isEmptyStore: true);
        await EmptyStore.Put(test.Location, kind, time ?? TimeProvider.System);
        test._store = await Store.Open(test.Location, time ?? TimeProvider.System);
        return test;
    }

    /// <summary>Where a store may be made, with nothing there yet.</summary>
    public static Task<TestStore> Place(Database database) => Place(database, isEmptyStore: false);

    private static async Task<TestStore> Place(Database database, bool isEmptyStore)
    {
        string? connection = null;
        string? name = null;
        if (database == Database.Postgres)
        {
            var server = Server();
            name = "test_" + Guid.CreateVersion7().ToString("N");
            await OnServer(server, $"CREATE DATABASE {name}" + (isEmptyStore ? $" TEMPLATE {await EmptyStore.Template()}" : ""));
            connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
        }
        var folder = Directory.CreateTempSubdirectory("rapport-test-").FullName;
        return new TestStore(new StoreLocation { DataFolder = folder, Postgres = connection }, name);
    }

    /// <summary>Opens what was put there meanwhile.</summary>
    public async Task Open(TimeProvider time) => _store = await Store.Open(Location, time);

    /// <summary>The server's connection string; skips the test when there is none.</summary>
    public static string Server()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(server),
            $"{Variable} is not set; run the tests through scripts/test-postgres to have them on PostgreSQL too.");
        return server!;
    }

    /// <summary>Closes what the pool keeps open of this store's file; other tests run beside this one.</summary>
    public void CloseConnections() => SqliteDb.CloseConnections(Location.SqlitePath);

    /// <summary>Puts a copy of the keys of a store here, as an operator does before a restore.</summary>
    public void TakeKeysOf(StoreLocation other)
    {
        foreach (var key in Directory.EnumerateFiles(other.KeyFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Location.KeyFolder, Path.GetRelativePath(other.KeyFolder, key));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(key, copy, overwrite: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        if (_database is null)
        {
            CloseConnections();
        }
        else
        {
            await using (var pooled = new NpgsqlConnection(Location.Postgres))
            {
                NpgsqlConnection.ClearPool(pooled);
            }
            await OnServer(Server(), $"DROP DATABASE {_database} WITH (FORCE)");
        }
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task OnServer(string server, string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
