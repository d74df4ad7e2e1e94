using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Rapport.Cli;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>What a restore brought back.</summary>
/// <param name="Header">What the back-up said of itself.</param>
/// <param name="Rows">Rows of each table.</param>
/// <param name="Replayed">What the removal log changed afterwards.</param>
/// <param name="LogFound">Whether there was a removal log at all: without one nothing could be replayed.</param>
internal sealed record Restored(
    BackupHeader Header, IReadOnlyDictionary<string, long> Rows, Replayed Replayed, bool LogFound = false)
{
    /// <summary>What the log of the restored store is to say beside what it says: the next restore replays it again.</summary>
    public IReadOnlyList<RemovalLine> ToLog { get; init; } = [];

    /// <summary>The same of accounts that were erased.</summary>
    public IReadOnlyList<ErasedLine> ErasedToLog { get; init; } = [];

    /// <summary>How many accounts were erased that the back-up still had.</summary>
    public int ErasedAgain { get; init; }
}

/// <summary>
/// Fills an empty store from a back-up: all of it or nothing. A new SQLite store is built under another name and moved
/// into place; everywhere else it is one transaction. Removals asked for since are made before anyone can look.
/// </summary>
internal static class Restore
{
    /// <exception cref="StoreProblem">The file is not whole, or the store is not empty, or newer or older than it.</exception>
    public static async Task<Restored> Run(
        StoreLocation location, string file, RemovalLogs removalLogs, TimeProvider time,
        RowProgress verifying, RowProgress filling, CancellationToken stop = default)
    {
        // First what was typed, then what it lacks beside it.
        BackupReader.Require(file);
        RemovalReplay.Require(location, removalLogs);
        var erased = await ErasureReplay.Prepare(location, [RemovalLog.PathIn(location), .. removalLogs.Named], removalLogs.IsKeyLost, stop);
        await using var backup = await BackupReader.Open(file, verifying, stop);
        var removals = await RemovalReplay.Read(location, removalLogs.Named, stop);
        var logFound = removalLogs.Named.Count > 0 || File.Exists(RemovalLog.PathIn(location));
        // Looks before it makes anything: what cannot be opened is said here, in the words of the store.
        var isThere = await Store.Exists(location, stop);
        if (!location.IsSqlite || isThere)
        {
            return await Logged(location, await FillThere(location, backup, removals, erased, time, filling, stop) with { LogFound = logFound });
        }
        await NewStore.ClearHalfMade(location, stop);
        return await Logged(location, await Build(location, backup, removals, erased, time, filling, stop) with { LogFound = logFound });
    }

    /// <summary>Fills an empty store that is there, or on a server a database that is made for it.</summary>
    private static async Task<Restored> FillThere(
        StoreLocation location, BackupReader backup, IReadOnlyList<RemovalLine> removals, ErasureReplay erased, TimeProvider time,
        RowProgress filling, CancellationToken stop)
    {
        await using var db = Context(location, location.SqlitePath);
        RefuseNewer(db.Database.GetMigrations(), backup.Header);
        if (location.Postgres is not { } connection || !await PostgresDb.MakeDatabase(connection, stop))
        {
            return await Fill(db, location, backup, removals, erased, time, filling, stop);
        }
        try
        {
            return await Fill(db, location, backup, removals, erased, time, filling, stop);
        }
        catch (Exception e)
        {
            await db.Database.CloseConnectionAsync();
            if (await PostgresDb.DropIfEmpty(connection) || e is not StoreProblem)
            {
                throw;
            }
            throw new StoreProblem($"{e.Message} The database of {location.Name} was made for this, could not be dropped, and is empty.", e);
        }
    }

    /// <summary>Writes the log of the new store once the store is there: before, a broken-off restore would leave a log that
    /// looks like one of a lost store.</summary>
    private static async Task<Restored> Logged(StoreLocation location, Restored restored)
    {
        try
        {
            OwnFiles.MakeFolder(location.DataFolder);
            await RemovalLog.AppendWritten(location, [.. restored.ToLog.Select(RemovalLog.Written), .. restored.ErasedToLog.Select(line => line.ToBytes())]);
            return restored;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreProblem(
                $"The store is restored, but {RemovalLog.PathIn(location)} could not be written: {e.Message.TrimEnd('.')}. Mend that; "
                + $"then \"{location.Command("backup FILE")}\" writes into it who stands removed.", e);
        }
    }

    /// <summary>A new SQLite file, moved into place when it is whole.</summary>
    private static async Task<Restored> Build(
        StoreLocation location, BackupReader backup, IReadOnlyList<RemovalLine> removals, ErasureReplay erased, TimeProvider time,
        RowProgress progress, CancellationToken stop)
    {
        var partial = location.SqlitePath + OutputPlace.PartialEnding;
        try
        {
            OwnFiles.MakeFolder(location.DataFolder);
            NewStore.DeleteDatabase(partial);
            await OwnFiles.Open(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None).DisposeAsync();
            Restored restored;
            await using (var db = Context(location, partial))
            {
                await MigrateTo(db, backup.Header, stop);
                restored = await Fill(db, location, backup, removals, erased, time, progress, stop);
                await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", stop);
                await db.Database.CloseConnectionAsync();
                SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
            }
            // Without overwriting: a store that appeared meanwhile is not lost.
            File.Move(partial, location.SqlitePath);
            return restored;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreProblem(
                $"The folder {location.DataFolder} cannot be written. Give this account write access to it, or choose "
                + "another with --data DIR.", e);
        }
        catch (IOException e)
        {
            throw new StoreProblem(
                $"The store could not be built in {location.DataFolder}: {e.Message.TrimEnd('.')}. Nothing was left there.", e);
        }
        finally
        {
            NewStore.DeleteDatabase(partial);
        }
    }

