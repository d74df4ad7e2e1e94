using System.Collections.Frozen;
using Rapport.Core.Places;

namespace Rapport.Registry.Values;

/// <summary>Reads the state column: two letters mostly, a name written out, a foreign region, a military post.</summary>
internal static class StateText
{
    private const int Letters = 2;

    /// <summary>The registry's column is forty characters wide.</summary>
    private const int Longest = 40;

    private static readonly FrozenDictionary<string, string> ByCode =
        State.All.ToFrozenDictionary(state => state.Code, state => state.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The two letters of a state; what may be a region abroad, in capitals as given; empty when blank, and where it holds a
    /// number: that is a street or telephone in the wrong column.
    /// </summary>
    public static string Code(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        if (trimmed.IsEmpty)
        {
            return "";
        }
        if (Lookup.TryGetValue(trimmed, out var code))
        {
            return code;
        }
        var given = trimmed.ToString();
        return State.TryParse(given, out var state) ? state.Code
            : IsName(given) ? given.ToUpperInvariant()
            : "";
    }

    /// <summary>The state of an address: in the United States two letters, or none.</summary>
    /// <param name="country">Two capitals.</param>
    public static string Region(ReadOnlySpan<char> text, string country)
    {
        var code = Code(text);
        return country == "US" && !IsCode(code) ? "" : code;
    }

    /// <summary>Whether these are two letters: a state, a military post, a country.</summary>
    public static bool IsCode(string text) => text.Length == Letters && text.All(char.IsAsciiLetter);

    private static bool IsName(string text) =>
        text.Length <= Longest && text.All(c => char.IsLetter(c) || c is ' ' or '.' or '\'' or '-' or '’' or '(' or ')');
}
