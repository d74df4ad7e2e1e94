using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>
/// Writes what is counted in memory into the store when its day is over, and when the program ends: who compares two copies of
/// the store cannot tell at which hour something was counted.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="counts">What is counted.</param>
/// <param name="called">What that is, for the log: "The counts of what was understood".</param>
/// <param name="log">Where it is told when they cannot be kept.</param>
internal abstract class DailyKeeping<TCount>(Store store, IDayCounts<TCount> counts, string called, ILogger log) : BackgroundService
    where TCount : class, IDayCount
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Try(DateOnly.MaxValue, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("{Counts} of today were not written: the program was to end at once.", called);
        }
    }

    /// <summary>Writes the counts of the days before one, and erases what is old. What could not be written stays counted.</summary>
    public async Task Keep(DateOnly before, CancellationToken stop)
    {
        var taken = counts.TakeBefore(before);
        try
        {
            var oldest = DateOnly.FromDateTime(store.Now).AddDays(-DailyCounts.DaysKept);
            if (taken.Count == 0 && !await HasOlder(oldest, stop))
            {
                return;
            }
            await store.Write(async db =>
            {
                await Add(db, taken, stop);
                await db.Set<TCount>().Where(one => one.Day < oldest).ExecuteDeleteAsync(stop);
            }, stop);
        }
        catch
        {
            counts.PutBack(taken);
            throw;
        }
    }

    /// <summary>Adds counts to those that are kept of the same days.</summary>
    protected abstract Task Add(RapportDb db, IReadOnlyList<TCount> taken, CancellationToken stop);

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
            await Keep(before, stop);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem or IOException)
        {
            log.LogWarning("{Counts} could not be written or looked through: {Reason}", called, e.Message);
        }
    }

    private async Task<bool> HasOlder(DateOnly oldest, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<TCount>().AnyAsync(one => one.Day < oldest, stop);
    }
}
