using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>Whether mails leave the house.</summary>
internal static class MailChecks
{
    /// <summary>A server that is down is back within hours; after a day somebody should look.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("mail server", NeedsStore: true, Server),
        new("mails that wait", NeedsStore: true, Waiting),
        new("mails set apart", NeedsStore: true, SetApart),
    ];

    private static async Task<Finding> Server(Visit visit, CancellationToken stop)
    {
        if (visit.Store.Mark.Kind == StoreKind.Demo)
        {
            return Finding.Good("A demo sends none.");
        }
        MailServer? server;
        try
        {
            server = MailServer.FromEnvironment();
        }
        catch (StoreProblem problem)
        {
            return Finding.Failed("It is named in a way that cannot be read.", problem.Message);
        }
        if (server is null)
        {
            await using var db = visit.Store.Read();
            var waiting = await db.Set<OutgoingMail>().CountAsync(mail => mail.State == MailState.Waiting, stop);
            return (waiting > 0 ? (Func<string, string, Finding>)Finding.Failed : Finding.Note)(
                waiting > 0 ? $"None is named, so no mail goes out, and {Counted.Of(waiting, "mail")} for people who wait for it." : "None is named, so no mail goes out.",
                $"Set {MailServer.Variable} and {MailServer.FromVariable} in the environment of \"serve\" and of this command, then \"{visit.Location.Command("mail try ADDRESS")}\".");
        }
        using var line = new SmtpLine(server);
        var trouble = await line.Try(stop);
        await line.End();
        return trouble is null
            ? Finding.Good($"{server.Name} is there and lets us in.")
            : Finding.Failed(trouble, "Mend that; mails wait until then and are not lost.");
    }

    private static async Task<Finding> Waiting(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var waiting = db.Set<OutgoingMail>().Where(mail => mail.State == MailState.Waiting);
        var count = await waiting.CountAsync(stop);
        if (count == 0)
        {
            return Finding.Good("None.");
        }
        var oldest = visit.Now - await waiting.MinAsync(mail => mail.MadeAt, stop);
        var says = string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(count, "mail")}; the oldest was written {Math.Max(0, oldest.TotalHours):0} hours ago.");
        return oldest < LongestWait
            ? Finding.Good(says)
            : Finding.Failed(says, $"\"{visit.Location.Command("mail")}\" says what the server answers. Is the site being served, with {MailServer.Variable} set?");
    }

    private static async Task<Finding> SetApart(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var count = await db.Set<OutgoingMail>().CountAsync(mail => mail.State == MailState.SetApart, stop);
        return count == 0
            ? Finding.Good("None.")
            : Finding.Note(
                $"{Counted.Of(count, "mail")} that no server takes.",
                $"\"{visit.Location.Command("mail")}\" lists them with what was answered; \"mail again ID\" tries one again, \"mail discard ID\" deletes it.");
    }
}
