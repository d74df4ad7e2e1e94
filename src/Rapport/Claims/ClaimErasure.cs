using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>Deletes claims that nobody has proven in time, and those that ended a year ago. When the application starts, and every hour after.</summary>
internal sealed class ClaimErasure(Store store, ILogger<ClaimErasure> log) : RepeatedWork(TimeSpan.FromHours(1), "Erasing claims that have ended", log)
{
    /// <summary>Who decided what is asked for within a year, where it is doubted.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public async Task Erase(CancellationToken stop)
    {
        var (open, ended) = (store.Now - Claiming.Lasts, store.Now - Kept);
        await using (var db = store.Read())
        {
            if (!await Due(db, open, ended).AnyAsync(stop))
            {
                return;
            }
        }
        await store.Write(async db =>
        {
            var due = await Due(db, open, ended).ToListAsync(stop);
            db.RemoveRange(due);
            await db.SaveChangesAsync(stop);
            foreach (var profile in due.Where(claim => claim.State == ClaimState.Waiting).Select(claim => claim.ProfileId).OfType<long>().Distinct())
            {
                await Contests.Unmark(db, profile, stop);
            }
        }, stop);
    }

    protected override Task Do(CancellationToken stop) => Erase(stop);

    /// <summary>Those that were begun, or ended, so long ago that they go.</summary>
    public static IQueryable<Claim> Due(RapportDb db, DateTime open, DateTime ended) =>
        db.Set<Claim>().Where(claim => (claim.State == ClaimState.Waiting && claim.StartedAt <= open) || claim.EndedAt < ended);
}
