using System.Text.RegularExpressions;

namespace Rapport.Registry.Values;

/// <summary>
/// Finds what somebody typed of her address or telephone into a column for something else: "LCSW, 41 SW Quillwort" as
/// credentials, "PARRA 510-555-0100" as a last name. A place that may be a home would come to light by it, so it is left
/// out wherever it stands, as it is no credential and no name in any case.
/// </summary>
/// <param name="lines">The lines of all addresses of the row.</param>
/// <param name="telephones">Its telephone numbers, of ten digits.</param>
internal sealed partial class AddressInText(IReadOnlyList<string> lines, IReadOnlyList<string> telephones)
{
    private const int ShortestCutWord = 4;
    private const int LocalDigits = 7;

    private static readonly char[] PartEnds = [',', ';', '&', '|', '+', '\r', '\n', '\t'];

    private IReadOnlySet<string>? _words;

    // Of the lines, each word and number of street and door.
    private IReadOnlySet<string> Words => _words ??= lines.Select(line => StreetWords.Of(line))
        .SelectMany(words => words.Street.Concat(words.Doors))
        .Where(word => !StreetWords.IsType(word) && !StreetWords.IsDirection(word) && (word.Length > 1 || StreetWords.IsNumber(word)))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Credentials without the parts that hold some of it; the text itself where there are none.</summary>
    public string OutOfCredentials(string text, CredentialText credentials)
    {
        // Every word is a credential: most texts are, and cost nothing more.
        if (credentials.Read(text) is not { } reading || reading is { Unknown.Count: 0, Numbers.Count: 0 })
        {
            return text;
        }
        var parts = text.Split(PartEnds, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var kept = parts.Where(part => credentials.Knows(part) || !IsIn(part)).ToList();
        return kept.Count == parts.Length && !HoldsTelephone(text) ? text
            : HoldsTelephone(string.Join(", ", kept)) ? ""
            : string.Join(", ", kept);
    }

    /// <summary>A last name to the word from which on it is an address or telephone; empty when it is nothing else.</summary>
    public string OutOfLastName(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var end = 0;
        while (end < words.Length && (!HasDigit(words[end]) || IsOrdinal(words, end)) && !IsStreetFrom(words, end))
        {
            end++;
        }
        return end == words.Length ? text : string.Join(' ', words[..end]).TrimEnd(' ', ',', '(', '#', '-');
    }

    /// <summary>A licence number; null where it is a telephone number, or an address.</summary>
    public string? OutOfLicence(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (telephones.Any(telephone => digits == telephone[^LocalDigits..] || digits.Contains(telephone, StringComparison.Ordinal)))
        {
            return null;
        }
        var folded = StreetWords.Of(number);
        List<string> words = [.. folded.Before, .. folded.Street, .. folded.Doors];
        var name = words.FindIndex(word => word.Length > 1 && !HasDigit(word) && Words.Contains(word));
        var isStreet = name >= 0 && (words[name].Length >= ShortestCutWord || words.Exists(word => StreetWords.IsNumber(word) && Words.Contains(word)));
        return number.Length == 0 || isStreet || IsAnyStreet(words) ? null : number;
    }

    /// <summary>An address whose town and region are not a street of the row without its number: "EVERGREEN TER".</summary>
    public RegistryAddress OutOfTown(RegistryAddress address) => address with
    {
        City = NamesStreet(address.City) && !TownText.IsTown(address.City, address.State)
            ? TownText.OfZip(address.State, address.Zip, address.Country)
            : address.City,
        State = NamesStreet(address.State) ? "" : address.State,
    };

    private bool NamesStreet(string text)
    {
        var words = text.Contains(' ', StringComparison.Ordinal) ? StreetWords.Of(text).Street : [];
        return Enumerable.Range(0, Math.Max(0, words.Count - 1)).Any(at =>
            StreetWords.IsType(words[at + 1]) && lines.Any(line => Follow(StreetWords.Of(line).Street, [words[at], words[at + 1]])));
    }

    private bool IsIn(string part)
    {
        if (HoldsTelephone(part))
        {
            return true;
        }
        var folded = StreetWords.Of(part);
        List<string> words = [.. folded.Street, .. folded.Doors];
        // A column ends where it ends: the last word may be half of one.
        if (words.Exists(word => Words.Contains(word)
            || (word.Length >= ShortestCutWord && !HasDigit(word) && Words.Any(whole => whole.StartsWith(word, StringComparison.Ordinal)))))
        {
            return true;
        }
        return IsAnyStreet(words);
    }

    // An address that is not, or no longer, one of the row's.
    private static bool IsAnyStreet(List<string> words)
    {
        var number = words.FindIndex(StreetWords.IsNumber);
        return number >= 0 && words.FindIndex(number, StreetWords.IsType) > number + 1;
    }

    private bool HoldsTelephone(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return TelephoneShape().IsMatch(text)
            || telephones.Any(number => digits.Contains(number[^LocalDigits..], StringComparison.Ordinal));
    }

    // A family may be called like its street; its direction, or the word for a street after it, is no name.
    private bool IsStreetFrom(string[] words, int at)
    {
        if (at == 0 || at + 1 >= words.Length)
        {
            return false;
        }
        var pair = $"{words[at]} {words[at + 1]}";
        var folded = StreetWords.Of(pair).Street;
        return folded.Count == 2 && (StreetWords.IsDirection(folded[0]) || StreetWords.IsType(folded[1]))
            && lines.Any(line => Follow(StreetWords.Of(line).Street, folded));
    }

    private static bool Follow(IReadOnlyList<string> street, IReadOnlyList<string> pair)
    {
        for (var i = 0; i + 1 < street.Count; i++)
        {
            if (street[i] == pair[0] && street[i + 1] == pair[1])
            {
                return true;
            }
        }
        return false;
    }

    // "PARRA 3RD" is the third of the name.
    private static bool IsOrdinal(string[] words, int at) =>
        at > 0 && words[at].TrimEnd('.', ',').ToUpperInvariant() is "2ND" or "3RD" or "4TH";

    private static bool HasDigit(string word) => word.AsSpan().ContainsAnyInRange('0', '9');

    // Ten digits by themselves or with the signs between them, or seven with one. Those after a letter are a licence's.
    [GeneratedRegex(
        @"(?<![A-Z0-9])(?:\(?[0-9]{3}\)?[ ./-]*[0-9]{3}[ .-]*[0-9]{4}|[0-9]{3}[.-][0-9]{4})(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TelephoneShape();
}
