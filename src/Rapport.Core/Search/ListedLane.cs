using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>A lane of <see cref="ValueRows"/> of which profiles have few values: their numbers, a byte each.</summary>
internal sealed class ListedLane
{
    /// <summary>How many bits a lane has.</summary>
    public const int Bits = 256;

    private const int Words = Bits / 64;

    private readonly Offsets starts;
    private readonly byte[] values;

    /// <param name="rows">The lane as bits, those of one profile behind those of another.</param>
    public ListedLane(ulong[] rows)
    {
        var ends = new int[(rows.Length / Words) + 1];
        values = new byte[Search.Bits.Count(rows)];
        var at = 0;
        for (var word = 0; word < rows.Length; word++)
        {
            for (var rest = rows[word]; rest != 0; rest &= rest - 1)
            {
                values[at++] = (byte)((word % Words << 6) + BitOperations.TrailingZeroCount(rest));
            }

            ends[(word / Words) + 1] = at;
        }

        starts = new Offsets(ends);
    }

    /// <summary>How many values a profile has, on average.</summary>
    public double Average => values.Length / (double)Math.Max(1, starts.Count - 1);

    /// <summary>Whether listing a lane takes less than its bits.</summary>
    public static bool IsSmaller(ulong[] rows) => Search.Bits.Count(rows) < rows.Length / Words * (long)((Bits / 8) - sizeof(ushort) - 1);

    /// <summary>The values of a profile, rising.</summary>
    public ReadOnlySpan<byte> Of(int doc)
    {
        var start = starts[doc];
        return values.AsSpan(start, starts[doc + 1] - start);
    }

    /// <summary>Adds how many of some profiles, who are settled, have each value.</summary>
    public void Count(Candidates among, Span<int> sums)
    {
        unchecked
        {
            var bits = among.Bits;
            foreach (var word in among.NonZero)
            {
                for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                {
                    foreach (var value in Of((word << 6) + BitOperations.TrailingZeroCount(rest)))
                    {
                        sums[value]++;
                    }
                }
            }
        }
    }
}
