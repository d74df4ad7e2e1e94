using System.Buffers;
using Rapport.Core.Places;
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

    private static readonly SearchValues<char> Vowels = SearchValues.Create("AEIOUYaeiouy");

    private static readonly SearchValues<char> Separators = SearchValues.Create(",;&|+\r\n\t");

    private readonly CredentialCodes _codes;

    public CredentialText(Vocabularies words) => _codes = new CredentialCodes(words.Credentials);

    /// <summary>Whether this is one credential of the vocabulary, however it is dotted or spaced.</summary>
    public bool Knows(string text) => _codes.Exact(text) is not null;

    /// <summary>
    /// Whether a word after a family name can be nothing but a credential. Ma, Do, Ba, Pa, Lac, Mac and Nurse are family
    /// names too, and behind another one they are as likely to be its second half: they stay. Not a name is what has dots
    /// between its letters (M.A.), what has no vowel (RN, PHD, LCSW), and a code of four letters and more (PSYD, LICSW).
    /// MD, which is short for Mohammad in some countries, is taken for the doctor here: as that it stands before a name.
    /// </summary>
    public bool IsNoName(string word)
    {
        const int ShortestWithVowel = 4;
        var hyphen = word.LastIndexOf('-');
        if (hyphen > 0)
        {
            return _codes.IsCode(word) || (_codes.Meant(word).Count > 0 && IsNoName(word[..hyphen]));
        }
        var dot = word.IndexOf('.', StringComparison.Ordinal);
        return _codes.IsAbbreviation(word)
            && ((dot > 0 && dot < word.Length - 1)
                || !word.AsSpan().ContainsAny(Vowels)
                || (word.Length >= ShortestWithVowel && _codes.IsCode(word)));
    }

    /// <summary>LLC and the like say how a practice is organised, not what a person has learned.</summary>
    public static bool IsCompanyForm(string text) => CredentialCodes.Key(text) is "LLC" or "PLLC" or "INC" or "LTD" or "CORP";

    /// <summary>Reads the text; null when it is blank.</summary>
    public CredentialReading? Read(string? text)
    {
        var whole = text?.Trim();
        if (string.IsNullOrEmpty(whole))
        {
            return null;
        }
        var cut = whole.Length > Longest ? whole[..Longest] : whole;
        var maybeCut = whole.Length is CutAt or CutAt - 1;
        var parts = new List<CredentialPart>();
        var rest = cut.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(Separators);
            var part = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            ReadPart(part.ToString(), parts, maybeCut && rest.IsEmpty);
        }
        CredentialPart.TakeAway(parts);
        var codes = new List<string>();
        var unknown = new List<string>();
        var numbers = new List<string>();
        foreach (var part in parts)
        {
            part.Tell(found => codes.AddRange(found.Except(codes, StringComparer.Ordinal)), numbers.Add, unknown.Add);
        }
        return new CredentialReading(codes, unknown, numbers, whole);
    }

    private void ReadPart(string typed, List<CredentialPart> parts, bool maybeCut)
    {
        var text = typed.Trim();
        if (text.Length == 0)
        {
            return;
        }
        var part = new CredentialPart(_codes);
        if (_codes.Exact(text) is { } code)
        {
            part.AddCodes(text, [code]);
        }
        // COTA/L is one credential, LCSW/LICSW are two: so a slash separates only what is not known as a whole.
        else if (text.Contains('/', StringComparison.Ordinal))
        {
            var pieces = text.Split('/');
            for (var i = 0; i < pieces.Length; i++)
            {
                ReadPart(pieces[i], parts, maybeCut && i == pieces.Length - 1);
            }
            return;
        }
        else
        {
            ReadWords(Words(text), part, maybeCut);
        }
        parts.Add(part);
    }

    // "LCSW (MD)" is a licence of Maryland and not a doctor's: two letters in brackets that are a state are left out.
    // "PHD(C)" is a candidate's: the letters of a standing belong to the word before them, unless they are a licence, as
    // in "PHD (LP)".
    private string[] Words(string text)
    {
        var words = new List<string>();
        foreach (var word in text.Replace("(", " (", StringComparison.Ordinal).Replace(")", ") ", StringComparison.Ordinal)
            .Split([' ', ':', '#'], StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = word.Trim('(', ')');
            if (bare.Length == 0 || (word is ['(', _, _, ')'] && State.TryParse(bare, out _)))
            {
                continue;
            }
            if (word is ['(', .., ')'] && words.Count > 0 && Standing.IsLetters(CredentialCodes.Key(bare))
                && (_codes.Exact(bare) is null || _codes.Exact(words[^1] + bare) is not null))
            {
                words[^1] += "-" + bare;
            }
            else
            {
                words.Add(bare);
            }
        }
        return [.. words];
    }

    // The longest run of words that is a credential wins: "LPC ASSOCIATE" is one, "MSN APRN PMHNP-BC" are three.
    private void ReadWords(string[] words, CredentialPart part, bool maybeCut)
    {
        var at = 0;
        while (at < words.Length)
        {
            var taken = LongestRun(words, at, maybeCut && !part.EndsUnknown, out var codes);
            if (taken > 0)
            {
                var run = string.Concat(words.AsSpan(at, taken));
                var typed = string.Join(' ', words, at, taken);
                // Schools hire their psychologists by papers of their own.
                var ofSchool = at > 0 && CredentialCodes.Key(words[at - 1]) == "SCHOOL" && CredentialCodes.Key(run) == "PSYCHOLOGIST";
                at += taken;
                if (at < words.Length && _codes.Followed(run, words[at]) is { Changed: true } followed)
                {
                    // "PHD CANDIDATE" is no PhD yet.
                    codes = followed.Code is null ? [] : [followed.Code];
                    typed += ' ' + words[at++];
                }
                part.AddCodes(typed, ofSchool ? [] : codes);
                continue;
            }
            var word = words[at++];
            if (word is "AND" or "and" or "-" or "NO" or "NO." || IsCompanyForm(word))
            {
                continue;
            }
            if (LooksLikeNumber(word, out var prefix))
            {
                part.AddNumber(word, _codes.BeforeNumber(prefix));
            }
            else
            {
                part.AddUnknown(word);
            }
        }
    }

    private int LongestRun(string[] words, int at, bool maybeCut, out IReadOnlyList<string> codes)
    {
        for (var count = Math.Min(MostWordsInOne, words.Length - at); count > 1; count--)
        {
            if (_codes.Exact(string.Concat(words.AsSpan(at, count))) is { } code)
            {
                codes = [code];
                return count;
            }
        }
        // All that is left may be one credential without its end, and then so is its last word.
        if (maybeCut && _codes.Exact(words[at..] is [var only] ? only : "") is null
            && _codes.Completed(string.Concat(words.AsSpan(at))) is { } whole)
        {
            codes = [whole];
            return words.Length - at;
        }
        codes = _codes.Meant(words[at]);
        return codes.Count > 0 ? 1 : 0;
    }

    /// <summary>At least four digits in a row at the end, perhaps after the letters of a board: 115661, IMH25372.</summary>
    private static bool LooksLikeNumber(string word, out string prefix)
    {
        var digits = word.Length - word.AsSpan().TrimEnd("0123456789").Length;
        prefix = word[..^digits].TrimEnd('-', '.');
        return digits >= 4 || (digits >= 3 && prefix.Length == 0);
    }
}
