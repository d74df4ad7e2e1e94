using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>
/// Which tables a back-up holds: every one that the model knows, but for what only passes through (<see cref="IPassing"/>). The only other table of a store,
/// the list of migrations, is written by the restore as it makes the tables.
/// </summary>
internal static class BackupTables
{
    /// <summary>The tables, ordered by name, with their columns in the order of the model.</summary>
    public static IReadOnlyList<BackupTable> Of(RapportDb db) =>
        [.. db.Model.GetEntityTypes()
            .Where(entity => entity.GetTableName() is not null && !typeof(IPassing).IsAssignableFrom(entity.ClrType))
            .GroupBy(entity => entity.GetTableName()!, StringComparer.Ordinal)
            .OrderBy(table => table.Key, StringComparer.Ordinal)
            .Select(table => new BackupTable(table.Key, Columns(table)))];

    /// <summary>Names of the tables that the database has, which may be as of an older version than the model.</summary>
    public static async Task<IReadOnlySet<string>> There(RapportDb db, CancellationToken stop) => db is PostgresDb
        ? await db.Database.SqlQuery<string>($"SELECT table_name::text AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema()").ToHashSetAsync(stop)
        : await db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'").ToHashSetAsync(stop);

    /// <summary>Reads one table in the order of its key.</summary>
    public static string Select(RapportDb db, BackupTable table)
    {
        var key = db.Model.GetEntityTypes().First(entity => entity.GetTableName() == table.Name).FindPrimaryKey();
        var order = key is null
            ? ""
            : " ORDER BY " + string.Join(", ", key.Properties.Select(property => Quote(property.GetColumnName())));
        return $"SELECT {ColumnList(table)} FROM {Quote(table.Name)}{order}";
    }

    public static string ColumnList(BackupTable table) =>
        string.Join(", ", table.Columns.Select(column => Quote(column.Name)));

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Writes the value of a column as JSON.</summary>
    public static void Write(Utf8JsonWriter json, DbDataReader row, int index, ColumnKind kind)
    {
        if (row.IsDBNull(index))
        {
            json.WriteNullValue();
            return;
        }
        switch (kind)
        {
            case ColumnKind.Boolean: json.WriteBooleanValue(row.GetBoolean(index)); break;
            case ColumnKind.Int16: json.WriteNumberValue(row.GetInt16(index)); break;
            case ColumnKind.Int32: json.WriteNumberValue(row.GetInt32(index)); break;
            case ColumnKind.Int64: json.WriteNumberValue(row.GetInt64(index)); break;
            case ColumnKind.Double: json.WriteNumberValue(row.GetDouble(index)); break;
            case ColumnKind.Decimal:
                json.WriteStringValue(row.GetDecimal(index).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Text: json.WriteStringValue(row.GetString(index)); break;
            case ColumnKind.Uuid: json.WriteStringValue(row.GetGuid(index)); break;
            case ColumnKind.Instant:
                json.WriteStringValue(DateTime.SpecifyKind(row.GetDateTime(index), DateTimeKind.Utc));
                break;
            case ColumnKind.Date:
                json.WriteStringValue(row.GetFieldValue<DateOnly>(index)
                    .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Bytes: json.WriteBase64StringValue(row.GetFieldValue<byte[]>(index)); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    /// <summary>The value that <see cref="Write"/> wrote; null for a missing one.</summary>
    public static object? Read(ref Utf8JsonReader json, ColumnKind kind)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        return kind switch
        {
            ColumnKind.Boolean => json.GetBoolean(),
            ColumnKind.Int16 => json.GetInt16(),
            ColumnKind.Int32 => json.GetInt32(),
            ColumnKind.Int64 => json.GetInt64(),
            ColumnKind.Double => json.GetDouble(),
            ColumnKind.Decimal => decimal.Parse(json.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            ColumnKind.Text => json.GetString(),
            ColumnKind.Uuid => json.GetGuid(),
            ColumnKind.Instant => json.GetDateTime(),
            ColumnKind.Date => DateOnly.ParseExact(
                json.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ColumnKind.Bytes => json.GetBytesFromBase64(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static List<BackupColumn> Columns(IEnumerable<IEntityType> entities) =>
        [.. entities.SelectMany(entity => entity.GetProperties())
            .Select(property => new BackupColumn(property.GetColumnName(), KindOf(property)))
            .DistinctBy(column => column.Name)];

    private static ColumnKind KindOf(IProperty property)
    {
        var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        return stored switch
        {
            _ when stored == typeof(bool) => ColumnKind.Boolean,
            _ when stored == typeof(short) => ColumnKind.Int16,
            _ when stored == typeof(int) => ColumnKind.Int32,
            _ when stored == typeof(long) => ColumnKind.Int64,
            _ when stored == typeof(double) => ColumnKind.Double,
            _ when stored == typeof(decimal) => ColumnKind.Decimal,
            _ when stored == typeof(string) => ColumnKind.Text,
            _ when stored == typeof(Guid) => ColumnKind.Uuid,
            _ when stored == typeof(DateTime) => ColumnKind.Instant,
            _ when stored == typeof(DateOnly) => ColumnKind.Date,
            _ when stored == typeof(byte[]) => ColumnKind.Bytes,
            _ => throw new NotSupportedException(
                $"A back-up has no way yet to write {stored.Name} ({property.DeclaringType.DisplayName()}.{property.Name}): "
                + $"add it to {nameof(ColumnKind)}."),
        };
    }
}
