using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary><c>rapport accounts hold</c>: keeps the record of one account until a day, by law, also where its holder closes it; she is told.</summary>
internal static class HoldCommand
{
    private const int LongestReason = 500;

    public static Command Create()
    {
        var address = new Argument<string>("ADDRESS") { Description = "The mail address of the account, also of one that was closed and is kept." };
        var until = new Option<string>("--until") { Description = "The last day on which it is kept, like 2033-12-31." };
        var reason = new Option<string>("--reason") { Description = "Why the law demands it. Its holder reads this." };
        var end = new Option<bool>("--end") { Description = "End the hold. What was closed under it is erased by the next daily job." };
        return new Command("hold", "Keeps the record of an account until a day, because a law demands it. Its holder is told by mail, and reads it in her own data and before she closes the account.")
        {
            address, until, reason, end,
        }.Does(
            [
                "./rapport accounts hold ana@example.org --until 2033-12-31 --reason \"asked for by the board, case 12-345\" --data data-real",
                "./rapport accounts hold ana@example.org --end --data data-real",
            ],
            async (parsed, stop) =>
            {
                if (AccountSeal.Plain(parsed.GetValue(address)) is not { } plain)
                {
                    return Verb.Fail($"\"{parsed.GetValue(address)}\" is no mail address. Write one like ana@example.org.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                var today = DateOnly.FromDateTime(store.Now);
                var said = (parsed.GetValue(reason) ?? "").Trim();
                DateOnly? day = null;
                if (!parsed.GetValue(end))
                {
                    if (!DateOnly.TryParseExact(parsed.GetValue(until), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed) || typed <= today)
                    {
                        return Verb.Fail("Say until which day, after today: --until 2033-12-31. Or end a hold: --end.", ExitCode.Usage);
                    }
                    if (said.Length is 0 or > LongestReason)
                    {
                        return Verb.Fail("Say why: --reason \"asked for by the board, case 12-345\". The holder of the account reads it.", ExitCode.Usage);
                    }
                    day = typed;
                }
                var keys = KeyRing.Open(store.Location);
                var (seal, outbox) = (new AccountSeal(store, keys), new Outbox(store, keys));
                var done = await store.Write(db => Change(db, store, seal, outbox, plain, day, said, stop), stop);
                if (done is null)
                {
                    return Verb.Fail(day is null ? $"No account with the address {plain} is under a hold." : $"There is no account with the address {plain}.");
                }
                await Console.Out.WriteLineAsync(done);
                return ExitCode.Done;
            });
    }

    /// <summary>Gives what was done; null where nothing was.</summary>
    private static async Task<string?> Change(RapportDb db, Store store, AccountSeal seal, Outbox outbox, string address, DateOnly? until, string reason, CancellationToken stop)
    {
        if (await Find(db, seal, address, stop) is not { } account)
        {
            return null;
        }
        var isClosed = account.ClosedAt is not null;
        var language = Language.Of(account.Language);
        if (until is { } day)
        {
            await Note();
            await Holds.Put(db, seal, account.Id, new HoldTerm(day, reason), store.Now, stop);
            if (isClosed)
            {
                await Log(store, seal, account, day, stop);
                return string.Create(CultureInfo.InvariantCulture, $"Kept until {day:yyyy-MM-dd}, then erased. The account is closed: nobody is told.");
            }
            outbox.Add(db, "hold", HoldLetter.Put(address, language, day), TimeSpan.FromDays(14), account.Id);
            return string.Create(CultureInfo.InvariantCulture, $"Kept until {day:yyyy-MM-dd}, also where the account is closed. Its holder is told by mail.");
        }
        if (await db.Set<LegalHold>().FindAsync([account.Id], stop) is not { } hold)
        {
            return null;
        }
        await Note();
        if (isClosed)
        {
            hold.Until = DateOnly.FromDateTime(store.Now).AddDays(-1);
            return $"Ended. The next daily job erases the account; \"{store.Location.Command("retention --yes")}\" does so now.";
        }
        db.Remove(hold);
        outbox.Add(db, "hold", HoldLetter.Ended(address, language), TimeSpan.FromDays(14), account.Id);
        return "Ended. Its holder is told by mail.";

        Task Note() => new AuditTrail(store).Add(db, AuditPart.Console, actor: null, AuditAct.ChangedHold, [account.Id], stop);
    }

    /// <summary>The open one that has the address, else one that was closed with it and is kept: the newest.</summary>
    private static async Task<Account?> Find(RapportDb db, AccountSeal seal, string address, CancellationToken stop)
    {
        var key = seal.KeyOf(address);
        return await db.Set<Account>().SingleOrDefaultAsync(account => account.AddressKey == key, stop)
            ?? (await db.Set<Account>().Where(account => account.ClosedAt != null).OrderByDescending(account => account.ClosedAt).ToListAsync(stop)).Find(account => seal.Open(account).Address == address);
    }

    /// <summary>A restore of a back-up from before she closed it keeps it as long.</summary>
    private static Task Log(Store store, AccountSeal seal, Account account, DateOnly until, CancellationToken stop) => RemovalLog.AppendWritten(
        store.Location, [ErasedKey.Of(store.Location).Line(account.Id, seal.KeyOf(seal.Open(account).Address), account.ClosedAt!.Value, until).ToBytes()], stop);
}
