using System.Globalization;
using System.Text;

namespace Rapport.Core.Places;

/// <summary>How names of places are compared: without case, accents, punctuation, blanks, and with short forms written out.</summary>
internal static class PlaceText
{
    /// <summary>Longer text names no place; what comes after is not read.</summary>
    internal const int LongestText = 120;

    /// <summary>The words of a text, folded, short forms written out ("St. Louis" → saint, louis).</summary>
    internal static List<string> Words(string text)
    {
        var folded = Fold(text);
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= folded.Length; i++)
        {
            var letter = i < folded.Length ? folded[i] : ' ';
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (word.Length > 0 && !JoinsLetters(folded, i))
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        for (var i = 0; i < words.Count; i++)
        {
            // Last words are left: "MT" there is Montana, "CT" Connecticut.
            words[i] = i + 1 < words.Count ? WriteOutFirst(words[i]) : words[i];
            words[i] = i > 0 ? WriteOutAfter(words[i]) : words[i];
        }

        return words;
    }

    /// <summary>The words joined without blanks, so that "La Porte" and "LaPorte", "Mc Lean" and "McLean" are one.</summary>
    internal static string Key(string text) => string.Concat(Words(text));

    private static string Fold(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] : text;
        if (System.Text.Ascii.IsValid(cut))
        {
            return cut;
        }

        return string.Concat(Unicode.Normal(cut, NormalizationForm.FormKD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
    }

    // Apostrophes join ("O'Fallon", "Hale‘iwa"); a point does between single letters only ("N.Y.", but "St.Louis").
    private static bool JoinsLetters(string text, int at) => text.Length > at && text[at] switch
    {
        '\'' or '’' or '‘' or 'ʻ' or '`' or '´' => true,
        '.' => at + 1 < text.Length && char.IsLetter(text[at + 1])
            && (at + 2 >= text.Length || !char.IsLetterOrDigit(text[at + 2])),
        _ => false,
    };

    private static string WriteOutFirst(string word) => word switch
    {
        "st" => "saint",
        "ste" => "sainte",
        "mt" => "mount",
        "ft" => "fort",
        "n" => "north",
        "s" => "south",
        "e" => "east",
        "w" => "west",
        "lk" => "lake",
        "pt" => "point",
        "prt" => "port",
        _ => word,
    };

    private static string WriteOutAfter(string word) => word switch
    {
        "mtn" => "mountain",
        "mtns" => "mountains",
        "hts" or "hgts" => "heights",
        "spg" => "spring",
        "spgs" => "springs",
        "bch" => "beach",
        "vly" => "valley",
        "twp" => "township",
        "cnty" => "county",
        "jct" => "junction",
        "vlg" => "village",
        "ctr" => "center",
        "pk" => "park",
        _ => word,
    };
}
