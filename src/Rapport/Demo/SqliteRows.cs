using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rapport.Demo;

/// <summary>
/// Appends profiles to a new SQLite file that nobody else has opened and that counts for nothing until it is whole:
/// no journal, no waiting for the disk, the document bound as the UTF-8 that it is.
/// </summary>
internal sealed class SqliteRows : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _insert;
    private readonly byte[] _text = new byte[64];

    public SqliteRows(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        _connection.Open();
        Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-32768; BEGIN");
        Check(raw.sqlite3_prepare_v2(
            _connection.Handle,
            "INSERT INTO profiles (id, npi, claimed, removed, registry_date, updated_at, revision, document) "
            + "VALUES (?, ?, ?, 0, ?, ?, 0, ?)",
            out _insert));
    }

    public void Append(PersonRow row)
    {
        Check(raw.sqlite3_bind_int64(_insert, 1, row.Id));
        Check(row.Npi is { } npi ? raw.sqlite3_bind_int64(_insert, 2, npi) : raw.sqlite3_bind_null(_insert, 2));
        Check(raw.sqlite3_bind_int(_insert, 3, row.Claimed ? 1 : 0));
        Check(row.RegistryDate is { } day ? Bind(4, day, "yyyy-MM-dd") : raw.sqlite3_bind_null(_insert, 4));
        Check(Bind(5, row.UpdatedAt, "yyyy-MM-dd HH:mm:ss"));
        Check(raw.sqlite3_bind_text(_insert, 6, row.Document));
        var result = raw.sqlite3_step(_insert);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        Check(raw.sqlite3_reset(_insert));
    }

    /// <summary>Makes the file whole and durable, in the mode in which it will be used.</summary>
    public void Complete() => Execute("COMMIT; PRAGMA locking_mode=NORMAL; PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE)");

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private int Bind<T>(int position, T value, string format)
        where T : ISpanFormattable
    {
        Span<char> characters = stackalloc char[32];
        value.TryFormat(characters, out var length, format, CultureInfo.InvariantCulture);
        return raw.sqlite3_bind_text(_insert, position, _text.AsSpan(0, Encoding.ASCII.GetBytes(characters[..length], _text)));
    }

    private void Execute(string statements)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        }
    }
}
