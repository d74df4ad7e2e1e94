using System.Data.Common;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Core.Search;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>The index as it stood at one moment, with the number of the change feed up to which it is right.</summary>
internal sealed record Snapshot(SearchIndex Index, long Sequence, DateOnly Day, RegistryListing Listing);

/// <summary>
/// Holds the current snapshot and keeps it current by following the change feed. A search takes the snapshot once and
/// keeps it to its end; nothing here ever asks the tables what changed.
/// </summary>
internal sealed class Snapshots(Store store, SearchKeys keys, ILogger<Snapshots> log) : BackgroundService
{
    /// <summary>How long another process's change may stay unseen: well below the promised second.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>Beyond so many changes at once, reading everything anew costs less.</summary>
    private const int MostChanges = 20_000;

    private static readonly TimeSpan WrittenEvery = TimeSpan.FromHours(1);

    /// <summary>Of who was taken off the list nothing is left in the file after so long.</summary>
    private static readonly TimeSpan RemovedWithin = TimeSpan.FromSeconds(45);

    /// <summary>So many rows are read before somebody begins to make something of them.</summary>
    private const int AtOnce = 512;

    private readonly IndexFile file = new(store, keys, log);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly SemaphoreSlim writer = new(1, 1);
    private Snapshot? current;
    private Task<Snapshot>? building;
    private Task<IndexMerge>? merging;
    private (long Sequence, DateOnly Day)? written;
    private DateTime writtenAt;
    private bool hasRemoved;

    /// <summary>The snapshot to search in; null until the first one is built.</summary>
    public Snapshot? Current => Volatile.Read(ref current);

    public bool IsReady => Current is not null;

    /// <summary>Whether the change feed could be read when it was last asked: what is found may be old when not.</summary>
    public bool IsFollowing { get; private set; } = true;

    /// <summary>The current snapshot, waiting for the first one where it is not built yet.</summary>
    public async Task<Snapshot> Get(CancellationToken stop)
    {
        await ready.Task.WaitAsync(stop);
        return Current!;
    }

    /// <summary>A snapshot as it stands now, for a command that searches once: read from the file of the last one, or built.</summary>
    public async Task<Snapshot> Once(CancellationToken stop) => await Written(stop) ?? await BuildAlone(stop);

    /// <summary>Builds one and writes it to the file, for a command that does no more.</summary>
    /// <returns>Of how many; null where it could not be written, and the log says why.</returns>
    public async Task<int?> Rewrite(CancellationToken stop)
    {
        var snapshot = await BuildAlone(stop);
        await using var db = store.Read();
        var isWritten = file.Write(snapshot, await IndexFile.LastOf(db, snapshot, stop), stop);
        stop.ThrowIfCancellationRequested();
        return isWritten ? snapshot.Index.Count : null;
    }

    // The first of a start.
    private async Task<Snapshot> First(CancellationToken stop) =>
        await Written(stop) ?? (await IsMadeAside(stop) ? await Written(stop) : null) ?? await BuildAlone(stop);

    // Another one while people search.
    private async Task<Snapshot> Another(CancellationToken stop) =>
        (await IsMadeAside(stop) ? await file.Read(Today(), stop) : null) ?? await Build(stop);

    private async Task<bool> IsMadeAside(CancellationToken stop)
    {
        if (store.IsReadOnly)
        {
            return false;
        }
        await using var db = store.Read();
        // Numbers are given out one after another, and looked up at once where a count goes through everybody.
        var profiles = await db.Set<Profile>().MaxAsync(profile => (long?)profile.Id, stop) ?? 0;
        return profiles >= IndexProcess.Worthwhile && await new IndexProcess(store.Location, log).Run(isBeside: IsReady, stop);
    }

    private async Task<Snapshot> BuildAlone(CancellationToken stop)
    {
        // Nobody searches yet, so nobody minds to be held up: collecting beside the work takes a processor from it.
        var usual = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        try
        {
            return await Build(stop);
        }
        finally
        {
            GCSettings.LatencyMode = usual;
        }
    }

