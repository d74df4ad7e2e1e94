using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Demo;

/// <summary>What was made.</summary>
internal sealed record DemoResult(long Profiles, long Claimed, long Bytes);

/// <summary>
/// Makes a store of invented people. It is there when it is whole: an SQLite file is built aside and moved into place,
/// PostgreSQL sees the people in one transaction. Whoever is interrupted finds no half-filled store.
/// </summary>
internal sealed class DemoStore(StoreLocation location, TimeProvider time)
{
    private const string Aside = ".demo-in-the-making";

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <param name="profiles">How many people.</param>
    /// <param name="seed">Other seeds give other people.</param>
    /// <param name="replace">Whether a demo that is there may be thrown away.</param>
    /// <param name="made">Told the number of people so far.</param>
    /// <param name="stop">Ends it; nothing stays.</param>
    /// <exception cref="StoreProblem">A store is there that must not be written over, or it cannot be written.</exception>
    public async Task<DemoResult> Make(
        long profiles, long seed, bool replace, Action<long> made, CancellationToken stop = default)
    {
        await RefuseWhatIsThere(replace, stop);
        var batches = new PeopleMaker(new World(PlaceTable.Gazetteer), seed, Today).Batches(profiles, stop);
        return location.IsSqlite
            ? await MakeFile(batches, made, stop)
            : await FillDatabase(batches, made, stop);
    }

    private async Task RefuseWhatIsThere(bool replace, CancellationToken stop)
    {
        if (!await Store.Exists(location, stop))
        {
            return;
        }
        using var store = await Store.Open(location, time, stop);
        store.Require(StoreKind.Demo, location.IsSqlite
            ? "Make a demo in another folder: \"./rapport demo --data data-demo\"."
            : "Make a demo in a folder instead: \"./rapport demo --data data-demo\", or name another database after --db.");
        await using var db = store.Read();
        var there = await db.Set<Profile>().CountAsync(stop);
        if (there > 0 && !replace)
        {
            throw new StoreProblem(
                $"The store {location.Name} already holds {there:N0} invented people. Nothing was changed. "
                + $"See them with \"{location.Command("serve")}\", or start anew with "
                + $"\"{location.Command("demo --replace")}\".");
        }
        if (location.IsSqlite)
        {
            SqliteDb.CloseConnections(location.SqlitePath);
            // Better told now than after the work.
            await CloseOld("PRAGMA journal_mode=DELETE; PRAGMA journal_mode=WAL", stop);
        }
    }

    private async Task<DemoResult> MakeFile(IAsyncEnumerable<PersonRow[]> batches, Action<long> made, CancellationToken stop)
    {
        var aside = location with { DataFolder = Path.Combine(location.DataFolder, Aside) };
        using var alone = HoldAlone();
        try
        {
            RemoveAside(aside);
            using (var store = await Store.OpenOrCreate(aside, StoreKind.Demo, time, stop: stop))
            {
                // One line makes every index read everything; nobody follows a store that was not there before.
                await store.Write(db => ChangeFeed.Append(db, [Change.Everything], store.Now, stop), stop);
            }
            SqliteDb.CloseConnections(aside.SqlitePath);
            var result = new DemoResult(0, 0, 0);
            using (var rows = new SqliteRows(aside.SqlitePath))
            {
                await foreach (var batch in batches.WithCancellation(stop))
                {
                    Array.ForEach(batch, rows.Append);
                    result = Counted(result, batch);
                    made(result.Profiles);
                }
                rows.Complete();
            }
            using (var store = await Store.Open(aside, time, stop))
            {
                var parts = new DemoParts(store, location);
                var grown = await store.Write(db => parts.Add(db, stop), stop);
                await parts.Wait(stop);
                result = result with { Bytes = result.Bytes + grown };
            }
            SqliteDb.CloseConnections(aside.SqlitePath);
            await MoveIntoPlace(aside.SqlitePath, stop);
            return result;
        }
        finally
        {
            RemoveAside(aside);
        }
    }

