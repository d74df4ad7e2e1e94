using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>Whether somebody looks at who says that a record is theirs, and whether the directory is open.</summary>
internal static class ClaimChecks
{
    /// <summary>Nobody waits longer for somebody to look.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("claims", NeedsStore: true, Claims),
        new("open to all", NeedsStore: true, Opened),
    ];

    private static async Task<Finding> Claims(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var waiting = ClaimDesk.Open(db, visit.Now);
        var needing = waiting.Where(ClaimDesk.NeedsPerson);
        var (count, all) = (await needing.CountAsync(stop), await waiting.CountAsync(stop));
        if (count > 0 && visit.Store.Mark.Kind != StoreKind.Demo && !(await db.Set<Account>().Where(account => account.Roles != Roles.None).Select(account => account.Roles).ToListAsync(stop)).Any(role => role.HasFlag(Roles.Verifier)))
        {
            return Finding.Failed(
                $"{Counted.Of(count, "claim waits", "claims wait")} for somebody to look, and nobody may.", $"Let somebody check licences: \"{visit.Location.Command("accounts give ADDRESS verifier")}\".");
        }
        var late = visit.Now - Longest;
        if (await needing.CountAsync(claim => claim.StartedAt < late, stop) is > 0 and var old)
        {
            return Finding.Note($"{Counted.Of(old, "claim waits", "claims wait")} for more than {Longest.Days} days for somebody to look.", "They stand at the desk, under /desk/claims.");
        }
        var letters = await waiting.CountAsync(claim => claim.Way == ClaimWay.Letter && !claim.IsContested && claim.Code == null && claim.Codes < ClaimCodes.MostLetters, stop);
        return letters > 0
            ? Finding.Note($"{Counted.Of(letters, "letter is", "letters are")} to be written.", $"\"{visit.Location.Command("claims letters FILE --address URL")}\" writes them, to be printed.")
            : Finding.Good(all switch { 0 => "None waits.", 1 => "1 claim waits, not for long.", _ => $"{all} claims wait, none for long." });
    }

    private static async Task<Finding> Opened(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        return OpeningDay.Parse(await OpeningDay.Chosen(db, stop)) is { } needed
            ? Finding.Note(
                $"It opens once {needed} therapists have listed themselves; {await Visibility.Among(db.Set<Profile>(), RegistryListing.Hidden).CountAsync(stop)} have.",
                $"\"{visit.Location.Command("settings set closed-until open")}\" opens it at once.")
            : Finding.Good("Anybody may use it.");
    }
}
