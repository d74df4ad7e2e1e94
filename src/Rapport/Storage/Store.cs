using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Rapport.Storage;

/// <summary>
/// An open store: gives contexts to read with, and runs writes one at a time. SQLite allows one writer, and the
/// change feed's numbers must ascend in the order of commits on PostgreSQL too, so both take a lock first.
/// </summary>
internal sealed class Store : IDisposable
{
    /// <summary>Any number will do, as long as every node uses the same one.</summary>
    private const long PostgresWriteLock = 0x7261_7070_6f72_7401;

    /// <summary>How many contexts are kept to read with again.</summary>
    private const int MostKept = 32;

    private const int TriesToCut = 10;
    private static readonly TimeSpan PauseToCut = TimeSpan.FromMilliseconds(100);

    /// <summary>A file of so many bytes is looked through at once; of a longer one soon after.</summary>
    private const long SmallFile = 64L << 20;

    private volatile bool _isCutOwed;

    // How often something was erased; for which of it the gaps are wiped, and are being wiped, up to which page.
    private readonly SemaphoreSlim _oneWiper = new(1, 1);
    private long _erasures;
    private long _wiped;
    private (long For, long NextPage) _wiping = (0, PageGaps.First);

    private readonly SemaphoreSlim _oneWriter = new(1, 1);

    // To make a context ready takes as long as a small query: those that were read with are used again.
    private readonly Func<RapportDb> _reading;

    private Store(StoreLocation location, TimeProvider time, StoreMark mark, bool isReadOnly)
    {
        _reading = Reading(location);
        Location = location;
        Time = time;
        Mark = mark;
        IsReadOnly = isReadOnly;
    }

    public StoreLocation Location { get; }

    public TimeProvider Time { get; }

    public StoreMark Mark { get; }

    /// <summary>True when it can be read and every change would fail: an SQLite file that this account may not write.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Raised after each commit of this process, so that its own search index need not wait for a tick.</summary>
    public event Action? Written;

    /// <summary>Something is erased, and a reader kept SQLite's log from being cut: it is cut after the next change.</summary>
    public bool IsCutOwed => _isCutOwed;

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>A context to read with; the caller disposes it.</summary>
    public RapportDb Read() => _reading();

    /// <summary>Runs a change in one transaction, alone among the writers, and saves it. An exception undoes it all.</summary>
    public Task Write(Func<RapportDb, Task> change, CancellationToken stop = default) =>
        Write(async db =>
        {
            await change(db);
            return true;
        }, stop);

    /// <inheritdoc cref="Write(Func{RapportDb, Task}, CancellationToken)"/>
    public async Task<T> Write<T>(Func<RapportDb, Task<T>> change, CancellationToken stop = default)
    {
        T result;
        await _oneWriter.WaitAsync(stop);
        try
        {
            RequireThere();
            await using var db = Context(Location);
            // Immediate on SQLite: a read that turns into a write would fail as "locked" at once.
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await KeepWritersOut(db, stop);
            if (OneEffect.Current is { } effect)
            {
                await effect.Mark(db, Now, stop);
            }
            result = await change(db);
            await db.SaveChangesAsync(stop);
            if (!Location.IsSqlite)
            {
                // Delivered by the server when the transaction commits, never before.
                await db.Database.ExecuteSqlAsync($"SELECT pg_notify({ChangeFeed.Channel}, '')", stop);
            }
            await transaction.CommitAsync(stop);
            OneEffect.Current?.Kept();
        }
        finally
        {
            _oneWriter.Release();
        }
        if (_isCutOwed)
        {
            await CutLog(most: 1);
        }
        Written?.Invoke();
        return result;
    }

    /// <summary>
    /// A change that takes something away for good: nothing of it stays in SQLite's log either, which keeps what was written over until it is
    /// full. While somebody reads a version from before, the log stays, and is cut after one of the next changes, or by <see cref="OwedCuts"/>.
    /// </summary>
    public async Task<T> Erase<T>(Func<RapportDb, Task<T>> change, CancellationToken stop = default)
    {
        var result = await Write(change, stop);
        if (Location.IsSqlite)
        {
            Interlocked.Increment(ref _erasures);
            await CutLog(TriesToCut);
            if (!_isCutOwed && new FileInfo(Location.SqlitePath) is { Exists: true, Length: <= SmallFile })
            {
                await WipeGaps(CancellationToken.None);
            }
        }
        return result;
    }

