using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rapport.Core.Search;

/// <summary>
/// A set of profiles inside a segment: a bitmap where they are many; where they are few, rising numbers, or what is left of
/// them within a block. The default value is the empty set.
/// </summary>
/// <remarks>
/// A word is looked up, a value is also counted. Of numbers that are only looked up, those of one block of 256 or of 65,536
/// profiles lie together, and of each its last one or two bytes are kept; a table tells where each block begins. So a member
/// takes one or two bytes and not four, and a block is found at once and not by halving.
/// </remarks>
internal readonly struct DocSet
{
    // A bitmap is smaller from one in 32 on; but where few candidates are left, counting in a bitmap touches their words
    // alone while numbers are all walked, so bitmaps of what is counted are kept for four times rarer values than size asks.
    private const int SparseCounted = 128;

    // What is only looked up takes one byte each in blocks, which is smaller than a bit for everybody from one in nine on; but
    // the most frequent words are also gone through from one end to the other.
    private const int SparseSought = 16;

    // Looking one word up among the numbers takes as long as going through so many.
    private const int Looked = 16;

    private readonly ulong[]? bits;

    // As numbers of four bytes; or where the members of each block begin and those of the last one end, in two bytes or in
    // four, then one byte or two of each member.
    private readonly byte[]? few;
    private readonly Form form;

    private DocSet(ulong[] bits, int count) => (this.bits, Count) = (bits, count);

    private DocSet(byte[] few, Form form, int count) => (this.few, this.form, Count) = (few, form, count);

    /// <summary>How the members are kept, where they are few: by how many bits a number is parted from that of its block.</summary>
    private enum Form : byte
    {
        Numbers = 0,
        Bytes = 8,
        Pairs = 16,
    }

    public int Count { get; }

    /// <summary>The bitmap, where it is kept as one.</summary>
    public ulong[]? Dense => bits;

    /// <summary>The numbers, where they are kept as such; otherwise empty. Those of what is counted always are, where they are few.</summary>
    public ReadOnlySpan<int> Few => form == Form.Numbers ? MemoryMarshal.Cast<byte, int>(few) : [];

    /// <summary>Whether who of 64 or 256 profiles is in it is known without a search.</summary>
    public bool IsQuick => bits is not null || form == Form.Bytes;

    /// <summary>Makes a set, to be counted, of rising numbers, each below <paramref name="size"/>.</summary>
    public static DocSet Of(ReadOnlySpan<int> docs, int size)
    {
        var made = new Filling(docs.Length, size, isCounted: true);
        foreach (var doc in docs)
        {
            made.Add(doc);
        }

        return made.Set;
    }

    /// <summary>Makes a set, to be counted, of the bits that are set.</summary>
    public static DocSet Of(ulong[] bits, int size)
    {
        var count = Bits.Count(bits);
        return count > size / SparseCounted ? new DocSet([.. bits], count) : Walked(new DocSet(bits, count), count, size, isCounted: true);
    }

    /// <summary>Reads a set of which it is known how many it has: as it would have been made.</summary>
    /// <param name="from">Where it stands.</param>
    /// <param name="count">How many it has.</param>
    /// <param name="size">How many profiles there are.</param>
    /// <param name="isCounted">Whether it is counted, or only looked up.</param>
    public static DocSet Read(BlockReader from, int count, int size, bool isCounted)
    {
        if (count < 0 || count > size)
        {
            throw BlockReader.Contradictory();
        }

        if (count == 0)
        {
            return default;
        }

        if (IsDense(count, size, isCounted))
        {
            return new DocSet(from.Raw<ulong>(Bits.Words(size)), count);
        }

        var kept = FormOf(count, size, isCounted);
        return new DocSet(from.Raw<byte>(checked((int)Length(kept, count, size))), kept, count);
    }

    /// <summary>The members, as they are read again.</summary>
    public void Write(BlockWriter to)
    {
        if (bits is not null)
        {
            to.Raw<ulong>(bits);
        }
        else
        {
            to.Raw<byte>(few);
        }
    }

    /// <summary>The members that are in a bitmap too.</summary>
    public DocSet Among(ReadOnlySpan<ulong> live, int size, bool isCounted)
    {
        var count = 0;
        foreach (var doc in this)
        {
            count += Bits.Has(live, doc) ? 1 : 0;
        }

        var kept = new Filling(count, size, isCounted);
        foreach (var doc in this)
        {
            if (Bits.Has(live, doc))
            {
                kept.Add(doc);
            }
        }

        return kept.Set;
    }

    /// <summary>Goes through the members, rising.</summary>
    public Walk GetEnumerator() => new(this);

    public bool Contains(int doc) => bits is not null ? Bits.Has(bits, doc)
        : form == Form.Numbers ? Few.BinarySearch(doc) >= 0
        : ((WordOf(doc >> 6) >> doc) & 1) != 0;

    public void OrInto(Span<ulong> target)
    {
        if (bits is not null)
        {
            Bits.Or(target, bits);
        }
        else if (form == Form.Bytes)
        {
            OrBytesInto(target);
        }
        else if (form == Form.Pairs)
        {
            OrPairsInto(target);
        }
        else
        {
            foreach (var doc in this)
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
            foreach (var doc in this)
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

        if (bits is not null)
        {
            return candidates.CountIn(bits);
        }

        unchecked
        {
            var count = 0;
            var set = candidates.Bits;
            if (form == Form.Numbers)
            {
                foreach (var doc in Few)
                {
                    count += (int)((set[doc >> 6] >> doc) & 1);
                }

                return count;
            }

            foreach (var doc in this)
            {
                count += (int)((set[doc >> 6] >> doc) & 1);
            }

            return count;
        }
    }

    /// <summary>Sets the bits of the members, renumbered; those whose new number is −1 fall away.</summary>
    public void MapInto(Span<ulong> target, int[] renumbered)
    {
        foreach (var doc in this)
        {
            if (renumbered[doc] is >= 0 and var number)
            {
                Bits.Set(target, number);
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
    public ulong WordOf(int word) => bits is not null ? bits[word]
        : few is null ? 0
        : form switch
        {
            Form.Bytes => WordOfBytes(word),
            Form.Pairs => WordOfPairs(word),
            _ => WordOfNumbers(word),
        };

    /// <summary>Who of 256 profiles is in it, a bit each.</summary>
    public Vector256<ulong> FourOf(int four)
    {
        if (bits is not null)
        {
            var from = four << 2;
            return from + 4 <= bits.Length
                ? Vector256.LoadUnsafe(ref bits[from])
                : Vector256.Create(bits[from], At(from + 1), At(from + 2), At(from + 3));
        }

        if (few is null)
        {
            return default;
        }

        if (form == Form.Bytes)
        {
            var low = Bytes(out var starts);
            return Four(low, starts[four], starts[four + 1]);
        }

        return form == Form.Pairs ? FourOfPairs(four)
            : Vector256.Create(WordOf(four << 2), WordOf((four << 2) | 1), WordOf((four << 2) | 2), WordOf((four << 2) | 3));
    }

    private Vector256<ulong> FourOfPairs(int four)
    {
        var low = Pairs(out var starts);
        low = low[starts[four >> 8]..starts[(four >> 8) + 1]];
        var from = low.BinarySearch((ushort)((four & 0xFF) << 8));
        from = from < 0 ? ~from : from;
        Span<ulong> words = stackalloc ulong[Vector256<ulong>.Count];
        words.Clear();
        for (; from < low.Length && low[from] >> 8 == (four & 0xFF); from++)
        {
            words[(low[from] >> 6) & 3] |= 1UL << low[from];
        }

        return Vector256.Create<ulong>(words);
    }

    private ulong At(int word) => word < bits!.Length ? bits[word] : 0;

    // The bits of the numbers of one block. Eight at a time, whether there are so many or not: how many there are is no
    // branch that a processor would guess wrong with every block.
    private static Vector256<ulong> Four(ReadOnlySpan<byte> low, int at, int end)
    {
        var found = Vector256<ulong>.Zero;
        for (; Avx2.IsSupported && at < end && at + sizeof(ulong) <= low.Length; at += sizeof(ulong))
        {
            var eight = MemoryMarshal.Read<ulong>(low[at..]);
            var left = end - at;
            found |= (One(eight, 0, left) | One(eight, 1, left)) | (One(eight, 2, left) | One(eight, 3, left))
                | ((One(eight, 4, left) | One(eight, 5, left)) | (One(eight, 6, left) | One(eight, 7, left)));
        }

        if (at >= end)
        {
            return found;
        }

        Span<ulong> words = stackalloc ulong[Vector256<ulong>.Count];
        found.CopyTo(words);
        for (; at < end; at++)
        {
            words[low[at] >> 6] |= 1UL << low[at];
        }

        return Vector256.Create<ulong>(words);
    }

    // A bit that is shifted beyond its lane falls away: of a number one lane is left, and none of what is not in the block any more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> One(ulong eight, int at, int left)
    {
        var beyond = (ulong)(unchecked((uint)(left - 1 - at)) >> 31) << 9;
        return Avx2.ShiftLeftLogicalVariable(
            Vector256<ulong>.One, Vector256.Create(((eight >> (at << 3)) & 0xFF) | beyond) - Vector256.Create(0UL, 64, 128, 192));
    }

    private ulong WordOfBytes(int word)
    {
        var low = Bytes(out var starts);
        var found = 0UL;
        foreach (var doc in low[starts[word >> 2]..starts[(word >> 2) + 1]])
        {
            found |= doc >> 6 == (word & 3) ? 1UL << doc : 0;
        }

        return found;
    }

    private ulong WordOfPairs(int word)
    {
        var low = Pairs(out var starts);
        low = low[starts[word >> 10]..starts[(word >> 10) + 1]];
        var found = 0UL;
        var at = low.BinarySearch((ushort)((word & 0x3FF) << 6));
        for (at = at < 0 ? ~at : at; at < low.Length && low[at] >> 6 == (word & 0x3FF); at++)
        {
            found |= 1UL << low[at];
        }

        return found;
    }

    private ulong WordOfNumbers(int word)
    {
        var docs = Few;
        var at = docs.BinarySearch(word << 6);
        var found = 0UL;
        for (at = at < 0 ? ~at : at; at < docs.Length && docs[at] >> 6 == word; at++)
        {
            found |= 1UL << docs[at];
        }

        return found;
    }

    private void OrBytesInto(Span<ulong> target)
    {
        var low = Bytes(out var starts);
        var fours = MemoryMarshal.Cast<ulong, Vector256<ulong>>(target);
        for (var block = 0; block < fours.Length; block++)
        {
            fours[block] |= Four(low, starts[block], starts[block + 1]);
        }

        // The last words are no four.
        for (var word = fours.Length << 2; word < target.Length; word++)
        {
            target[word] |= WordOf(word);
        }
    }

    /// <summary>Sets the bits of the members, of whom none is set, and lists the words in which they are; how many these are.</summary>
    /// <param name="target">A bit for each profile.</param>
    /// <param name="nonZero">Has room for all words and one more.</param>
    public int Begin(ulong[] target, int[] nonZero)
    {
        var words = 0;
        if (form == Form.Bytes)
        {
            OrBytesInto(target);
            for (var word = 0; word < target.Length; word++)
            {
                nonZero[words] = word;
                words += target[word] != 0 ? 1 : 0;
            }

            return words;
        }

        var last = -1;
        foreach (var doc in this)
        {
            nonZero[words] = doc >> 6;
            words += doc >> 6 != last ? 1 : 0;
            last = doc >> 6;
            target[last] |= 1UL << doc;
        }

        return words;
    }

    private void OrPairsInto(Span<ulong> target)
    {
        var low = Pairs(out var starts);
        for (var block = 0; block + 1 < starts.Length; block++)
        {
            var words = target[(block << 10)..];
            foreach (var doc in low[starts[block]..starts[block + 1]])
            {
                words[doc >> 6] |= 1UL << doc;
            }
        }
    }

    private ReadOnlySpan<byte> Bytes(out ReadOnlySpan<ushort> starts)
    {
        var table = few!.Length - Count;
        starts = MemoryMarshal.Cast<byte, ushort>(few.AsSpan(0, table));
        return few.AsSpan(table);
    }

    private ReadOnlySpan<ushort> Pairs(out ReadOnlySpan<int> starts)
    {
        var table = few!.Length - (Count * sizeof(ushort));
        starts = MemoryMarshal.Cast<byte, int>(few.AsSpan(0, table));
        return MemoryMarshal.Cast<byte, ushort>(few.AsSpan(table));
    }

    private static DocSet Walked(DocSet from, int count, int size, bool isCounted)
    {
        var made = new Filling(count, size, isCounted);
        foreach (var doc in from)
        {
            made.Add(doc);
        }

        return made.Set;
    }

    private static bool IsDense(int count, int size, bool isCounted) => count > size / (isCounted ? SparseCounted : SparseSought);

    // The smallest of them.
    private static Form FormOf(int count, int size, bool isCounted)
    {
        var least = Form.Numbers;
        foreach (var other in isCounted ? [] : (ReadOnlySpan<Form>)[Form.Pairs, Form.Bytes])
        {
            // Where the members of a block begin among all is said in two bytes.
            least = (other != Form.Bytes || count <= ushort.MaxValue) && Length(other, count, size) < Length(least, count, size) ? other : least;
        }

        return least;
    }

    private static int Width(Form form) => form == Form.Numbers ? sizeof(int) : (int)form >> 3;

    private static int Blocks(Form form, int size) => (size + (1 << (int)form) - 1) >> (int)form;

    private static long Length(Form form, long count, int size) => form switch
    {
        Form.Numbers => count * sizeof(int),
        Form.Pairs => ((Blocks(form, size) + 1) * sizeof(int)) + (count * sizeof(ushort)),
        _ => ((Blocks(form, size) + 1) * sizeof(ushort)) + count,
    };

    /// <summary>A set of a size that is known beforehand, while its members are added, rising.</summary>
    public struct Filling
    {
        private readonly ulong[]? bits;
        private readonly byte[]? few;
        private readonly Form form;
        private readonly int low;
        private int added;
        private int last = -1;

        /// <param name="count">How many it will have.</param>
        /// <param name="size">How many profiles there are.</param>
        /// <param name="isCounted">Whether it is to be counted, or only looked up.</param>
        public Filling(int count, int size, bool isCounted)
        {
            if (IsDense(count, size, isCounted))
            {
                bits = new ulong[Bits.Words(size)];
            }
            else if (count > 0)
            {
                form = FormOf(count, size, isCounted);
                few = new byte[Length(form, count, size)];
                low = few.Length - (count * Width(form));
            }
        }

        /// <summary>The set, once all are added.</summary>
        public readonly DocSet Set
        {
            get
            {
                if (bits is not null)
                {
                    return new DocSet(bits, added);
                }

                if (few is null)
                {
                    return default;
                }

                if (form != Form.Numbers)
                {
                    Begin(low / TableWidth << (int)form);
                }

                return new DocSet(few, form, added);
            }
        }

        /// <summary>Adds a member; the one that was added last is passed over.</summary>
        public void Add(int doc)
        {
            if (doc == last)
            {
                return;
            }

            if (bits is not null)
            {
                Bits.Set(bits, doc);
            }
            else
            {
                AddFew(doc);
            }

            last = doc;
            added++;
        }

        private readonly int TableWidth => form == Form.Pairs ? sizeof(int) : sizeof(ushort);

        private readonly void AddFew(int doc)
        {
            if (form == Form.Numbers)
            {
                MemoryMarshal.Cast<byte, int>(few.AsSpan())[added] = doc;
                return;
            }

            if (doc >> (int)form != last >> (int)form)
            {
                Begin(doc);
            }

            if (form == Form.Bytes)
            {
                few![low + added] = (byte)(doc & 0xFF);
            }
            else
            {
                MemoryMarshal.Cast<byte, ushort>(few.AsSpan(low))[added] = (ushort)(doc & 0xFFFF);
            }
        }

        // Writes where the blocks begin that come after that of the last member, up to that of this one.
        private readonly void Begin(int doc)
        {
            for (var block = (last >> (int)form) + 1; block <= doc >> (int)form && block < low / TableWidth; block++)
            {
                if (form == Form.Bytes)
                {
                    MemoryMarshal.Cast<byte, ushort>(few.AsSpan())[block] = (ushort)added;
                }
                else
                {
                    MemoryMarshal.Cast<byte, int>(few.AsSpan())[block] = added;
                }
            }
        }
    }

    /// <summary>Where a walk through a set stands.</summary>
    public ref struct Walk
    {
        private readonly ReadOnlySpan<int> docs;
        private readonly ReadOnlySpan<ulong> bits;
        private readonly ReadOnlySpan<ushort> byteStarts;
        private readonly ReadOnlySpan<byte> bytes;
        private readonly ReadOnlySpan<int> pairStarts;
        private readonly ReadOnlySpan<ushort> pairs;
        private int next;
        private int block = -1;
        private int end;
        private ulong rest;

        public Walk(DocSet set)
        {
            bits = set.bits;
            switch (set.form)
            {
                case Form.Bytes:
                    bytes = set.Bytes(out byteStarts);
                    break;
                case Form.Pairs:
                    pairs = set.Pairs(out pairStarts);
                    break;
                default:
                    docs = set.Few;
                    break;
            }
        }

        public int Current { get; private set; }

        public bool MoveNext()
        {
            if (next < docs.Length)
            {
                Current = docs[next++];
                return true;
            }

            if (next < bytes.Length)
            {
                while (next == end)
                {
                    end = byteStarts[++block + 1];
                }

                Current = (block << (int)Form.Bytes) + bytes[next++];
                return true;
            }

            if (next < pairs.Length)
            {
                while (next == end)
                {
                    end = pairStarts[++block + 1];
                }

                Current = (block << (int)Form.Pairs) + pairs[next++];
                return true;
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
