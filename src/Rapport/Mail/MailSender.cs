using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Mail;

/// <summary>
/// Sends what waits in the outbox, one mail after the other. Every node of a site may run one: a mail is in the hands of one at a time. A
/// program that is killed leaves its mail in hand for a minute; then it goes out again under the same number.
/// </summary>
internal sealed class MailSender(Store store, Outbox outbox, MailServer server, PublicAddress site, ILogger<MailSender> log) : BackgroundService
{
    /// <summary>Mails of other programs, as of a command, are noticed after so long; those of this one at once.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What is kept of a server's words, letters.</summary>
    private const int LongestProblem = 300;

    private readonly SemaphoreSlim _written = new(0, 1);

    public override void Dispose()
    {
        _written.Dispose();
        base.Dispose();
    }

    /// <summary>Sends all that is due. What the server says when there is none to send through; null where nothing was in the way.</summary>
    public async Task<string?> SendDue(CancellationToken stop)
    {
        if (await outbox.DropEnded(stop) is > 0 and var ended)
        {
            log.LogWarning("{Count} mails were of no use any more before a server took them, and are deleted.", ended);
        }
        using var line = new SmtpLine(server);
        while (await outbox.Take(stop) is { } mail)
        {
            if (await Send(line, mail, stop) is { } problem)
            {
                return problem;
            }
        }
        await line.End();
        return null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Written += Wake;
        try
        {
            var pause = TimeSpan.Zero;
            while (true)
            {
                var problem = await Try(stoppingToken);
                if (problem is null)
                {
                    if (pause > TimeSpan.Zero)
                    {
                        log.LogInformation("Mails go out again.");
                    }
                    pause = TimeSpan.Zero;
                    await _written.WaitAsync(Tick, stoppingToken);
                    continue;
                }
                if (pause == TimeSpan.Zero)
                {
                    log.LogWarning("Mails cannot be sent, and wait: {Reason}", problem);
                }
                pause = pause == TimeSpan.Zero ? FirstPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 2));
                await Task.Delay(pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
        finally
        {
            store.Written -= Wake;
        }
    }

    private void Wake()
    {
        try
        {
            _written.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake already, or has ended.
        }
    }

    private async Task<string?> Try(CancellationToken stop)
    {
        try
        {
            return await SendDue(stop);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem or TimeoutException)
        {
            return e.Message;
        }
    }

    /// <summary>Sends one, and writes down what became of it. Why no mail can be sent; null where others can.</summary>
    private async Task<string?> Send(SmtpLine line, OutgoingMail mail, CancellationToken stop)
    {
        if (outbox.Open(mail) is not { } letter)
        {
            await outbox.SetApart(mail, "What it says cannot be read: the key that sealed it is gone.", stop);
            return null;
        }
        MimeMessage message;
        try
        {
            message = MimeLetter.Make(mail, letter, server.From, site.Root!);
        }
        catch (ParseException)
        {
            await outbox.SetApart(mail, "Its address is none.", stop);
            return null;
        }
        using (message)
        {
            var handed = await line.Send(message, stop);
            var says = WithoutAddress(handed.Says, letter.To);
            // The server's answer is written down also while the program ends: it would otherwise get the mail twice.
            await (handed.How switch
            {
                Handed.Taken => outbox.Sent(mail, CancellationToken.None),
                Handed.NotNow => outbox.PutOff(mail, says, CancellationToken.None),
                Handed.Never => outbox.SetApart(mail, says, CancellationToken.None),
                _ => outbox.PutBack(mail, CancellationToken.None),
            });
            return handed.How == Handed.NoServer ? says : null;
        }
    }

    /// <summary>Servers repeat whom they refuse; the store and the log are not to know.</summary>
    private static string WithoutAddress(string says, string address)
    {
        var plain = says.ReplaceLineEndings(" ").Replace(address, "(the address)", StringComparison.OrdinalIgnoreCase);
        var local = address[..Math.Max(0, address.LastIndexOf('@'))];
        plain = local.Length > 2 ? plain.Replace(local, "(the address)", StringComparison.OrdinalIgnoreCase) : plain;
        return plain.Length <= LongestProblem ? plain : plain[..LongestProblem];
    }
}
