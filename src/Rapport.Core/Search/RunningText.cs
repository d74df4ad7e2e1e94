using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// The words of one field of each profile in the order in which they stand, as numbers of one to four bytes: what phrases are
/// looked up in.
/// </summary>
/// <remarks>
/// A number begins with a byte below 192 and goes on with bytes from 192 on, six bits each, so where one begins is seen from
/// any byte: a phrase is found by looking for its bytes. Frequent words have the numbers below 128, which take one byte.
/// Of many profiles the text is packed (<see cref="PackedText"/>), and unpacked as it is asked.
/// Profiles lie in pages, so that no array grows with the country.
/// </remarks>
internal sealed class RunningText
{
    private const int PageBits = 14;
    private const int PageSize = 1 << PageBits;
    private const byte Going = 0xC0;

    /// <summary>The most bytes that a number takes.</summary>
    public const int MostBytes = 4;

    // By page its bytes, and where each profile's begin; one entry more tells where the last one's end.
    private readonly byte[][] pages;
    private readonly Offsets[] starts;

    // The runs of words that have numbers in it; null where it is not packed.
    private readonly PhraseBook? book;

    private RunningText(byte[][] pages, Offsets[] starts, PhraseBook? book) => (this.pages, this.starts, this.book) = (pages, starts, book);

    /// <summary>Writes all of it.</summary>
    public void Write(BlockWriter to)
    {
        to.Array(book is null ? [] : book.Starts);
        to.Raw(book is null ? [] : book.Words);
        for (var page = 0; page < pages.Length; page++)
        {
            starts[page].Write(to);
            to.Raw<byte>(pages[page]);
        }
    }

    /// <summary>Reads that of a segment of some size.</summary>
    public static RunningText Read(BlockReader from, int size)
    {
        var runs = from.Array<int>();
        var text = new RunningText(
            new byte[(size + PageSize - 1) >> PageBits][],
            new Offsets[(size + PageSize - 1) >> PageBits],
            runs.Length == 0 ? null : new PhraseBook(runs, from.Raw<byte>(runs[^1])));
        for (var page = 0; page < text.pages.Length; page++)
        {
            text.starts[page] = Offsets.Read(from, Math.Min(PageSize, size - (page << PageBits)) + 1);
            text.pages[page] = from.Raw<byte>(text.starts[page][text.starts[page].Count - 1]);
        }

        return text;
    }

    /// <summary>The same without the words of who is not in a bitmap.</summary>
    public RunningText Among(ReadOnlySpan<ulong> live, int size)
    {
        var kept = new Builder();
        var used = new bool[book?.Count ?? 0];
        for (var doc = 0; doc < size; doc++)
        {
            if (Bits.Has(live, doc))
            {
                kept.Add(Written(doc));
                PackedText.Mark(Written(doc), used);
            }

            kept.End();
        }

        return kept.Build(book?.Among(used));
    }

    /// <summary>The words of a profile; numbers, to be read one after another.</summary>
    /// <param name="doc">The profile.</param>
    /// <param name="room">Where they are unpacked; it grows with what is needed, and is overwritten when the next are.</param>
    public ReadOnlySpan<byte> Of(int doc, ref byte[] room) =>
        book is null ? Written(doc) : PackedText.Unpacked(Written(doc), book, ref room);

    /// <summary>Whether some words, written as numbers, stand one behind the other in a profile.</summary>
    /// <param name="doc">The profile.</param>
    /// <param name="phrase">The words.</param>
    /// <param name="room">As for <see cref="Of"/>.</param>
    public bool Has(int doc, ReadOnlySpan<byte> phrase, ref byte[] room)
    {
        var rest = Of(doc, ref room);
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

    /// <summary>Reads all numbers of a text; how many they are.</summary>
    /// <param name="text">As <see cref="Of"/> gives it.</param>
    /// <param name="numbers">Where they are written; it grows with what is needed.</param>
    public static int ReadAll(ReadOnlySpan<byte> text, ref int[] numbers)
    {
        if (numbers.Length < text.Length)
        {
            numbers = new int[Math.Max(text.Length, 2 * numbers.Length)];
        }

        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            int number = text[at++];
            if (number >= 0x80)
            {
                number &= 0x3F;
                for (; at < text.Length && text[at] >= Going; at++)
                {
                    number = (number << 6) | (text[at] & 0x3F);
                }
            }

            numbers[count++] = number;
        }

        return count;
    }

