using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>Takes a record from the account that keeps it: it is off the list, and who kept it is told.</summary>
internal sealed class Release(Store store, OwnerMail mail)
{
    /// <summary>Does it within a transaction; false where nobody keeps it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="profile">Read in it.</param>
    /// <param name="reason">For the history.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<bool> Of(RapportDb db, Profile profile, string reason, CancellationToken stop)
    {
        if (await db.Set<ProfileOwner>().FindAsync([profile.Id], stop) is not { } owner)
        {
            return false;
        }
        await mail.Add(db, profile.Id, "account-changed", (to, language) => AccountLetters.Changed(to, language, ReleasedLetter.Says(language)), TimeSpan.FromDays(7), stop);
        db.Remove(owner);
        db.Add(new FactChange { ProfileId = profile.Id, Field = "owner", Before = "kept by its owner", After = "kept by nobody", Source = Source.Operator, Reason = reason, At = store.Now });
        profile.Claimed = false;
        Unlisting.Set(db, profile, Unlisted.Paused | Unlisted.NotConfirmed, holds: false, Source.Operator, store.Now);
        // What the one said who loses it is shown to nobody as the registry's word.
        Unlisting.Set(db, profile, Unlisted.NotYetListed, holds: profile.Read().Facts.SaidByOwner() is not null, Source.Operator, store.Now);
        profile.Revision++;
        profile.UpdatedAt = store.Now;
        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
        foreach (var member in await db.Set<RosterMember>().Where(member => member.ProfileId == profile.Id && member.ProvenAt != null).ToListAsync(stop))
        {
            (member.ProvenAt, member.ConfirmedAt, member.OpenedAt, member.InvitedAt) = (null, null, null, null);
        }
        // Somebody else may keep it in the same transaction: its row goes first.
        await db.SaveChangesAsync(stop);
        return true;
    }
}
