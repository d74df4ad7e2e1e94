using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>What rows leave behind in an SQLite file after they are erased.</summary>
public sealed class PageGapsTests
{
    private const int Rows = 400;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_rows_that_moved_between_pages_and_were_erased_nothing_is_left_and_all_others_stay()
    {
        var left = 0;
        for (var seed = 1; seed <= 6; seed++)
        {
            await using var test = await TestStore.Create(Database.Sqlite);
            var kept = await Fill(test, seed);
            left += Left(test);
            // A connection that remembers pages as they were, and writes them later.
            await using var other = await Open(test);
            await Run(other, "SELECT sum(length(text)) FROM gaps");
            Assert.Null(await PageGaps.Wipe(test.Location, PageGaps.First, Stop));
            Assert.Equal(0, Left(test));
            await Run(other, "UPDATE gaps SET text = text || 'y' WHERE text <> ''");
            await Run(other, "PRAGMA wal_checkpoint(TRUNCATE)");
            Assert.Equal(0, Left(test));
            Assert.Equal("ok", await Run(other, "PRAGMA integrity_check"));
            Assert.Equal(kept, await Run(other, "SELECT group_concat(id || substr(text, 1, length(text) - 1)) FROM (SELECT * FROM gaps WHERE text <> '' ORDER BY id)"));
        }
        Assert.True(left > 0, "Nothing was left behind before: the trial shows nothing.");
    }

    [Fact]
    public async Task While_somebody_reads_a_version_from_before_it_waits_and_goes_on_later()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Fill(test, 1);
        await using var reader = await Open(test);
        await using (var writer = await Open(test))
        {
            await Run(reader, "BEGIN");
            await Run(reader, "SELECT count(*) FROM gaps");
            await Run(writer, "UPDATE gaps SET text = 'z' WHERE id = 1");
            Assert.Equal(PageGaps.First, await PageGaps.Wipe(test.Location, PageGaps.First, Stop));
        }
        await Run(reader, "COMMIT");
        Assert.Null(await PageGaps.Wipe(test.Location, PageGaps.First, Stop));
        Assert.Equal(0, Left(test));
    }

    [Fact]
    public async Task A_store_wipes_them_with_each_erasure()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Fill(test, 2);
        await test.Store.Erase(_ => Task.FromResult(true), Stop);
        Assert.Equal(0, Left(test));
    }

    /// <summary>Rows that come in any order and of any length, most of which are erased again; what the others say.</summary>
    private static async Task<string> Fill(TestStore test, int seed)
    {
        await using var connection = await Open(test);
        await Run(connection, "CREATE TABLE gaps(id INTEGER PRIMARY KEY, text TEXT)");
        var lot = new Random(seed);
        var ids = Enumerable.Range(1, Rows).ToArray();
        lot.Shuffle(ids);
        foreach (var id in ids)
        {
            await Run(connection, $"INSERT INTO gaps VALUES({id}, '{string.Concat(Enumerable.Repeat(Word(id), lot.Next(1, 80)))}')");
        }
        await Run(connection, "UPDATE gaps SET text = '' WHERE id % 10 <> 0");
        await Run(connection, "UPDATE gaps SET text = 'kept' || id WHERE text <> ''");
        await Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return await Run(connection, "SELECT group_concat(id || text) FROM (SELECT * FROM gaps WHERE text <> '' ORDER BY id)");
    }

    private static string Word(int id) => string.Create(CultureInfo.InvariantCulture, $"ROW{id:D5}X");

    /// <summary>How many of the rows can still be read in the file.</summary>
    private static int Left(TestStore test)
    {
        using var file = new FileStream(test.Location.SqlitePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var text = Encoding.Latin1.GetString(bytes);
        return Enumerable.Range(1, Rows).Count(id => text.Contains(Word(id), StringComparison.Ordinal));
    }

    private static async Task<SqliteConnection> Open(TestStore test)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = test.Location.SqlitePath, Pooling = false }.ConnectionString);
        await connection.OpenAsync(Stop);
        await Run(connection, "PRAGMA secure_delete=ON");
        return connection;
    }

    private static async Task<string> Run(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return Convert.ToString(await command.ExecuteScalarAsync(Stop), CultureInfo.InvariantCulture) ?? "";
    }
}
