using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Rapport.Core;

namespace Rapport.Profiles;

/// <summary>The words of one filter, in the order in which they are shown. Immutable.</summary>
internal sealed class Vocabulary
{
    private readonly FrozenDictionary<string, Term> byCode;
    private readonly FrozenDictionary<string, Term[]> byWord;

    internal Vocabulary(string name, IReadOnlyList<string> columns, IReadOnlyList<Term> terms)
    {
        Name = name;
        Columns = columns;
        Terms = terms;
        byCode = terms.ToFrozenDictionary(t => t.Code, StringComparer.Ordinal);
        byWord = terms
            .SelectMany(t => t.Also.Prepend(t.Spanish).Prepend(t.English).Prepend(t.Code)
                .Select(Key).Where(k => k.Length > 0).Distinct(StringComparer.Ordinal).Select(k => (Key: k, Term: t)))
            .GroupBy(p => p.Key, p => p.Term, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Its file's name without ending, such as "issues".</summary>
    internal string Name { get; }

    /// <summary>Its columns beyond <c>code, en, es, also</c>.</summary>
    internal IReadOnlyList<string> Columns { get; }

    internal IReadOnlyList<Term> Terms { get; }

    /// <summary>The term of a code, written exactly so; null if there is none.</summary>
    internal Term? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>
    /// The terms that a typed word may mean: a code, label or further word of theirs, whatever the case, accents, blanks and
    /// punctuation ("L.C.S.W." is LCSW). One word can mean several ("Chinese").
    /// </summary>
    internal IReadOnlyList<Term> Named(string word) => byWord.GetValueOrDefault(Key(word)) ?? [];

    private static string Key(string word)
    {
        var key = new StringBuilder(word.Length);
        foreach (var letter in Unicode.Normal(word, NormalizationForm.FormD))
        {
            // Marks over Latin letters are accents; in other scripts they are vowels and stay.
            if (char.IsLetterOrDigit(letter)
                || (letter > '\u036f' && char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark))
            {
                key.Append(char.ToLowerInvariant(letter));
            }
        }

        return key.ToString();
    }
}
