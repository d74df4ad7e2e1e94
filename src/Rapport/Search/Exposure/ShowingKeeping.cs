using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search.Exposure;

/// <summary>Keeps how often each profile was shown, a day at a time. Erases what is old.</summary>
internal sealed class ShowingKeeping(Store store, ShowingCounts counts, ILogger<ShowingKeeping> log)
    : DailyKeeping(store, "The counts of who was shown", log)
{
    private readonly Store _store = store;

    /// <summary>Writes the counts of the days before one; of who was taken off the list meanwhile, nothing.</summary>
    public static async Task Keep(Store store, ShowingCounts counts, DateOnly before, CancellationToken stop = default)
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
                var removed = taken.Count == 0 ? []
                    : await db.Set<Profile>().Where(profile => profile.Removed).Select(profile => profile.Id).ToHashSetAsync(stop);
                foreach (var day in taken.Where(one => !removed.Contains(one.ProfileId)).GroupBy(one => one.Day))
                {
                    await Add(db, day.Key, day, stop);
                }
                await db.Set<Showing>().Where(one => one.Day < oldest).ExecuteDeleteAsync(stop);
            }, stop);
        }
        catch
        {
            counts.PutBack(taken);
            throw;
        }
    }

    protected override Task KeepBefore(DateOnly day, CancellationToken stop) => Keep(_store, counts, day, stop);

    private static async Task Add(RapportDb db, DateOnly day, IEnumerable<Showing> counted, CancellationToken stop)
    {
        // Another node, or this one before a new start, may have written of the same day.
        var there = await db.Set<Showing>().Where(one => one.Day == day).ToDictionaryAsync(one => one.ProfileId, stop);
        foreach (var one in counted)
        {
            if (!there.TryGetValue(one.ProfileId, out var known))
            {
                known = new Showing { Day = day, ProfileId = one.ProfileId };
                there.Add(one.ProfileId, known);
                db.Add(known);
            }
            known.First += one.First;
            known.ToFifth += one.ToFifth;
            known.Later += one.Later;
        }
    }

    private static async Task<bool> HasOlder(Store store, DateOnly oldest, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<Showing>().AnyAsync(one => one.Day < oldest, stop);
    }
}
