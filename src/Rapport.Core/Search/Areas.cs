using System.Numerics;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>Counts those found by the area in which they meet people, segment after segment.</summary>
internal sealed class Areas
{
    private readonly Dictionary<int, (int All, int Registry)> counts = [];

    public IReadOnlyList<AreaCount> Result() =>
        [.. counts.Select(count => new AreaCount(count.Key, count.Value.All, count.Value.Registry)).OrderByDescending(count => count.Count).ThenBy(count => count.Area)];

    public void Add(SegmentSearch search)
    {
        foreach (var word in search.Passing.NonZero)
        {
            for (var rest = search.Passing.Bits[word]; rest != 0; rest &= rest - 1)
            {
                var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                if (HitAreas.Nearest(search, doc) is >= 0 and var area)
                {
                    ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, area, out _);
                    count.All++;
                    count.Registry += search.Segment.Tiers[doc] > 0 ? 1 : 0;
                }
            }
        }
    }
}
