using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>
/// A set of profiles inside a segment: a bitmap where they are many, rising numbers where they are few. The default value
/// is the empty set.
/// </summary>
internal readonly struct DocSet
{
    // A bitmap is smaller from one in 32 on; but where few candidates are left, counting in a bitmap touches their words
    // alone while numbers are all walked, so bitmaps are kept for four times rarer values than size asks.
    private const int Sparse = 128;

    private readonly ulong[]? bits;
    private readonly int[]? docs;

    private DocSet(ulong[]? bits, int[]? docs, int count) => (this.bits, this.docs, Count) = (bits, docs, count);

    public int Count { get; }

    /// <summary>Makes a set of rising numbers, each below <paramref name="size"/>.</summary>
    public static DocSet Of(ReadOnlySpan<int> docs, int size)
    {
        if (docs.Length == 0)
        {
            return default;
        }

        if (docs.Length <= size / Sparse)
        {
            return new DocSet(null, docs.ToArray(), docs.Length);
        }

        var many = new ulong[Bits.Words(size)];
        foreach (var doc in docs)
        {
            Bits.Set(many, doc);
        }

        return new DocSet(many, null, docs.Length);
    }

    /// <summary>Makes a set of the bits that are set.</summary>
    public static DocSet Of(ulong[] bits, int size)
    {
        var count = Bits.Count(bits);
        if (count > size / Sparse)
        {
            return new DocSet([.. bits], null, count);
        }

        var few = new int[count];
        var at = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                few[at++] = (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return count == 0 ? default : new DocSet(null, few, count);
    }

    public bool Contains(int doc) =>
        bits is not null ? Bits.Has(bits, doc) : docs is not null && Array.BinarySearch(docs, doc) >= 0;

    public void OrInto(Span<ulong> target)
    {
        if (bits is not null)
        {
            Bits.Or(target, bits);
        }
        else if (docs is not null)
        {
            foreach (var doc in docs)
            {
                Bits.Set(target, doc);
            }
        }
    }

    /// <summary>How many of the set are among the candidates.</summary>
    public int CountIn(Candidates candidates)
    {
        if (candidates.IsAll)
        {
            return Count;
        }

        unchecked
        {
            var count = 0;
            if (bits is not null)
            {
                if (candidates.IsSparse)
                {
                    foreach (var word in candidates.NonZero)
                    {
                        count += BitOperations.PopCount(bits[word] & candidates.Bits[word]);
                    }

                    return count;
                }

                return Bits.CountBoth(bits, candidates.Bits);
            }

            if (docs is not null)
            {
                var set = candidates.Bits;
                foreach (var doc in docs)
                {
                    count += (int)((set[doc >> 6] >> doc) & 1);
                }
            }

            return count;
        }
    }

    /// <summary>Sets the bits of the members, renumbered; those whose new number is −1 fall away.</summary>
    public void MapInto(Span<ulong> target, int[] renumbered)
    {
        if (docs is not null)
        {
            foreach (var doc in docs)
            {
                Map(target, renumbered[doc]);
            }
        }
        else if (bits is not null)
        {
            for (var word = 0; word < bits.Length; word++)
            {
                for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                {
                    Map(target, renumbered[(word << 6) + BitOperations.TrailingZeroCount(rest)]);
                }
            }
        }
    }

    private static void Map(Span<ulong> target, int doc)
    {
        if (doc >= 0)
        {
            Bits.Set(target, doc);
        }
    }
}
