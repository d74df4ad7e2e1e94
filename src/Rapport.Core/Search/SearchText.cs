using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rapport.Core.Search;

/// <summary>
/// Splits text into words the same way for what is indexed and what is asked: runs of letters and digits of any script, in
/// lower case, without accents. An apostrophe inside a word joins it ("can't" is <c>cant</c>); everything else parts words.
/// </summary>
public static class SearchText
{
    /// <summary>How many characters (UTF-16 units) of a searched text are read; the rest is passed over.</summary>
    public const int MaxCharacters = 200;

    /// <summary>How many words of a searched text are read; the rest is passed over.</summary>
    public const int MaxWords = 16;

    /// <summary>How many characters of one word are kept.</summary>
    public const int MaxWordCharacters = 40;

    /// <summary>From how many characters on the last word of a searched text may be the beginning of a word.</summary>
    public const int MinPrefixCharacters = 3;

    /// <summary>The words that a searched text asks for, within the bounds above.</summary>
    public static IReadOnlyList<string> QueryWords(string? text) => [.. AskedText.Of(Parted(text).Wanted, language: -1).Words.Select(word => word.Text)];

    /// <summary>Whether a searched text asks for more words than are read.</summary>
    public static bool HasMoreWords(string? text) => Words(Parted(text).Wanted, MaxWords + 1).Count > MaxWords;

    /// <summary>
    /// What a searched text asks to be absent, within the bounds above: the words behind a minus sign, as in "grief -couples",
    /// and the phrases in quotes behind one, whose words are joined by spaces.
    /// </summary>
    public static IReadOnlyList<string> UnwantedWords(string? text) =>
        [.. Unwanted(text, language: -1).Select(unwanted => string.Join(' ', unwanted.Words.Select(word => word.Text)))];

    /// <summary>Whether a text has quotes in it already.</summary>
    public static bool HasQuotes(ReadOnlySpan<char> text) => text.ContainsAny(Quotes);

    /// <summary>How a searched text asks for a word or phrase of <see cref="UnwantedWords"/> to be absent.</summary>
    public static string AsUnwanted(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Contains(' ', StringComparison.Ordinal) ? $"-\"{word}\"" : "-" + word;
    }

    /// <summary>A searched text without some of the words that it asks for. What is in quotes, or not wanted, stays so.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="words">As <see cref="QueryWords"/> has them.</param>
    public static string Without(string? text, IReadOnlyCollection<string> words)
    {
        var left = new List<string>();
        foreach (var (run, isQuoted) in AskedText.Runs(Parted(text).Wanted))
        {
            var kept = string.Join(' ', Words(run, MaxWords).Except(words, StringComparer.Ordinal));
            left.Add(isQuoted && kept.Length > 0 ? $"\"{kept}\"" : kept);
        }

        return string.Join(' ', left.Concat(UnwantedWords(text).Select(AsUnwanted)).Where(some => some.Length > 0));
    }

    /// <summary>The same as <see cref="UnwantedWords"/>, each as what would be looked for.</summary>
    internal static List<AskedText> Unwanted(string? text, int language)
    {
        var unwanted = new List<AskedText>();
        var left = MaxWords;
        foreach (var (run, isQuoted) in AskedText.Runs(Parted(text).Unwanted))
        {
            AskedWord[] words = [.. Words(run, left).Select(word => new AskedWord(word, Language: isQuoted ? -1 : language))];
            left -= words.Length;
            if (isQuoted && words.Length > 1)
            {
                unwanted.Add(new AskedText(words, [[.. words.Select(word => word.Text)]]));
            }
            else
            {
                unwanted.AddRange(words.Select(word => new AskedText([word], [])));
            }
        }

        return unwanted;
    }

    /// <summary>
    /// Parts a searched text into what it asks for and what it does not want. Each stands where it stood, with blanks in place of the other.
    /// </summary>
    public static (string Wanted, string Unwanted) Parted(string? text)
    {
        var read = text is null ? "" : text.Length > MaxCharacters ? text[..MaxCharacters] : text;
        if (read.AsSpan().IndexOfAny(Minus) < 0)
        {
            return (read, "");
        }

        var (wanted, unwanted) = (new StringBuilder(read), new StringBuilder(new string(' ', read.Length)));
        var (isUnwanted, quoteEnds) = (false, -1);
        for (var at = 0; at < read.Length; at++)
        {
            var isQuoted = at <= quoteEnds;
            if (!isQuoted)
            {
                // A minus sign goes as far as the word, or as the quote that begins right behind it.
                isUnwanted = at == 0 || char.IsWhiteSpace(read[at - 1]) ? IsMinus(read, at) : isUnwanted && quoteEnds < 0;
                quoteEnds = QuoteEnds(read, at);
                isUnwanted &= quoteEnds < 0 || (at > 0 && Minus.Contains(read[at - 1]));
            }

            if (isUnwanted && (isQuoted || !char.IsWhiteSpace(read[at])))
            {
                wanted[at] = ' ';
                unwanted[at] = read[at];
            }
        }

        return (wanted.ToString(), unwanted.ToString());
    }

    /// <summary>The quotes that people type, and that telephones make of them. Any of them opens and closes.</summary>
    internal static readonly SearchValues<char> Quotes = SearchValues.Create("\"\u201c\u201d\u201e\u00ab\u00bb");

