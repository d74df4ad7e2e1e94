using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Mail;

/// <summary>From a transaction to a mail server that speaks, refuses, waits or hangs up.</summary>
public sealed class MailSenderTests
{
    private static readonly IDataProtectionProvider Keys = new EphemeralDataProtectionProvider();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_mail_goes_out_once_and_nothing_of_it_stays(Database database)
    {
        await using var test = await TestStore.Create(database, time: new TestClock());
        await using var server = SmtpServer.Start();
        var id = await Add(test.Store, "ana@example.org");
        using var sender = Sender(test.Store, server);
        Assert.Null(await sender.SendDue(Stop));
        Assert.Null(await sender.SendDue(Stop));
        var mail = Assert.Single(server.Mails);
        Assert.Equal(($"{id:N}@example.net", "ana@example.org"), (mail.MessageId, mail.To.Mailboxes.Single().Address));
        Assert.Empty(await Left(test.Store));
    }

    [Fact]
    public async Task What_is_undone_is_never_sent()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var server = SmtpServer.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Store.Write(db =>
        {
            new Outbox(test.Store, Keys).Add(db, "trial", Letter("ana@example.org"), TimeSpan.FromDays(1));
            throw new InvalidOperationException("It comes to nothing.");
        }));
        using var sender = Sender(test.Store, server);
        await sender.SendDue(Stop);
        Assert.Empty(server.Mails);
        Assert.Equal(0, server.Conversations);
    }

    [Fact]
    public async Task Many_go_over_one_line_in_the_order_in_which_they_were_written()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await using var server = SmtpServer.Start();
        for (var number = 0; number < 30; number++)
        {
            await Add(test.Store, $"n{number}@example.org");
            clock.Advance(TimeSpan.FromMilliseconds(5));
        }
        using var sender = Sender(test.Store, server);
        await sender.SendDue(Stop);
        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"n{number}@example.org"), server.Mails.Select(To));
        Assert.Equal(1, server.Conversations);
    }

    [Fact]
    public async Task Two_senders_at_once_send_each_mail_once()
    {
        // By a clock that stands: where the machine's is set back meanwhile, the last mails are not due yet.
        await using var test = await TestStore.Create(Database.Sqlite, time: new TestClock());
        await using var server = SmtpServer.Start();
        for (var number = 0; number < 40; number++)
        {
            await Add(test.Store, $"n{number}@example.org");
        }
        using var one = Sender(test.Store, server);
        using var other = Sender(test.Store, server);
        Assert.Equal([null, null], await Task.WhenAll(one.SendDue(Stop), other.SendDue(Stop)));
        Assert.Equal(40, server.Mails.Select(To).Distinct().Count());
        Assert.Equal(40, server.Mails.Count);
    }

    [Fact]
    public async Task A_server_that_is_not_there_costs_no_mail_a_try()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        var gone = SmtpServer.Start();
        var port = gone.Port;
        using var sender = Sender(test.Store, gone);
        await gone.DisposeAsync();
        await Add(test.Store, "ana@example.org");
        await Add(test.Store, "bea@example.org");
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.Contains("cannot be reached", await sender.SendDue(Stop), StringComparison.Ordinal);
            clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.All(await Left(test.Store), mail => Assert.Equal((0, MailState.Waiting), (mail.Tries, mail.State)));
        await using var back = SmtpServer.Start(port);
        Assert.Null(await sender.SendDue(Stop));
        Assert.Equal(["ana@example.org", "bea@example.org"], back.Mails.Select(To).Order());
    }

    [Theory]
    [InlineData(SmtpStep.Recipient, "550 5.1.1 <ana@example.org>: no such mailbox")]
    [InlineData(SmtpStep.Whole, "554 looks like spam to us, ana@example.org")]
    public async Task A_mail_that_is_refused_for_good_is_set_apart_and_in_nobody_s_way(SmtpStep step, string answer)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var server = SmtpServer.Start();
        server.Instead = (at, asked) => at == step && asked.Contains("ana@", StringComparison.Ordinal) ? answer : null;
        var refused = await Add(test.Store, "ana@example.org");
        await Add(test.Store, "bea@example.org");
        using var sender = Sender(test.Store, server);
        await sender.SendDue(Stop);
        Assert.Equal("bea@example.org", To(Assert.Single(server.Mails)));
        var apart = Assert.Single(await Left(test.Store));
        Assert.Equal((refused, MailState.SetApart, 1), (apart.Id, apart.State, apart.Tries));
        Assert.Contains(answer[..3], apart.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@", apart.Problem, StringComparison.Ordinal);

        // A person looks at it and tries again.
        server.Instead = null;
        Assert.True(await new Outbox(test.Store, Keys).TryAgain(refused, Stop));
        await sender.SendDue(Stop);
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task A_mail_that_is_not_taken_now_is_tried_again_ever_more_seldom_and_set_apart_after_five_days()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await using var server = SmtpServer.Start();
        server.Instead = (step, _) => step == SmtpStep.Recipient ? "451 later" : null;
        await Add(test.Store, "ana@example.org", TimeSpan.FromDays(30));
        using var sender = Sender(test.Store, server);
        var pauses = new List<TimeSpan>();
        while (true)
        {
            await sender.SendDue(Stop);
            var mail = (await Left(test.Store)).Single();
            if (mail.State == MailState.SetApart)
            {
                break;
            }
            pauses.Add(mail.DueAt - test.Store.Now);
            clock.Advance(mail.DueAt - test.Store.Now);
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360], pauses.Take(11).Select(pause => pause.TotalMinutes));
        Assert.InRange(pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause), TimeSpan.FromDays(5), TimeSpan.FromDays(5.5));
        Assert.Empty(server.Mails);
    }

    [Theory, InlineData(SmtpStep.Greeting), InlineData(SmtpStep.Hello), InlineData(SmtpStep.Sender), InlineData(SmtpStep.Recipient), InlineData(SmtpStep.Data), InlineData(SmtpStep.Whole), InlineData(SmtpStep.Taken)]
    public async Task A_line_that_breaks_loses_no_mail_and_sends_one_twice_only_where_the_server_had_it(SmtpStep step)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await using var server = SmtpServer.Start();
        var isBroken = false;
        server.Instead = (at, _) => at == step && !isBroken && (isBroken = true) ? SmtpServer.Drop : null;
        var id = await Add(test.Store, "ana@example.org");
        await Add(test.Store, "bea@example.org");
        using var sender = Sender(test.Store, server);
        for (var tries = 0; (await Left(test.Store)).Count > 0; tries++)
        {
            Assert.True(tries < 5, "It does not go out.");
            await sender.SendDue(Stop);
            clock.Advance(TimeSpan.FromMinutes(2));
        }
        Assert.Equal(2, server.Mails.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Contains(server.Mails, mail => mail.MessageId == $"{id:N}@example.net");
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task A_server_that_takes_the_mail_and_hangs_up_before_it_says_so_gets_it_again_under_the_same_number()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await using var server = SmtpServer.Start();
        var whole = new List<string>();
        server.Instead = (step, text) =>
        {
            if (step != SmtpStep.Whole)
            {
                return null;
            }
            whole.Add(text);
            return whole.Count == 1 ? SmtpServer.Drop : null;
        };
        await Add(test.Store, "ana@example.org");
        using var sender = Sender(test.Store, server);
        await sender.SendDue(Stop);
        clock.Advance(TimeSpan.FromMinutes(1));
        await sender.SendDue(Stop);
        Assert.Equal(2, whole.Count);
        // To the last letter but the marks between its parts: a mailbox that has it already sees that it is the same.
        Assert.Equal(Numbers(whole[0]), Numbers(whole[1]));

        static IEnumerable<string> Numbers(string mail) => mail.Split("\r\n").Where(line =>
            line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_was_held_up_for_too_long_changes_nothing_of_a_mail_that_another_has_in_hand()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        var outbox = new Outbox(test.Store, Keys);
        await Add(test.Store, "ana@example.org");
        var slow = (await outbox.Take(Stop))!;
        Assert.Null(await outbox.Take(Stop));
        clock.Advance(Outbox.Held + TimeSpan.FromSeconds(1));
        var quick = (await outbox.Take(Stop))!;
        Assert.Equal((slow.Id, slow.Hold + 1), (quick.Id, quick.Hold));
        await outbox.SetApart(slow, "too late", Stop);
        await outbox.Sent(slow, Stop);
        Assert.Equal(MailState.Waiting, Assert.Single(await Left(test.Store)).State);
        await outbox.Sent(quick, Stop);
        Assert.Empty(await Left(test.Store));
    }

    [Theory, InlineData(1), InlineData(-1)]
    public async Task A_clock_that_was_a_day_wrong_when_mails_were_written_or_taken_holds_none_up(int days)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await using var server = SmtpServer.Start();
        clock.Advance(TimeSpan.FromDays(days));
        await Add(test.Store, "ana@example.org", TimeSpan.FromDays(3));
        await Add(test.Store, "bea@example.org", TimeSpan.FromDays(3));
        await new Outbox(test.Store, Keys).Take(Stop);
        clock.Advance(TimeSpan.FromDays(-days));
        using var sender = Sender(test.Store, server);
        await sender.SendDue(Stop);
        clock.Advance(Outbox.Held + TimeSpan.FromSeconds(1));
        await sender.SendDue(Stop);
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task A_link_that_has_ended_is_not_sent_and_the_log_says_so()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await using var server = SmtpServer.Start();
        await Add(test.Store, "ana@example.org", TimeSpan.FromMinutes(30));
        clock.Advance(TimeSpan.FromMinutes(31));
        var log = new HeardLog();
        using var sender = Sender(test.Store, server, log);
        await sender.SendDue(Stop);
        Assert.Empty(server.Mails);
        Assert.Empty(await Left(test.Store));
        Assert.Contains(log.Everything, line => line.Text.StartsWith("1 mails were of no use any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_whose_key_is_gone_or_that_was_altered_is_set_apart_and_others_go_out()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var server = SmtpServer.Start();
        await test.Store.Write(db =>
        {
            new Outbox(test.Store, new EphemeralDataProtectionProvider()).Add(db, "trial", Letter("ana@example.org"), TimeSpan.FromDays(1));
            new Outbox(test.Store, Keys).Add(db, "trial", Letter("no address"), TimeSpan.FromDays(1));
            new Outbox(test.Store, Keys).Add(db, "trial", Letter("bea@example.org"), TimeSpan.FromDays(1));
            return Task.CompletedTask;
        });
        using var sender = Sender(test.Store, server);
        await sender.SendDue(Stop);
        Assert.Equal("bea@example.org", To(Assert.Single(server.Mails)));
        Assert.All(await Left(test.Store), mail => Assert.Equal(MailState.SetApart, mail.State));
        Assert.Equal(2, (await Left(test.Store)).Count);
    }

    [Theory]
    [InlineData("535 no", "535", SmtpStep.Sender)]
    [InlineData("530 sign in first", "wants an account", SmtpStep.Sender)]
    [InlineData("421 too busy", "421", SmtpStep.Recipient)]
    [InlineData("554 not from you", "554", SmtpStep.Greeting)]
    public async Task A_server_that_takes_mails_from_nobody_is_told_of_and_no_mail_is_blamed(string answer, string told, SmtpStep step)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var server = SmtpServer.Start();
        server.Instead = (at, _) => at == step ? answer : null;
        await Add(test.Store, "ana@example.org");
        using var sender = Sender(test.Store, server);
        var problem = await sender.SendDue(Stop);
        Assert.NotNull(problem);
        Assert.Contains(told, problem, StringComparison.Ordinal);
        var mail = Assert.Single(await Left(test.Store));
        Assert.Equal((MailState.Waiting, 0, (DateTime?)null), (mail.State, mail.Tries, mail.HeldUntil));
    }

    [Fact]
    public async Task A_slow_server_is_waited_for()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var server = SmtpServer.Start();
        server.Pause = TimeSpan.FromMilliseconds(400);
        await Add(test.Store, "ana@example.org");
        using var sender = Sender(test.Store, server);
        await sender.SendDue(Stop);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Who_serves_sends_by_itself_as_soon_as_something_is_written()
    {
        await using var server = SmtpServer.Start();
        await using var app = await HostedApp.Start(
            site: new PublicAddress(new Uri("https://therapists.example.org")), time: TimeProvider.System, mail: MailServer.Read(server.Url, "Rapport <mail@example.net>"));
        var outbox = (Outbox)app.Services.GetService(typeof(Outbox))!;
        await app.Store.Write(db =>
        {
            outbox.Add(db, "trial", Letter("ana@example.org") with { Button = "Go on", Path = "/es/saved" }, TimeSpan.FromDays(1));
            return Task.CompletedTask;
        });
        await server.WaitFor(1);
        Assert.Contains("https://therapists.example.org/es/saved", server.Mails.Single().TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_mail_can_be_read_in_the_store()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Add(test.Store, "quetzalcoatl@example.org");
        Assert.DoesNotContain("quetzalcoatl", await EveryTable.Print(test.Store), StringComparison.OrdinalIgnoreCase);
        foreach (var file in Directory.GetFiles(test.Folder, "rapport.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var text = new StreamReader(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain("quetzalcoatl", await text.ReadToEndAsync(Stop), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string To(MimeMessage mail) => mail.To.Mailboxes.Single().Address;

    private static Letter Letter(string to) => new(to, "en", "A message for you", ["Something waits for you."], null, null, "You get this because you asked for it.");

    private static MailSender Sender(Store store, SmtpServer server, HeardLog? log = null) => new(
        store, new Outbox(store, Keys), MailServer.Read(server.Url, "Rapport <mail@example.net>"), new PublicAddress(new Uri("https://therapists.example.org")),
        log is null ? NullLogger<MailSender>.Instance : new Microsoft.Extensions.Logging.Logger<MailSender>(new Microsoft.Extensions.Logging.LoggerFactory([log])));

    private static async Task<Guid> Add(Store store, string to, TimeSpan? useful = null)
    {
        Guid id = default;
        await store.Write(db =>
        {
            id = new Outbox(store, Keys).Add(db, "trial", Letter(to), useful ?? TimeSpan.FromDays(7));
            return Task.CompletedTask;
        });
        return id;
    }

    private static async Task<IReadOnlyList<OutgoingMail>> Left(Store store)
    {
        await using var db = store.Read();
        return await db.Set<OutgoingMail>().AsNoTracking().ToListAsync(Stop);
    }
}
