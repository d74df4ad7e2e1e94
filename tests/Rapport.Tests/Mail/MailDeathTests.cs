using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Rapport.Mail;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Mail;

/// <summary>A site that is killed while it sends, at each step of its conversation with the mail server.</summary>
public sealed class MailDeathTests
{
    private const int MailsARound = 3;

    [Fact]
    public Task Killed_at_any_step_it_loses_no_mail_sends_none_of_what_was_undone_and_at_most_the_one_in_hand_twice() => Trial.Run(14, 1000, async rounds =>
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var server = SmtpServer.Start();
        var outbox = new Outbox(test.Store, KeyRing.Open(test.Location));
        var written = new List<string>();
        var steps = Enum.GetValues<SmtpStep>();
        for (var round = 0; round < rounds; round++)
        {
            await Write(test.Store, outbox, written);
            using var site = Serve(test, server);
            var died = new TaskCompletionSource();
            server.Instead = (step, _) =>
            {
                if (step == steps[round % steps.Length])
                {
                    site.Kill();
                    died.TrySetResult();
                }
                return null;
            };
            await died.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            await site.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        server.Instead = null;
        using var last = Serve(test, server);
        // The last few are in the hands of the dead for a minute.
        for (var waited = Stopwatch.StartNew(); await Left(test.Store) > 0;)
        {
            Assert.True(waited.Elapsed < Outbox.Held + TimeSpan.FromSeconds(60), $"{await Left(test.Store)} mails are left.");
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
        last.Kill();
        await last.WaitForExitAsync(TestContext.Current.CancellationToken);

        var sent = server.Mails.GroupBy(mail => mail.MessageId!, StringComparer.Ordinal).ToDictionary(mail => mail.Key, mail => mail.Count(), StringComparer.Ordinal);
        Assert.Equal(written.Order(), sent.Keys.Order());
        Assert.InRange(server.Mails.Count - sent.Count, 0, rounds);
    });

    private static Process Serve(TestStore test, SmtpServer server)
    {
        var site = RapportProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [MailServer.Variable] = server.Url,
                [MailServer.FromVariable] = "Rapport <mail@example.net>",
            },
            ["serve", "--port", "0", "--address", "https://therapists.example.org", .. test.Arguments]);
        // Read, or it would stand still once the pipe is full.
        site.BeginErrorReadLine();
        site.BeginOutputReadLine();
        return site;
    }

    /// <summary>Some mails, each with a setting that it tells of; and one that comes to nothing with its own.</summary>
    private static async Task Write(Store store, Outbox outbox, List<string> written)
    {
        for (var number = 0; number < MailsARound; number++)
        {
            var id = await store.Write(db => Task.FromResult(outbox.Add(db, "trial", Letter, TimeSpan.FromDays(7))));
            written.Add($"{id:N}@example.net");
        }
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Write(async db =>
        {
            outbox.Add(db, "trial", Letter, TimeSpan.FromDays(7));
            await db.SaveChangesAsync();
            throw new InvalidOperationException("It comes to nothing.");
        }));
    }

    private static Letter Letter { get; } = new("ana@example.org", "en", "A message", ["Something waits."], null, null, "You asked for it.");

    private static async Task<int> Left(Store store)
    {
        await using var db = store.Read();
        return await db.Set<OutgoingMail>().CountAsync();
    }
}
