using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rapport.Storage;

/// <summary>
/// Wipes the gaps of SQLite's pages. What is deleted is written over (<c>secure_delete</c>), but where pages are split and joined, copies of rows that moved
/// stay behind in the unused middle of a page, and no statement reaches them. Nothing reads those bytes either, so zeros can be written there while others
/// read. Nobody writes meanwhile, and the log is empty, so that the file alone holds the pages; the file is SQLite's own, since to close it once more
/// would end its locks (sqlite.org/howtocorrupt.html, 2.2). Pages: sqlite.org/fileformat2.html, 1.6.
/// </summary>
internal static class PageGaps
{
    /// <summary>The first page that is looked at. The one before it holds the words of the tables, and the head of the file.</summary>
    public const long First = 2;

    /// <summary>Nobody who writes waits for longer than it takes to look through so many.</summary>
    private const int AtOnce = 8192;

    /// <summary>From so many pages on, the first letter of a page does not tell its kind.</summary>
    private const long Most = 1L << 25;

    private const int Tries = 20;

    /// <summary>SQLite's number of the question for its file.</summary>
    private const int FilePointer = 7;

    /// <summary>A page that the file ends before.</summary>
    private const int ShortRead = 522;

    private const int SyncNormal = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Transfer(nint file, nint bytes, int count, long at);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Sync(nint file, int kind);

    /// <summary>Goes through the pages from one on. The page to go on with where somebody reads or writes for too long; null when it is through.</summary>
    /// <param name="location">An SQLite store.</param>
    /// <param name="from">The first page.</param>
    /// <param name="stop">Ends it between two parts.</param>
    /// <exception cref="SqliteException">The file cannot be written.</exception>
    public static async Task<long?> Wipe(StoreLocation location, long from, CancellationToken stop)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = location.SqlitePath,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 2,
        }.ConnectionString);
        await connection.OpenAsync(stop);
        Run(connection, "PRAGMA synchronous=FULL");
        Run(connection, "PRAGMA secure_delete=ON");
        var page = (int)Run(connection, "PRAGMA page_size");
        while (!stop.IsCancellationRequested)
        {
            if (!await Begin(connection, location.SqlitePath + "-wal", stop))
            {
                return from;
            }
            var count = Run(connection, "PRAGMA page_count");
            var pages = (int)Math.Min(AtOnce, count - from + 1);
            if (pages > 0 && count < Most)
            {
                Wipe(connection.Handle!, page, from, pages);
            }
            // A change, though of nothing: what other connections remember of the pages holds no more.
            Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={Run(connection, "PRAGMA user_version")}; COMMIT"));
            from += pages;
            if (from > count || count >= Most)
            {
                return null;
            }
        }
        return from;
    }

    /// <summary>Nobody else writes from now on, and the log is empty; false where somebody reads or writes for too long.</summary>
    private static async Task<bool> Begin(SqliteConnection connection, string log, CancellationToken stop)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0)
            {
                Run(connection, "BEGIN IMMEDIATE");
                if (new FileInfo(log) is not { Exists: true, Length: > 0 })
                {
                    return true;
                }
                // Somebody wrote in between.
                Run(connection, "ROLLBACK");
            }
            await Task.Delay(Pause, stop);
        }
        return false;
    }

    private static void Wipe(sqlite3 database, int page, long from, int pages)
    {
        if (Control(database, "main\0"u8.ToArray(), FilePointer, out var file) != raw.SQLITE_OK)
        {
            return;
        }
        // The methods of a file: a version, then pointers, of which the second reads, the third writes and the fifth writes through.
        var methods = Marshal.ReadIntPtr(file);
        T Method<T>(int number) => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(methods, number * nint.Size));
        var (read, write, sync) = (Method<Transfer>(2), Method<Transfer>(3), Method<Sync>(5));
        var reserved = new byte[1];
        var bytes = new byte[page * pages];
        var buffer = Marshal.AllocHGlobal(bytes.Length);
        try
        {
            Check(read(file, buffer, 1, 20));
            Marshal.Copy(buffer, reserved, 0, 1);
            Check(read(file, buffer, bytes.Length, (from - 1) * page));
            Marshal.Copy(buffer, bytes, 0, bytes.Length);
            var isWritten = false;
            for (var at = 0; at < pages; at++)
            {
                if (GapOf(bytes.AsSpan(at * page, page - reserved[0])) is var (start, length) && bytes.AsSpan((at * page) + start, length).ContainsAnyExcept((byte)0))
                {
                    Marshal.Copy(new byte[length], 0, buffer, length);
                    Check(write(file, buffer, length, ((from - 1 + at) * page) + start));
                    isWritten = true;
                }
            }
            if (isWritten)
            {
                Check(sync(file, SyncNormal));
            }
        }
        finally
        {
            Marshal.FreeHGlobal(buffer);
        }
    }

    /// <summary>Where the unused middle of a page begins, and how long it is; null for a page that is no leaf and no fork of a tree.</summary>
    private static (int Start, int Length)? GapOf(ReadOnlySpan<byte> page)
    {
        var head = page[0] switch { 2 or 5 => 12, 10 or 13 => 8, _ => 0 };
        var start = head + (2 * BinaryPrimitives.ReadUInt16BigEndian(page[3..]));
        var end = BinaryPrimitives.ReadUInt16BigEndian(page[5..]) is var content && content == 0 ? 65_536 : content;
        return head > 0 && start < end && end <= page.Length ? (start, end - start) : null;
    }

    private static void Check(int answer)
    {
        if (answer is not (raw.SQLITE_OK or ShortRead))
        {
            throw new SqliteException($"The gaps of the file could not be wiped: SQLite answers {answer}.", answer & 0xFF, answer);
        }
    }

    /// <summary>The first column of the first answer; 0 where there is none.</summary>
    private static long Run(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    private static extern int Control(sqlite3 database, byte[] name, int question, out nint answer);
}
