using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using MimeKit;
using Rapport.Cli;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Mail;

/// <summary><c>rapport mail</c>: what still waits to be sent, what no server takes, and whether the server is there.</summary>
internal static class MailCommand
{
    private sealed record Told(Guid Id, string Kind, string State, DateTime MadeAt, DateTime? DueAt, int Tries, string? Problem);

    public static Command Create()
    {
        var mail = ListCommand("mail");
        mail.Description = "Mails that wait to be sent, and those that no server takes.";
        mail.Subcommands.Add(ListCommand("list"));
        mail.Subcommands.Add(TryCommand());
        mail.Subcommands.Add(OfOne(
            "again", "Tries one again at once.", (outbox, id, stop) => outbox.TryAgain(id, stop), "It goes out as soon as the site serves."));
        mail.Subcommands.Add(OfOne("discard", "Deletes one unsent, for good.", (outbox, id, stop) => outbox.Discard(id, stop), "Deleted."));
        return mail;
    }

    private static Command ListCommand(string name)
    {
        var json = Verb.JsonOption();
        return new Command(name, "The same list.") { json }.Does(
            ["./rapport mail", "./rapport mail list --json", "./rapport mail try ana@example.org"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var mails = await Of(store).All(stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(mails.Select(Tell).ToList());
                    return ExitCode.Done;
                }
                Show(mails);
                return ExitCode.Done;
            });
    }

    private static Command TryCommand()
    {
        var to = new Argument<string>("ADDRESS") { Description = "Who gets a short mail that says that it is a trial." };
        return new Command("try", $"Sends a trial mail through the server that {MailServer.Variable} names.") { to }.Does(
            ["./rapport mail try ana@example.org"],
            async (parsed, stop) =>
            {
                if (!MailboxAddress.TryParse(parsed.GetValue(to), out var address) || !address.Address.Contains('@', StringComparison.Ordinal))
                {
                    return Verb.Fail($"\"{parsed.GetValue(to)}\" is no mail address. Write one like ana@example.org.", ExitCode.Usage);
                }
                if (MailServer.FromEnvironment() is not { } server)
                {
                    return Verb.Fail(
                        $"No mail server is named. Set {MailServer.Variable}, like smtps://ACCOUNT:PASSWORD@mail.example.org, and {MailServer.FromVariable}, "
                        + "like \"Rapport <mail@example.org>\", then run this again.");
                }
                using var store = await parsed.OpenStore(stop);
                var letter = new Letter(
                    address.Address, "en", "A trial", ["This is a trial: mails of this site arrive."], Button: null, Path: null,
                    "Somebody who runs the site asked for it. There is nothing to do.");
                var mail = new OutgoingMail
                {
                    Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
                    Kind = "trial",
                    Content = [],
                    MadeAt = store.Now,
                    EndsAt = store.Now,
                };
                using var line = new SmtpLine(server);
                using var message = MimeLetter.Make(mail, letter, server.From, new Uri("http://localhost"));
                var handed = await line.Send(message, stop);
                await line.End();
                if (handed.How != Handed.Taken)
                {
                    return Verb.Fail($"It did not go out. {handed.Says.TrimEnd('.')}.");
                }
                await Console.Out.WriteLineAsync($"{server.Name} took it. Look whether it arrives, and not among the spam.");
                return ExitCode.Done;
            });
    }

    private static Command OfOne(string name, string says, Func<Outbox, Guid, CancellationToken, Task<bool>> act, string done)
    {
        var id = new Argument<string>("ID") { Description = "Number of the mail, from the list." };
        return new Command(name, says) { id }.Does(
            [$"./rapport mail {name} 019acb30-0000-7000-8000-000000000000"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                if (!Guid.TryParse(parsed.GetValue(id), out var number) || !await act(Of(store), number, stop))
                {
                    return Verb.Fail($"No mail {parsed.GetValue(id)} waits here that is still of use. \"{store.Location.Command("mail")}\" lists them.");
                }
                await Console.Out.WriteLineAsync(done);
                return ExitCode.Done;
            });
    }

    // Nothing is sealed or opened here: who may run commands still reads no mail.
    private static Outbox Of(Store store) => new(store, new EphemeralDataProtectionProvider());

    private static Told Tell(OutgoingMail mail) => new(
        mail.Id, mail.Kind, mail.State == MailState.Waiting ? "waiting" : "set-apart", mail.MadeAt,
        mail.State == MailState.Waiting ? mail.DueAt : null, mail.Tries, mail.Problem);

    private static void Show(IReadOnlyList<OutgoingMail> mails)
    {
        if (mails.Count == 0)
        {
            Console.Out.WriteLine("No mail waits.");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded).AddColumns("ID", "What", "Written (UTC)", "Where it stands", "The server said");
        foreach (var mail in mails)
        {
            var stands = mail.State == MailState.SetApart
                ? "set apart"
                : string.Create(CultureInfo.InvariantCulture, $"waits until {mail.DueAt:yyyy-MM-dd HH:mm}, {Counted.Of(mail.Tries, "try", "tries")} so far");
            table.AddRow([.. new[]
            {
                mail.Id.ToString(), mail.Kind, mail.MadeAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), stands, mail.Problem ?? "",
            }.Select(cell => Markup.Escape(Printed.Line(cell)))]);
        }
        AnsiConsole.Write(table);
    }
}
