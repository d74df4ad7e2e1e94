using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rapport.Core.Search;

/// <summary>Bitmaps over spans of words, 64 profiles to a word.</summary>
internal static class Bits
{
    public static int Words(int size) => (size + 63) >> 6;

    public static bool Has(ReadOnlySpan<ulong> bits, int doc) => ((bits[doc >> 6] >> doc) & 1) != 0;

    public static void Set(Span<ulong> bits, int doc) => bits[doc >> 6] |= 1UL << doc;

    public static void Clear(Span<ulong> bits, int doc) => bits[doc >> 6] &= ~(1UL << doc);

    public static void Put(Span<ulong> bits, int doc, bool value)
    {
        if (value)
        {
            Set(bits, doc);
        }
        else
        {
            Clear(bits, doc);
        }
    }

    /// <summary>Sets the first <paramref name="size"/> bits and clears the rest of the last word.</summary>
    public static void Fill(Span<ulong> bits, int size)
    {
        bits.Fill(ulong.MaxValue);
        if ((size & 63) != 0)
        {
            bits[^1] = (1UL << size) - 1;
        }
    }

    public static void Or(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        var done = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var to = MemoryMarshal.Cast<ulong, Vector<ulong>>(target);
            var from = MemoryMarshal.Cast<ulong, Vector<ulong>>(other[..target.Length]);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] |= from[i];
            }

            done = to.Length * Vector<ulong>.Count;
        }

        for (; done < target.Length; done++)
        {
            target[done] |= other[done];
        }
    }

    public static void And(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        var done = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var to = MemoryMarshal.Cast<ulong, Vector<ulong>>(target);
            var from = MemoryMarshal.Cast<ulong, Vector<ulong>>(other[..target.Length]);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] &= from[i];
            }

            done = to.Length * Vector<ulong>.Count;
        }

        for (; done < target.Length; done++)
        {
            target[done] &= other[done];
        }
    }

    /// <summary>Turns some words over.</summary>
    public static void Not(Span<ulong> target, ReadOnlySpan<int> words)
    {
        foreach (var word in words)
        {
            target[word] = ~target[word];
        }
    }

    /// <summary>Of those who failed none and exactly one condition so far, who still does with one more.</summary>
    public static void Fail(Span<ulong> none, Span<ulong> one, ReadOnlySpan<ulong> own)
    {
        var done = 0;
        if (Vector.IsHardwareAccelerated)
        {
            var nones = MemoryMarshal.Cast<ulong, Vector<ulong>>(none);
            var ones = MemoryMarshal.Cast<ulong, Vector<ulong>>(one[..none.Length]);
            var owns = MemoryMarshal.Cast<ulong, Vector<ulong>>(own[..none.Length]);
            for (var i = 0; i < nones.Length; i++)
            {
                ones[i] = (ones[i] & owns[i]) | Vector.AndNot(nones[i], owns[i]);
                nones[i] &= owns[i];
            }

            done = nones.Length * Vector<ulong>.Count;
        }

        for (; done < none.Length; done++)
        {
            one[done] = (one[done] & own[done]) | (none[done] & ~own[done]);
            none[done] &= own[done];
        }
    }

    /// <summary>Sets, in some words, the bits of those whose number is from 0 to a bound.</summary>
    /// <param name="target">A bit for each number.</param>
    /// <param name="words">Which words to look at.</param>
    /// <param name="numbers">Below 0 is never within.</param>
    /// <param name="bound">The largest that is; 0 or more.</param>
    public static void AddWithin(Span<ulong> target, ReadOnlySpan<int> words, ReadOnlySpan<int> numbers, int bound)
    {
        // As unsigned ones, those below 0 are the largest.
        var wide = Vector256.Create((uint)bound);
        ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, uint>(numbers));
        foreach (var word in words)
        {
            var at = word << 6;
            ulong within = 0;
            if (at + 64 <= numbers.Length)
            {
                for (var i = 0; i < 64; i += Vector256<uint>.Count)
                {
                    var eight = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)(at + i)), wide);
                    within |= (ulong)eight.ExtractMostSignificantBits() << i;
                }
            }
            else
            {
                for (var i = 0; at + i < numbers.Length; i++)
                {
                    within |= numbers[at + i] >= 0 && numbers[at + i] <= bound ? 1UL << i : 0;
                }
            }

            target[word] |= within;
        }
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        unchecked
        {
            var count = 0;
            foreach (var word in bits)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>How many bits are set in both; four sums at once, because one alone waits for itself.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        unchecked
        {
            b = b[..a.Length];
            int first = 0, second = 0, third = 0, fourth = 0, i = 0;
            for (; i + 3 < a.Length; i += 4)
            {
                first += BitOperations.PopCount(a[i] & b[i]);
                second += BitOperations.PopCount(a[i + 1] & b[i + 1]);
                third += BitOperations.PopCount(a[i + 2] & b[i + 2]);
                fourth += BitOperations.PopCount(a[i + 3] & b[i + 3]);
            }

            for (; i < a.Length; i++)
            {
                first += BitOperations.PopCount(a[i] & b[i]);
            }

            return first + second + third + fourth;
        }
    }
}
