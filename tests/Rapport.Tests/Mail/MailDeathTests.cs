using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
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
        var lots = new Random(7);
        var mayDouble = 0;
        var killing = new ConcurrentBag<Task>();
        for (var round = 0; round < rounds; round++)
        {
            await Write(test.Store, outbox, written);
            using var site = Serve(test, server);
            var died = new TaskCompletionSource();
            server.Instead = (step, _) =>
            {
                if (step != steps[round % steps.Length])
                {
                    return null;
                }
                // Once the server has said yes, anywhere from there to the mail's row that is taken away, and the next mail.
                killing.Add(Kill(site, step == SmtpStep.Taken ? lots.Next(30) : 0, died));
                return null;
            };
            mayDouble += steps[round % steps.Length] is SmtpStep.Whole or SmtpStep.Taken ? 1 : 0;
            await died.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            await site.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        server.Instead = null;
        await SendTheRest(test, server);

        var sent = server.Mails.GroupBy(mail => mail.MessageId!, StringComparer.Ordinal).ToDictionary(mail => mail.Key, mail => mail.Count(), StringComparer.Ordinal);
        Assert.Equal(written.Order(), sent.Keys.Order());
        // Only what the server has got may come twice; once for each time that the site was killed with it in hand.
        Assert.InRange(server.Mails.Count - sent.Count, 0, mayDouble);

        static async Task Kill(Process site, int after, TaskCompletionSource died)
        {
            if (after > 0)
            {
                await Task.Delay(after, TestContext.Current.CancellationToken);
            }
            site.Kill();
            died.TrySetResult();
        }
    });

    [Fact]
    public Task Killed_while_people_ask_for_links_it_mails_each_that_it_made_and_makes_each_that_it_mails() => Trial.Run(10, 200, async rounds =>
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: TimeProvider.System);
        await using var server = SmtpServer.Start();
        var port = RapportProcess.FreePort();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var answered = new ConcurrentQueue<string>();
        var asking = Enumerable.Range(1, 3).Select(person => Ask(person, new Uri($"http://localhost:{port}"), answered, ended.Token)).ToArray();
        var lots = new Random(4);
        for (var round = 0; round < rounds; round++)
        {
            using var site = Serve(test, server, port);
            var before = answered.Count;
            for (var waited = Stopwatch.StartNew(); answered.Count == before;)
            {
                Assert.False(site.HasExited);
                Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "Nothing was answered in two minutes.");
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
            await Task.Delay(lots.Next(300), TestContext.Current.CancellationToken);
            site.Kill();
            await site.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await ended.CancelAsync();
        await Task.WhenAll(asking);
        await SendTheRest(test, server);

        // Of each mail its number stays the same when it goes out again; to each address one was written, in the transaction of its link.
        var mailed = server.Mails.GroupBy(mail => mail.To.Mailboxes.Single().Address, StringComparer.Ordinal)
            .ToDictionary(mails => mails.Key, mails => mails.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal);
        Assert.All(answered, address => Assert.Equal(1, mailed[address]));
        var seal = new AccountSeal(test.Store, KeyRing.Open(test.Location));
        await using var db = test.Store.Read();
        var links = (await db.Set<PrivateLink>().Where(link => link.Address != null).ToListAsync(TestContext.Current.CancellationToken)).Select(link => seal.OpenText(null, PrivateLink.SealedAddress, link.Address!));
        Assert.Equal(links.Order(StringComparer.Ordinal), mailed.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(server.Mails.Count - mailed.Count, 0, rounds);
    });

    /// <summary>Somebody who asks for a link to open an account, for one address after the other, and sends again what was not answered.</summary>
    private static async Task Ask(int person, Uri site, ConcurrentQueue<string> answered, CancellationToken stop)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(30) };
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"person{person}x{number}@example.org");
            var once = RandomNumberGenerator.GetHexString(32, lowercase: true);
            for (var isAnswered = false; !isAnswered && !stop.IsCancellationRequested;)
            {
                try
                {
                    using var content = new FormUrlEncodedContent([new("Once", once), new("Address", address)]);
                    using var answer = await browser.PostAsync(new Uri("/account/new", UriKind.Relative), content, stop);
                    isAnswered = (int)answer.StatusCode < 400;
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
                {
                    await Task.Delay(20, CancellationToken.None);
                }
            }
            if (!stop.IsCancellationRequested)
            {
                answered.Enqueue(address);
            }
        }
    }

    private static async Task SendTheRest(TestStore test, SmtpServer server)
    {
        using var last = Serve(test, server);
        // The last few are in the hands of the dead for a minute.
        for (var waited = Stopwatch.StartNew(); await Left(test.Store) > 0;)
        {
            Assert.True(waited.Elapsed < Outbox.Held + TimeSpan.FromSeconds(60), $"{await Left(test.Store)} mails are left.");
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
        last.Kill();
        await last.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static Process Serve(TestStore test, SmtpServer server, int port = 0)
    {
        var site = RapportProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [MailServer.Variable] = server.Url,
                [MailServer.FromVariable] = "Rapport <mail@example.net>",
            },
            ["serve", "--port", port.ToString(CultureInfo.InvariantCulture), "--address", "https://therapists.example.org", .. test.Arguments]);
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
