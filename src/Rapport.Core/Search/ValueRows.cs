using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rapport.Core.Search;

/// <summary>
/// The values of each profile side by side, a bit for each value and one for "not known" of each key: what is counted for
/// some profiles is counted by going through their rows, whatever the number of values.
/// </summary>
/// <remarks>
/// A row is cut into lanes of 256 bits, and the same lane of all profiles lies together. A lane of keys that are not counted often,
/// of which profiles have few values, is kept as the numbers of these, a byte each. Keys of the kinds state and format
/// have no bits: how they count depends on the search.
/// </remarks>
internal sealed class ValueRows
{
    private const int LaneBits = ListedLane.Bits;

    // So many rows make one carry into the counters above.
    private const int Batch = 16;

    // Of the counters above a batch: together they count to more than two thousand million.
    private const int Digits = 27;

    // Nanoseconds, measured: a row of one lane; a word of a bitmap among all, and among few of them. A number of a set is one.
    private const double RowCost = 9;
    private const double ListCost = 9;
    private const double ListedCost = 1.3;
    private const double WordCost = 0.6;
    private const double TouchedCost = 1.4;

    private readonly int[] starts;
    private readonly int[] counts;
    // A lane is empty here if it is listed.
    private readonly ulong[][] lanes;
    private readonly ListedLane?[] listed;

    // What counting a key by its sets goes through: so many bitmaps, and so many numbers.
    private readonly int[] bitmaps;
    private readonly long[] numbers;

    /// <param name="schema">The keys there are.</param>
    /// <param name="segment">Whose rows.</param>
    /// <param name="lists">Lanes are listed where that is smaller.</param>
    public ValueRows(SearchSchema schema, Segment segment, bool lists = true)
    {
        var keys = schema.Keys;
        starts = new int[keys.Count];
        counts = new int[keys.Count];
        bitmaps = new int[keys.Count];
        numbers = new long[keys.Count];
        Array.Fill(starts, -1);
        var (bit, often) = (0, 0);
        foreach (var key in Enumerable.Range(0, keys.Count).OrderByDescending(key => keys[key].IsOftenCounted))
        {
            if (keys[key].Kind is not (FilterKind.State or FilterKind.Format))
            {
                (starts[key], counts[key]) = (bit, keys[key].Values.Count);
                bit += counts[key] + 1;
                often = keys[key].IsOftenCounted ? bit : often;
            }
        }

        lanes = new ulong[(bit + LaneBits - 1) / LaneBits][];
        listed = new ListedLane?[lanes.Length];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = new ulong[segment.Size * (LaneBits / 64)];
        }

        for (var key = 0; key < keys.Count; key++)
        {
            for (var value = 0; starts[key] >= 0 && value <= counts[key]; value++)
            {
                var set = value < counts[key] ? segment.Values[key][value] : segment.Unknown[key];
                Fill(set, starts[key] + value);
                bitmaps[key] += set.Dense is null ? 0 : 1;
                numbers[key] += set.Few.Length;
            }
        }

