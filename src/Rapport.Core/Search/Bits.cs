using System.Numerics;
using System.Runtime.InteropServices;

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

    public static void Not(Span<ulong> target)
    {
        foreach (ref var word in target)
        {
            word = ~word;
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
