using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Rapport.Storage;

/// <summary>
/// Finds out how an SQLite store can be opened. In write-ahead mode SQLite makes files beside the store even to read it,
/// and says of a store on a read-only disk what it says of one that is not there.
/// </summary>
internal static class SqliteAccess
{
    /// <summary>The location as it can be read: as it stands where nothing can be written beside the file.</summary>
    /// <exception cref="StoreProblem">It cannot be read there, since its last changes lie beside it.</exception>
    /// <exception cref="SqliteException">It cannot be read for another reason.</exception>
    public static async Task<StoreLocation> Find(StoreLocation location, CancellationToken stop)
    {
        if (!location.IsSqlite)
        {
            return location;
        }
        try
        {
            await Touch(location, stop);
            return location;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 8 or 14 && !MayMakeFiles(location.DataFolder))
        {
            if (new FileInfo(location.SqlitePath + "-wal") is { Exists: true, Length: > 0 } log)
            {
                throw new StoreProblem(
                    $"The store {location.SqlitePath} is read-only, and its last changes still lie in {log.Name} beside it. Give this account "
                    + $"write access to the folder, or mount the disk for writing, and run \"{location.Command("doctor")}\" once: that "
                    + "takes them in.", e);
            }
            var unchanging = location with { IsUnchanging = true };
            await Touch(unchanging, stop);
            return unchanging;
        }
    }

    /// <summary>Whether nothing can be written to a store that can be read.</summary>
    public static async Task<bool> IsReadOnly(RapportDb db, StoreLocation location, CancellationToken stop)
    {
        if (!location.IsSqlite)
        {
            return false;
        }
        await db.Database.OpenConnectionAsync(stop);
        return raw.sqlite3_db_readonly(((SqliteConnection)db.Database.GetDbConnection()).Handle, "main") == 1;
    }

    private static async Task Touch(StoreLocation location, CancellationToken stop)
    {
        await using var db = new SqliteDb(SqliteDb.Options(location));
        _ = await db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM sqlite_master").SingleAsync(stop);
    }

    private static bool MayMakeFiles(string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, ".probe-" + Guid.CreateVersion7().ToString("N")), FileMode.CreateNew, FileAccess.Write,
                FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
