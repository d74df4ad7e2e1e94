using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Rosters;

/// <summary><c>rapport rosters</c>: how far those named have come, and inviting them.</summary>
internal static class RostersCommand
{
    public static Command Create()
    {
        var rosters = ListCommand("rosters");
        rosters.Description = "The rosters of this store: how many of their members were invited, opened it, have proven who they are, and are listed.";
        rosters.Subcommands.Add(ListCommand("list"));
        rosters.Subcommands.Add(ShowCommand());
        rosters.Subcommands.Add(InviteCommand());
        rosters.Subcommands.Add(ForgetCommand());
        return rosters;
    }

    private static Command ListCommand(string name)
    {
        var json = Verb.JsonOption();
        return new Command(name, "The same list.") { json }.Does(
            ["./rapport rosters --data data-real", "./rapport rosters invite \"Bay Area Trauma Network\" --data data-real", "./rapport rosters list --json --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                await using var db = store.Read();
                var funnels = await RosterList.Funnels(db, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(funnels);
                    return ExitCode.Done;
                }
                if (funnels.Count == 0)
                {
                    await Console.Out.WriteLineAsync($"There is no roster. Take one in:\n  {store.Location.Command("import roster FILE --roster NAME")}");
                    return ExitCode.Done;
                }
                var table = new Table().Border(TableBorder.Rounded).AddColumns("Roster", "Members", "Invited", "Opened", "Proven", "Confirmed", "Declined", "Newest file");
                foreach (var one in funnels)
                {
                    table.AddRow([.. new[]
                    {
                        one.Roster, Number(one.Members), Number(one.Invited), Number(one.Opened), Number(one.Proven), Number(one.Confirmed), Number(one.Declined),
                        one.NewestFile.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    }.Select(cell => Markup.Escape(Printed.Line(cell)))]);
                }
                AnsiConsole.Write(table);
                return ExitCode.Done;
            });
    }

    private sealed record Told(string Name, string? Npi, string Stands, string Way, DateTime? InvitedAt);

