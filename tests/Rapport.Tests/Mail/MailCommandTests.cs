using System.Text.Json;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Mail;

public sealed class MailCommandTests
{
    private static readonly Letter Letter = new("quetzal@example.org", "en", "A message", ["Something waits."], null, null, "You asked for it.");

    [Fact]
    public async Task What_waits_is_listed_without_what_it_says_tried_again_and_discarded()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var outbox = new Outbox(test.Store, KeyRing.Open(test.Location));
        var id = await test.Store.Write(db => Task.FromResult(outbox.Add(db, "trial", Letter, TimeSpan.FromDays(7))));
        await outbox.SetApart((await outbox.Take(TestContext.Current.CancellationToken))!, "550 no such mailbox", TestContext.Current.CancellationToken);

        var listed = await RapportProcess.Run(["mail", "--json", .. test.Arguments]);
        var one = JsonDocument.Parse(listed.Out).RootElement[0];
        Assert.Equal((id.ToString(), "set-apart", "550 no such mailbox"), (one.GetProperty("id").GetString(), one.GetProperty("state").GetString(), one.GetProperty("problem").GetString()));
        Assert.DoesNotContain("quetzal", listed.Out + (await RapportProcess.Run(["mail", .. test.Arguments])).Out, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(ExitCode.Done, (await RapportProcess.Run(["mail", "again", $"{id}", .. test.Arguments])).Code);
        Assert.Equal(MailState.Waiting, (await outbox.All(TestContext.Current.CancellationToken)).Single().State);
        Assert.Equal(ExitCode.Done, (await RapportProcess.Run(["mail", "discard", $"{id}", .. test.Arguments])).Code);
        Assert.Empty(await outbox.All(TestContext.Current.CancellationToken));
        var gone = await RapportProcess.Run(["mail", "again", $"{id}", .. test.Arguments]);
        Assert.Equal(ExitCode.Failed, gone.Code);
        Assert.Contains($"No mail {id} waits here that is still of use.", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_goes_to_the_server_that_the_environment_names()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var server = SmtpServer.Start();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [MailServer.Variable] = server.Url, [MailServer.FromVariable] = "Rapport <mail@example.net>" };
        var sent = await RapportProcess.Run(environment, ["mail", "try", "ana@example.org", .. test.Arguments]);
        Assert.Equal(ExitCode.Done, sent.Code);
        Assert.Equal("ana@example.org", Assert.Single(server.Mails).To.Mailboxes.Single().Address);

        server.Instead = (step, _) => step == SmtpStep.Recipient ? "550 no such mailbox" : null;
        var refused = await RapportProcess.Run(environment, ["mail", "try", "ana@example.org", .. test.Arguments]);
        Assert.Equal(ExitCode.Failed, refused.Code);
        Assert.Contains("550 no such mailbox", refused.Error, StringComparison.Ordinal);

        var unnamed = await RapportProcess.Run(["mail", "try", "ana@example.org", .. test.Arguments]);
        Assert.Contains("RAPPORT_SMTP", unnamed.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await RapportProcess.Run(environment, ["mail", "try", "ana", .. test.Arguments])).Code);
    }

    [Fact]
    public async Task A_site_that_sends_mails_and_does_not_say_where_it_is_does_not_start()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var ended = await RapportProcess.Run(
            new Dictionary<string, string>(StringComparer.Ordinal) { [MailServer.Variable] = "smtp://localhost:25", [MailServer.FromVariable] = "mail@example.net" },
            ["serve", "--port", "0", .. test.Arguments]);
        Assert.Equal(ExitCode.Failed, ended.Code);
        Assert.Contains("--address", ended.Error, StringComparison.Ordinal);
    }
}
