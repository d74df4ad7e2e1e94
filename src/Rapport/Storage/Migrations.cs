using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Rapport.Storage;

/// <summary>
/// Brings the tables of a store up to date, one process at a time. Under SQLite the object mapper notes who migrates as
/// a row, which stays when its writer is killed and would be waited for without end. So a lock of the operating system
/// decides, which goes with its holder, and whoever holds it takes away what a dead one left.
/// </summary>
internal static class Migrations
{
    private const string LockFile = "migrate.lock";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Any number will do, as long as every node uses the same one.</summary>
    private const long PostgresMigrateLock = 0x7261_7070_6f72_7403;

    /// <summary>
    /// Keeps others from making or changing the tables until it is disposed: by a lock of the operating system, or of a
    /// session on the server.
    /// </summary>
    /// <exception cref="StoreProblem">Another process has been at it for too long.</exception>
    public static async Task<IDisposable> Alone(StoreLocation location, CancellationToken stop)
    {
        if (location.Postgres is { } connection)
        {
            return await AloneOnServer(connection, stop);
        }
        var path = Path.Combine(location.DataFolder, LockFile);
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                // Never deleted: whoever waited for a deleted file would hold another lock than the next one.
                return OwnFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                if (waiting.Elapsed.TotalSeconds > SqliteDb.BusySeconds)
                {
                    throw new StoreProblem(
                        $"Another command is making or upgrading the store {location.Name}, or {path} cannot be written "
                        + $"({e.Message.TrimEnd('.')}). Wait for it to end, then try again. Nothing was changed.", e);
                }
            }
            await Task.Delay(Pause, stop);
        }
    }

    private static async Task<NpgsqlConnection> AloneOnServer(string connection, CancellationToken stop)
    {
        // A session of its own: pooled ones are reset, and that would give the lock back.
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        try
        {
            await session.OpenAsync(stop);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgresMigrateLock})", session)
            {
                CommandTimeout = SqliteDb.BusySeconds,
            };
            await command.ExecuteNonQueryAsync(stop);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the tables up to date. Under SQLite the caller is alone, or in a writing transaction.</summary>
    public static async Task Apply(RapportDb db, CancellationToken stop)
    {
        await ForgetTheDead(db, stop);
        await db.Database.MigrateAsync(stop);
    }

    /// <summary>Takes away the note of a process that was killed while it migrated.</summary>
    public static async Task ForgetTheDead(RapportDb db, CancellationToken stop)
    {
        if (db is SqliteDb && await HasTable(db, "__EFMigrationsLock", stop))
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", stop);
        }
    }

    /// <summary>Whether the store says what it is, which is written last when one is made.</summary>
    public static async Task<bool> IsMarked(RapportDb db, CancellationToken stop) =>
        await HasTable(db, "store", stop)
        && await db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM store").SingleAsync(stop) > 0;

    private static async Task<bool> HasTable(RapportDb db, string name, CancellationToken stop)
    {
        var found = db is SqliteDb
            ? db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = {name}")
            : db.Database.SqlQuery<long>(
                $"SELECT count(*) AS \"Value\" FROM information_schema.tables WHERE table_name = {name} AND table_schema = ANY (current_schemas(false))");
        return await found.SingleAsync(stop) > 0;
    }
}