    // The one that was written, with all that was changed since; null where that is no use.
    private async Task<Snapshot?> Written(CancellationToken stop)
    {
        if (await file.Read(Today(), stop) is not { } read)
        {
            return null;
        }
        var caught = await CatchUp(read, stop);
        (written, writtenAt) = ((read.Sequence, read.Day), store.Now);
        return caught;
    }

    // A snapshot with all that was changed since; null where so much was that building another takes less.
    private async Task<Snapshot?> CatchUp(Snapshot snapshot, CancellationToken stop)
    {
        await using var db = store.Read();
        var changes = await ChangeFeed.After(db, snapshot.Sequence, MostChanges, stop);
        return changes.Count == 0 ? snapshot
            : changes.Count == MostChanges || changes.Exists(change => change.ProfileId == Change.Everything) ? null
            : await Apply(db, snapshot, changes, stop);
    }

    private async Task<Snapshot> Build(CancellationToken stop)
    {
        await using var db = store.Read();
        // Read first: what changes while the profiles are read is read again afterwards.
        var sequence = await ChangeFeed.Last(db, stop);
        var listing = await Visibility.Of(db, stop);
        var day = Today();
        var project = new ListingOf(keys, PlaceTable.Gazetteer, day);
        var builder = new IndexBuilder(keys.Schema);
        // Once somebody searches, a processor is left to them.
        var isAlone = !IsReady;
        var together = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, isAlone ? Environment.ProcessorCount : Environment.ProcessorCount - 1),
            CancellationToken = stop,
        };
        await Parallel.ForEachAsync(Listed(db, listing, stop).Chunk(AtOnce), together, (rows, _) =>
        {
            builder.Add([.. rows.Select(row => Project(project, row)).OfType<Listing>()]);
            return ValueTask.CompletedTask;
        });
        return new Snapshot(builder.Build(isAlone, stop), sequence, day, listing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Written += Wake;
        var listening = ListenOnPostgres(stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await Advance(stoppingToken);
                    if (!IsFollowing)
                    {
                        IsFollowing = true;
                        log.LogWarning("The change feed is read again.");
                    }
                }
                catch (Exception e) when (e is DbException or InvalidOperationException or StoreProblem && !stoppingToken.IsCancellationRequested)
                {
                    // The old snapshot still answers; the store may be back at the next tick. Told once, not at each.
                    if (IsFollowing)
                    {
                        IsFollowing = false;
                        log.LogWarning("The change feed cannot be read: {Reason}", e.Message);
                    }
                }
                await wake.WaitAsync(Tick, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
        finally
        {
            store.Written -= Wake;
            await listening;
            await writer.WaitAsync(CancellationToken.None);
        }
    }

    private async Task Advance(CancellationToken stop)
    {
        if (Current is not { } snapshot)
        {
            Volatile.Write(ref current, await Task.Run(() => First(stop), stop));
            // Reading everybody leaves several times their size behind. Nobody waits yet: a small machine gets it back now.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            ready.SetResult();
            return;
        }
        store.RequireThere();
        if (building is { IsCompleted: true } built)
        {
            building = null;
            await Replace(await built, stop);
            return;
        }
        await using var db = store.Read();
        var changes = await ChangeFeed.After(db, snapshot.Sequence, MostChanges, stop);
        if (snapshot.Day != Today() || changes.Count == MostChanges || changes.Exists(change => change.ProfileId == Change.Everything))
        {
            // Whoever edits or is removed meanwhile does not wait for it.
            building ??= Task.Run(() => Another(stop), stop);
        }
        if (changes.Count is > 0 and < MostChanges)
        {
            Volatile.Write(ref current, await Apply(db, snapshot, changes, stop));
        }
        await Merge(stop);
        await Keep(db, stop);
    }

    private async Task Replace(Snapshot built, CancellationToken stop)
    {
        var caught = await CatchUp(built, stop);
        if (caught is not null || built.Sequence > Current!.Sequence)
        {
            Volatile.Write(ref current, caught ?? built);
        }
        if (caught is null)
        {
            building = Task.Run(() => Another(stop), stop);
        }
    }

    // Large segments become one beside the searches and the edits.
    private async Task Merge(CancellationToken stop)
    {
        var snapshot = Current!;
        if (merging is { IsCompleted: true } done)
        {
            merging = null;
            Volatile.Write(ref current, snapshot with { Index = snapshot.Index.With(await done) });
        }
        else if (merging is null && snapshot.Index.NextMerge() is { } merge)
        {
            merging = Task.Run(
                () =>
                {
                    merge.Run(snapshot.Day.DayNumber, stop);
                    Wake();
                    return merge;
                }, stop);
        }
    }

    // Writes the snapshot to its file, beside everything else, if the one there is old.
    private async Task Keep(RapportDb db, CancellationToken stop)
    {
        var snapshot = Current!;
        if (!store.IsReadOnly && written != (snapshot.Sequence, snapshot.Day)
            && (written is null || store.Now - writtenAt >= (hasRemoved ? RemovedWithin : WrittenEvery)) && await writer.WaitAsync(0, stop))
        {
            var last = await IndexFile.LastOf(db, snapshot, stop);
            (written, writtenAt, hasRemoved) = ((snapshot.Sequence, snapshot.Day), store.Now, false);
            _ = Task.Run(() => Write(snapshot, last, stop), CancellationToken.None);
        }
    }

    private void Write(Snapshot snapshot, Change? last, CancellationToken stop)
    {
        try
        {
            file.Write(snapshot, last, stop);
        }
        finally
        {
            writer.Release();
        }
    }

    private async Task<Snapshot> Apply(RapportDb db, Snapshot snapshot, List<Change> changes, CancellationToken stop)
    {
        var project = new ListingOf(keys, PlaceTable.Gazetteer, snapshot.Day);
        var upserts = new List<Listing>();
        var removals = new List<long>();
        foreach (var ids in changes.Select(change => change.ProfileId).Distinct().Chunk(500))
        {
            var rows = await db.Set<Profile>().AsNoTracking().Where(profile => ids.Contains(profile.Id)).ToListAsync(stop);
            foreach (var row in rows)
            {
                if (Visibility.IsListed(row, snapshot.Listing)
                    && Project(project, new Row(row.Id, row.Claimed, Encoding.UTF8.GetBytes(row.Document), row.UpdatedAt)) is { } listing)
                {
                    upserts.Add(listing);
                }
                else
                {
                    removals.Add(row.Id);
                }
            }
        }
        hasRemoved |= removals.Count > 0;
        return snapshot with { Index = snapshot.Index.With(upserts, removals), Sequence = changes[^1].Sequence };
    }

    /// <summary>One document that cannot be read must not take the directory down; the doctor finds it.</summary>
    private Listing? Project(ListingOf project, Row row)
    {
        try
        {
            return project.Make(row.Id, row.Claimed, ListingOf.Read(row.Document), row.UpdatedAt);
        }
        catch (JsonException)
        {
            log.LogWarning("The facts of profile {Id} cannot be read; it is left out. Run \"{Doctor}\".", row.Id, store.Location.Command("doctor"));
            return null;
        }
    }

    // Past the mapping to objects: documents as the store holds them, which is how they are read.
    private static async IAsyncEnumerable<Row> Listed(RapportDb db, RegistryListing listing, [EnumeratorCancellation] CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        await using var command = Visibility.Among(db.Set<Profile>().AsNoTracking(), listing)
            .Select(profile => new { profile.Id, profile.Claimed, profile.Document, profile.UpdatedAt })
            .CreateDbCommand();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
        {
            yield return new Row(rows.GetInt64(0), rows.GetBoolean(1), await rows.GetFieldValueAsync<byte[]>(2, stop), rows.GetDateTime(3));
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(store.Now);

    private void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Other nodes' commits wake this one at once; the tick is there for when the connection is lost.</summary>
    private async Task ListenOnPostgres(CancellationToken stop)
    {
        if (store.Location.Postgres is not { } connectionString)
        {
            return;
        }
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(stop);
                connection.Notification += (_, _) => Wake();
                await using var listen = new NpgsqlCommand($"LISTEN {ChangeFeed.Channel}", connection);
                await listen.ExecuteNonQueryAsync(stop);
                while (true)
                {
                    await connection.WaitAsync(stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or IOException)
            {
                log.LogWarning("PostgreSQL does not notify any more: {Reason}. Trying again.", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), store.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed record Row(long Id, bool Claimed, byte[] Document, DateTime UpdatedAt);
}
