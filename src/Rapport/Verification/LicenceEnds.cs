using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>
/// Follows the days on which verified licences end: before it their owners are told, and after it those that nobody has found renewed
/// have lapsed. When the application starts, and every hour after.
/// </summary>
internal sealed class LicenceEnds(Store store, Checks checks, OwnerMail mail, ILogger<LicenceEnds> log)
    : RepeatedWork(TimeSpan.FromHours(1), "Following the licenses that end", log)
{
    private const int Batch = 200;

    /// <summary>Tells and ends what is due now.</summary>
    public async Task Follow(CancellationToken stop)
    {
        // By the day that is over in all the country: somewhere in it the last day lasts until ours is another.
        var day = DateOnly.FromDateTime(store.Now).AddDays(-1);
        while (await Some(db => Due(db, day), stop) is { Count: > 0 } ids)
        {
            await store.Write(async db =>
            {
                var changed = new HashSet<long>();
                var due = await Due(db, day).Where(check => ids.Contains(check.Id)).ToListAsync(stop);
                var whose = due.Select(check => check.ProfileId).ToHashSet();
                var profiles = await db.Set<Profile>().Where(profile => whose.Contains(profile.Id)).ToDictionaryAsync(profile => profile.Id, stop);
                var looks = await Looks.At(db, whose, stop);
                foreach (var check in due)
                {
                    var profile = profiles[check.ProfileId];
                    if (check.Ends >= day)
                    {
                        check.ToldAt = store.Now;
                        if (Checks.Of(profile.Read().Facts, check.State, check.Number) is null)
                        {
                            continue;
                        }
                        await mail.Add(db, check.ProfileId, "licence-ends", (to, language) => LicenceLetters.EndsSoon(to, language), TimeSpan.FromDays(14), stop);
                    }
                    else if (await checks.End(db, profile, looks, check, stop))
                    {
                        changed.Add(check.ProfileId);
                    }
                }
                if (changed.Count > 0)
                {
                    await ChangeFeed.Append(db, changed, store.Now, stop);
                }
            }, stop);
        }
    }

    protected override Task Do(CancellationToken stop) => Follow(stop);

    private async Task<List<Guid>> Some(Func<RapportDb, IQueryable<LicenceCheck>> due, CancellationToken stop)
    {
        // Looked at first: with nothing due, no writer is made to wait.
        await using var db = store.Read();
        return await due(db).OrderBy(check => check.Id).Select(check => check.Id).Take(Batch).ToListAsync(stop);
    }

    private static IQueryable<LicenceCheck> Due(RapportDb db, DateOnly day) => db.Set<LicenceCheck>()
        .Where(check => check.IsNewest && check.Standing == Standing.Verified && check.Due <= day && check.Ends != null && (check.Ends < day || check.ToldAt == null));
}
