using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>Erases what is due when the application starts, and again after each pause. What fails is told and tried again.</summary>
/// <param name="pause">Between two times.</param>
/// <param name="called">What is erased, for the log: "Saved searches whose days are over".</param>
/// <param name="log">Where it is told when it cannot be done.</param>
internal abstract class RepeatedErasure(TimeSpan pause, string called, ILogger log) : BackgroundService
{
    /// <summary>Erases what is due now.</summary>
    protected abstract Task Erase(CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Erase(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("{What} could not be erased: {Reason}", called, e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
