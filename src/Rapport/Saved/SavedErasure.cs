using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Saved;

/// <summary>Deletes saved searches whose days are over: when the application starts, and every few hours after.</summary>
internal sealed class SavedErasure(Store store, ILogger<SavedErasure> log)
    : RepeatedWork(TimeSpan.FromHours(6), "Erasing saved searches whose days are over", log)
{
    /// <summary>Deletes those that ended before today.</summary>
    public static async Task Erase(Store store, CancellationToken stop = default)
    {
        var today = DateOnly.FromDateTime(store.Now);
        await using (var db = store.Read())
        {
            // Looked at first: with nothing due, an import that is under way need not be waited for.
            if (!await db.Set<SavedSearch>().AnyAsync(saved => saved.Ends < today, stop))
            {
                return;
            }
        }
        await store.Erase(db => db.Set<SavedSearch>().Where(saved => saved.Ends < today).ExecuteDeleteAsync(stop), stop);
    }

    protected override Task Do(CancellationToken stop) => Erase(store, stop);
}
