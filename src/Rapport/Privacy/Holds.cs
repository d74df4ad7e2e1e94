using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>How long something is kept by law.</summary>
/// <param name="Until">The last day.</param>
/// <param name="Reason">Why, for one account; null where it is so for all.</param>
internal sealed record HoldTerm(DateOnly Until, string? Reason = null);

/// <summary>Says what is under a legal hold: one account by name, or, where a clinic answers for the data, whoever keeps a profile.</summary>
internal static class Holds
{
    /// <summary>What would hold were an account closed now; null where all of it is erased at once.</summary>
    public static async Task<HoldTerm?> AtClosing(RapportDb db, AccountSeal seal, Guid account, DateTime now, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(now);
        var own = await db.Set<LegalHold>().AsNoTracking().SingleOrDefaultAsync(hold => hold.AccountId == account && hold.Until >= today, stop);
        var byLaw = await HoldSetting.InForce(db, stop) is { } years && await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == account, stop)
            ? today.AddYears(years)
            : (DateOnly?)null;
        return own is not null && !(byLaw > own.Until) ? new HoldTerm(own.Until, own.Reason is { } reason ? seal.OpenText(account, LegalHold.SealedReason, reason) : null)
            : byLaw is { } until ? new HoldTerm(until)
            : null;
    }

    /// <summary>Whose profiles lose nothing by age.</summary>
    public static IQueryable<ProfileOwner> Owners(RapportDb db, RetentionView view) =>
        db.Set<ProfileOwner>().Where(owner => view.HoldsAll || db.Set<LegalHold>().Any(hold => hold.AccountId == owner.AccountId && hold.Until >= view.Today));

    /// <summary>Makes one stand, in a transaction of the caller's.</summary>
    public static async Task Put(RapportDb db, AccountSeal seal, Guid account, HoldTerm term, DateTime now, CancellationToken stop)
    {
        var reason = term.Reason is { } words ? seal.Seal(account, LegalHold.SealedReason, words) : null;
        if (await db.Set<LegalHold>().FindAsync([account], stop) is { } known)
        {
            (known.Until, known.Reason) = (term.Until, reason ?? known.Reason);
        }
        else
        {
            db.Add(new LegalHold { AccountId = account, Until = term.Until, Reason = reason, SetAt = now });
        }
    }
}
