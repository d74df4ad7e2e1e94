namespace Rapport.Core.Search;

/// <summary>
/// How many profiles of a segment have each two values together, counted once when the segment is made: what one filter
/// alone leaves of every other value is then read, and nobody is gone through.
/// </summary>
internal sealed class ValuePairs
{
    private readonly int size;

    // The lower triangle, row after row: the pair (i, j) with j up to i stands at i (i + 1) / 2 + j.
    private readonly int[] counts;

    public ValuePairs(ValueRows rows, int profiles)
    {
        size = rows.Bits;
        counts = new int[size * (size + 1) / 2];
        var held = new List<int>();
        for (var doc = 0; doc < profiles; doc++)
        {
            held.Clear();
            rows.AddTo(held, doc);
            for (var i = 0; i < held.Count; i++)
            {
                var row = held[i] * (held[i] + 1) / 2;
                for (var j = 0; j <= i; j++)
                {
                    counts[row + held[j]]++;
                }
            }
        }
    }

    /// <summary>How many have both.</summary>
    /// <param name="one">As <see cref="ValueRows.StartOf"/> numbers them.</param>
    /// <param name="other">The same.</param>
    public int Both(int one, int other)
    {
        var (low, high) = one < other ? (one, other) : (other, one);
        return counts[(high * (high + 1) / 2) + low];
    }
}
