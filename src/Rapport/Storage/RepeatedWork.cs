using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>Does what is due when the application starts, and again after each pause. What fails is told and tried again.</summary>
/// <param name="pause">Between two times.</param>
/// <param name="called">What is done, for the log: "Erasing saved searches whose days are over".</param>
/// <param name="log">Where it is told when it cannot be done.</param>
internal abstract class RepeatedWork(TimeSpan pause, string called, ILogger log) : BackgroundService
{
    /// <summary>Does what is due now.</summary>
    protected abstract Task Do(CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Do(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("{What} failed, and is tried again: {Reason}", called, e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