    /// <summary>Cuts SQLite's log, and wipes what is left in the gaps of its pages, where that is owed and nobody reads a version from before any more.</summary>
    public async Task CutOwed(CancellationToken stop = default)
    {
        if (_isCutOwed)
        {
            await CutLog(most: 1);
        }
        if (!_isCutOwed && Interlocked.Read(ref _erasures) > Interlocked.Read(ref _wiped))
        {
            await WipeGaps(stop);
        }
    }

    private async Task WipeGaps(CancellationToken stop)
    {
        await _oneWiper.WaitAsync(stop);
        try
        {
            if (_wiping.NextPage == PageGaps.First)
            {
                _wiping.For = Interlocked.Read(ref _erasures);
            }
            if (await PageGaps.Wipe(Location, _wiping.NextPage, stop) is { } next)
            {
                _wiping.NextPage = next;
                return;
            }
            _wiping.NextPage = PageGaps.First;
            Interlocked.Exchange(ref _wiped, _wiping.For);
        }
        catch (SqliteException)
        {
            // What is erased is gone from every row; the gaps are looked through again later.
        }
        finally
        {
            _oneWiper.Release();
        }
    }

    private async Task CutLog(int most)
    {
        _isCutOwed = true;
        await _oneWriter.WaitAsync(CancellationToken.None);
        try
        {
            await using var db = Context(Location);
            for (var tries = 0; tries < most; tries++)
            {
                // The first column of its answer: whether a reader kept it from doing so.
                if ((await db.Database.SqlQuery<long>($"PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync()).Single() == 0)
                {
                    _isCutOwed = false;
                    return;
                }
                if (tries + 1 < most)
                {
                    await Task.Delay(PauseToCut);
                }
            }
        }
        catch (SqliteException)
        {
            // The change is kept; the log is cut with the next.
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    /// <summary>
    /// Makes sure that the file is where it was: SQLite goes on with one that somebody took away, and all that is written into
    /// it is lost without a word.
    /// </summary>
    /// <exception cref="StoreProblem">It is gone.</exception>
    public void RequireThere()
    {
        if (Location.IsSqlite && !File.Exists(Location.SqlitePath))
        {
            throw new StoreProblem(
                $"The file {Location.SqlitePath} was taken away while it was open. Searches are answered as it last stood, and nothing new can be "
                + "kept. Put it back, or bring back a backup with \"./rapport restore\" and start again.");
        }
    }

    /// <summary>Opens what is there.</summary>
    /// <exception cref="StoreProblem">Missing, locked, read-only, damaged, or made by a newer version.</exception>
    public static async Task<Store> Open(StoreLocation location, TimeProvider time, CancellationToken stop = default)
    {
        if (location.IsSqlite && !File.Exists(location.SqlitePath))
        {
            throw StoreTrouble.Missing(location);
        }
        OwnFiles.CloseAll(location);
        return await StoreTrouble.Told(location, async () =>
        {
            location = await SqliteAccess.Find(location, stop);
            await using var db = Context(location);
            if (!location.IsSqlite && !await db.Database.CanConnectAsync(stop))
            {
                // Opened on purpose: it throws with the server's own reason.
                await db.Database.OpenConnectionAsync(stop);
            }
            await RefuseNewer(db, location, stop);
            if (!(await db.Database.GetAppliedMigrationsAsync(stop)).Any())
            {
                throw StoreTrouble.Missing(location);
            }
            if (!await Migrations.IsMarked(db, stop))
            {
                throw StoreTrouble.Missing(location);
            }
            var isReadOnly = location.IsUnchanging || await SqliteAccess.IsReadOnly(db, location, stop);
            if ((await db.Database.GetPendingMigrationsAsync(stop)).Any())
            {
                if (isReadOnly)
                {
                    throw new StoreProblem(
                        $"The store {location.SqlitePath} was made by an older version of Rapport and must be brought up to date first, but it "
                        + $"is read-only. {StoreTrouble.WriteAccess}");
                }
                using var alone = await Migrations.Alone(location, stop);
                await Migrations.Apply(db, stop);
            }
            var mark = await db.Set<StoreMark>().AsNoTracking().SingleOrDefaultAsync(stop) ?? throw StoreTrouble.Missing(location);
            return new Store(location, time, mark, isReadOnly);
        });
    }

    /// <summary>Opens what is there, or makes an empty store of the given kind.</summary>
    /// <exception cref="StoreProblem">It cannot be made or opened. The kind of an existing one is not checked here.</exception>
    public static async Task<Store> OpenOrCreate(
        StoreLocation location, StoreKind kind, TimeProvider time, Guid? storeId = null, CancellationToken stop = default)
    {
        if (await Exists(location, stop))
        {
            return await Open(location, time, stop);
        }
        return await StoreTrouble.Told(location, async () =>
        {
            var mark = new StoreMark
            {
                Kind = kind,
                StoreId = storeId ?? Guid.CreateVersion7(time.GetUtcNow()),
                CreatedAt = time.GetUtcNow().UtcDateTime,
            };
            await NewStore.Make(location, mark, stop);
            return await Open(location, time, stop);
        });
    }

    /// <summary>True when a marked store is there.</summary>
    /// <exception cref="StoreProblem">Something is there that cannot be opened.</exception>
    public static async Task<bool> Exists(StoreLocation location, CancellationToken stop = default)
    {
        if (location.IsSqlite && !File.Exists(location.SqlitePath))
        {
            return false;
        }
        return await StoreTrouble.Told(location, async () =>
        {
            location = await SqliteAccess.Find(location, stop);
            await using var db = Context(location);
            if (!location.IsSqlite && !await db.Database.CanConnectAsync(stop))
            {
                return false;
            }
            if (!(await db.Database.GetAppliedMigrationsAsync(stop)).Any())
            {
                return false;
            }
            await RefuseNewer(db, location, stop);
            return await Migrations.IsMarked(db, stop);
        });
    }

    /// <summary>
    /// Makes the transaction that <paramref name="db"/> is in the only writer until it ends. On SQLite it is that
    /// already, since it began as a writing one.
    /// </summary>
    public static async Task KeepWritersOut(RapportDb db, CancellationToken stop)
    {
        if (db is PostgresDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({PostgresWriteLock})", stop);
        }
    }

    /// <summary>Throws when this store holds the other kind of people; <paramref name="mend"/> names the command to use.</summary>
    public void Require(StoreKind kind, string mend)
    {
        if (Mark.Kind != kind)
        {
            var holds = Mark.Kind == StoreKind.Demo ? "invented people (a demo)" : "real people";
            throw new StoreProblem($"The store {Location.Name} holds {holds}; the two are never mixed. {mend}");
        }
    }

    public void Dispose()
    {
        _oneWriter.Dispose();
        _oneWiper.Dispose();
    }

    private static RapportDb Context(StoreLocation location) =>
        location.Postgres is { } connection
            ? new PostgresDb(PostgresDb.Options(connection))
            : new SqliteDb(SqliteDb.Options(location));

    private static Func<RapportDb> Reading(StoreLocation location) =>
        location.Postgres is { } connection
            ? new PooledDbContextFactory<PostgresDb>(PostgresDb.Options(connection), MostKept).CreateDbContext
            : new PooledDbContextFactory<SqliteDb>(SqliteDb.Options(location, isForReading: true), MostKept).CreateDbContext;

    private static async Task RefuseNewer(RapportDb db, StoreLocation location, CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var unknown = (await db.Database.GetAppliedMigrationsAsync(stop)).FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
        {
            throw new StoreProblem(
                $"The store {location.Name} was made by a newer version of Rapport (it knows \"{unknown}\"). "
                + "Nothing was changed. Start the newer version, or restore a back-up made by this one.");
        }
    }
}
