using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>Whether somebody runs the site, and is guarded well enough for it.</summary>
internal static class AccountChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("operator", NeedsStore: true, Operator),
        new("second factors", NeedsStore: true, Factors),
        new("accounts can be opened", NeedsStore: true, Readable),
        new("erased accounts are known again", NeedsStore: false, ErasedKnown),
    ];

    private static async Task<Finding> Operator(Visit visit, CancellationToken stop)
    {
        if (visit.Store.Mark.Kind == StoreKind.Demo)
        {
            return Finding.Good("In a demo everybody may play that part.");
        }
        await using var db = visit.Store.Read();
        var roles = await db.Set<Account>().Where(account => account.Roles != Roles.None).Select(account => account.Roles).ToListAsync(stop);
        var operators = roles.Count(role => role.HasFlag(Roles.Operator));
        return operators > 0
            ? Finding.Good($"{Counted.Of(operators, "operator")}.")
            : Finding.Note("Nobody runs the site yet.", "\"serve\" prints a link when it starts; open it within a day.");
    }

    private static async Task<Finding> Factors(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var without = await db.Set<Account>().CountAsync(
            account => account.Roles != Roles.None && account.Factor == null && !db.Set<Passkey>().Any(passkey => passkey.AccountId == account.Id), stop);
        return visit.Store.Mark.Kind == StoreKind.Demo || without == 0
            ? Finding.Good("Whoever holds a role has one.")
            : Finding.Note($"{Counted.Of(without, "account")} with a role and without a second factor or passkey.", "The role waits for it: ask them to sign in and add one.");
    }

    private static async Task<Finding> Readable(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        if (await db.Set<Account>().AsNoTracking().Where(account => account.ClosedAt == null).OrderBy(account => account.Id).FirstOrDefaultAsync(stop) is not { } account)
        {
            return Finding.Good("There are none.");
        }
        var people = new PersonKeys(visit.Location);
        var without = (await db.Set<Account>().AsNoTracking().Select(one => new { one.Id, one.Content }).ToListAsync(stop)).Count(one => PersonKeys.Seals(one.Content) && !people.IsWhole(one.Id));
        if (without > 0)
        {
            return Finding.Failed(
                $"{Counted.Of(without, "account")} without a whole key in {Path.Combine(visit.Location.KeyFolder, PersonKeys.Folder)}: name, address and what waits for them cannot be read.",
                "Put your newest copy of the keys back. Who closed an account since that copy stays closed.");
        }
        try
        {
            var seal = new AccountSeal(visit.Store, KeyRing.Open(visit.Location));
            return seal.KeyOf(seal.Open(account).Address).AsSpan().SequenceEqual(account.AddressKey)
                ? Finding.Good("The keys that seal them are here.")
                : Finding.Failed(
                    $"No account is found by its address: {Path.Combine(visit.Location.KeyFolder, "accounts.key")} is another one than before.",
                    "Put your copy of that file back.");
        }
        catch (StoreProblem problem)
        {
            return Finding.Failed("They cannot.", problem.Message);
        }
    }

    private static async Task<Finding> ErasedKnown(Visit visit, CancellationToken stop)
    {
        var lines = await ErasedLine.Read(RemovalLog.PathIn(visit.Location), stop);
        var unknown = lines.Count == 0 ? 0 : lines.Count(line => line.Key != ErasedKey.Known(visit.Location)?.Mark);
        // Of one that was kept by law for a while there are two.
        var erased = lines.DistinctBy(line => line.Erased).Count();
        return unknown == 0
            ? Finding.Good(erased == 0 ? "None was erased." : $"{Counted.Of(erased, "account")} erased; a restore knows {(erased == 1 ? "it" : "them")}.")
            : Finding.Failed(
                $"{Counted.Of(unknown, "erased account")} would come back with an older back-up: {Path.Combine(visit.Location.KeyFolder, ErasedKey.Name)} is not the key that the removal log was written with.",
                "Put your copy of that file back.");
    }
}
