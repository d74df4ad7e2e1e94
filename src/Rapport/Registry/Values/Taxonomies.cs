using System.Collections.Frozen;
using Rapport.Profiles;

namespace Rapport.Registry.Values;

/// <summary>
/// The taxonomy codes that make someone a therapist here, each with the profession it means: the vocabulary of that
/// name, which an operator can extend. Codes that are retired still stand in old rows and count.
/// </summary>
internal sealed class Taxonomies
{
    /// <summary>Length of a taxonomy code.</summary>
    public const int CodeLength = 10;

    private readonly FrozenDictionary<string, string> _professions;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Taxonomies(Vocabularies words)
    {
        _professions = words.Taxonomy.Terms
            .Where(term => term.Code.Length == CodeLength)
            .ToFrozenDictionary(term => term.Code, term => term["profession"], StringComparer.Ordinal);
        _lookup = _professions.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The profession of a code, or null when the code makes no therapist.</summary>
    public string? ProfessionOf(ReadOnlySpan<char> code) =>
        code.Length == CodeLength && _lookup.TryGetValue(code, out var profession) ? profession : null;
}
