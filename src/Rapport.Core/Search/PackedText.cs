namespace Rapport.Core.Search;

/// <summary>Running text with numbers for runs of words: those of a <see cref="PhraseBook"/>, and behind them those of single words.</summary>
/// <remarks>
/// It is read from its beginning alone. The first byte of a number tells how many follow: below 176 none, below 240 one, below 255
/// two, else three.
/// </remarks>
internal static class PackedText
{
    private const int Two = 176;
    private const int Three = 240;
    private const int Four = 255;
    private const int BehindOne = Two;
    private const int BehindTwo = BehindOne + ((Three - Two) << 8);
    private const int BehindThree = BehindTwo + ((Four - Three) << 16);

    /// <summary>The text as <see cref="RunningText"/> writes it.</summary>
    /// <param name="packed">The text.</param>
    /// <param name="book">Its runs.</param>
    /// <param name="room">Where it is written.</param>
    public static ReadOnlySpan<byte> Unpacked(ReadOnlySpan<byte> packed, PhraseBook book, ref byte[] room)
    {
        var length = 0;
        for (var at = 0; at < packed.Length;)
        {
            var number = Read(packed, ref at);
            var run = number < book.Count ? book[number] : [];
            if (room.Length - length < run.Length + RunningText.MostBytes)
            {
                Array.Resize(ref room, Math.Max(length + run.Length + RunningText.MostBytes, 2 * room.Length));
            }

            if (number < book.Count)
            {
                run.CopyTo(room.AsSpan(length));
                length += run.Length;
            }
            else
            {
                length += RunningText.Write(room.AsSpan(length), number - book.Count);
            }
        }

        return room.AsSpan(0, length);
    }

    /// <summary>Marks the runs that stand in a text.</summary>
    public static void Mark(ReadOnlySpan<byte> packed, Span<bool> used)
    {
        for (var at = 0; used.Length > 0 && at < packed.Length;)
        {
            if (Read(packed, ref at) is var number && number < used.Length)
            {
                used[number] = true;
            }
        }
    }

    private static int Read(ReadOnlySpan<byte> packed, ref int at)
    {
        int first = packed[at++];
        switch (first)
        {
            case < Two:
                return first;
            case < Three:
                return BehindOne + (((first - Two) << 8) | packed[at++]);
            case < Four:
                at += 2;
                return BehindTwo + (((first - Three) << 16) | (packed[at - 2] << 8) | packed[at - 1]);
            default:
                at += 3;
                return BehindThree + ((packed[at - 3] << 16) | (packed[at - 2] << 8) | packed[at - 1]);
        }
    }

    private static int Write(Span<byte> packed, int number)
    {
        switch (number)
        {
            case < BehindOne:
                packed[0] = (byte)number;
                return 1;
            case < BehindTwo:
                number -= BehindOne;
                (packed[0], packed[1]) = ((byte)(Two + (number >> 8)), (byte)(number & 0xFF));
                return 2;
            case < BehindThree:
                number -= BehindTwo;
                (packed[0], packed[1], packed[2]) = ((byte)(Three + (number >> 16)), (byte)((number >> 8) & 0xFF), (byte)(number & 0xFF));
                return 3;
            default:
                number -= BehindThree;
                (packed[0], packed[1], packed[2], packed[3]) =
                    ((byte)Four, (byte)((number >> 16) & 0xFF), (byte)((number >> 8) & 0xFF), (byte)(number & 0xFF));
                return 4;
        }
    }

    /// <summary>Packs one text after another.</summary>
    /// <param name="book">The runs that have numbers.</param>
    internal sealed class Packer(PhraseBook book)
    {
        private readonly PhraseCutter cutter = new(book.Runs());

        /// <summary>Writes a text; how many bytes it takes, of which four for each word are enough.</summary>
        public int Pack(ReadOnlySpan<int> words, Span<byte> packed)
        {
            var written = 0;
            while (words.Length > 0)
            {
                var run = cutter.Longest(words, out var length);
                written += Write(packed[written..], run >= 0 ? run : book.Count + words[0]);
                words = words[length..];
            }

            return written;
        }
    }
}
