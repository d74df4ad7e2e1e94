using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>
/// Makes an empty store. An SQLite file is built under another name and moved into place when it is marked, so that
/// whoever is killed in between leaves no store at all.
/// </summary>
internal static class NewStore
{
    private const string InTheMaking = ".making";

    /// <summary>Makes a store, unless another process made one meanwhile.</summary>
    public static async Task Make(StoreLocation location, StoreMark mark, CancellationToken stop)
    {
        OwnFiles.MakeFolder(location.DataFolder);
        if (location.Postgres is { } server)
        {
            await PostgresDb.MakeDatabase(server, stop);
        }
        using var alone = await Migrations.Alone(location, stop);
        if (await Store.Exists(location, stop))
        {
            return;
        }
        if (location.Postgres is { } connection)
        {
            await using var db = new PostgresDb(PostgresDb.Options(connection));
            await Fill(db, mark, stop);
            return;
        }
        await ClearHalfMade(location, stop);
        var making = location.SqlitePath + InTheMaking;
        DeleteDatabase(making);
        try
        {
            // Made here and not by SQLite, which would let others read it; the files beside it take its permissions.
            await OwnFiles.Open(making, FileMode.CreateNew, FileAccess.Write, FileShare.None).DisposeAsync();
            await using (var db = new SqliteDb(SqliteDb.Options(making, mayCreate: false)))
            {
                await Fill(db, mark, stop);
                await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", stop);
            }
            SqliteDb.CloseConnections(making);
            // Without overwriting: a restore may have put a store there meanwhile.
            File.Move(making, location.SqlitePath);
        }
        finally
        {
            SqliteDb.CloseConnections(making);
            DeleteDatabase(making);
        }
    }

    /// <summary>Takes away an SQLite file that was never marked as a store, and holds nobody.</summary>
    /// <exception cref="StoreProblem">It holds something all the same.</exception>
    public static async Task ClearHalfMade(StoreLocation location, CancellationToken stop)
    {
        if (!location.IsSqlite || !File.Exists(location.SqlitePath) || await Store.Exists(location, stop))
        {
            return;
        }
        await using (var db = new SqliteDb(SqliteDb.Options(location.SqlitePath, mayCreate: false)))
        {
            var known = db.Model.GetEntityTypes().Select(type => type.GetTableName()).ToHashSet(StringComparer.Ordinal);
            var tables = await db.Database.SqlQuery<string>(
                $"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 4) <> '__EF' AND substr(name, 1, 7) <> 'sqlite_'")
                .ToListAsync(stop);
            foreach (var table in tables)
            {
                if (!known.Contains(table) || await HasRows(db, table, stop))
                {
                    throw new StoreProblem(
                        $"The file {location.SqlitePath} is a database, but not a store of Rapport, and it is not empty. Nothing "
                        + "was changed. Move it away, or name another place with --data DIR.");
                }
            }
        }
        SqliteDb.CloseConnections(location.SqlitePath);
        DeleteDatabase(location.SqlitePath);
    }

    /// <summary>Deletes an SQLite file with those that SQLite keeps beside it.</summary>
    public static void DeleteDatabase(string path)
    {
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(path + ending);
        }
    }

    private static async Task Fill(RapportDb db, StoreMark mark, CancellationToken stop)
    {
        await Migrations.Apply(db, stop);
        db.Add(mark);
        await db.SaveChangesAsync(stop);
    }

    private static async Task<bool> HasRows(SqliteDb db, string table, CancellationToken stop)
    {
#pragma warning disable EF1002 // The name is one of the model's.
        return await db.Database.SqlQueryRaw<long>($"SELECT EXISTS (SELECT 1 FROM \"{table}\") AS \"Value\"").SingleAsync(stop) > 0;
#pragma warning restore EF1002
    }
}
