using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Operators;

/// <summary><c>rapport audit</c>: who looked at what is another's, and whether what says so was altered.</summary>
internal static class AuditCommand
{
    /// <summary>Entries that are listed where no other number is asked for.</summary>
    private const int Usual = 100;

    private sealed record Told(long Id, DateTime At, string Part, string? By, string Act, string? Of);

    private sealed record Verdict(long Entries, string Last, long? Broken, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Forgotten);

    public static Command Create()
    {
        var audit = ListCommand("audit");
        audit.Description = "Who looked at what is another's, or changed it: newest first. Whoever closed her account stands there without a name.";
        audit.Subcommands.Add(ListCommand("list"));
        audit.Subcommands.Add(VerifyCommand());
        return audit;
    }

    private static Command ListCommand(string name)
    {
        var of = new Option<string?>("--of") { Description = "Only what was done with what is this account's.", HelpName = "MAIL" };
        var by = new Option<string?>("--by") { Description = "Only what this account did.", HelpName = "MAIL" };
        var most = new Option<int>("--most") { Description = "How many.", DefaultValueFactory = _ => Usual, CustomParser = Typed.Number(1, 1_000_000, Usual), HelpName = "NUMBER" };
        var json = Verb.JsonOption();
        return new Command(name, "The same list.") { of, by, most, json }.Does(
            ["./rapport audit --data data-real", "./rapport audit --of ana@example.org --data data-real", "./rapport audit verify --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var (trail, seal) = (new AuditTrail(store), new AccountSeal(store, KeyRing.Open(store.Location)));
                await using var db = store.Read();
                var names = new Dictionary<string, string>(StringComparer.Ordinal);
                var entries = db.Set<AuditEntry>().AsNoTracking();
                foreach (var (option, isOwner) in new[] { (of, true), (by, false) })
                {
                    if (parsed.GetValue(option) is not { } typed)
                    {
                        continue;
                    }
                    if (AccountSeal.Plain(typed) is not { } address)
                    {
                        return Verb.Fail($"\"{typed}\" is no mail address. Write one like ana@example.org.", ExitCode.Usage);
                    }
                    var key = seal.KeyOf(address);
                    if (await db.Set<Account>().Where(account => account.AddressKey == key).Select(account => (Guid?)account.Id).SingleOrDefaultAsync(stop) is not { } account)
                    {
                        return Verb.Fail($"There is no account with the address {address}. Of whom has closed hers nothing can be found again.");
                    }
                    await trail.Read(AuditPart.Console, actor: null, AuditAct.ReadTrail, [account], stop);
                    var pseudonym = trail.PseudonymOf(account) ?? [];
                    names[Convert.ToHexString(pseudonym)] = address;
                    entries = isOwner ? entries.Where(entry => entry.Owner == pseudonym) : entries.Where(entry => entry.Actor == pseudonym);
                }
                foreach (var account in await db.Set<Account>().AsNoTracking().Where(account => account.Roles != Roles.None).ToListAsync(stop))
                {
                    if (trail.PseudonymOf(account.Id) is { } pseudonym)
                    {
                        names[Convert.ToHexString(pseudonym)] = seal.Open(account).Address;
                    }
                }
                var told = (await entries.OrderByDescending(entry => entry.Id).Take(parsed.GetValue(most)).ToListAsync(stop)).Select(entry => new Told(
                    entry.Id, entry.At, entry.Part.ToString().ToLowerInvariant(), NameOf(entry.Actor), Words(entry.Act), NameOf(entry.Owner))).ToList();
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(told);
                    return ExitCode.Done;
                }
                if (told.Count == 0)
                {
                    await Console.Out.WriteLineAsync("Nothing was looked at yet.");
                    return ExitCode.Done;
                }
                var table = new Table().Border(TableBorder.Rounded).AddColumns("No.", "When (UTC)", "As", "Who", "What", "Whose");
                foreach (var one in told)
                {
                    table.AddRow([.. new[]
                    {
                        one.Id.ToString(CultureInfo.InvariantCulture), one.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), one.Part, one.By ?? "–", one.Act,
                        one.Of ?? "–",
                    }.Select(cell => Markup.Escape(Printed.Line(cell)))]);
                }
                AnsiConsole.Write(table);
                return ExitCode.Done;

                // Others stand by what their pseudonym begins with: the same person is seen to be the same, and no account is opened for it.
                string? NameOf(byte[]? pseudonym) => pseudonym is null ? null : names.GetValueOrDefault(Convert.ToHexString(pseudonym)) ?? Convert.ToHexStringLower(pseudonym)[..8];
            });
    }

    private static Command VerifyCommand()
    {
        var seen = new Option<string?>("--seen") { Description = "A number and hash that this command printed before, like 1204:9f3c…: it has to be there still.", HelpName = "NUMBER:HASH" };
        var json = Verb.JsonOption();
        return new Command("verify", "Goes through the whole trail: no entry was altered, added between others or taken out. Prints the last number and hash; keep them elsewhere, and give them back with --seen.") { seen, json }.Does(
            ["./rapport audit verify --data data-real", "./rapport audit verify --seen 1204:9f3c --data data-real"],
            async (parsed, stop) =>
            {
                (long, string)? before = null;
                if (parsed.GetValue(seen) is { } typed)
                {
                    if (typed.Split(':') is not [var number, { Length: AuditChain.HashBytes * 2 } hash] || !hash.All(char.IsAsciiHexDigit) || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                    {
                        return Verb.Fail("--seen takes a number, a colon and a hash of 64 digits, as this command printed them.", ExitCode.Usage);
                    }
                    before = (id, hash);
                }
                using var store = await parsed.OpenStore(stop);
                var verdict = await new AuditTrail(store).Verify(before, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new Verdict(verdict.Entries, verdict.Last, verdict.Broken, before is null ? null : verdict.Forgotten));
                    return verdict.Broken is null && !verdict.Forgotten ? ExitCode.Done : ExitCode.Failed;
                }
                if (verdict.Broken is { } broken)
                {
                    return Verb.Fail(
                        $"Entry {broken} was altered, or one before it was taken out; {Counted.Of(verdict.Entries, "entry before it is right", "entries before it are right")}. Where nobody wrote into the database, "
                        + $"{Path.Combine(store.Location.KeyFolder, "audit.key")} may be another than before: put your copy back and say this again.");
                }
                if (verdict.Forgotten)
                {
                    return Verb.Fail($"What stands is whole, but entry {before!.Value.Item1} is not the one that was seen before: newer ones were taken out, or an older back-up was restored since.");
                }
                await Console.Out.WriteLineAsync($"Whole: {Counted.Of(verdict.Entries, "entry", "entries")}. Keep this elsewhere, and give it back with --seen:");
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{verdict.Entries}:{verdict.Last}"));
                return ExitCode.Done;
            });
    }

    /// <summary>An act in the words of the command line.</summary>
    internal static string Words(AuditAct act) => act switch
    {
        AuditAct.ListedClaims => "read the list of claims",
        AuditAct.ReadClaim => "read a claim",
        AuditAct.MadeCode => "made a code to read out",
        AuditAct.DecidedClaim => "decided a claim",
        AuditAct.ListedLicences => "read the list of licences",
        AuditAct.ReadLicence => "read a licence",
        AuditAct.DecidedLicence => "decided a licence",
        AuditAct.ListedKeepers => "read who keeps which profile",
        AuditAct.TookProfile => "took a profile from its keeper",
        AuditAct.ListedAccounts => "read who holds a role",
        AuditAct.ChangedRole => "changed a role",
        AuditAct.DroppedFactor => "dropped a second factor",
        AuditAct.Erased => "erased, or looked what would go",
        AuditAct.ListedAdministrators => "read who looks after organisations",
        AuditAct.RemovedMember => "removed a member",
        AuditAct.MadeAdministrator => "made a member administrator",
        AuditAct.CopiedStore => "made a back-up",
        AuditAct.AskedToOpen => "asked to open a file",
        AuditAct.AgreedToOpen => "agreed to open a file",
        AuditAct.ReadAll => "read a file",
        AuditAct.ChangedHold => "changed a legal hold",
        AuditAct.ChangedProfile => "changed a profile that its owner keeps",
        AuditAct.ReadProfile => "read a profile with all of it",
        AuditAct.ListedReports => "read visitors' reports",
        AuditAct.ListedRoster => "read a roster",
        AuditAct.ComparedLicences => "compared licences with a file",
        AuditAct.AskedLicence => "asked about a licence",
        AuditAct.DroppedFile => "did not agree to open a file, or took it back",
        AuditAct.DiscardedMail => "discarded a mail",
        AuditAct.ReadTrail => "read this trail of one account",
        AuditAct.ListedFiles => "read which files are asked for",
        AuditAct.InvitedAdministrator => "invited an administrator",
        AuditAct.ClosedOrganisation => "closed an organisation",
        AuditAct.InvitedRoster => "invited the members of a roster",
        AuditAct.ForgotRoster => "forgot a roster",
        AuditAct.SettledReport => "settled a visitor's report",
        AuditAct.ClosedFile => "closed a file before its hour was over",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "An act without words."),
    };
}
