using Rapport.Profiles;

namespace Rapport.Registry.Values;

/// <summary>What was read out of the registry's name columns.</summary>
/// <param name="Name">As it is to be shown.</param>
/// <param name="Also">Other names that stood in brackets beside it: a birth name, a short form.</param>
/// <param name="Credentials">Credentials that stood in the last name, as typed; null when there were none.</param>
internal sealed record ReadName(PersonName Name, IReadOnlyList<PersonName> Also, string? Credentials);

/// <summary>
/// Reads a person's name. The columns hold more than names: "MILLER, PH.D.,LPC", "MITCHELL, JR.",
/// "DEBOER (FARNSWORTH)" are all last names in the registry.
/// </summary>
internal sealed class PersonNameText(CredentialText credentials)
{
    /// <summary>Longer text in a name column is no name, in characters.</summary>
    public const int Longest = 100;

    /// <summary>Returns null when there is no last name: then nobody is named.</summary>
    /// <param name="streets">The lines of the row's addresses: a street that slid into a name column is no name.</param>
    public ReadName? Read(string first, string middle, string last, string suffix, params IReadOnlyList<string> streets)
    {
        first = IsStreet(first, last, streets) ? "" : first;
        middle = IsStreet(middle, last, streets) ? "" : middle;
        var also = new List<PersonName>();
        string? typed = null;
        var (lastName, lastBracket) = Bracket(Tidy(last));
        if (lastBracket.Length > 0 && lastBracket.Split(' ').All(credentials.IsNoName))
        {
            (typed, lastBracket) = (lastBracket, "");
        }
        var end = SuffixOf(Tidy(suffix));
        lastName = SplitLast(lastName, ref end, ref typed);
        if (lastName.Length == 0)
        {
            return null;
        }
        var (firstName, firstBracket) = Bracket(Tidy(first));
        var name = new PersonName
        {
            First = Named(firstName, last: false),
            Middle = Named(Tidy(middle), last: false),
            Last = Capitals.Name(lastName, last: true),
            Suffix = end,
        };
        if (lastBracket.Length > 0)
        {
            also.Add(name with { Last = Capitals.Name(lastBracket, last: true), Middle = null });
        }
        if (firstBracket.Length > 0)
        {
            also.Add(name with { First = Capitals.Name(firstBracket, last: false), Middle = null });
        }
        return new ReadName(name, also, typed);
    }

    /// <summary>
    /// Whether a name column holds part of an address: a digit stands in it, or it is how a line of the row begins, with
    /// or without the house number. One word alone is a name ("Ann", beside "Ann Arbor Clinic"), and so is a name that
    /// the line goes on to complete ("Mary Ann Smith PLLC").
    /// </summary>
    public static bool IsStreet(string text, string last, IReadOnlyList<string> streets)
    {
        if (text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return true;
        }
        var name = Tidy(text);
        return name.Contains(' ', StringComparison.Ordinal) && streets.Any(line =>
        {
            var street = Tidy(line).TrimStart([.. "0123456789-# "]);
            return Begins(street, name) && !Begins(street[name.Length..].TrimStart(), Tidy(last));
        });
    }

    private static bool Begins(string line, string words) =>
        words.Length > 0 && line.StartsWith(words, StringComparison.OrdinalIgnoreCase)
        && (line.Length == words.Length || !char.IsLetterOrDigit(line[words.Length]));

    private static string? Named(string text, bool last) => text.Length == 0 ? null : Capitals.Name(text, last);

    // What follows the last name after a comma: a suffix, credentials, or a company's form; what is none of them
    // stays part of the name.
    private string SplitLast(string text, ref string? suffix, ref string? typed)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
        {
            var rest = text[(comma + 1)..].Trim(' ', ',');
            var found = new List<string>();
            foreach (var part in rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (SuffixOf(part) is { } end)
                {
                    suffix ??= end;
                }
                else if (!CredentialText.IsCompanyForm(part))
                {
                    found.Add(part);
                }
            }
            // "SMITH, MARY" is not a credential; a comma that cannot be explained is left alone.
            if (found.Count > 0 && !found.TrueForAll(LooksLikeCredential) && !BeginsWithCredential(found))
            {
                return text;
            }
            if (found.Count > 0)
            {
                typed = Joined(string.Join(", ", found), typed);
            }
            return SplitLast(text[..comma].TrimEnd(), ref suffix, ref typed);
        }
        var blank = text.LastIndexOf(' ');
        if (blank > 0)
        {
            var word = text[(blank + 1)..];
            var before = text[..blank].TrimEnd();
            if (word.Length > 1 && SuffixOf(word) is { } end)
            {
                suffix ??= end;
                return before;
            }
            if (CredentialText.IsCompanyForm(word))
            {
                return SplitLast(before, ref suffix, ref typed);
            }
            if (credentials.IsNoName(word))
            {
                typed = Joined(word, typed);
                return SplitLast(before, ref suffix, ref typed);
            }
        }
        return text;
    }

    private bool LooksLikeCredential(string text) =>
        credentials.Knows(text) || text.Contains('.', StringComparison.Ordinal)
        || text.Split(' ').All(word => credentials.Knows(word)) || credentials.IsNoName(text.Split(' ')[0]);

    // "SMITH, MD, FAPA": letters that are not known, behind some that are, are of the same kind.
    private bool BeginsWithCredential(List<string> parts)
    {
        const int LongestLetters = 6;
        return credentials.IsNoName(parts[0])
            && parts.TrueForAll(part => part.Length <= LongestLetters && !part.Contains(' ', StringComparison.Ordinal));
    }

    private static string Joined(string first, string? second) => second is null ? first : $"{first}, {second}";

    private static string? SuffixOf(string text) => text.TrimEnd('.').ToUpperInvariant() switch
    {
        "JR" or "JUNIOR" => "Jr.",
        "SR" or "SENIOR" => "Sr.",
        "I" => "I",
        "II" or "2ND" => "II",
        "III" or "3RD" => "III",
        "IV" or "4TH" => "IV",
        "V" => "V",
        _ => null,
    };

    private static (string Text, string Bracket) Bracket(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0)
        {
            return (text.Trim('(', ')', ' '), "");
        }
        var close = text.IndexOf(')', open);
        var inside = close < 0 ? text[(open + 1)..] : text[(open + 1)..close];
        var after = close < 0 ? "" : text[(close + 1)..];
        return (Tidy(text[..open] + " " + after), inside.Trim());
    }

    // Blanks at the ends and doubled, line breaks inside.
    private static string Tidy(string text)
    {
        var cut = text.Length > Longest ? text[..Longest] : text;
        return string.Join(' ', cut.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
