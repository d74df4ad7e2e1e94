using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary><c>rapport accounts erase</c>: closes an account for somebody who asks for it by letter.</summary>
internal static class EraseCommand
{
    private sealed record Told(string Address, bool Erased, bool Closed, DateOnly? KeptUntil, IReadOnlyDictionary<string, int> Rows);

    public static Command Create()
    {
        var address = new Argument<string>("ADDRESS") { Description = "The mail address of the account." };
        var yes = new Option<bool>("--yes") { Description = "Erase it. Without this, it is only said what would go." };
        var json = Verb.JsonOption();
        return new Command(
            "erase",
            "Closes an account and erases for good what is kept of its holder, as its own page does: account, passkeys, profile, invitations, mails. Its profile stays off the list, also when new files "
            + "come, and no restore of an older back-up brings any of it back.")
        {
            address, yes, json,
        }.Does(
            ["./rapport accounts erase ana@example.org --data data-real", "./rapport accounts erase ana@example.org --yes --data data-real"],
            async (parsed, stop) =>
            {
                if (AccountSeal.Plain(parsed.GetValue(address)) is not { } plain)
                {
                    return Verb.Fail($"\"{parsed.GetValue(address)}\" is no mail address. Write one like ana@example.org.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                var keys = KeyRing.Open(store.Location);
                var (seal, outbox) = (new AccountSeal(store, keys), new Outbox(store, keys));
                var key = seal.KeyOf(plain);
                var rows = new Dictionary<string, int>(StringComparer.Ordinal);
                Account? account;
                await using (var db = store.Read())
                {
                    account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.AddressKey == key, stop);
                    if (account is null)
                    {
                        return Verb.Fail($"There is no account with the address {plain}.");
                    }
                    if (await Erasure.IsLastOperator(db, account, stop))
                    {
                        return Refused(store, plain);
                    }
                    var whose = await Whose.Of(db, account, store.Now, seal, outbox.Open, stop);
                    foreach (var table in PersonalTables.All)
                    {
                        rows[table.Name] = await table.Count(db, whose, stop);
                    }
                }
                HoldTerm? hold;
                await using (var db = store.Read())
                {
                    hold = await Holds.AtClosing(db, seal, account.Id, store.Now, stop);
                }
                var trail = new AuditTrail(store);
                var closed = (Closed?)null;
                if (!parsed.GetValue(yes))
                {
                    await trail.Read(AuditPart.Console, actor: null, AuditAct.Erased, [account.Id], stop);
                }
                else
                {
                    closed = await new Erasure(store, seal, outbox).Close(account.Id, stop, db => trail.Add(db, AuditPart.Console, actor: null, AuditAct.Erased, [account.Id], stop));
                    if (closed == Closed.LastOperator)
                    {
                        return Refused(store, plain);
                    }
                    if (closed == Closed.NotThere)
                    {
                        return Verb.Fail($"The account with the address {plain} was closed meanwhile.");
                    }
                    // Where no site is served nobody makes the copy anew that searches use.
                    File.Delete(store.Location.IndexPath);
                    await store.CutOwed(stop);
                }
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new Told(plain, closed == Closed.Done, closed is not null, hold?.Until, rows));
                    return ExitCode.Done;
                }
                if (hold is not null)
                {
                    var until = hold.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                    await Console.Out.WriteLineAsync(parsed.GetValue(yes)
                        ? $"Closed: off the list, and nobody signs in. Its record is kept by law until {until} and erased then. A last mail says so to {plain}."
                        : $"Would be closed, and its record kept by law until {until}, then erased. Nothing was changed; say --yes to close it. It cannot be undone.");
                    return ExitCode.Done;
                }
                var kept = string.Join(", ", rows.Where(table => table.Value > 0).Select(table => $"{table.Key} {table.Value}"));
                await Console.Out.WriteLineAsync(parsed.GetValue(yes)
                    ? $"Erased, with its rows in {kept}. A last mail says so to {plain}. Back-ups made before still hold it: throw them away in their time."
                    : $"Would be erased: rows in {kept}. Nothing was changed; say --yes to erase it. It cannot be undone.");
                return ExitCode.Done;
            });
    }

    private static int Refused(Store store, string address) => Verb.Fail(
        $"{address} is the only account that runs this site. Give the role to another first: \"{store.Location.Command("accounts give ADDRESS operator")}\".");
}
