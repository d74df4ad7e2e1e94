using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Upkeep;

/// <summary>What the owner of a profile wants of it for a while, and of our mails.</summary>
internal sealed class UpkeepWishes(Store store)
{
    /// <summary>Nobody plans farther ahead; longer is "take it off the list".</summary>
    public const int MostDays = 366;

    /// <summary>Takes it off the list for a while.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="until">The day on which it is back; null where she says so herself.</param>
    /// <param name="stop">Ends it.</param>
    public Task Pause(ProfileOwner owner, DateOnly? until, CancellationToken stop) => Set(owner, holds: true, until, stop);

    /// <summary>Ends a pause.</summary>
    public Task Resume(ProfileOwner owner, CancellationToken stop) => Set(owner, holds: false, until: null, stop);

    /// <summary>Whether she is asked by mail for her openings.</summary>
    public Task AskOpenings(ProfileOwner owner, bool wanted, CancellationToken stop) => store.Write(async db =>
    {
        if (await Kept(db, owner, stop) is { } kept)
        {
            kept.NoOpeningsMail = !wanted;
            if (!wanted)
            {
                await OwnerMail.Withdraw(db, owner.AccountId, [UpkeepRounds.OpeningsKind], stop);
            }
        }
    }, stop);

    private Task Set(ProfileOwner owner, bool holds, DateOnly? until, CancellationToken stop) => store.Write(async db =>
    {
        if (await Kept(db, owner, stop) is not { } kept || await db.Set<Profile>().FindAsync([owner.ProfileId], stop) is not { } profile)
        {
            return;
        }
        kept.PausedUntil = until;
        // Its facts grow old in a pause as ever; but nobody was reminded in it.
        kept.Reminded = 0;
        if (holds)
        {
            // She said what she wants: what waits to ask her for it does not go out.
            await OwnerMail.Withdraw(db, owner.AccountId, OwnerMail.Reminders, stop);
        }
        if (Unlisting.Set(db, profile, Unlisted.Paused, holds, Source.Therapist, store.Now))
        {
            await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
        }
    }, stop);

    /// <summary>The row, while the same account keeps the profile.</summary>
    private static async Task<ProfileOwner?> Kept(RapportDb db, ProfileOwner owner, CancellationToken stop) =>
        await db.Set<ProfileOwner>().FindAsync([owner.ProfileId], stop) is { } kept && kept.AccountId == owner.AccountId ? kept : null;
}
