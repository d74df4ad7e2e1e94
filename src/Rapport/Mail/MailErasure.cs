using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Mail;

/// <summary>
/// Deletes mails whose links have ended, every hour: also where no server is named that could send them, and in a demo, which sends none.
/// </summary>
internal sealed class MailErasure(Outbox outbox, ILogger<MailErasure> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await outbox.DropEnded(stoppingToken) is > 0 and var ended)
                {
                    log.LogInformation("Of no use any more and deleted unsent: {Count} mails.", ended);
                }
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Mails that are of no use any more could not be deleted: {Reason}", e.Message);
            }
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
