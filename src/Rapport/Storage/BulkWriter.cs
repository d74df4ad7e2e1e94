using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Rapport.Storage;

/// <summary>
/// Writes many rows of one table inside the transaction of a context: one prepared statement on SQLite, COPY on
/// PostgreSQL. The context's own way costs about twenty times as much per row. Columns come from the model, so a new
/// column needs no word here.
/// </summary>
internal sealed class BulkWriter(RapportDb db)
{
    private const string Incoming = "incoming_rows";

    private readonly DbConnection _connection = db.Database.GetDbConnection();

    private readonly DbTransaction _transaction = db.Database.CurrentTransaction?.GetDbTransaction()
        ?? throw new InvalidOperationException("Bulk writing belongs into Store.Write, which holds a transaction.");

    /// <summary>Adds rows. Keys that the database gives out itself are left to it.</summary>
    public async Task Insert<T>(IReadOnlyCollection<T> rows, CancellationToken stop = default)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }
        var table = Table.Of(db, typeof(T), given: true);
        if (_connection is NpgsqlConnection postgres)
        {
            await Copy(postgres, table, table.Name, rows, stop);
            return;
        }
        var names = table.Columns.Select(column => column.Name).ToList();
        Each(
            $"INSERT INTO {table.Name} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select((_, i) => $"@p{i}"))})",
            table, rows, stop);
    }

    /// <summary>Overwrites rows that are there, found by their key.</summary>
    public async Task Update<T>(IReadOnlyCollection<T> rows, CancellationToken stop = default)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }
        var table = Table.Of(db, typeof(T), given: false);
        var others = table.Columns.Where(column => !column.IsKey).ToList();
        var keys = table.Columns.Where(column => column.IsKey).ToList();
        if (_connection is NpgsqlConnection postgres)
        {
            // One statement over a table of its own: a statement per row costs a round trip each.
            await Execute($"CREATE TEMP TABLE {Incoming} ON COMMIT DROP AS SELECT * FROM {table.Name} WITH NO DATA", stop);
            await Copy(postgres, table, Incoming, rows, stop);
            await Execute(
                $"UPDATE {table.Name} SET {string.Join(", ", others.Select(c => $"{c.Name} = {Incoming}.{c.Name}"))} "
                + $"FROM {Incoming} WHERE {string.Join(" AND ", keys.Select(c => $"{table.Name}.{c.Name} = {Incoming}.{c.Name}"))}", stop);
            await Execute($"DROP TABLE {Incoming}", stop);
            return;
        }
        Each(
            $"UPDATE {table.Name} SET {string.Join(", ", others.Select(c => $"{c.Name} = @p{table.Columns.IndexOf(c)}"))} "
            + $"WHERE {string.Join(" AND ", keys.Select(c => $"{c.Name} = @p{table.Columns.IndexOf(c)}"))}",
            table, rows, stop);
    }

    // SQLite has no waiting to do while it writes; its asynchronous calls are these with a cost.
    private void Each<T>(string statement, Table table, IReadOnlyCollection<T> rows, CancellationToken stop)
        where T : class
    {
        using var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = statement;
        foreach (var (_, index) in table.Columns.Select((column, index) => (column, index)))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{index}";
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                command.Parameters[i].Value = table.Columns[i].Value(row) ?? DBNull.Value;
            }
            stop.ThrowIfCancellationRequested();
            command.ExecuteNonQuery();
        }
    }

    private static async Task Copy<T>(
        NpgsqlConnection postgres, Table table, string target, IReadOnlyCollection<T> rows, CancellationToken stop)
        where T : class
    {
        var names = string.Join(", ", table.Columns.Select(column => column.Name));
        await using var copy = await postgres.BeginBinaryImportAsync(
            $"COPY {target} ({names}) FROM STDIN (FORMAT BINARY)", stop);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(stop);
            foreach (var column in table.Columns)
            {
                if (column.Value(row) is { } value)
                {
                    await copy.WriteAsync(value, column.Type, stop);
                }
                else
                {
                    await copy.WriteNullAsync(stop);
                }
            }
        }
        await copy.CompleteAsync(stop);
    }

    private async Task Execute(string statement, CancellationToken stop)
    {
        await using var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>One column: its name and type in the database, and its value as the database takes it.</summary>
    private sealed record Column(string Name, string Type, bool IsKey, Func<object, object?> Value);

    private sealed record Table(string Name, List<Column> Columns)
    {
        public static Table Of(RapportDb db, Type type, bool given)
        {
            var entity = db.Model.FindEntityType(type)
                ?? throw new InvalidOperationException($"{type.Name} has no table.");
            var name = entity.GetTableName()!;
            var columns = entity.GetProperties()
                .Where(property => !given || property.ValueGenerated != ValueGenerated.OnAdd)
                .Select(property =>
                {
                    var getter = property.GetGetter();
                    var mapping = property.GetRelationalTypeMapping();
                    var converter = mapping.Converter;
                    return new Column(
                        property.GetColumnName(),
                        mapping.StoreType,
                        property.IsPrimaryKey(),
                        row =>
                        {
                            var value = getter.GetClrValue(row);
                            return value is null || converter is null ? value : converter.ConvertToProvider(value);
                        });
                })
                .ToList();
            return new Table(name, columns);
        }
    }
}
