using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Privacy;

/// <summary><c>rapport retention</c>: what is kept for how long, what of it is due, and erasing that now.</summary>
internal static class RetentionCommand
{
    private sealed record Told(string Table, string What, string Kept, string? ErasedBy, long Due);

    private sealed record ToldAll(DateTime? RanAt, int Holds, int Closed, IReadOnlyList<Told> Kinds, IReadOnlyDictionary<string, long>? Erased, IReadOnlyList<string>? Failed);

    public static Command Create()
    {
        var yes = new Option<bool>("--yes") { Description = "Erase what is due. Without this, it is only said." };
        var json = Verb.JsonOption();
        return new Command("retention", "Says what is kept for how long, and how much of it is over. \"serve\" erases it by itself once a day; nothing under a legal hold goes.") { yes, json }.Does(
            ["./rapport retention --data data-real", "./rapport retention --yes --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                IReadOnlyList<RetentionDue> due;
                RetentionRun? last;
                int holds, closed;
                await using (var db = store.Read())
                {
                    due = await Retention.Due(db, store.Now, stop);
                    last = await Retention.Last(db, stop);
                    holds = await db.Set<LegalHold>().CountAsync(stop);
                    closed = await db.Set<Account>().CountAsync(account => account.ClosedAt != null, stop);
                }
                RetentionRun? run = null;
                if (parsed.GetValue(yes))
                {
                    var keys = KeyRing.Open(store.Location);
                    var erasure = new Erasure(store, new AccountSeal(store, keys), new Outbox(store, keys));
                    run = await new Retention(store, erasure, NullLogger<Retention>.Instance).Run(stop);
                }
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new ToldAll(last?.At, holds, closed, [.. due.Select(one => new Told(one.Rule.Table, one.Rule.What, one.Rule.Words, one.Rule.DoneBy, one.Rows))], run?.Erased, run?.Failed));
                }
                else if (run is null)
                {
                    AnsiConsole.Write(AsTable(due));
                    await Console.Out.WriteLineAsync($"{(last is null ? "The daily job has not run yet." : string.Create(CultureInfo.InvariantCulture, $"The daily job ran last at {last.At:u}."))} "
                        + $"{Counted.Of(holds, "account")} under a legal hold, {closed} of them closed. Nothing was changed; --yes erases what is due.");
                }
                else
                {
                    await Console.Out.WriteLineAsync(run.Erased.Count == 0 ? "Nothing was due." : "Erased: " + string.Join(", ", run.Erased.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value:N0}"))) + ".");
                }
                return run is { Failed.Count: > 0 } ? Verb.Fail($"Could not be erased: {string.Join(", ", run.Failed)}. \"{store.Location.Command("doctor")}\" says what is wrong with the store.") : ExitCode.Done;
            });
    }

    private static Table AsTable(IReadOnlyList<RetentionDue> due)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("What", "Kept for", "Erased", "Due now");
        foreach (var one in due)
        {
            table.AddRow([.. new[] { one.Rule.What, one.Rule.Words, one.Rule.DoneBy is null ? "daily" : "by its feature", one.Rows.ToString("N0", CultureInfo.InvariantCulture) }.Select(Markup.Escape)]);
        }
        return table;
    }
}
