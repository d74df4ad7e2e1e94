using System.Collections.Frozen;
using Rapport.Core.Places;

namespace Rapport.Registry.Values;

/// <summary>Reads the state column: two letters mostly, a name written out, a foreign region, a military post.</summary>
internal static class StateText
{
    private static readonly FrozenDictionary<string, string> ByCode =
        State.All.ToFrozenDictionary(state => state.Code, state => state.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The two letters of a state; what is no state, in capitals as given; empty when blank.</summary>
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
        return State.TryParse(given, out var state) ? state.Code : given.ToUpperInvariant();
    }
}
