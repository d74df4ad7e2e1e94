using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>
/// Writes what is counted in memory into the store when its day is over, and when the program ends: who compares two copies of
/// the store cannot tell at which hour something was counted.
/// </summary>
/// <param name="counts">What is kept, for the log: "The counts of what was understood".</param>
internal abstract class DailyKeeping(Store store, string counts, ILogger log) : BackgroundService
{
    /// <summary>A year, and the month that is compared with the same one of the year before.</summary>
    public const int DaysKept = 400;

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
            log.LogWarning("{Counts} of today were not written: the program was to end at once.", counts);
        }
    }

    /// <summary>The first day that is still kept.</summary>
    protected static DateOnly Oldest(Store store) => DateOnly.FromDateTime(store.Now).AddDays(-DaysKept);

    /// <summary>Writes the counts of the days before one, and erases what is old.</summary>
    protected abstract Task KeepBefore(DateOnly day, CancellationToken stop);

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
            await KeepBefore(before, stop);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem or IOException)
        {
            log.LogWarning("{Counts} could not be written or looked through: {Reason}", counts, e.Message);
        }
    }
}
