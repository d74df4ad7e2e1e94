using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>Accounts that were closed and kept by law: once their day is over each is erased whole, with all that is found from it.</summary>
internal sealed class KeptAccountsRule() : RetentionRule("accounts", "closed accounts kept by law", TimeSpan.FromDays(1), "after the last day of the hold", doneBy: null)
{
    public override async Task<long> Due(RapportDb db, RetentionView view, CancellationToken stop) => await Over(db, view).LongCountAsync(stop);

    public override async Task<long> Erase(Store store, Erasure erasure, RetentionView view, CancellationToken stop)
    {
        List<Guid> ids;
        await using (var db = store.Read())
        {
            ids = await Over(db, view).Select(account => account.Id).ToListAsync(stop);
        }
        var erased = 0L;
        foreach (var id in ids)
        {
            erased += await erasure.EraseKept(id, stop) ? 1 : 0;
        }
        return erased;
    }

    private static IQueryable<Account> Over(RapportDb db, RetentionView view) =>
        db.Set<Account>().Where(account => account.ClosedAt != null && !db.Set<LegalHold>().Any(hold => hold.AccountId == account.Id && hold.Until >= view.Today));
}
