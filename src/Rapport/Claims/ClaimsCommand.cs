using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Rosters;
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
                await using var db = store.Read();
                var rows = await db.Set<ProfileOwner>().AsNoTracking()
                    .Join(db.Set<Profile>().AsNoTracking(), owner => owner.ProfileId, profile => profile.Id, (owner, profile) => new { owner, profile })
                    .Join(db.Set<Account>().AsNoTracking(), both => both.owner.AccountId, account => account.Id, (both, account) => new { both.owner, both.profile, account })
                    .OrderBy(one => one.owner.Since).ToListAsync(stop);
                var told = rows.Select(one => new Told(
                    one.profile.Id, one.profile.Npi, one.profile.Read().Facts.Name?.Value.Display() ?? "–", seal.Open(one.account).Address, Words(one.owner.Proof), one.owner.Since,
                    Visibility.IsListed(one.profile, RegistryListing.Hidden))).ToList();
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
                var mail = new OwnerMail(new AccountSeal(store, keys), new Outbox(store, keys));
                var done = await store.Write(
                    async db =>
                    {
                        if (await db.Set<ProfileOwner>().FindAsync([parsed.GetValue(id)], stop) is not { } owner || await db.Set<Profile>().FindAsync([owner.ProfileId], stop) is not { } profile)
                        {
                            return false;
                        }
                        await mail.Add(db, profile.Id, "account-changed", (to, language) => AccountLetters.Changed(to, language, ReleasedLetter.Says(language)), TimeSpan.FromDays(7), stop);
                        db.Remove(owner);
                        db.Add(new FactChange { ProfileId = profile.Id, Field = "owner", Before = "kept by its owner", After = "kept by nobody", Source = Source.Operator, Reason = why, At = store.Now });
                        profile.Claimed = false;
                        Unlisting.Set(db, profile, Unlisted.Paused | Unlisted.NotConfirmed, holds: false, Source.Operator, store.Now);
                        profile.Revision++;
                        profile.UpdatedAt = store.Now;
                        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
                        foreach (var member in await db.Set<RosterMember>().Where(member => member.ProfileId == profile.Id && member.ProvenAt != null).ToListAsync(stop))
                        {
                            (member.ProvenAt, member.ConfirmedAt, member.OpenedAt, member.InvitedAt) = (null, null, null, null);
                        }
                        return true;
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
