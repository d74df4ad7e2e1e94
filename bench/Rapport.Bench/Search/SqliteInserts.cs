using Microsoft.Data.Sqlite;

namespace Rapport.Bench.Search;

/// <summary>Rows for any table, each through a statement that is prepared once.</summary>
internal sealed class SqliteInserts(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> inserts = [];

    public void Add(string table, params ReadOnlySpan<object?> values)
    {
        if (!inserts.TryGetValue(table, out var insert))
        {
            insert = inserts[table] = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(',', Enumerable.Range(0, values.Length).Select(i => $"${i}"))})";
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters.Add(new SqliteParameter($"${i}", null));
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        insert.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var insert in inserts.Values)
        {
            insert.Dispose();
        }
    }
}
