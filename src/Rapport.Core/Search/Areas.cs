using System.Numerics;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>Counts those found by the area in which they meet people, segment after segment.</summary>
internal sealed class Areas
{
    private readonly Dictionary<int, int> counts = [];

    public IReadOnlyList<AreaCount> Result() =>
        [.. counts.Select(count => new AreaCount(count.Key, count.Value)).OrderByDescending(count => count.Count).ThenBy(count => count.Area)];

    public void Add(SegmentSearch search)
    {
        foreach (var word in search.Passing.NonZero)
        {
            for (var rest = search.Passing.Bits[word]; rest != 0; rest &= rest - 1)
            {
                var area = search.AreaOf((word << 6) + BitOperations.TrailingZeroCount(rest));
                if (area >= 0)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, area, out _)++;
                }
            }
        }
    }
}
