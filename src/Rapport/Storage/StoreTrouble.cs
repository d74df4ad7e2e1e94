using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rapport.Storage;

/// <summary>What can be wrong with a store as a whole, in the words of who runs it, with the mend.</summary>
internal static class StoreTrouble
{
    /// <summary>What mends a store that cannot be written.</summary>
    public const string WriteAccess =
        "Give this account write access to the file and its folder, or mount the disk for writing.";

    /// <summary>SQLite's code for a full disk.</summary>
    private const int Full = 13;

    /// <summary>What SQLite needs beside a store to open it at all, bytes.</summary>
    private const long LeastRoom = 64 * 1024;

    public static StoreProblem Missing(StoreLocation location) => new(location.IsSqlite && Directory.Exists(location.SqlitePath)
        ? $"{location.SqlitePath} is a folder, where the file of a store should be. Move it away, or name another place with "
            + "--data DIR."
        : $"There is no store at {location.Name}. Make one: \"{location.Command("demo")}\" fills it with invented "
        + $"people to try, \"{location.Command("import nppes FILE")}\" with the national registry, "
        + $"\"{location.Command("import roster FILE --roster NAME")}\" with the members of an organisation.");

    /// <summary>Opens, and tells what fails in words.</summary>
    /// <exception cref="StoreProblem">It failed.</exception>
    public static async Task<T> Told<T>(StoreLocation location, Func<Task<T>> open)
    {
        try
        {
            return await open();
        }
        catch (SqliteException e)
        {
            throw new StoreProblem(Explain(location, e), e);
        }
        catch (Exception e) when (OfServer(e) is { } server)
        {
            throw new StoreProblem(
                $"{location.Name} does not answer as a store: {server.Message.TrimEnd('.')}. Check that the server runs, and "
                + "the host, port, database, name and password after --db.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreProblem(
                $"The folder {location.DataFolder} cannot be written. Give this account write access to it, or choose "
                + "another with --data DIR.", e);
        }
        catch (IOException e)
        {
            throw new StoreProblem($"The folder {location.DataFolder} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>What the server or the network said; the object mapper wraps what may pass by itself.</summary>
    private static Exception? OfServer(Exception e) =>
        e switch
        {
            // Told in our own words already.
            StoreProblem => null,
            NpgsqlException or System.Net.Sockets.SocketException => e,
            _ => e.InnerException as NpgsqlException,
        };

    /// <summary>What an SQLite error means for who runs the store (codes: sqlite.org/rescode.html).</summary>
    public static string Explain(StoreLocation location, SqliteException e) => Explain(location, e.SqliteErrorCode, e.Message);

    private static string Explain(StoreLocation location, int code, string message) => code switch
    {
        5 or 6 => $"The store {location.SqlitePath} is locked by another program, for longer than {SqliteDb.BusySeconds} s. Close that "
            + "program (an open database browser, a copy that runs), then try again. Nothing was changed.",
        8 => $"The store {location.SqlitePath} is read-only. {WriteAccess} Nothing was changed.",
        // Files beside the store that cannot grow are reported as a failure of the disk.
        10 when HasNoRoom(location.DataFolder) => Explain(location, Full, message),
        10 => $"The disk failed while the store {location.SqlitePath} was read or written. Nothing half-written stays; "
            + $"check the disk, then run \"{location.Command("doctor")}\".",
        11 or 26 => $"The file {location.SqlitePath} is not a store, or it is damaged. Move it away and restore a back-up: "
            + $"\"{location.Command("restore FILE")}\".",
        Full => $"The disk that holds {location.SqlitePath} is full. Nothing half-written stays. Make room, then run the "
            + "same command again.",
        14 => $"The store {location.SqlitePath} cannot be opened. Check that the folder exists and that this account may "
            + "read and write it.",
        _ => $"The store {location.SqlitePath} answered: {message}",
    };

    private static bool HasNoRoom(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace < LeastRoom;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
