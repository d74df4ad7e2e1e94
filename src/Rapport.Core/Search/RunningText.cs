using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// The words of one field of each profile in the order in which they stand, as numbers of one to four bytes: what phrases are
/// looked up in.
/// </summary>
/// <remarks>
/// A number begins with a byte below 192 and goes on with bytes from 192 on, six bits each, so where one begins is seen from
/// any byte: a phrase is found by looking for its bytes. Frequent words have the numbers below 128, which take one byte.
/// Profiles lie in pages, so that no array grows with the country.
/// </remarks>
internal sealed class RunningText
{
    private const int PageBits = 14;
    private const int PageSize = 1 << PageBits;
    private const byte Going = 0xC0;

    // By page its bytes, and where each profile's begin; one entry more tells where the last one's end.
    private readonly byte[][] pages;
    private readonly int[][] starts;

    private RunningText(byte[][] pages, int[][] starts) => (this.pages, this.starts) = (pages, starts);

    /// <summary>Writes all of it.</summary>
    public void Write(BlockWriter to)
    {
        for (var page = 0; page < pages.Length; page++)
        {
            to.Raw<int>(starts[page]);
            to.Raw<byte>(pages[page]);
        }
    }

    /// <summary>Reads that of a segment of some size.</summary>
    public static RunningText Read(BlockReader from, int size)
    {
        var text = new RunningText(new byte[(size + PageSize - 1) >> PageBits][], new int[(size + PageSize - 1) >> PageBits][]);
        for (var page = 0; page < text.pages.Length; page++)
        {
            text.starts[page] = from.Raw<int>(Math.Min(PageSize, size - (page << PageBits)) + 1);
            text.pages[page] = from.Raw<byte>(text.starts[page][^1]);
        }

        return text;
    }

    /// <summary>The same without the words of who is not in a bitmap.</summary>
    public RunningText Among(ReadOnlySpan<ulong> live, int size)
    {
        var kept = new Builder();
        for (var doc = 0; doc < size; doc++)
        {
            if (Bits.Has(live, doc))
            {
                kept.Add(Of(doc));
            }

            kept.End();
        }

        return kept.Build();
    }

    /// <summary>The words of a profile; numbers, to be read one after another.</summary>
    public ReadOnlySpan<byte> Of(int doc)
    {
        var (page, at) = (doc >> PageBits, doc & (PageSize - 1));
        return page < pages.Length && at + 1 < starts[page].Length
            ? pages[page].AsSpan(starts[page][at], starts[page][at + 1] - starts[page][at])
            : [];
    }

    /// <summary>Whether some words, written as numbers, stand one behind the other in a profile.</summary>
    public bool Has(int doc, ReadOnlySpan<byte> phrase)
    {
        var rest = Of(doc);
        while (rest.IndexOf(phrase) is >= 0 and var at)
        {
            rest = rest[(at + phrase.Length)..];
            if (rest.Length == 0 || rest[0] < Going)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes one number off the front.</summary>
    public static int Read(ref ReadOnlySpan<byte> text)
    {
        var first = text[0];
        text = text[1..];
        if (first < 0x80)
        {
            return first;
        }

        var number = first & 0x3F;
        while (text.Length > 0 && text[0] >= Going)
        {
            number = (number << 6) | (text[0] & 0x3F);
            text = text[1..];
        }

        return number;
    }

    /// <summary>Writes a number, 0 to 16,777,215.</summary>
    public static void Write(List<byte> text, int number)
    {
        if (number < 0x80)
        {
            text.Add((byte)number);
            return;
        }

        var shift = number < 1 << 12 ? 6 : number < 1 << 18 ? 12 : 18;
        text.Add((byte)(0x80 | (number >> shift)));
        while (shift > 0)
        {
            shift -= 6;
            text.Add((byte)(Going | ((number >> shift) & 0x3F)));
        }
    }

    /// <summary>Gathers the words of one profile after another.</summary>
    internal sealed class Builder
    {
        private readonly List<byte[]> pages = [];
        private readonly List<int[]> starts = [];
        private readonly List<byte> page = [];
        private readonly List<int> ends = [0];

        public void Add(int number) => Write(page, number);

        /// <summary>Adds words that are written already.</summary>
        public void Add(ReadOnlySpan<byte> words) => page.AddRange(words);

        /// <summary>Ends the profile whose words were added last.</summary>
        public void End()
        {
            ends.Add(page.Count);
            if (ends.Count > PageSize)
            {
                Turn();
            }
        }

        public RunningText Build()
        {
            if (ends.Count > 1)
            {
                Turn();
            }

            return new RunningText([.. pages], [.. starts]);
        }

        private void Turn()
        {
            pages.Add([.. page]);
            starts.Add([.. CollectionsMarshal.AsSpan(ends)]);
            page.Clear();
            ends.Clear();
            ends.Add(0);
        }
    }
}
