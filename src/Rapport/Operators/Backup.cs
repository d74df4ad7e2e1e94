using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>What a back-up holds, told when it is made.</summary>
internal sealed record BackupMade(
    string File, long Bytes, string Sha256, BackupHeader Header, IReadOnlyDictionary<string, long> Rows);

/// <summary>
/// Writes the whole store into one file while it is served. One read transaction sees one moment of all tables; the
/// file is built under another name and moved into place when it is whole and on stable storage.
/// </summary>
internal static class Backup
{
    /// <summary>Key of the setting that says when the last back-up was made.</summary>
    public const string LastKey = "last-backup";

    /// <summary>Rows are handed to the compressor in pieces of about this size.</summary>
    private const int Piece = 1 << 20;

    private static readonly OutputKind Kind = new("back-up", "a back-up", "rapport.backup", [BackupFormat.MagicWord]);

    /// <exception cref="StoreProblem">The file is there already, is none that may be replaced, or cannot be written.</exception>
    public static Task<BackupMade> Write(
        Store store, string file, bool overwrite, RowProgress progress, CancellationToken stop = default) =>
        OutputPlace.Write(file, Kind, store.Location, overwrite, (output, path) => WriteTo(output, store, path, progress, stop));

    /// <summary>Remembers in the store that a back-up was made; the doctor looks there.</summary>
    public static Task Remember(Store store, DateTime at, CancellationToken stop = default) =>
        store.Write(db => Remember(db, at, store.Now, stop), stop);

    /// <inheritdoc cref="Remember(Store, DateTime, CancellationToken)"/>
    public static async Task Remember(RapportDb db, DateTime at, DateTime now, CancellationToken stop)
    {
        var value = at.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var setting = await db.Set<Setting>().FindAsync([LastKey], stop);
        if (setting is null)
        {
            db.Add(new Setting { Key = LastKey, Value = value, ChangedAt = now });
        }
        else
        {
            setting.Value = value;
            setting.ChangedAt = now;
        }
    }

    /// <summary>A transaction in which every read sees the store as it was at the first one.</summary>
    public static async Task<DbTransaction> Snapshot(DbConnection connection, CancellationToken stop)
    {
        if (connection is SqliteConnection sqlite)
        {
            // Deferred: in write-ahead mode a reader stands on its moment and holds no writer up.
            var reading = sqlite.BeginTransaction(deferred: true);
            await using var first = sqlite.CreateCommand();
            first.CommandText = "SELECT count(*) FROM store";
            await first.ExecuteScalarAsync(stop);
            return reading;
        }
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SET TRANSACTION READ ONLY";
        await command.ExecuteNonQueryAsync(stop);
        return transaction;
    }

    private static async Task<BackupMade> WriteTo(
        FileStream output, Store store, string path, RowProgress progress, CancellationToken stop)
    {
        using var hash = SHA256.Create();
        BackupHeader header;
        Dictionary<string, long> rows;
        await using (var hashed = new CryptoStream(output, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await hashed.WriteAsync(BackupFormat.Magic, stop);
            await using (var packed = new GZipStream(hashed, CompressionLevel.Fastest, leaveOpen: true))
            {
                (header, rows) = await WriteLines(store, packed, progress, stop);
            }
            await hashed.FlushFinalBlockAsync(stop);
        }
        await output.WriteAsync(BackupFormat.Seal(hash.Hash), stop);
        return new BackupMade(path, output.Length, Convert.ToHexStringLower(hash.Hash!), header, rows);
    }

    private static async Task<(BackupHeader Header, Dictionary<string, long> Rows)> WriteLines(
        Store store, Stream output, RowProgress progress, CancellationToken stop)
    {
        await using var db = store.Read();
        await db.Database.OpenConnectionAsync(stop);
        var connection = db.Database.GetDbConnection();
        await using var snapshot = await Snapshot(connection, stop);
        var header = new BackupHeader(
            store.Mark.StoreId, store.Mark.Kind, store.Mark.CreatedAt, store.Now,
            [.. db.Database.GetMigrations().Select(Schema.NameOf)], ProgramVersion());
        await using var lines = new BackupWriter(output);
        await lines.Write(new BackupLine(Header: header), stop);
        var tables = BackupTables.Of(db);
        var total = 0L;
        foreach (var table in tables)
        {
            total += await Count(connection, snapshot, table.Name, stop);
        }
        var rows = new Dictionary<string, long>();
        var done = 0L;
        foreach (var table in tables)
        {
            await lines.Write(new BackupLine(Table: table), stop);
            var before = done;
            await using var command = Command(connection, snapshot, BackupTables.Select(db, table));
            await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, stop);
            while (await row.ReadAsync(stop))
            {
                lines.Write(row, table);
                if (lines.Waiting > Piece)
                {
                    await lines.Flush(stop);
                    progress(done, total);
                }
                done++;
            }
            rows[table.Name] = done - before;
        }
        await lines.Write(new BackupLine(Trailer: new BackupTrailer(rows)), stop);
        progress(done, total);
        return (header, rows);
    }

    private static async Task<long> Count(
        DbConnection connection, DbTransaction snapshot, string table, CancellationToken stop)
    {
        await using var command = Command(connection, snapshot, $"SELECT count(*) FROM {BackupTables.Quote(table)}");
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction snapshot, string text)
    {
        var command = connection.CreateCommand();
        command.Transaction = snapshot;
#pragma warning disable CA2100 // Names come from the model, never from outside.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }

    private static string ProgramVersion() =>
        typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
