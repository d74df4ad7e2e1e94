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

    // Looking one word up among the numbers takes as long as going through so many.
    private const int Looked = 16;

    private readonly ulong[]? bits;
    private readonly int[]? docs;

    private DocSet(ulong[]? bits, int[]? docs, int count) => (this.bits, this.docs, Count) = (bits, docs, count);

    public int Count { get; }

    /// <summary>The bitmap, where it is kept as one.</summary>
    public ulong[]? Dense => bits;

    /// <summary>The numbers, where they are kept as such; otherwise empty.</summary>
    public ReadOnlySpan<int> Few => docs;

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

    /// <summary>Reads a set of which it is known how many it has: as a bitmap or as numbers, as it would have been made.</summary>
    public static DocSet Read(BlockReader from, int count, int size)
    {
        if (count < 0 || count > size)
        {
            throw BlockReader.Contradictory();
        }

        return count == 0 ? default
            : count > size / Sparse ? new DocSet(from.Raw<ulong>(Bits.Words(size)), null, count)
            : new DocSet(null, from.Raw<int>(count), count);
    }

    /// <summary>The members that are in a bitmap too.</summary>
    public DocSet Among(ReadOnlySpan<ulong> live, int size)
    {
        if (bits is not null)
        {
            var both = bits.AsSpan().ToArray();
            Bits.And(both, live);
            return Of(both, size);
        }

        var kept = new List<int>(Count);
        foreach (var doc in Few)
        {
            if (Bits.Has(live, doc))
            {
                kept.Add(doc);
            }
        }

        return kept.Count == 0 ? default : new DocSet(null, [.. kept], kept.Count);
    }

    /// <summary>Goes through the members, rising.</summary>
    public Walk GetEnumerator() => new(this);

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

    /// <summary>The same in the words of some candidates, who are settled, alone.</summary>
    public void OrInto(Span<ulong> target, Candidates within)
    {
        if (bits is null)
        {
            OrFewInto(target, within);
            return;
        }

        if (!within.IsSparse)
        {
            OrInto(target);
            return;
        }

        foreach (var word in within.NonZero)
        {
            target[word] |= bits[word];
        }
    }

    private void OrFewInto(Span<ulong> target, Candidates within)
    {
        if (Count < within.NonZero.Length * Looked)
        {
            foreach (var doc in Few)
            {
                target[doc >> 6] |= within.Bits[doc >> 6] == 0 ? 0 : 1UL << doc;
            }

            return;
        }

        foreach (var word in within.NonZero)
        {
            target[word] |= WordOf(word);
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
                return candidates.CountIn(bits);
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

    /// <summary>How many of the members are kept, whose new number is not −1.</summary>
    public int CountKept(int[] renumbered)
    {
        var kept = 0;
        foreach (var doc in this)
        {
            kept += renumbered[doc] >= 0 ? 1 : 0;
        }

        return kept;
    }

    /// <summary>Who of 64 profiles is in it, a bit each.</summary>
    public ulong WordOf(int word)
    {
        if (bits is not null || docs is null)
        {
            return bits is null ? 0 : bits[word];
        }

        var at = Array.BinarySearch(docs, word << 6);
        var found = 0UL;
        for (at = at < 0 ? ~at : at; at < docs.Length && docs[at] >> 6 == word; at++)
        {
            found |= 1UL << docs[at];
        }

        return found;
    }

    private static void Map(Span<ulong> target, int doc)
    {
        if (doc >= 0)
        {
            Bits.Set(target, doc);
        }
    }

    /// <summary>A set of a size that is known beforehand, while its members are added, rising.</summary>
    public struct Filling(int count, int size)
    {
        private readonly ulong[]? bits = count > size / Sparse ? new ulong[Bits.Words(size)] : null;
        private readonly int[]? docs = count > size / Sparse || count == 0 ? null : new int[count];
        private int added;

        /// <summary>The set, once all are added.</summary>
        public readonly DocSet Set => new(bits, docs, added);

        public void Add(int doc)
        {
            if (bits is not null)
            {
                Bits.Set(bits, doc);
            }
            else
            {
                docs![added] = doc;
            }

            added++;
        }
    }

    /// <summary>Where a walk through a set stands.</summary>
    public ref struct Walk(DocSet set)
    {
        private readonly ReadOnlySpan<int> docs = set.docs;
        private readonly ReadOnlySpan<ulong> bits = set.bits;
        private int next;
        private ulong rest;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            if (docs.Length > 0)
            {
                Current = next < docs.Length ? docs[next] : -1;
                return next++ < docs.Length;
            }

            while (rest == 0 && next < bits.Length)
            {
                rest = bits[next++];
            }

            if (rest == 0)
            {
                return false;
            }

            Current = ((next - 1) << 6) + BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }
}
