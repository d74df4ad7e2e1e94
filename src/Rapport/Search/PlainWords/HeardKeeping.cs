using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Search.PlainWords;

/// <summary>
/// Keeps what was heard, a day at a time: who compares two copies of the store cannot tell when a sentence was written, nor
/// which words were in one with others. Erases what is old.
/// </summary>
internal sealed class HeardKeeping(Store store, HeardCounts counts, ILogger<HeardKeeping> log)
    : DailyKeeping(store, "The counts of what was understood", log)
{
    private readonly Store _store = store;

    /// <summary>Writes the counts of the days before one.</summary>
    public static async Task Keep(Store store, HeardCounts counts, DateOnly before, CancellationToken stop = default)
    {
        var taken = counts.TakeBefore(before);
        try
        {
            var oldest = Oldest(store);
            if (taken.Count == 0 && !await HasOlder(store, oldest, stop))
            {
                return;
            }
            await store.Write(async db =>
            {
                foreach (var one in taken)
                {
                    if (await db.Set<HeardCount>().FindAsync([one.Day, one.Language, one.Kind], stop) is { } known)
                    {
                        known.Count += one.Count;
                    }
                    else
                    {
                        db.Add(new HeardCount { Day = one.Day, Language = one.Language, Kind = one.Kind, Count = one.Count });
                    }
                }
                await db.Set<HeardCount>().Where(one => one.Day < oldest).ExecuteDeleteAsync(stop);
            }, stop);
        }
        catch
        {
            counts.PutBack(taken);
            throw;
        }
    }

    protected override Task KeepBefore(DateOnly day, CancellationToken stop) => Keep(_store, counts, day, stop);

    private static async Task<bool> HasOlder(Store store, DateOnly oldest, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<HeardCount>().AnyAsync(one => one.Day < oldest, stop);
    }
}