    /// <summary>Two runs at once would write into one file. The lock goes when the process does, however it ends.</summary>
    private FileStream HoldAlone()
    {
        try
        {
            OwnFiles.MakeFolder(location.DataFolder);
            return new FileStream(
                Path.Combine(location.DataFolder, Aside + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None,
                1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new StoreProblem(
                $"The folder {location.DataFolder} cannot be written, or another command is making a demo there. "
                + "Wait for it to end, or choose another folder with --data DIR.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreProblem(
                $"The folder {location.DataFolder} cannot be written. Give this account write access to it, or choose "
                + "another with --data DIR.", e);
        }
    }

    private async Task MoveIntoPlace(string file, CancellationToken stop)
    {
        if (File.Exists(location.SqlitePath))
        {
            await CloseOld("PRAGMA journal_mode=DELETE", stop);
        }
        File.Move(file, location.SqlitePath, overwrite: true);
    }

    /// <summary>Leaves write-ahead mode, which SQLite allows to nobody while another has the file open.</summary>
    private async Task CloseOld(string leaving, CancellationToken stop)
    {
        await using var old = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = location.SqlitePath,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 2,
        }.ConnectionString);
        await old.OpenAsync(stop);
        await using var command = old.CreateCommand();
        command.CommandText = leaving;
        try
        {
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            throw new StoreProblem(
                $"The store {location.SqlitePath} is in use. Stop the program that serves it (Ctrl-C), then run the same "
                + "command again. Nothing was changed.", e);
        }
    }

    private async Task<DemoResult> FillDatabase(IAsyncEnumerable<PersonRow[]> batches, Action<long> made, CancellationToken stop)
    {
        using var store = await Store.OpenOrCreate(location, StoreKind.Demo, time, stop: stop);
        var parts = new DemoParts(store, location);
        var filled = await store.Write(async db =>
        {
            await Empty(db, stop);
            await ChangeFeed.Append(db, [Change.Everything], store.Now, stop);
            await db.SaveChangesAsync(stop);
            var result = await Copy((NpgsqlConnection)db.Database.GetDbConnection(), batches, made, stop);
            return result with { Bytes = result.Bytes + await parts.Add(db, stop) };
        }, stop);
        // What waits is there a moment after the people, who are whole without it.
        await parts.Wait(stop);
        return filled;
    }

    /// <summary>Takes everybody out; the change feed stays, because other nodes remember its last number.</summary>
    private static async Task Empty(RapportDb db, CancellationToken stop)
    {
        await db.Set<Profile>().ExecuteDeleteAsync(stop);
        await db.Set<Practice>().ExecuteDeleteAsync(stop);
        await db.Set<FactChange>().ExecuteDeleteAsync(stop);
        await db.Set<Removal>().ExecuteDeleteAsync(stop);
        await db.Set<Report>().ExecuteDeleteAsync(stop);
        await DemoParts.Empty(db, stop);
    }

    private static async Task<DemoResult> Copy(
        NpgsqlConnection connection, IAsyncEnumerable<PersonRow[]> batches, Action<long> made, CancellationToken stop)
    {
        var result = new DemoResult(0, 0, 0);
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY profiles (id, npi, claimed, removed, registry_date, updated_at, revision, document) FROM STDIN (FORMAT BINARY)", stop);
        await foreach (var batch in batches.WithCancellation(stop))
        {
            foreach (var row in batch)
            {
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(row.Id, NpgsqlDbType.Bigint, stop);
                await copy.WriteAsync(row.Npi, NpgsqlDbType.Bigint, stop);
                await copy.WriteAsync(row.Claimed, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(false, NpgsqlDbType.Boolean, stop);
                await copy.WriteAsync(row.RegistryDate, NpgsqlDbType.Date, stop);
                await copy.WriteAsync(row.UpdatedAt, NpgsqlDbType.TimestampTz, stop);
                await copy.WriteAsync(0, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(row.Document, NpgsqlDbType.Text, stop);
            }
            result = Counted(result, batch);
            made(result.Profiles);
        }
        await copy.CompleteAsync(stop);
        return result;
    }

    private static DemoResult Counted(DemoResult before, PersonRow[] batch) => new(
        before.Profiles + batch.Length,
        before.Claimed + batch.Count(row => row.Claimed),
        before.Bytes + batch.Sum(row => (long)row.Document.Length));

    private static void RemoveAside(StoreLocation aside)
    {
        if (Directory.Exists(aside.DataFolder))
        {
            Directory.Delete(aside.DataFolder, recursive: true);
        }
    }
}
