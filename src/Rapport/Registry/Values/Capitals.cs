using System.Buffers;
using System.Text;

namespace Rapport.Registry.Values;

/// <summary>
/// Turns text in capitals into names. Older registry files are all in capitals; newer ones keep what was typed, and
/// what mixes capitals and small letters is left as it is: whoever typed it knew better.
/// </summary>
internal static class Capitals
{
    // Written with a second capital by nearly all who bear them. "Machado" and "Mackey" are not of this kind, so
    // there is no rule for Mac, only this list.
    private static readonly HashSet<string> WithMac = new(StringComparer.Ordinal)
    {
        "MACALLISTER", "MACARTHUR", "MACDONALD", "MACDONNELL", "MACDOUGALL", "MACDUFF", "MACFARLANE", "MACGREGOR",
        "MACINNES", "MACINNIS", "MACINTOSH", "MACINTYRE", "MACLACHLAN", "MACLAREN", "MACLAUGHLIN", "MACLEAN",
        "MACLEOD", "MACMAHON", "MACMASTER", "MACMILLAN", "MACMULLEN", "MACNEIL", "MACNEILL", "MACPHEE", "MACPHERSON",
        "MACQUARRIE", "MACRAE", "MACTAVISH",
    };

    private static readonly SearchValues<char> Vowels = SearchValues.Create("AEIOUY");

    private static readonly HashSet<string> Numerals = new(StringComparer.Ordinal) { "II", "III", "IV", "VI", "VII" };

    private static readonly HashSet<string> StreetCapitals = new(StringComparer.Ordinal)
    {
        "N", "S", "E", "W", "NE", "NW", "SE", "SW", "PO", "US", "USA", "FM", "CR", "SR", "RR", "HC", "PMB", "APO", "FPO",
        "DPO", "PSC", "CMR", "II", "III", "IV",
    };

    private static readonly HashSet<string> SmallWords = new(StringComparer.Ordinal)
    {
        "OF", "AND", "FOR", "THE", "AT", "IN", "ON", "BY", "TO", "WITH", "A", "AN",
    };

    private static readonly HashSet<string> ShortWords = new(StringComparer.Ordinal)
    {
        "ALL", "ANN", "ART", "BAY", "BIG", "BOY", "DAY", "DR", "EYE", "GAP", "HUB", "INC", "JOY", "KEY", "KID", "LIFE",
        "MAY", "MY", "NEW", "OAK", "OAKS", "OLD", "ONE", "OUR", "OUT", "PARK", "RED", "SEA", "SKY", "ST", "SUN", "TEN", "TRI",
        "TWO", "WAY", "YOU", "BE", "GO", "NO", "SO", "WE", "UP", "CO", "CTR", "SAN", "LOS", "LAS", "EL", "LA", "DE", "DEL",
    };

    /// <summary>Whether the text is all in capitals, or all in small letters: then its case says nothing.</summary>
    public static bool SaysNothing(ReadOnlySpan<char> text)
    {
        bool upper = false, lower = false;
        foreach (var c in text)
        {
            upper |= char.IsUpper(c);
            lower |= char.IsLower(c);
        }
        return !(upper && lower);
    }

