using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>Deletes what has ended of accounts: sessions, links, counts of tries. When the application starts, and every hour after.</summary>
internal sealed class AccountErasure(Store store, ILogger<AccountErasure> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Erase(store, stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Sessions and links that have ended could not be deleted: {Reason}", e.Message);
            }
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static IQueryable<PrivateLink> Links(RapportDb db, DateTime now) => db.Set<PrivateLink>().Where(link => link.EndsAt < now);

    private static IQueryable<Session> Ended(RapportDb db, DateTime now)
    {
        var (idle, longest) = (now - Sessions.Idle, now - Sessions.Longest);
        return db.Set<Session>().Where(session => session.SeenAt < idle || session.SignedInAt < longest);
    }

    private static IQueryable<Tries> Counts(RapportDb db, DateTime now) => db.Set<Tries>().Where(tries => tries.EndsAt < now);
}
