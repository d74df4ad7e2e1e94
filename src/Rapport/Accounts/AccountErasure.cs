using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>Deletes what has ended of accounts: sessions, links, counts of tries. When the application starts, and every hour after.</summary>
internal sealed class AccountErasure(Store store, ILogger<AccountErasure> log)
    : RepeatedWork(TimeSpan.FromHours(1), "Erasing sessions, links and counts of tries that have ended", log)
{
    public static async Task Erase(Store store, CancellationToken stop = default)
    {
        var now = store.Now;
        await using (var db = store.Read())
        {
            // Looked at first: with nothing due, an import that is under way need not be waited for.
            if (!await Links(db, now).AnyAsync(stop) && !await Ended(db, now).AnyAsync(stop) && !await Counts(db, now).AnyAsync(stop))
            {
                return;
            }
        }
        await store.Write(async db =>
        {
            await Links(db, now).ExecuteDeleteAsync(stop);
            await Ended(db, now).ExecuteDeleteAsync(stop);
            await Counts(db, now).ExecuteDeleteAsync(stop);
        }, stop);
    }

    protected override Task Do(CancellationToken stop) => Erase(store, stop);

    private static IQueryable<PrivateLink> Links(RapportDb db, DateTime now) => db.Set<PrivateLink>().Where(link => link.EndsAt < now);

    private static IQueryable<Session> Ended(RapportDb db, DateTime now)
    {
        var (idle, longest) = (now - Sessions.Idle, now - Sessions.Longest);
        return db.Set<Session>().Where(session => session.SeenAt < idle || session.SignedInAt < longest);
    }

    private static IQueryable<Tries> Counts(RapportDb db, DateTime now) => db.Set<Tries>().Where(tries => tries.EndsAt < now);
}
