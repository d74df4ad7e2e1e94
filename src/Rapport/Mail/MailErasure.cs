using Rapport.Storage;

namespace Rapport.Mail;

/// <summary>
/// Deletes mails whose links have ended, every hour: also where no server is named that could send them, and in a demo, which sends none.
/// </summary>
internal sealed class MailErasure(Outbox outbox, ILogger<MailErasure> log)
    : RepeatedWork(TimeSpan.FromHours(1), "Erasing mails that are of no use any more", log)
{
    protected override async Task Do(CancellationToken stop)
    {
        if (await outbox.DropEnded(stop) is > 0 and var ended)
        {
            log.LogInformation("Of no use any more and deleted unsent: {Count} mails.", ended);
        }
    }
}
