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

namespace Rapport.Claims;

/// <summary><c>rapport claims</c>: whose account keeps which profile, and taking one back that a wrong hand took.</summary>
internal static class ClaimsCommand
{
    private sealed record Told(long Profile, long? Npi, string Name, string Account, string Proof, DateTime Since, bool IsListed);

    public static Command Create()
    {
        var claims = ListCommand("claims");
        claims.Description = "Whose account keeps which profile, since when, and how that was proven.";
        claims.Subcommands.Add(ListCommand("list"));
        claims.Subcommands.Add(LettersCommand());
        claims.Subcommands.Add(ReleaseCommand());
        return claims;
    }

    private static Command ListCommand(string name)
    {
        var json = Verb.JsonOption();
        return new Command(name, "The same list.") { json }.Does(
            ["./rapport claims --data data-real", "./rapport claims release 42 --reason \"it was a namesake\" --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var seal = new AccountSeal(store, KeyRing.Open(store.Location));
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ListedKeepers, owners: null, stop);
                await using var db = store.Read();
                var rows = await db.Set<ProfileOwner>().AsNoTracking()
                    .Join(db.Set<Profile>().AsNoTracking(), owner => owner.ProfileId, profile => profile.Id, (owner, profile) => new { owner, profile })
                    .Join(db.Set<Account>().AsNoTracking(), both => both.owner.AccountId, account => account.Id, (both, account) => new { both.owner, both.profile, account })
                    .OrderBy(one => one.owner.Since).ToListAsync(stop);
                var listing = await Visibility.Of(db, stop);
                var told = rows.Select(one => new Told(
                    one.profile.Id, one.profile.Npi, one.profile.Read().Facts.Name?.Value.Display() ?? "–", seal.Open(one.account).Address, Words(one.owner.Proof), one.owner.Since,
                    Visibility.IsListed(one.profile, listing))).ToList();
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(told);
                    return ExitCode.Done;
                }
                await Console.Out.WriteLineAsync($"{Counted.Of(told.Count, "profile")} kept by {(told.Count == 1 ? "its owner" : "their owners")}.");
                foreach (var one in told)
                {
                    await Console.Out.WriteLineAsync(Printed.Line(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{one.Profile} · {one.Name} · {one.Account} · {one.Proof}, {one.Since:yyyy-MM-dd} · {(one.IsListed ? "listed" : "not listed")}")));
                }
                return ExitCode.Done;
            });
    }

    private static Command LettersCommand()
    {
        var file = new Argument<string>("FILE") { Description = "Where the letters are written: HTML, to be printed." };
        var address = new Option<string>("--address") { Description = "Where the world finds the site, like https://therapists.example.org.", Required = true, HelpName = "URL" };
        return new Command("letters", "Writes letters with codes to those who say that a record is theirs and want to prove it by post.") { file, address }.Does(
            ["./rapport claims letters letters.html --address https://therapists.example.org --data data-real"],
            async (parsed, stop) =>
            {
                var name = parsed.GetValue(file)!;
                if (!PublicAddress.TryParse(parsed.GetValue(address)!, out var site))
                {
                    return Verb.Fail("A letter says where the site is. Give --address, like https://therapists.example.org.", ExitCode.Usage);
                }
                if (File.Exists(name) || Directory.Exists(name))
                {
                    return Verb.Fail($"{name} is there already. Letters are written once, since codes stand nowhere else: choose another name.");
                }
                using var store = await parsed.OpenStore(stop);
                var count = await new ClaimCodes(store, new AccountSeal(store, KeyRing.Open(store.Location)), new AuditTrail(store)).Post(
                    async letters =>
                    {
                        await using var output = OwnFiles.Open(name, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                        await using var text = new StreamWriter(output);
                        await text.WriteAsync(ClaimSheets.Html(letters, site, DateOnly.FromDateTime(store.Now)));
                    },
                    stop);
                await Console.Out.WriteLineAsync(count == 0
                    ? "Nobody waits for a letter."
                    : $"{Counted.Of(count, "letter")} written to {Printed.Line(name)}. Print it, post it, delete it: each code opens one record to the account that asked for it.");
                return ExitCode.Done;
            });
    }

    private static Command ReleaseCommand()
    {
        var id = new Argument<long>("PROFILE") { Description = "Number of the profile, from the list." };
        var reason = new Option<string>("--reason") { Description = "Why, for the history of the profile.", Required = true, HelpName = "TEXT" };
        return new Command(
            "release",
            "Takes a profile from the account that keeps it: it is off the list until somebody takes it over with a proof. The account is told by mail; who is named in a roster can be invited again.")
        {
            id, reason,
        }.Does(
            ["./rapport claims release 42 --reason \"it was a namesake\" --data data-real"],
            async (parsed, stop) =>
            {
                var why = Printed.Line(parsed.GetValue(reason)!).Trim();
                if (why.Length is 0 or > 300)
                {
                    return Verb.Fail("--reason says in up to 300 letters why.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                var keys = KeyRing.Open(store.Location);
                var seal = new AccountSeal(store, keys);
                var release = new Release(store, new OwnerMail(seal, new Outbox(store, keys)), seal, Vocabularies.Load(store.Location.VocabularyFolder));
                var done = await store.Write(
                    async db =>
                    {
                        if (await db.Set<ProfileOwner>().AsNoTracking().SingleOrDefaultAsync(owner => owner.ProfileId == parsed.GetValue(id), stop) is not { } owner
                            || await db.Set<Profile>().FindAsync([owner.ProfileId], stop) is not { } profile
                            // What a law keeps of a closed account ends on its day, and nobody takes it back before.
                            || await db.Set<Account>().AnyAsync(account => account.Id == owner.AccountId && account.ClosedAt != null, stop))
                        {
                            return false;
                        }
                        await new AuditTrail(store).Add(db, AuditPart.Console, actor: null, AuditAct.TookProfile, [owner.AccountId], stop);
                        return await release.Of(db, profile, why, stop);
                    },
                    stop);
                if (!done)
                {
                    return Verb.Fail($"Nobody keeps profile {parsed.GetValue(id)}. \"{store.Location.Command("claims")}\" lists those that are kept.");
                }
                await Console.Out.WriteLineAsync("Taken back: it is off the list. Who kept it is told by mail. What was said of it in that time is in its history.");
                return ExitCode.Done;
            });
    }

    private static string Words(Proof proof) => proof switch
    {
        Proof.RosterMail => "mail of a roster",
        Proof.LetterCode => "code of a letter",
        Proof.TelephoneCode => "code on the telephone",
        Proof.MailDomain => "mail domain",
        _ => "a check",
    };
}
