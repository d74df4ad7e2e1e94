using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// Numbers words in the order in which they are met, without a string for each: this is asked for every word that anybody has
/// written.
/// </summary>
internal sealed class WordNumbers
{
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;
    private const int FewestSlots = 256;

    // A slot has half of the hash of its word, and its number and one; 0 is free. At most half of the slots are taken.
    private ulong[] slots = new ulong[FewestSlots];

    // The letters of all words, and where those of each end.
    private char[] letters = new char[FewestSlots];
    private int[] ends = new int[FewestSlots];

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a word; a new one is that of <see cref="Count"/> before.</summary>
    public int Of(ReadOnlySpan<char> word)
    {
        var hash = Hash(word);
        var mask = (ulong)slots.Length - 1;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot == 0)
            {
                return Add(word, hash, (int)at);
            }

            if (slot >> 32 == hash >> 32 && this[(int)(slot & uint.MaxValue) - 1].SequenceEqual(word))
            {
                return (int)(slot & uint.MaxValue) - 1;
            }
        }
    }

    /// <summary>The word of a number.</summary>
    public ReadOnlySpan<char> this[int number]
    {
        get
        {
            var start = number == 0 ? 0 : ends[number - 1];
            return letters.AsSpan(start, ends[number] - start);
        }
    }

    private int Add(ReadOnlySpan<char> word, ulong hash, int at)
    {
        var start = Count == 0 ? 0 : ends[Count - 1];
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, 2 * Count);
        }

        if (letters.Length - start < word.Length)
        {
            Array.Resize(ref letters, Math.Max(2 * letters.Length, start + word.Length));
        }

        word.CopyTo(letters.AsSpan(start));
        ends[Count] = start + word.Length;
        slots[at] = (hash >> 32 << 32) | ((uint)Count + 1);
        Count++;
        if (2 * Count > slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        slots = new ulong[2 * slots.Length];
        var mask = (ulong)slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var hash = Hash(this[number]);
            var at = hash & mask;
            while (slots[at] != 0)
            {
                at = (at + 1) & mask;
            }

            slots[at] = (hash >> 32 << 32) | ((uint)number + 1);
        }
    }

    // Four letters at a time, each step a multiplication whose upper half is folded down.
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        unchecked
        {
            var hash = (ulong)word.Length;
            var bytes = MemoryMarshal.AsBytes(word);
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            {
                hash = Folded((hash ^ MemoryMarshal.Read<ulong>(bytes)) * Spread);
            }

            var rest = 0UL;
            foreach (var letter in MemoryMarshal.Cast<byte, char>(bytes))
            {
                rest = (rest << 16) | letter;
            }

            return Folded((hash ^ rest) * Spread);
        }
    }

    private static ulong Folded(ulong hash) => hash ^ (hash >> 29);
}
