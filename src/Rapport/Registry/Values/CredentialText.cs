using System.Buffers;
using System.Text;
using Rapport.Profiles;

namespace Rapport.Registry.Values;

/// <summary>What was read out of a credential text.</summary>
/// <param name="Codes">Codes of the vocabulary, in the order typed, each once.</param>
/// <param name="Unknown">What was not understood, as typed.</param>
/// <param name="Numbers">Licence numbers that were typed among the credentials.</param>
/// <param name="Text">The whole as typed.</param>
internal sealed record CredentialReading(
    IReadOnlyList<string> Codes, IReadOnlyList<string> Unknown, IReadOnlyList<string> Numbers, string Text);

/// <summary>
/// Reads credentials out of free text. The registry's column takes twenty characters of anything: "L.C.S.W.",
/// "LCSW; MSW; CADC I", "LCSW/ LCSW-C/ LICSW", "LPC-ASSOCIA" (cut), "LCSW #115661", "SOCIAL WORKER", "LLC".
/// </summary>
internal sealed class CredentialText
{
    /// <summary>The registry cuts the column at this length; a last word that ends there may be half a word.</summary>
    public const int CutAt = 20;

    /// <summary>Longer text is read to here only, in characters.</summary>
    public const int Longest = 200;

    private const int MostWordsInOne = 4;

    private static readonly SearchValues<char> Separators = SearchValues.Create(",;&|+\r\n\t");

    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    public CredentialText(Vocabularies words)
    {
        foreach (var term in words.Credentials.Terms)
        {
            _codes[Key(term.Code)] = term.Code;
        }
        // A code is what it says, even where another term lists it as a further word of its own.
        foreach (var term in words.Credentials.Terms)
        {
            foreach (var word in term.Also.Prepend(term.English))
            {
                _codes.TryAdd(Key(word), term.Code);
            }
        }
    }

    /// <summary>Whether this is one credential of the vocabulary, however it is dotted or spaced.</summary>
    public bool Knows(string text) => _codes.ContainsKey(Key(text));

    /// <summary>LLC and the like say how a practice is organised, not what a person has learned.</summary>
    public static bool IsCompanyForm(string text) => Key(text) is "LLC" or "PLLC" or "INC" or "LTD" or "CORP";

    /// <summary>Reads the text; null when it is blank.</summary>
    public CredentialReading? Read(string? text)
    {
        var whole = text?.Trim();
        if (string.IsNullOrEmpty(whole))
        {
            return null;
        }
        var reading = new Reading();
        var cut = whole.Length > Longest ? whole[..Longest] : whole;
        var maybeCut = whole.Length is CutAt or CutAt - 1;
        var rest = cut.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(Separators);
            var part = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            ReadPart(part.ToString(), reading, maybeCut && rest.IsEmpty);
        }
        return new CredentialReading(reading.Codes, reading.Unknown, reading.Numbers, whole);
    }

    private sealed class Reading
    {
        public List<string> Codes { get; } = [];

        public List<string> Unknown { get; } = [];

        public List<string> Numbers { get; } = [];

        public void Add(string code)
        {
            if (!Codes.Contains(code, StringComparer.Ordinal))
            {
                Codes.Add(code);
            }
        }
    }

    private void ReadPart(string part, Reading reading, bool maybeCut)
    {
        var text = part.Trim();
        if (text.Length == 0)
        {
            return;
        }
        if (_codes.TryGetValue(Key(text), out var code))
        {
            reading.Add(code);
            return;
        }
        // COTA/L is one credential, LCSW/LICSW are two: so a slash separates only what is not known as a whole.
        if (text.Contains('/', StringComparison.Ordinal))
        {
            var pieces = text.Split('/');
            for (var i = 0; i < pieces.Length; i++)
            {
                ReadPart(pieces[i], reading, maybeCut && i == pieces.Length - 1);
            }
            return;
        }
        ReadWords(text.Split([' ', '(', ')', ':', '#'], StringSplitOptions.RemoveEmptyEntries), reading, maybeCut);
    }

    // The longest run of words that is a credential wins: "LPC ASSOCIATE" is one, "MSN APRN PMHNP-BC" are three.
    private void ReadWords(string[] words, Reading reading, bool maybeCut)
    {
        var unknown = new List<string>();
        var at = 0;
        while (at < words.Length)
        {
            var taken = LongestRun(words, at, out var code);
            if (taken > 0)
            {
                Flush();
                reading.Add(code!);
                at += taken;
                continue;
            }
            var word = words[at++];
            if (maybeCut && at == words.Length && Completed(word) is { } completed)
            {
                Flush();
                reading.Add(completed);
            }
            else if (word is "AND" or "and" or "-" or "NO" or "NO." || IsCompanyForm(word))
            {
                continue;
            }
            else if (LooksLikeNumber(word, out var prefix))
            {
                Flush();
                if (prefix.Length > 0 && _codes.TryGetValue(Key(prefix), out var before))
                {
                    reading.Add(before);
                }
                reading.Numbers.Add(word);
            }
            else
            {
                unknown.Add(word);
            }
        }
        Flush();

        void Flush()
        {
            if (unknown.Count > 0)
            {
                reading.Unknown.Add(string.Join(' ', unknown));
                unknown.Clear();
            }
        }
    }

    private int LongestRun(string[] words, int at, out string? code)
    {
        for (var count = Math.Min(MostWordsInOne, words.Length - at); count > 0; count--)
        {
            var text = count == 1 ? words[at] : string.Concat(words.AsSpan(at, count));
            if (_codes.TryGetValue(Key(text), out code))
            {
                return count;
            }
        }
        code = null;
        return 0;
    }

    // "LPC-ASSOCIA": the one credential that begins so. Where several do, nobody knows which was meant.
    private string? Completed(string word)
    {
        var key = Key(word);
        if (key.Length < 5)
        {
            return null;
        }
        string? found = null;
        foreach (var (name, code) in _codes)
        {
            if (name.StartsWith(key, StringComparison.Ordinal))
            {
                if (found is not null && found != code)
                {
                    return null;
                }
                found = code;
            }
        }
        return found;
    }

    /// <summary>At least four digits in a row at the end, perhaps after the letters of a board: 115661, IMH25372.</summary>
    private static bool LooksLikeNumber(string word, out string prefix)
    {
        var digits = word.Length - word.AsSpan().TrimEnd("0123456789").Length;
        prefix = word[..^digits].TrimEnd('-', '.');
        return digits >= 4 || (digits >= 3 && prefix.Length == 0);
    }

    // Capital letters and digits only: "Ph. D." and "PHD" are one.
    private static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                key.Append(char.ToUpperInvariant(c));
            }
        }
        return key.ToString();
    }
}