    /// <summary>Writes a number, 0 to 16,777,215.</summary>
    public static void Write(List<byte> text, int number)
    {
        Span<byte> written = stackalloc byte[MostBytes];
        text.AddRange(written[..Write(written, number)]);
    }

    /// <summary>The same; how many bytes it takes.</summary>
    /// <param name="text">Has room for <see cref="MostBytes"/>.</param>
    /// <param name="number">The number.</param>
    public static int Write(Span<byte> text, int number)
    {
        if (number < 0x80)
        {
            text[0] = (byte)number;
            return 1;
        }

        var shift = number < 1 << 12 ? 6 : number < 1 << 18 ? 12 : 18;
        text[0] = (byte)(0x80 | (number >> shift));
        var length = 1;
        while (shift > 0)
        {
            shift -= 6;
            text[length++] = (byte)(Going | ((number >> shift) & 0x3F));
        }

        return length;
    }

    private ReadOnlySpan<byte> Written(int doc)
    {
        var (page, at) = (doc >> PageBits, doc & (PageSize - 1));
        return page < pages.Length && at + 1 < starts[page].Count
            ? pages[page].AsSpan(starts[page][at], starts[page][at + 1] - starts[page][at])
            : [];
    }

    /// <summary>Gathers the words of one profile after another.</summary>
    /// <param name="book">The runs by which they are packed; null for not.</param>
    internal sealed class Builder(PhraseBook? book = null)
    {
        private readonly PackedText.Packer? packer = book is null ? null : new PackedText.Packer(book);
        private readonly List<byte[]> pages = [];
        private readonly List<Offsets> starts = [];
        private readonly List<int> ends = [0];
        private byte[] page = new byte[PageSize];
        private int length;

        /// <summary>Adds a word of a text that is not packed.</summary>
        public void Add(int number) => length += Write(Room(MostBytes), number);

        /// <summary>Adds all words of a profile.</summary>
        public void AddAll(ReadOnlySpan<int> numbers)
        {
            var room = Room(numbers.Length * MostBytes);
            if (packer is not null)
            {
                length += packer.Pack(numbers, room);
                return;
            }

            var written = 0;
            foreach (var number in numbers)
            {
                written += Write(room[written..], number);
            }

            length += written;
        }

        /// <summary>Adds words that are written already, by the same runs.</summary>
        public void Add(ReadOnlySpan<byte> words)
        {
            words.CopyTo(Room(words.Length));
            length += words.Length;
        }

        /// <summary>Ends the profile whose words were added last.</summary>
        public void End()
        {
            ends.Add(length);
            if (ends.Count > PageSize)
            {
                Turn();
            }
        }

        public RunningText Build() => Build(book);

        /// <summary>What was added as it was written, by these runs.</summary>
        public RunningText Build(PhraseBook? written)
        {
            if (ends.Count > 1)
            {
                Turn();
            }

            return new RunningText([.. pages], [.. starts], written);
        }

        private Span<byte> Room(int more)
        {
            if (page.Length - length < more)
            {
                Array.Resize(ref page, Math.Max(length + more, page.Length * 2));
            }

            return page.AsSpan(length);
        }

        private void Turn()
        {
            pages.Add([.. page.AsSpan(0, length)]);
            starts.Add(new Offsets(CollectionsMarshal.AsSpan(ends)));
            length = 0;
            ends.Clear();
            ends.Add(0);
        }
    }
}
