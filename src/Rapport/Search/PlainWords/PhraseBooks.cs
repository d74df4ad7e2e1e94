using System.Globalization;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Places;
using Rapport.Profiles;

namespace Rapport.Search.PlainWords;

/// <summary>Makes the reader of what people write, from the file of what they say and from the words of the filters.</summary>
internal static class PhraseBooks
{
    /// <summary>
    /// Whose words people use for what they look for; of the same word in two the first. Openings, payments and the like are
    /// full of everyday words ("check", "full"): what means them is said in the file.
    /// </summary>
    private static readonly string[] WithWords =
        ["insurer", "approach", "issue", "language", "credential", "profession", "community", "faith", "age", "who", "times"];

    private static readonly string[] WithLabels = ["gender", "format", "accessibility"];

    /// <summary>Codes that people write: the abbreviations.</summary>
    private static readonly string[] WithCodes = ["insurer", "approach", "credential"];

    /// <summary>Shorter codes are words ("MA", "DO"); longer words are bent.</summary>
    private const int ShortestCode = 3;

    private const int LongestUnbent = 4;

    public static PlainReader Reader(SearchKeys keys, IReadOnlyList<Said> said) => new(
        new PhraseBook(
            said.Select(one => one.Phrase).Concat(Vocabulary(keys)),
            said.Where(one => one.IsSmall).Select(one => SearchText.Fold(one.Phrase.Text)),
            Stems.Of),
        PlaceTable.Gazetteer,
        [.. keys.Words.Ages.Terms.Select(Range)],
        word => keys.Schema.Nicknames.Of(word).Count > 0);

    private static IEnumerable<Phrase> Vocabulary(SearchKeys keys)
    {
        foreach (var key in WithWords.Concat(WithLabels))
        {
            foreach (var term in keys.Words[SearchKeys.All[keys[key]].Vocabulary!].Terms)
            {
                var meanings = new[] { new Meaning(key, term.Code) };
                foreach (var (language, text) in Texts(key, term))
                {
                    yield return new Phrase(language, text, meanings);
                }
            }
        }
    }

    private static IEnumerable<(string? Language, string Text)> Texts(string key, Term term)
    {
        yield return ("en", WithoutBrackets(term.English));
        yield return ("es", WithoutBrackets(term.Spanish));
        foreach (var also in WithLabels.Contains(key, StringComparer.Ordinal) ? [] : term.Also)
        {
            yield return (also.Length <= LongestUnbent || also.All(letter => !char.IsLower(letter)) ? null
                : also.All(char.IsAscii) ? "en" : "es", also);
        }
        if (WithCodes.Contains(key, StringComparer.Ordinal) && term.Code.Length >= ShortestCode)
        {
            yield return (null, term.Code);
        }
    }

    private static string WithoutBrackets(string label) =>
        label.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket ? label[..bracket] : label;

    private static AgeRange Range(Term age) => new(
        new Meaning("age", age.Code), Years(age["from"], 0), Years(age["to"], int.MaxValue));

    private static int Years(string text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var years) ? years : otherwise;
}
