using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>Deletes invitations whose days are over. When the application starts, and every hour after.</summary>
internal sealed class OrganisationErasure(Store store, ILogger<OrganisationErasure> log) : RepeatedWork(TimeSpan.FromHours(1), "Erasing invitations of organisations that have ended", log)
{
    public static async Task Erase(Store store, CancellationToken stop = default)
    {
        var now = store.Now;
        await using (var db = store.Read())
        {
            if (!await db.Set<OrganisationInvitation>().AnyAsync(one => one.EndsAt <= now, stop))
            {
                return;
            }
        }
        await store.Erase(db => db.Set<OrganisationInvitation>().Where(one => one.EndsAt <= now).ExecuteDeleteAsync(stop), stop);
    }

    protected override Task Do(CancellationToken stop) => Erase(store, stop);
}
