using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Search.PlainWords;

/// <summary>
/// Writes what was heard into the store when its day is over, and when the program ends: who compares two copies of the
/// store cannot tell when a sentence was written, nor which words were in one with others. Erases what is old.
/// </summary>
internal sealed class HeardKeeping(Store store, HeardCounts counts, ILogger<HeardKeeping> log) : BackgroundService
{
    /// <summary>A year, and the month that is compared with the same one of the year before.</summary>
    public const int DaysKept = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Writes the counts of the days before one.</summary>
    public static async Task Keep(Store store, HeardCounts counts, DateOnly before, CancellationToken stop = default)
    {
        var taken = counts.TakeBefore(before);
        try
        {
            var oldest = DateOnly.FromDateTime(store.Now).AddDays(-DaysKept);
            if (taken.Count == 0 && !await HasOlder(store, oldest, stop))
            {
                return;
            }
            await store.Write(async db =>
            {
                foreach (var one in taken)
                {
                    if (await db.Set<HeardCount>().FindAsync([one.Day, one.Language, one.Kind], stop) is { } known)
                    {
                        known.Count += one.Count;
                    }
                    else
                    {
                        db.Add(new HeardCount { Day = one.Day, Language = one.Language, Kind = one.Kind, Count = one.Count });
                    }
                }
                await db.Set<HeardCount>().Where(one => one.Day < oldest).ExecuteDeleteAsync(stop);
            }, stop);
        }
        catch
        {
            counts.PutBack(taken);
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Try(DateOnly.MaxValue, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("The counts of today were not written: the program was to end at once.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Try(DateOnly.FromDateTime(store.Now), stoppingToken);
                await Task.Delay(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }

    private async Task Try(DateOnly before, CancellationToken stop)
    {
        try
        {
            await Keep(store, counts, before, stop);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem or IOException)
        {
            log.LogWarning("The counts of what was understood could not be written or looked through: {Reason}", e.Message);
        }
    }

    private static async Task<bool> HasOlder(Store store, DateOnly oldest, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<HeardCount>().AnyAsync(one => one.Day < oldest, stop);
    }
}
