using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Accounts;

/// <summary><c>rapport accounts</c>: who holds a role, giving and taking one, and letting in who lost the second factor.</summary>
internal static class AccountsCommand
{
    private sealed record Told(Guid Id, string Address, string Name, string Roles, bool HasSecondFactor, int Passkeys, DateTime CreatedAt);

    private sealed record ToldAll(int Accounts, IReadOnlyList<Told> WithRoles);

    /// <param name="others">What else is done with accounts, by features that know this one.</param>
    public static Command Create(params IEnumerable<Command> others)
    {
        var accounts = ListCommand("accounts");
        accounts.Description = "How many accounts there are, and who runs the site or checks licences.";
        accounts.Subcommands.Add(ListCommand("list"));
        accounts.Subcommands.Add(RoleCommand("give", "Gives an account a role.", (had, role) => had | role));
        accounts.Subcommands.Add(RoleCommand("take", "Takes a role from an account.", (had, role) => had & ~role));
        accounts.Subcommands.Add(DropFactorCommand());
        foreach (var other in others)
        {
            accounts.Subcommands.Add(other);
        }
        return accounts;
    }

    private static Command ListCommand(string name)
    {
        var json = Verb.JsonOption();
        return new Command(name, "The same list.") { json }.Does(
            ["./rapport accounts", "./rapport accounts list --json", "./rapport accounts give ana@example.org verifier"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var seal = new AccountSeal(store, KeyRing.Open(store.Location));
                await using var db = store.Read();
                var count = await db.Set<Account>().CountAsync(account => account.ClosedAt == null, stop);
                var rows = await db.Set<Account>().AsNoTracking().Where(account => account.Roles != Roles.None).OrderBy(account => account.CreatedAt).ToListAsync(stop);
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ListedAccounts, rows.Select(account => account.Id), stop);
                var passkeys = await db.Set<Passkey>().GroupBy(passkey => passkey.AccountId).Select(own => new { own.Key, Count = own.Count() })
                    .ToDictionaryAsync(own => own.Key, own => own.Count, stop);
                var told = rows.Select(account => (account, content: seal.Open(account))).Select(one => new Told(
                    one.account.Id, one.content.Address, one.content.Name, Words(one.account.Roles), one.account.Factor is not null,
                    passkeys.GetValueOrDefault(one.account.Id), one.account.CreatedAt)).ToList();
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new ToldAll(count, told));
                    return ExitCode.Done;
                }
                await Console.Out.WriteLineAsync($"{Counted.Of(count, "account")}, {told.Count.ToString("N0", CultureInfo.InvariantCulture)} with a role.");
                if (told.Count > 0)
                {
                    var table = new Table().Border(TableBorder.Rounded).AddColumns("Address", "Name", "Roles", "Second factor", "Since");
                    foreach (var one in told)
                    {
                        table.AddRow([.. new[]
                        {
                            one.Address, one.Name, one.Roles, Guard(one),
                            one.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        }.Select(cell => Markup.Escape(Printed.Line(cell)))]);
                    }
                    AnsiConsole.Write(table);
                }
                return ExitCode.Done;
            });
    }

    private static Command RoleCommand(string name, string says, Func<Roles, Roles, Roles> change)
    {
        var address = Address();
        var role = new Argument<string>("ROLE") { Description = "operator (runs the site) or verifier (checks licences)." };
        return new Command(name, says) { address, role }.Does(
            [$"./rapport accounts {name} ana@example.org verifier"],
            async (parsed, stop) =>
            {
                if (parsed.GetValue(role)!.ToLowerInvariant() switch { "operator" => Roles.Operator, "verifier" => Roles.Verifier, _ => (Roles?)null } is not { } asked)
                {
                    return Verb.Fail($"A role is operator or verifier, not \"{parsed.GetValue(role)}\".", ExitCode.Usage);
                }
                return await Change(parsed, parsed.GetValue(address)!, async (db, account, seal) =>
                {
                    account.Roles = change(account.Roles, asked);
                    await seal.Trail.Add(db, AuditPart.Console, actor: null, AuditAct.ChangedRole, [account.Id], stop);
                    // What a session was begun for has changed.
                    await db.Set<Session>().Where(session => session.AccountId == account.Id).ExecuteDeleteAsync(stop);
                    return $"Roles now: {Words(account.Roles)}. Signed out everywhere."
                        + (account is { Roles: not Roles.None, Factor: null } && !await db.Set<Passkey>().AnyAsync(passkey => passkey.AccountId == account.Id, stop) ? " At the next sign-in a second factor is asked for." : "");
                }, stop);
            });
    }

    private static Command DropFactorCommand()
    {
        var address = Address();
        return new Command("drop-factor", "Takes the second factor and the passkeys from an account whose owner lost them. Make sure who asks.") { address }.Does(
            ["./rapport accounts drop-factor ana@example.org"],
            (parsed, stop) => Change(parsed, parsed.GetValue(address)!, async (db, account, seal) =>
            {
                var passkeys = await db.Set<Passkey>().Where(passkey => passkey.AccountId == account.Id).ExecuteDeleteAsync(stop);
                if (account.Factor is null && passkeys == 0)
                {
                    return "It has none; nothing was changed.";
                }
                account.Factor = null;
                account.FactorStep = 0;
                await seal.Trail.Add(db, AuditPart.Console, actor: null, AuditAct.DroppedFactor, [account.Id], stop);
                account.Recovery = "";
                await db.Set<Session>().Where(session => session.AccountId == account.Id).ExecuteDeleteAsync(stop);
                var language = Language.Of(account.Language);
                seal.Outbox.Add(
                    db, AccountDoor.ChangedMail, AccountLetters.Changed(seal.Seal.Open(account).Address, language, AccountLetters.Unguarded(language)), TimeSpan.FromDays(7), account.Id);
                return "Done: the password alone opens it now, and it is signed out everywhere. Its owner is told by mail.";
            }, stop));
    }

    private static Argument<string> Address() => new("ADDRESS") { Description = "The mail address of the account." };

    private static async Task<int> Change(
        ParseResult parsed, string typed, Func<RapportDb, Account, (AccountSeal Seal, Outbox Outbox, AuditTrail Trail), Task<string>> change, CancellationToken stop)
    {
        if (AccountSeal.Plain(typed) is not { } address)
        {
            return Verb.Fail($"\"{typed}\" is no mail address. Write one like ana@example.org.", ExitCode.Usage);
        }
        using var store = await parsed.OpenStore(stop);
        var keys = KeyRing.Open(store.Location);
        var seal = new AccountSeal(store, keys);
        var key = seal.KeyOf(address);
        var done = await store.Write(async db => await db.Set<Account>().SingleOrDefaultAsync(account => account.AddressKey == key, stop) is { } account
            ? await change(db, account, (seal, new Outbox(store, keys), new AuditTrail(store)))
            : null, stop);
        if (done is null)
        {
            return Verb.Fail($"There is no account with the address {address}. Its owner opens one on the site first (\"For therapists\").");
        }
        await Console.Out.WriteLineAsync(done);
        return ExitCode.Done;
    }

    private static string Guard(Told one) => one switch
    {
        { HasSecondFactor: true, Passkeys: > 0 } => $"yes, and {Counted.Of(one.Passkeys, "passkey")}",
        { HasSecondFactor: true } => "yes",
        { Passkeys: > 0 } => Counted.Of(one.Passkeys, "passkey"),
        _ => "not yet: the role waits for it",
    };

    private static string Words(Roles roles) => roles == Roles.None ? "none" : roles.ToString().ToLowerInvariant();
}
