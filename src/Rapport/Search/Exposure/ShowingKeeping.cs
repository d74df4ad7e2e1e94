using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search.Exposure;

/// <summary>Keeps how often each profile was shown, a day at a time; of who was taken off the list meanwhile, nothing.</summary>
internal sealed class ShowingKeeping(Store store, ShowingCounts counts, ILogger<ShowingKeeping> log)
    : DailyKeeping<Showing>(store, counts, "The counts of who was shown", log)
{
    protected override async Task Add(RapportDb db, IReadOnlyList<Showing> taken, CancellationToken stop)
    {
        var removed = taken.Count == 0 ? []
            : await db.Set<Profile>().Where(profile => profile.Removed).Select(profile => profile.Id).ToHashSetAsync(stop);
        foreach (var day in taken.Where(one => !removed.Contains(one.ProfileId)).GroupBy(one => one.Day))
        {
            await AddOf(db, day.Key, day, stop);
        }
    }

    private static async Task AddOf(RapportDb db, DateOnly day, IEnumerable<Showing> counted, CancellationToken stop)
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
}
