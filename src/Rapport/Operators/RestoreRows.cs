using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Rapport.Cli;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>Loads the rows of a back-up in the transaction that its caller began: COPY on PostgreSQL, a prepared
/// statement on SQLite.</summary>
internal sealed class RestoreRows(RapportDb db, BackupReader backup)
{
    private const int ProgressEvery = 2000;

    private readonly DbConnection _connection = db.Database.GetDbConnection();

    private readonly DbTransaction _transaction = db.Database.CurrentTransaction!.GetDbTransaction();

    private long _done;

    /// <summary>Loads all tables and compares the counts with the trailer.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Load(RowProgress progress, CancellationToken stop)
    {
        var counts = new Dictionary<string, long>();
        while (backup.NextTable() is { } table)
        {
            var before = _done;
            await (_connection is NpgsqlConnection server
                ? Copy(server, table, progress, stop)
                : Insert(table, progress, stop));
            counts[table.Name] = _done - before;
        }
        progress(_done, _done);
        if (counts.Count != backup.Trailer!.Rows.Count
            || counts.Any(table => backup.Trailer.Rows.GetValueOrDefault(table.Key, -1) != table.Value))
        {
            throw new StoreProblem("The back-up holds other rows than it says at its end. Nothing was written.");
        }
        if (_connection is NpgsqlConnection)
        {
            await MoveSequences(stop);
        }
        return counts;
    }

    private async Task Insert(BackupTable table, RowProgress progress, CancellationToken stop)
    {
        await using var insert = Command(
            $"INSERT INTO {BackupTables.Quote(table.Name)} ({BackupTables.ColumnList(table)}) VALUES ("
            + string.Join(", ", table.Columns.Select((_, i) => $"@p{i}")) + ")");
        foreach (var i in Enumerable.Range(0, table.Columns.Count))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
        }
        await insert.PrepareAsync(stop);
        var values = new object?[table.Columns.Count];
        while (await backup.NextRow(values, stop))
        {
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters[i].Value = values[i] ?? DBNull.Value;
            }
            await insert.ExecuteNonQueryAsync(stop);
            Count(progress);
        }
    }

    private async Task Copy(NpgsqlConnection server, BackupTable table, RowProgress progress, CancellationToken stop)
    {
        await using var copy = await server.BeginBinaryImportAsync(
            $"COPY {BackupTables.Quote(table.Name)} ({BackupTables.ColumnList(table)}) FROM STDIN (FORMAT BINARY)", stop);
        copy.Timeout = TimeSpan.Zero;
        var types = table.Columns.Select(column => TypeOf(column.Kind)).ToArray();
        var values = new object?[table.Columns.Count];
        while (await backup.NextRow(values, stop))
        {
            await copy.StartRowAsync(stop);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is not { } value)
                {
                    await copy.WriteNullAsync(stop);
                    continue;
                }
                if (value is string text && text.Contains('\0', StringComparison.Ordinal))
                {
                    throw new StoreProblem(
                        $"Row {_done + 1} of the back-up (table {table.Name}, column {table.Columns[i].Name}) holds a NUL "
                        + "character, which PostgreSQL cannot keep. Restore into SQLite (--data DIR), mend that row there, "
                        + "and back that store up again. Nothing was written.");
                }
                await copy.WriteAsync(value, types[i], stop);
            }
            Count(progress);
        }
        await copy.CompleteAsync(stop);
    }

    private void Count(RowProgress progress)
    {
        if (++_done % ProgressEvery == 0)
        {
            progress(_done, 0);
        }
    }

    /// <summary>Rows came with their numbers; the next ones that PostgreSQL gives out must not meet them.</summary>
    private async Task MoveSequences(CancellationToken stop)
    {
        var columns = new List<(string Table, string Column)>();
        await using (var find = Command(
            "SELECT table_name, column_name FROM information_schema.columns "
            + "WHERE table_schema = current_schema() AND is_identity = 'YES'"))
        await using (var row = await find.ExecuteReaderAsync(stop))
        {
            while (await row.ReadAsync(stop))
            {
                columns.Add((row.GetString(0), row.GetString(1)));
            }
        }
        foreach (var (table, column) in columns)
        {
            await using var move = Command(
                $"SELECT setval(pg_get_serial_sequence('{BackupTables.Quote(table)}', '{column}'), "
                + $"(SELECT coalesce(max({BackupTables.Quote(column)}), 0) + 1 FROM {BackupTables.Quote(table)}), false)");
            await move.ExecuteNonQueryAsync(stop);
        }
    }

    private DbCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // Names come from the model or from the database itself.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }

    private static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        ColumnKind.Int16 => NpgsqlDbType.Smallint,
        ColumnKind.Int32 => NpgsqlDbType.Integer,
        ColumnKind.Int64 => NpgsqlDbType.Bigint,
        ColumnKind.Double => NpgsqlDbType.Double,
        ColumnKind.Decimal => NpgsqlDbType.Numeric,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Uuid => NpgsqlDbType.Uuid,
        ColumnKind.Instant => NpgsqlDbType.TimestampTz,
        ColumnKind.Date => NpgsqlDbType.Date,
        ColumnKind.Bytes => NpgsqlDbType.Bytea,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