        for (var lane = (often + LaneBits - 1) / LaneBits; lists && lane < lanes.Length; lane++)
        {
            if (ListedLane.IsSmaller(lanes[lane]))
            {
                (listed[lane], lanes[lane]) = (new ListedLane(lanes[lane]), []);
            }
        }
    }

    /// <summary>How many counters there are.</summary>
    public int Bits => lanes.Length * LaneBits;

    /// <summary>Where, among the counters, the values of a key begin; behind the last one stands that of "not known".</summary>
    public int StartOf(int key) => starts[key];

    /// <summary>Marks the lanes in which keys have values, and counts them.</summary>
    /// <param name="keys">Their positions.</param>
    /// <param name="touched">As many as there are lanes; none is marked.</param>
    public int LanesOf(ReadOnlySpan<int> keys, Span<bool> touched)
    {
        var count = 0;
        foreach (var key in keys)
        {
            for (var lane = starts[key] / LaneBits; lane <= (starts[key] + counts[key]) / LaneBits; lane++)
            {
                count += touched[lane] ? 0 : 1;
                touched[lane] = true;
            }
        }

        return count;
    }

    /// <summary>How many lanes there are.</summary>
    public int Lanes => lanes.Length;

    /// <summary>Whether going through the rows of some profiles is quicker than through the sets of some keys.</summary>
    public bool IsQuicker(Candidates among, ReadOnlySpan<int> keys)
    {
        double sets = 0;
        foreach (var key in keys)
        {
            sets += (bitmaps[key] * (among.IsSparse ? among.NonZero.Length * TouchedCost : among.Bits.Length * WordCost)) + numbers[key];
        }

        Span<bool> touched = stackalloc bool[lanes.Length];
        LanesOf(keys, touched);
        double rows = 0;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            rows += !touched[lane] ? 0 : listed[lane] is { } list ? ListCost + (ListedCost * list.Average) : RowCost;
        }

        return among.Count * rows < sets;
    }

    /// <summary>Adds the numbers of the values of one profile, rising.</summary>
    public void AddTo(List<int> held, int doc)
    {
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            if (listed[lane] is { } list)
            {
                foreach (var value in list.Of(doc))
                {
                    held.Add((lane * LaneBits) + value);
                }

                continue;
            }

            for (var word = 0; word < LaneBits / 64; word++)
            {
                for (var rest = lanes[lane][(doc * (LaneBits / 64)) + word]; rest != 0; rest &= rest - 1)
                {
                    held.Add((lane * LaneBits) + (word << 6) + BitOperations.TrailingZeroCount(rest));
                }
            }
        }
    }

    /// <summary>Counts the bits of the rows of some profiles.</summary>
    /// <param name="among">Settled.</param>
    /// <param name="asked">The lanes to count.</param>
    /// <param name="sums">Those of the lanes asked are set, the others left as they are.</param>
    public void Count(Candidates among, ReadOnlySpan<bool> asked, Span<int> sums)
    {
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            if (asked[lane])
            {
                var own = sums.Slice(lane * LaneBits, LaneBits);
                own.Clear();
                if (listed[lane] is { } list)
                {
                    list.Count(among, own);
                }
                else
                {
                    Count(among, lanes[lane], own);
                }
            }
        }
    }

    // A counter of each bit, written vertically: plane p holds the binary digit 2^p of all 256 counters, so that adding a row
    // is a few operations on whole lanes (carry-save adders; Harley and Seal, in H. S. Warren, Hacker's Delight, 5-1).
    private static void Count(Candidates among, ulong[] lane, Span<int> sums)
    {
        Span<Vector256<ulong>> above = stackalloc Vector256<ulong>[Digits];
        above.Clear();
        Span<int> batch = stackalloc int[Batch];
        Vector256<ulong> ones = default, twos = default, fours = default, eights = default;
        ref var rows = ref MemoryMarshal.GetArrayDataReference(lane);
        var filled = 0;
        var bits = among.Bits;
        foreach (var word in among.NonZero)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                batch[filled++] = ((word << 6) + BitOperations.TrailingZeroCount(rest)) << 2;
                if (filled == Batch)
                {
                    filled = 0;
                    var four0 = Four(ref rows, batch, 0, ref ones, ref twos);
                    var four1 = Four(ref rows, batch, 4, ref ones, ref twos);
                    var eight0 = Carry(ref fours, four0, four1);
                    four0 = Four(ref rows, batch, 8, ref ones, ref twos);
                    four1 = Four(ref rows, batch, 12, ref ones, ref twos);
                    var eight1 = Carry(ref fours, four0, four1);
                    Add(above, Carry(ref eights, eight0, eight1));
                }
            }
        }

        for (var i = 0; i < filled; i++)
        {
            AddBits(lane.AsSpan(batch[i], LaneBits / 64), 1, sums);
        }

        AddPlane(ones, 1, sums);
        AddPlane(twos, 2, sums);
        AddPlane(fours, 4, sums);
        AddPlane(eights, 8, sums);
        for (var digit = 0; digit < Digits; digit++)
        {
            AddPlane(above[digit], Batch << digit, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Four(ref ulong rows, Span<int> batch, int from, ref Vector256<ulong> ones, ref Vector256<ulong> twos)
    {
        var two0 = Carry(ref ones, Row(ref rows, batch[from]), Row(ref rows, batch[from + 1]));
        var two1 = Carry(ref ones, Row(ref rows, batch[from + 2]), Row(ref rows, batch[from + 3]));
        return Carry(ref twos, two0, two1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Row(ref ulong rows, int at) => Vector256.LoadUnsafe(ref rows, (nuint)(uint)at);

    // Adds two bits to a sum, all of one worth; what runs over is worth twice as much.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Carry(ref Vector256<ulong> sum, Vector256<ulong> one, Vector256<ulong> other)
    {
        var half = sum ^ one;
        var carry = (sum & one) | (half & other);
        sum = half ^ other;
        return carry;
    }

    // The carries of a batch are added to the counters above it, digit by digit.
    private static void Add(Span<Vector256<ulong>> above, Vector256<ulong> carry)
    {
        for (var digit = 0; carry != Vector256<ulong>.Zero; digit++)
        {
            (above[digit], carry) = (above[digit] ^ carry, above[digit] & carry);
        }
    }

    private static void AddPlane(Vector256<ulong> plane, int worth, Span<int> sums)
    {
        if (plane != Vector256<ulong>.Zero)
        {
            Span<ulong> row = stackalloc ulong[LaneBits / 64];
            plane.CopyTo(row);
            AddBits(row, worth, sums);
        }
    }

    private static void AddBits(ReadOnlySpan<ulong> row, int worth, Span<int> sums)
    {
        for (var word = 0; word < row.Length; word++)
        {
            for (var rest = row[word]; rest != 0; rest &= rest - 1)
            {
                sums[(word << 6) + BitOperations.TrailingZeroCount(rest)] += worth;
            }
        }
    }

    // At a start this runs once, over millions: compiled for speed at once, and not through the walk of a set.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(DocSet set, int bit)
    {
        unchecked
        {
            var (lane, offset, mask) = (lanes[bit / LaneBits], (bit % LaneBits) >> 6, 1UL << bit);
            foreach (var doc in set.Few)
            {
                lane[(doc * (LaneBits / 64)) + offset] |= mask;
            }

            var bits = set.Dense ?? [];
            for (var word = 0; word < bits.Length; word++)
            {
                for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                {
                    lane[(((word << 6) + BitOperations.TrailingZeroCount(rest)) * (LaneBits / 64)) + offset] |= mask;
                }
            }
        }
    }
}