    /// <summary>A first, middle or last name. <paramref name="last"/> decides about the particles before it.</summary>
    public static string Name(string text, bool last)
    {
        if (!SaysNothing(text))
        {
            return text;
        }
        var words = text.ToUpperInvariant().Split(' ');
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0)
            {
                result.Append(' ');
            }
            if (IsParticle(words, i, last))
            {
                result.Append(words[i].ToLowerInvariant());
            }
            else
            {
                AppendNameWord(result, words[i]);
            }
        }
        return result.ToString();
    }

    /// <summary>A street, unit or city.</summary>
    public static string Place(string text)
    {
        if (!SaysNothing(text))
        {
            return text;
        }
        var result = new StringBuilder(text.Length);
        var first = true;
        foreach (var word in text.ToUpperInvariant().Split(' '))
        {
            if (!first)
            {
                result.Append(' ');
            }
            first = false;
            if (word.Length > 0 && char.IsAsciiDigit(word[0]))
            {
                // 6TH, 21ST are numbers spoken; 12B is a door.
                AppendNumbered(result, word);
            }
            else if (StreetCapitals.Contains(word) || word.AsSpan().ContainsAnyInRange('0', '9'))
            {
                result.Append(word);
            }
            else
            {
                AppendNameWord(result, word);
            }
        }
        return result.ToString();
    }

    /// <summary>The name of an organisation: short unknown words stay in capitals, they may be letters that stand for more.</summary>
    public static string Organisation(string text)
    {
        if (!SaysNothing(text))
        {
            return text;
        }
        var result = new StringBuilder(text.Length);
        var first = true;
        foreach (var word in text.ToUpperInvariant().Split(' '))
        {
            if (!first)
            {
                result.Append(' ');
            }
            var bare = word.Trim('.', ',', '(', ')', '&');
            if (!first && SmallWords.Contains(bare))
            {
                result.Append(word.ToLowerInvariant());
            }
            else if ((bare.Length <= 3 && !ShortWords.Contains(bare) && !SmallWords.Contains(bare)) || IsLetters(bare))
            {
                result.Append(word);
            }
            else
            {
                AppendNameWord(result, word);
            }
            first = false;
        }
        return result.ToString();
    }

    // PLLC, M.S.W., LCSW: no vowel, or dots inside.
    private static bool IsLetters(string word) =>
        word.Contains('.', StringComparison.Ordinal) || !word.AsSpan().ContainsAny(Vowels);

    // "de la Cruz", "van der Berg", "dos Santos". A lone VAN, LE, LA or DI is as often written with a capital, so it
    // keeps one.
    private static bool IsParticle(string[] words, int at, bool last)
    {
        if (at == words.Length - 1 || (!last && at == 0))
        {
            return false;
        }
        var word = words[at];
        var before = at > 0 ? words[at - 1] : "";
        var after = words[at + 1];
        return word switch
        {
            "DE" or "DEL" or "DA" or "DAS" or "DOS" or "VON" => true,
            "LA" or "LAS" or "LOS" => before == "DE",
            "DER" or "DEN" => before is "VAN" or "VON" or "DE",
            "VAN" => after is "DER" or "DEN" or "DE" or "HET",
            "Y" => at > 0,
            _ => false,
        };
    }

    private static void AppendNameWord(StringBuilder result, string word)
    {
        if (Numerals.Contains(word))
        {
            result.Append(word);
            return;
        }
        // Each part between hyphens, apostrophes, dots and the like is a name of its own.
        var from = 0;
        for (var i = 0; i <= word.Length; i++)
        {
            if (i < word.Length && char.IsLetter(word[i]))
            {
                continue;
            }
            var afterApostrophe = from > 0 && word[from - 1] is '\'' or '’' or '`';
            AppendPart(result, word.AsSpan(from, i - from), small: afterApostrophe && i - from < 2);
            if (i < word.Length)
            {
                result.Append(word[i]);
            }
            from = i + 1;
        }
    }

    private static void AppendPart(StringBuilder result, ReadOnlySpan<char> part, bool small)
    {
        // The longest word that is taken at all is shorter than this.
        Span<char> letters = stackalloc char[128];
        if (part.IsEmpty || part.Length > letters.Length)
        {
            result.Append(part);
            return;
        }
        letters = letters[..part.Length];
        part.ToLowerInvariant(letters);
        if (!small)
        {
            letters[0] = part[0];
        }
        // McDonald, McCoy; "MC" alone, or before one letter, is no such name.
        if (part.Length > 3 && part.StartsWith("MC"))
        {
            letters[2] = part[2];
        }
        else if (part.Length > 5 && part.StartsWith("MAC") && WithMac.Contains(part.ToString()))
        {
            letters[3] = part[3];
        }
        result.Append(letters);
    }

    private static void AppendNumbered(StringBuilder result, string word)
    {
        var letters = word.AsSpan().TrimStart("0123456789");
        result.Append(word.AsSpan(0, word.Length - letters.Length));
        if (letters is "ST" or "ND" or "RD" or "TH")
        {
            foreach (var c in letters)
            {
                result.Append(char.ToLowerInvariant(c));
            }
        }
        else
        {
            result.Append(letters);
        }
    }
}