    private static async Task<Restored> Fill(
        RapportDb db, StoreLocation location, BackupReader backup, IReadOnlyList<RemovalLine> removals, ErasureReplay erased, TimeProvider time,
        RowProgress progress, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        var transaction = await db.Database.BeginTransactionAsync(stop);
        try
        {
            await Store.KeepWritersOut(db, stop);
            // Without its list of migrations, asking for them would break PostgreSQL's transaction.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(stop);
            if (!(await db.Database.GetAppliedMigrationsAsync(stop)).Any())
            {
                await MigrateTo(db, backup.Header, stop);
            }
            await RequireSameTables(db, location, backup.Header, stop);
            await RequireEmpty(db, location, stop);
            var counts = await new RestoreRows(db, backup).Load(progress, stop);
            if ((await db.Database.GetPendingMigrationsAsync(stop)).Any())
            {
                if (location.IsSqlite)
                {
                    // SQLite rebuilds a table outside a transaction; nobody sees this file before it is moved.
                    await transaction.CommitAsync(stop);
                    await transaction.DisposeAsync();
                    await Migrations.Apply(db, stop);
                    transaction = await db.Database.BeginTransactionAsync(stop);
                }
                else
                {
                    await Migrations.Apply(db, stop);
                }
            }
            var now = time.GetUtcNow().UtcDateTime;
            var gone = await erased.Run(db, now, stop);
            var replayed = await RemovalReplay.Run(db, removals, gone.Profiles, now, stop);
            await Backup.Remember(db, backup.Header.Created, now, stop);
            await db.SaveChangesAsync(stop);
            var toLog = await ToLog(db, location, removals, stop);
            var inLog = (await ErasedLine.Read(RemovalLog.PathIn(location), stop)).Select(line => (line.Erased, line.Until)).ToHashSet();
            await transaction.CommitAsync(stop);
            return new Restored(backup.Header, counts, replayed)
            {
                ToLog = toLog,
                ErasedToLog = [.. erased.Lines.Where(line => !inLog.Contains((line.Erased, line.Until)))],
                ErasedAgain = gone.Accounts,
            };
        }
        finally
        {
            await transaction.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<RemovalLine>> ToLog(
        RapportDb db, StoreLocation location, IReadOnlyList<RemovalLine> removals, CancellationToken stop)
    {
        var own = RemovalReplay.LastWords(await RemovalReplay.Read(location, [], stop)).ToHashSet();
        return
        [
            .. RemovalReplay.LastWords(removals).Where(line => !own.Contains(line)),
            .. await StandingRemovals.MissingIn(db, removals, stop),
        ];
    }

    private static async Task MigrateTo(RapportDb db, BackupHeader header, CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToList();
        RefuseNewer(known, header);
        var target = known.Last(id => Schema.NameOf(id) == header.Schema[^1]);
        await Migrations.ForgetTheDead(db, stop);
        await db.GetService<IMigrator>().MigrateAsync(target, stop);
    }

    private static void RefuseNewer(IEnumerable<string> known, BackupHeader header)
    {
        var names = known.Select(Schema.NameOf).ToHashSet(StringComparer.Ordinal);
        if (header.Schema.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new StoreProblem(
                $"The back-up was made by a newer version of Rapport, {header.MadeBy} (it knows \"{unknown}\"). Nothing was "
                + "written. Restore it with that version, or a newer one.");
        }
    }

    private static async Task RequireSameTables(
        RapportDb db, StoreLocation location, BackupHeader header, CancellationToken stop)
    {
        RefuseNewer(db.Database.GetMigrations(), header);
        var here = (await db.Database.GetAppliedMigrationsAsync(stop)).Select(Schema.NameOf);
        if (!here.SequenceEqual(header.Schema, StringComparer.Ordinal))
        {
            throw new StoreProblem(
                $"The back-up was made by another version of Rapport ({header.MadeBy}) than the empty store {location.Name}. "
                + (location.IsSqlite
                    ? "Move that file away; the restore makes a fitting one."
                    : "Drop that database and create it again, empty; the restore makes the tables."));
        }
    }

    private static async Task RequireEmpty(RapportDb db, StoreLocation location, CancellationToken stop)
    {
        var there = await BackupTables.There(db, stop);
        // Tables that a later version added are made when the rows are in.
        foreach (var table in BackupTables.Of(db).Where(table => there.Contains(table.Name)))
        {
            // The mark goes with the rest; a store is empty when nothing else is there.
            var isMark = table.Name == "store";
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // The name comes from the model.
            command.CommandText = isMark
                ? "DELETE FROM \"store\""
                : $"SELECT EXISTS (SELECT 1 FROM {BackupTables.Quote(table.Name)})";
#pragma warning restore CA2100
            if (Convert.ToBoolean(await command.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture)
                && !isMark)
            {
                throw new StoreProblem(
                    $"The store {location.Name} is not empty, and a restore never writes over people. "
                    + (location.IsSqlite
                        ? $"Stop what serves it and move {location.SqlitePath} away, or restore into a new folder: --data DIR."
                        : "Create an empty database, and name it after --db."));
            }
        }
    }

    private static RapportDb Context(StoreLocation location, string path) =>
        location.Postgres is { } connection
            ? new PostgresDb(new DbContextOptionsBuilder<PostgresDb>(PostgresDb.Options(connection))
                // Making the tables in the transaction that fills them is the point: all or nothing.
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.MigrationsUserTransactionWarning))
                .Options)
            : new SqliteDb(SqliteDb.Options(path, mayCreate: false));
}
