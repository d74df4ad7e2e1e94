using Rapport.Storage;

namespace Rapport.Search.PlainWords;

/// <summary>
/// Keeps what was heard, a day at a time: who compares two copies of the store cannot tell when a sentence was written, nor
/// which words were in one with others.
/// </summary>
internal sealed class HeardKeeping(Store store, HeardCounts counts, ILogger<HeardKeeping> log)
    : DailyKeeping<HeardCount>(store, counts, "The counts of what was understood", log)
{
    protected override async Task Add(RapportDb db, IReadOnlyList<HeardCount> taken, CancellationToken stop)
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
    }
}
