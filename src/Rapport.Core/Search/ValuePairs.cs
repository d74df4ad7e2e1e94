using System.Runtime.InteropServices;

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
        : this(rows.Bits, new int[rows.Bits * (rows.Bits + 1) / 2])
    {
        var held = new List<int>();
        for (var doc = 0; doc < profiles; doc++)
        {
            Add(rows, doc, 1, held);
        }
    }

    /// <param name="size">How many values there are.</param>
    /// <param name="counts">As <see cref="Counts"/> gives them.</param>
    public ValuePairs(int size, int[] counts)
    {
        (this.size, this.counts) = (size, counts);
        if (counts.Length != size * (size + 1) / 2)
        {
            throw new ArgumentException("There is one count for each pair.", nameof(counts));
        }
    }

    /// <summary>The counts, one behind the other.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>The same, without those profiles of the segment that do not live.</summary>
    public ValuePairs Without(ValueRows rows, ReadOnlySpan<ulong> live, int profiles)
    {
        var less = new ValuePairs(size, [.. counts]);
        var held = new List<int>();
        for (var doc = 0; doc < profiles; doc++)
        {
            if (!Bits.Has(live, doc))
            {
                less.Add(rows, doc, -1, held);
            }
        }

        return less;
    }

    private void Add(ValueRows rows, int doc, int by, List<int> held)
    {
        held.Clear();
        rows.AddTo(held, doc);
        // A thousand for each profile: written so that nothing is done but to add.
        var own = CollectionsMarshal.AsSpan(held);
        unchecked
        {
            for (var i = 0; i < own.Length; i++)
            {
                var row = counts.AsSpan(own[i] * (own[i] + 1) / 2, own[i] + 1);
                foreach (var other in own[..(i + 1)])
                {
                    row[other] += by;
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
