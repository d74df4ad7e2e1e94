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
        return await Find(db, db.Set<LicenceCheck>().AsNoTracking(), profileId, stop) is not var (look, _, isHers) ? null : new LicenceQuestion(
            look.Id, $"{look.State} {look.Number}",
            look.Standing switch { Standing.Lapsed => LicenceMatter.Lapsed, Standing.CouldNotVerify => LicenceMatter.NotVerified, _ => LicenceMatter.Asked },
            look.Note is { } note && isHers ? seal.OpenText(note) : null, look.At, look.Source == LicenceCheck.LookedUp ? null : look.Source, look.Ends, look.AnsweredAt);
    }

    /// <summary>She says that it is right as it stands, or renewed. False where there is nothing to answer, or she has.</summary>
    public Task<bool> Answer(long profileId, Guid seen, CancellationToken stop) => store.Write(async db =>
    {
        if (await Find(db, db.Set<LicenceCheck>(), profileId, stop) is not ({ AnsweredAt: null } look, var newest, _) || look.Id != seen)
        {
            return false;
        }
        look.AnsweredAt = newest.AnsweredAt = store.Now;
        return true;
    }, stop);

    /// <summary>
    /// What keeps her off the list comes first; of a look that came from a file without her doing, a name that differs is for the desk alone. What a person
    /// asked stands until a person decides, also behind the files that are read in meanwhile; but what was written to whoever kept the record before is not
    /// for her to read.
    /// </summary>
    /// <returns>What she is told, the newest look at the same licence, and whether she kept the record then.</returns>
    private static async Task<(LicenceCheck Look, LicenceCheck Newest, bool IsHers)?> Find(RapportDb db, IQueryable<LicenceCheck> checks, long profileId, CancellationToken stop)
    {
        var looks = await checks.Where(check => check.ProfileId == profileId && (check.IsNewest || check.By != null)).ToListAsync(stop);
        var open = looks.Where(look => look.IsNewest && look.Standing != Standing.Verified).ToList();
        var facts = open.Count == 0 ? null : (await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.Id == profileId, stop))?.Read().Facts;
        var since = await db.Set<ProfileOwner>().Where(owner => owner.ProfileId == profileId).Select(owner => (DateTime?)owner.Since).SingleOrDefaultAsync(stop);
        bool IsHers(LicenceCheck look) => !(look.At < since);
        return open.Where(look => facts is not null && Checks.Of(facts, look.State, look.Number) is not null)
            .Select(newest => (Look: newest is { Standing: Standing.Waiting, By: null } ? Asked(looks, newest) : newest, Newest: newest))
            .Where(one => one.Look is { Standing: Standing.Lapsed } || (one.Look is { By: not null } look && IsHers(look)))
            .OrderByDescending(one => one.Look!.Standing == Standing.Lapsed).ThenByDescending(one => one.Look!.At)
            .Select(one => ((LicenceCheck, LicenceCheck, bool)?)(one.Look!, one.Newest, IsHers(one.Look!))).FirstOrDefault();
    }

    /// <summary>What a person asked of the same licence, where that was the last that a person did with it.</summary>
    private static LicenceCheck? Asked(IEnumerable<LicenceCheck> looks, LicenceCheck newest) =>
        looks.Where(look => look.By is not null && look.State == newest.State && Checks.Key(look.Number) == Checks.Key(newest.Number)).MaxBy(look => look.At) is { Standing: Standing.Waiting } asked
            ? asked : null;
}
