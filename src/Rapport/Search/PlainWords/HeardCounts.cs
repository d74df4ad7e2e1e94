using System.Runtime.InteropServices;
using Rapport.Core.PlainWords;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Search.PlainWords;

/// <summary>The counts of what was heard that are not in the store yet. For use from several threads.</summary>
internal sealed class HeardCounts(TimeProvider time) : IDayCounts<HeardCount>
{
    private readonly Lock _one = new();
    private readonly Dictionary<(DateOnly Day, string Language, HeardKind Kind), long> _counts = [];

    /// <summary>Counts a sentence, and each kind of what was left over of it once, however many words that are.</summary>
    public void Add(PlainReading reading, Language language)
    {
        if (!reading.IsUnderstood && reading.Unread.Count == 0)
        {
            // "I am looking for a therapist" asks for nothing that could be understood or not.
            return;
        }
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var left = reading.Unread.Select(words => KindOf(words.Kind)).Distinct();
        lock (_one)
        {
            foreach (var kind in left.Prepend(HeardKind.Sentence).Concat(reading.IsWhole ? [HeardKind.Whole] : []))
            {
                Plus((day, language.Code, kind), 1);
            }
        }
    }

    /// <summary>Takes out what was counted on the days before one.</summary>
    public IReadOnlyList<HeardCount> TakeBefore(DateOnly day)
    {
        lock (_one)
        {
            var taken = _counts.Where(count => count.Key.Day < day).ToList();
            foreach (var (key, _) in taken)
            {
                _counts.Remove(key);
            }
            return [.. taken.Select(one => new HeardCount { Day = one.Key.Day, Language = one.Key.Language, Kind = one.Key.Kind, Count = one.Value })];
        }
    }

    /// <summary>Puts back what could not be kept.</summary>
    public void PutBack(IReadOnlyList<HeardCount> taken)
    {
        lock (_one)
        {
            foreach (var one in taken)
            {
                Plus((one.Day, one.Language, one.Kind), one.Count);
            }
        }
    }

    private void Plus((DateOnly Day, string Language, HeardKind Kind) key, long count) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _) += count;

    private static HeardKind KindOf(UnreadKind kind) => kind switch
    {
        UnreadKind.Place => HeardKind.Place,
        UnreadKind.Plan => HeardKind.Plan,
        UnreadKind.Issue => HeardKind.Issue,
        _ => HeardKind.Other,
    };
}