    private static Command ShowCommand()
    {
        var roster = Roster();
        var json = Verb.JsonOption();
        return new Command("show", "Each member: how far she has come, and how she can be invited.") { roster, json }.Does(
            ["./rapport rosters show \"Bay Area Trauma Network\" --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                await using var db = store.Read();
                var name = parsed.GetValue(roster)!;
                var members = await db.Set<RosterMember>().AsNoTracking().Where(member => member.Roster == name).OrderBy(member => member.Id).ToListAsync(stop);
                if (members.Count == 0)
                {
                    return Verb.Fail(NotThere(store, name));
                }
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ListedRoster, owners: null, stop);
                var newest = members.Max(member => member.NamedAt);
                var seal = new AccountSeal(store, KeyRing.Open(store.Location));
                var told = members.Select(member =>
                {
                    var facts = member.Facts(seal);
                    return new Told(
                        facts.Name?.Value.Display() ?? "–", member.Npi?.ToString(CultureInfo.InvariantCulture),
                        member switch
                        {
                            { DeclinedAt: not null } => "does not want to be listed",
                            { ConfirmedAt: not null } => "listed",
                            { ProvenAt: not null } => "proven, not listed yet",
                            { OpenedAt: not null } => "opened",
                            { InvitedAt: not null } => "invited",
                            _ when member.NamedAt < newest => "not in the newest file",
                            _ => "not invited yet",
                        },
                        member.MailKey is not null ? "mail" : facts.Places?.Value is [{ Line1.Length: > 0 }, ..] ? "letter" : member.DeclinedAt is not null ? "" : "neither mail nor street",
                        member.InvitedAt);
                }).ToList();
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(told);
                    return ExitCode.Done;
                }
                foreach (var one in told)
                {
                    await Console.Out.WriteLineAsync(Printed.Line(string.Join(" · ", new[]
                    {
                        one.Name, one.Npi, one.Stands, one.Way, one.InvitedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    }.Where(part => !string.IsNullOrEmpty(part)))));
                }
                return ExitCode.Done;
            });
    }

    private static Command InviteCommand()
    {
        var roster = Roster();
        var letters = new Option<string?>("--letters")
        {
            Description = "Write letters with codes into this file (HTML, to be printed), for those who have no mail address of their own.",
            HelpName = "FILE",
        };
        var mailedToo = new Option<bool>("--mailed-too") { Description = "With --letters: also those who did not answer a mail." };
        var address = new Option<string?>("--address") { Description = "With --letters: where the world finds the site, like https://therapists.example.org.", HelpName = "URL" };
        var language = new Option<string>("--language") { Description = "In which it is written: en or es.", DefaultValueFactory = _ => "en", HelpName = "CODE" };
        return new Command("invite", "Mails each member a link to the entry, or writes letters with codes. Who has answered, or does not want to be listed, is left alone.")
        {
            roster, letters, mailedToo, address, language,
        }.Does(
            [
                "./rapport rosters invite \"Bay Area Trauma Network\" --data data-real",
                "./rapport rosters invite \"Bay Area Trauma Network\" --letters letters.html --address https://therapists.example.org --data data-real",
            ],
            async (parsed, stop) =>
            {
                if (parsed.GetValue(language) is not ("en" or "es"))
                {
                    return Verb.Fail($"--language is en or es, not \"{parsed.GetValue(language)}\".", ExitCode.Usage);
                }
                var written = Language.Of(parsed.GetValue(language)!);
                var name = parsed.GetValue(roster)!;
                using var store = await parsed.OpenStore(stop);
                if (!await IsThere(store, name, stop))
                {
                    return Verb.Fail(NotThere(store, name));
                }
                var keys = KeyRing.Open(store.Location);
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.InvitedRoster, owners: null, stop);
                var invitations = new Invitations(store, new AccountSeal(store, keys), new Outbox(store, keys));
                if (parsed.GetValue(letters) is not { } file)
                {
                    var mailed = await invitations.ByMail(name, written, stop);
                    await Console.Out.WriteLineAsync(
                        $"{Counted.Of(mailed.Invited, "mail")} written. {(mailed.Invited > 0 ? "They go out as soon as the site serves with a mail server. " : "")}{Rest(mailed, "mail address of their own: write letters with --letters FILE")}");
                    return ExitCode.Done;
                }
                if (!PublicAddress.TryParse(parsed.GetValue(address) ?? "", out var site))
                {
                    return Verb.Fail("A letter says where the site is. Give --address, like https://therapists.example.org.", ExitCode.Usage);
                }
                if (File.Exists(file) || Directory.Exists(file))
                {
                    return Verb.Fail($"{file} is there already. Letters are written once, since codes stand nowhere else: choose another name.");
                }
                var round = await invitations.ByLetter(
                    name, parsed.GetValue(mailedToo),
                    async sheets =>
                    {
                        await using var output = OwnFiles.Open(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                        await using var text = new StreamWriter(output);
                        await text.WriteAsync(InvitationSheets.Html(sheets, name, site, written, DateOnly.FromDateTime(store.Now)));
                    },
                    stop);
                await Console.Out.WriteLineAsync(
                    $"{Counted.Of(round.Invited, "letter")} written{(round.Invited > 0 ? $" to {Printed.Line(file)}. Print it, post it, delete it: whoever has a code can take over an entry" : "")}. "
                    + Rest(round, "address with a street: put a mail address or a street for them into the file, and import it again"));
                return ExitCode.Done;
            });
    }

    private static Command ForgetCommand()
    {
        var roster = Roster();
        return new Command("forget", "Deletes a roster with its drafts and invitations. Who keeps her own profile keeps it.") { roster }.Does(
            ["./rapport rosters forget \"Bay Area Trauma Network\" --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                if (!await RosterList.Forget(store, parsed.GetValue(roster)!, stop))
                {
                    return Verb.Fail(NotThere(store, parsed.GetValue(roster)!));
                }
                await Console.Out.WriteLineAsync("Deleted.");
                return ExitCode.Done;
            });
    }

    private static Argument<string> Roster() => new("ROSTER") { Description = "The roster's name, from the list." };

    private static string NotThere(Store store, string name) => $"There is no roster \"{Printed.Line(name)}\". \"{store.Location.Command("rosters")}\" lists them.";

    private static string Rest(InvitedRound round, string missing) => string.Join(' ', new[]
    {
        round.WithoutWay > 0 ? $"{Counted.Of(round.WithoutWay, "member has", "members have")} no {missing}." : null,
        round.NotYet > 0
            ? $"{Counted.Of(round.NotYet, "member was", "members were")} invited less than {Invitations.Between.Days} days ago, or {Invitations.Most} times already."
            : null,
    }.OfType<string>());

    private static async Task<bool> IsThere(Store store, string name, CancellationToken stop)
    {
        await using var db = store.Read();
        return (await RosterList.Funnels(db, stop)).Any(one => one.Roster == name);
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