    // The minus sign of keyboards, of mathematics, and the dash that telephones make of two.
    private const string Minus = "-\u2212\u2013\u2014";

    // One sign or several, with something behind them that can be looked for.
    private static bool IsMinus(string text, int at)
    {
        var from = at;
        while (at < text.Length && Minus.Contains(text[at]))
        {
            at++;
        }

        return at > from && at < text.Length && (char.IsLetterOrDigit(text[at]) || QuoteEnds(text, at) > at);
    }

    // Where a quote ends that begins here, or −1.
    private static int QuoteEnds(string text, int at) =>
        Quotes.Contains(text[at]) && text.AsSpan(at + 1).IndexOfAny(Quotes) is >= 0 and var behind ? at + 1 + behind : -1;

    internal static List<string> Words(string text, int most)
    {
        var words = new List<string>();
        if (text.Length > 0)
        {
            var reader = new WordReader(text);
            while (words.Count < most && reader.Next())
            {
                words.Add(reader.Current.ToString());
            }
        }

        return words;
    }

    /// <summary>All words of a text, joined by single spaces: what names are sorted by.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        var reader = new WordReader(text);
        while (reader.Next())
        {
            if (folded.Length > 0)
            {
                folded.Append(' ');
            }

            folded.Append(reader.Current);
        }

        return folded.ToString();
    }

    // Letters of Europe that are written as one sign, and the signs between words: of these each stands for itself, with or
    // without its accent, and the text need not be taken apart.
    private const char FirstLetter = '\u00c0';
    private const char BehindLetters = '\u0250';

    private static readonly SearchValues<char> Simple = SearchValues.Create(
        [.. Enumerable.Range(0, BehindLetters).Concat(Enumerable.Range(0x2010, 0x18)).Select(code => (char)code)]);

    private const int AsciiCharacters = 128;

    // Of letters and digits of ASCII as they are kept; of what parts words nothing. Looked up for each character that anybody has written.
    private static readonly byte[] Lower = [.. Enumerable.Range(0, AsciiCharacters).Select(code =>
        (byte)(char.IsAsciiLetterOrDigit((char)code) ? char.ToLowerInvariant((char)code) : 0))];

    private static readonly char[] Plain = [.. Enumerable.Range(FirstLetter, BehindLetters - FirstLetter)
        .Select(code => Unicode.Normal(((char)code).ToString(), NormalizationForm.FormD)[0])];

    /// <summary>Reads the words of one text, one after another, without making a string of each.</summary>
    internal ref struct WordReader
    {
        private readonly ReadOnlySpan<char> text;
        private readonly char[] word = new char[MaxWordCharacters];
        private int at;
        private int length;

        public WordReader(string source) => text = Decomposed(source);

        public readonly ReadOnlySpan<char> Current => word.AsSpan(0, length);

        public bool Next()
        {
            length = 0;
            while (at < text.Length)
            {
                var c = text[at];
                if (c < AsciiCharacters && Lower[c] is not 0 and var lower)
                {
                    at++;
                    Keep((char)lower);
                }
                else if (char.IsAscii(c))
                {
                    at++;
                    if (length > 0 && !(c == '\'' && LetterFollows()))
                    {
                        return true;
                    }
                }
                else if (c is >= FirstLetter and < BehindLetters && char.IsAsciiLetter(Plain[c - FirstLetter]))
                {
                    at++;
                    Keep((char)(Plain[c - FirstLetter] | 0x20));
                }
                else if (!TakeOther() && length > 0)
                {
                    return true;
                }
            }

            return length > 0;
        }

        /// <summary>Takes one code point beyond ASCII; false if it parts words.</summary>
        private bool TakeOther()
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var used);
            at += used;
            if (rune.Value is >= FirstLetter and < BehindLetters)
            {
                rune = new Rune(Plain[rune.Value - FirstLetter]);
            }

            if (rune.Value is 0x2019 or 0x02BC)
            {
                return length > 0 && LetterFollows();
            }

            switch (Rune.GetUnicodeCategory(rune))
            {
                // Accents fall away; joiners inside a word (as Persian writes them) do not part it.
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                    return true;
                case UnicodeCategory.SpacingCombiningMark:
                    return length == 0 || Keep(rune);
                default:
                    return Rune.IsLetterOrDigit(rune) && Keep(rune);
            }
        }

        private readonly bool LetterFollows() =>
            Rune.DecodeFromUtf16(text[at..], out var next, out _) == OperationStatus.Done && Rune.IsLetter(next);

        private bool Keep(Rune rune)
        {
            var lower = Rune.ToLowerInvariant(rune);

            // The sigma that ends a Greek word is the same letter.
            if (lower.Value == 0x03C2)
            {
                lower = new Rune(0x03C3);
            }

            if (length + lower.Utf16SequenceLength <= MaxWordCharacters)
            {
                length += lower.EncodeToUtf16(word.AsSpan(length));
            }

            return true;
        }

        private void Keep(char c)
        {
            if (length < MaxWordCharacters)
            {
                word[length++] = c;
            }
        }

        private static string Decomposed(string source)
        {
            if (Ascii.IsValid(source) || source.AsSpan().IndexOfAnyExcept(Simple) < 0)
            {
                return source;
            }

            return Unicode.Normal(source, NormalizationForm.FormD);
        }
    }
}
