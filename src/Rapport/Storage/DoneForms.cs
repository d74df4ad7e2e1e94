using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>Forgets forms that were done a day ago: nobody sends one again so late.</summary>
internal sealed class DoneForms(Store store, ILogger<DoneForms> log) : RepeatedWork(TimeSpan.FromHours(1), "Forgetting forms that were done", log)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override Task Do(CancellationToken stop) => Forget(store, stop);

    public static async Task Forget(Store store, CancellationToken stop)
    {
        // One from a time to come was written by a clock that went wrong.
        var (before, after) = (store.Now - Kept, store.Now + Kept);
        await using (var db = store.Read())
        {
            if (!await db.Set<DoneForm>().AnyAsync(form => form.At < before || form.At > after, stop))
            {
                return;
            }
        }
        await store.Write(db => db.Set<DoneForm>().Where(form => form.At < before || form.At > after).ExecuteDeleteAsync(stop), stop);
    }
}
