using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Storage;

namespace Rapport.Tests.Support;

/// <summary>
/// An empty store, made once for a run of the tests and copied for each that wants one: to bring the tables up to date from nothing takes the better part
/// of a second, and a thousand tests begin with it. How a store is made has tests of its own, which make one.
/// </summary>
internal static class EmptyStore
{
    private static readonly SemaphoreSlim OneMaker = new(1);

    private static byte[]? _file;

    private static string? _onServer;

    /// <summary>The name of a database to copy, on the server of the tests.</summary>
    public static async Task<string> Template()
    {
        await OneMaker.WaitAsync();
        try
        {
            return _onServer ??= await MakeOnServer();
        }
        finally
        {
            OneMaker.Release();
        }
    }

    /// <summary>Puts a store of its own where there is none: another number, kind and time of making than those of all others.</summary>
    /// <param name="location">On PostgreSQL a database that was copied from <see cref="Template"/>.</param>
    /// <param name="kind">Whose people it is to hold.</param>
    /// <param name="time">The clock of the test.</param>
    public static async Task Put(StoreLocation location, StoreKind kind, TimeProvider time)
    {
        if (location.IsSqlite)
        {
            await using var file = OwnFiles.Open(location.SqlitePath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await file.WriteAsync(await Bytes());
        }
        await using var db = Context(location);
        var (id, now) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow().UtcDateTime);
        await db.Set<StoreMark>().ExecuteUpdateAsync(mark => mark.SetProperty(m => m.Kind, kind).SetProperty(m => m.StoreId, id).SetProperty(m => m.CreatedAt, now));
    }

    private static RapportDb Context(StoreLocation location) =>
        location.Postgres is { } connection ? new PostgresDb(PostgresDb.Options(connection)) : new SqliteDb(SqliteDb.Options(location));

    private static async Task<byte[]> Bytes()
    {
        await OneMaker.WaitAsync();
        try
        {
            return _file ??= await MakeFile();
        }
        finally
        {
            OneMaker.Release();
        }
    }

    private static async Task<byte[]> MakeFile()
    {
        var folder = Directory.CreateTempSubdirectory("rapport-empty-").FullName;
        try
        {
            var location = new StoreLocation { DataFolder = folder };
            (await Store.OpenOrCreate(location, StoreKind.Real, TimeProvider.System)).Dispose();
            SqliteDb.CloseConnections(location.SqlitePath);
            return await File.ReadAllBytesAsync(location.SqlitePath);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> MakeOnServer()
    {
        var server = TestStore.Server();
        var name = "empty_" + Guid.CreateVersion7().ToString("N");
        var folder = Directory.CreateTempSubdirectory("rapport-empty-").FullName;
        try
        {
            // Nobody may be connected to what is copied.
            var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
            (await Store.OpenOrCreate(new StoreLocation { DataFolder = folder, Postgres = connection }, StoreKind.Real, TimeProvider.System)).Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            using var last = new NpgsqlConnection(server);
            last.Open();
            using var command = last.CreateCommand();
            command.CommandText = $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";
            command.ExecuteNonQuery();
        };
        return name;
    }
}
