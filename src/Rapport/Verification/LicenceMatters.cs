using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>What there is to say to the owner of a profile about her licences, and her answer, which sends a person to look again.</summary>
internal sealed class LicenceMatters(Store store, AccountSeal seal)
{
    /// <summary>The newest that matters; null where there is none.</summary>
    public async Task<LicenceQuestion?> Of(long profileId, CancellationToken stop)
    {
        await using var db = store.Read();
        return await Find(db, profileId, stop) is not { } look ? null : new LicenceQuestion(
            look.Id, $"{look.State} {look.Number}",
            look.Standing switch { Standing.Lapsed => LicenceMatter.Lapsed, Standing.CouldNotVerify => LicenceMatter.NotVerified, _ => LicenceMatter.Asked },
            look.Note is { } note ? seal.OpenText(note) : null, look.At, look.Source == LicenceCheck.LookedUp ? null : look.Source, look.Ends, look.AnsweredAt);
    }

    /// <summary>She says that it is right as it stands, or renewed. False where there is nothing to answer, or she has.</summary>
    public Task<bool> Answer(long profileId, Guid seen, CancellationToken stop) => store.Write(async db =>
    {
        if (await Find(db, profileId, stop) is not { AnsweredAt: null } look || look.Id != seen)
        {
            return false;
        }
        look.AnsweredAt = store.Now;
        return true;
    }, stop);

    /// <summary>What keeps her off the list comes first; of a look that came from a file without her doing, a name that differs is for the desk alone.</summary>
    private static async Task<LicenceCheck?> Find(RapportDb db, long profileId, CancellationToken stop)
    {
        var looks = await db.Set<LicenceCheck>().Where(check => check.ProfileId == profileId && check.IsNewest && check.Standing != Standing.Verified).ToListAsync(stop);
        var facts = looks.Count == 0 ? null : (await db.Set<Profile>().SingleOrDefaultAsync(profile => profile.Id == profileId, stop))?.Read().Facts;
        return looks.Where(look => facts is not null && Checks.Of(facts, look.State, look.Number) is not null && (look.Standing == Standing.Lapsed || look.By is not null))
            .OrderByDescending(look => look.Standing == Standing.Lapsed).ThenByDescending(look => look.At).FirstOrDefault();
    }
}
