using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Registry.Reading;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>
/// Keeps a second import out while one runs. Held by the operating system (a lock on a file) or by the server (a lock
/// of the session), so that it ends with its holder however that ends.
/// </summary>
internal sealed class ImportLock : IAsyncDisposable
{
    /// <summary>The file in the data folder that is locked.</summary>
    public const string FileName = "import.lock";

    /// <summary>Any number will do, as long as every node uses the same one.</summary>
    private const long PostgresImportLock = 0x7261_7070_6f72_7402;

    private readonly IAsyncDisposable _held;

    private ImportLock(IAsyncDisposable held) => _held = held;

    /// <exception cref="ImportProblem">Another import runs; the message names it.</exception>
    public static async Task<ImportLock> Take(Store store, CancellationToken stop) =>
        await Try(store.Location, stop) ?? throw new ImportProblem(await Refusal(store, stop));

    /// <summary>
    /// Takes it where no store is yet, so that of two first imports one makes the store. On a server the lock is held in a
    /// database, so that is made first where there is none.
    /// </summary>
    /// <exception cref="ImportProblem">Another import is about to make the store.</exception>
    /// <exception cref="StoreProblem">There is no database and this account may not make one.</exception>
    public static async Task<ImportLock> TakeBeforeStore(StoreLocation location, CancellationToken stop)
    {
        OwnFiles.MakeFolder(location.DataFolder);
        if (location.Postgres is { } connection)
        {
            await PostgresDb.MakeDatabase(connection, stop);
        }
        return await Try(location, stop) ?? throw new ImportProblem(RefusalOf("Another import"));
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private static async Task<ImportLock?> Try(StoreLocation location, CancellationToken stop)
    {
        IAsyncDisposable? held = location.Postgres is { } connection
            ? await TakeOnServer(connection, stop)
            : TakeFile(location.DataFolder);
        return held is null ? null : new ImportLock(held);
    }

    private static FileStream? TakeFile(string folder)
    {
        try
        {
            return OwnFiles.Open(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreProblem(
                $"The folder {folder} cannot be written: {e.Message.TrimEnd('.')}. Give this account write access to it (a disk "
                + "may be read-only), or choose another with --data DIR. Nothing was changed.", e);
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows, EWOULDBLOCK elsewhere: any other failure is no other import.
    private static bool IsHeld(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult == (OperatingSystem.IsLinux() ? 11 : 35);

    private static async Task<IAsyncDisposable?> TakeOnServer(string connection, CancellationToken stop)
    {
        // A session of its own: pooled ones are reset, and that would give the lock back.
        var session = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false, KeepAlive = 30 }.ConnectionString);
        try
        {
            await session.OpenAsync(stop);
            await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({PostgresImportLock})", session);
            if (await command.ExecuteScalarAsync(stop) is true)
            {
                return new ServerLock(session);
            }
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
        await session.DisposeAsync();
        return null;
    }

    private static async Task<string> Refusal(Store store, CancellationToken stop)
    {
        await using var db = store.Read();
        var first = await db.Set<ImportRun>().AsNoTracking()
            .Where(run => run.FinishedAt == null).OrderByDescending(run => run.Id).FirstOrDefaultAsync(stop);
        var which = first is null
            ? "Another import"
            : string.Create(CultureInfo.InvariantCulture,
                $"An import of {first.File}, begun {first.StartedAt:yyyy-MM-dd HH:mm:ss} UTC,");
        return RefusalOf(which);
    }

    private static string RefusalOf(string which) =>
        $"{which} is running on this store. Wait until it has ended, or stop it with Ctrl-C, then try again. Nothing was changed.";

    // The server notices a moment later that a session has ended: until then the next import would be refused.
    private sealed class ServerLock(NpgsqlConnection session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({PostgresImportLock})", session);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                // The server is gone, and the lock with it.
            }
            await session.DisposeAsync();
        }
    }
}
