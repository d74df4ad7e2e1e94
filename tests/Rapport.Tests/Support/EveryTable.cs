using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Rapport.Operators;
using Rapport.Storage;

namespace Rapport.Tests.Support;

/// <summary>Fills and prints every table that the model knows, so that a new one is part of the tests at once.</summary>
internal static class EveryTable
{
    private const string Awkward = "José \"Pepe\" O'Neil\\ \n\t 你好 🙂 %_<>&";

    /// <summary>Two rows in each table but the mark: one with every value, one with every value missing that may be.</summary>
    public static Task Fill(Store store) => store.Write(async db =>
    {
        var number = 0;
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not "store"))
        {
            await Insert(db, entity, ++number, sparse: false);
            await Insert(db, entity, ++number, sparse: true);
        }
    });

    /// <summary>All rows of all tables as text, the note of the last back-up left out.</summary>
    public static async Task<string> Print(Store store)
    {
        await using var db = store.Read();
        await db.Database.OpenConnectionAsync();
        var text = new StringBuilder();
        foreach (var table in BackupTables.Of(db))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = BackupTables.Select(db, table);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                var line = Line(row, table);
                if (!line.Contains(Backup.LastKey, StringComparison.Ordinal))
                {
                    text.Append(table.Name).Append(' ').AppendLine(line);
                }
            }
        }
        return text.ToString();
    }

    private static string Line(DbDataReader row, BackupTable table)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartArray();
            for (var i = 0; i < table.Columns.Count; i++)
            {
                BackupTables.Write(json, row, i, table.Columns[i].Kind);
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static async Task Insert(RapportDb db, IEntityType entity, int number, bool sparse)
    {
        var properties = entity.GetProperties().ToList();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", properties.Select(p => $"\"{p.GetColumnName()}\""))}) "
            + $"VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
        foreach (var (i, property) in properties.Index())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.Value = sparse && property.IsNullable ? DBNull.Value : Value(property, number);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }

    private static object Value(IProperty property, int number)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type.IsEnum => Enum.GetNames(type)[^1],
            _ when type == typeof(bool) => true,
            _ when type == typeof(short) => (short)number,
            _ when type == typeof(int) => number,
            _ when type == typeof(long) => property.IsPrimaryKey() ? number : long.MaxValue - number,
            _ when type == typeof(double) => 0.1 + number,
            _ when type == typeof(decimal) => 10.25m + number,
            _ when type == typeof(string) => number.ToString(CultureInfo.InvariantCulture) + Awkward,
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            // Microseconds: the finest that both databases keep.
            _ when type == typeof(DateTime) => new DateTime(2026, 3, 8, 9, 59, 59, DateTimeKind.Utc).AddMicroseconds(123_456),
            _ when type == typeof(DateOnly) => new DateOnly(2024, 2, 29),
            _ when type == typeof(byte[]) => new byte[] { 0, 255, (byte)number },
            _ => throw new NotSupportedException($"No value of {type} is known to the tests yet."),
        };
    }
}
