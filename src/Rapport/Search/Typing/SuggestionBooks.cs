using System.Globalization;
using System.Runtime.CompilerServices;
using Rapport.Core.PlainWords;
using Rapport.Core.Typing;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search.PlainWords;

namespace Rapport.Search.Typing;

/// <summary>
/// What can be suggested in each language: the values of the filters by all their words, and what people say that leads to
/// them. Only what is read as it is meant once it stands in the box.
/// </summary>
internal sealed class SuggestionBooks
{
    private static readonly Words L = Words.For<SuggestionBooks>();

    // Of each set of words one book: where they are those of the program, all sites of a process share it.
    private static readonly ConditionalWeakTable<SpokenWords, SuggestionBooks> Made = [];

    private readonly SpokenWords _words;
    private readonly Lazy<SuggestionBook> _english;
    private readonly Lazy<SuggestionBook> _spanish;

    private SuggestionBooks(SpokenWords words)
    {
        _words = words;
        _english = new(() => Make("en", CultureInfo.GetCultureInfo("en-US")));
        _spanish = new(() => Make("es", CultureInfo.GetCultureInfo("es-US")));
    }

    public static SuggestionBooks Of(SpokenWords words) => Made.GetValue(words, words => new SuggestionBooks(words));

    /// <summary>The book of a language; made when it is first asked for, which takes a moment.</summary>
    public SuggestionBook this[Language language] => (language == Language.Spanish ? _spanish : _english).Value;

    /// <summary>Makes all of them.</summary>
    public void MakeReady() => _ = (_english.Value, _spanish.Value);

    private SuggestionBook Make(string language, CultureInfo culture)
    {
        // The words of a filter are those of whoever reads; here nobody does yet.
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return new SuggestionBook(Terms(language).Concat(SaidWords(language)));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private IEnumerable<(string Phrase, Suggestion Suggested)> Terms(string language)
    {
        foreach (var key in SearchKeys.All)
        {
            if (key.Vocabulary is null || Kind(key.Name) is not { } kind)
            {
                continue;
            }
            foreach (var term in _words.Keys.Words[key.Vocabulary].Terms)
            {
                var label = term.Label(language);
                var other = term.Label(language == "es" ? "en" : "es");
                Meaning[] meanings = [new(key.Name, term.Code)];
                if (new[] { WithoutBrackets(label), label }.Concat(term.Also).Append(term.Code).FirstOrDefault(text => IsReadAs(text, meanings)) is { } put)
                {
                    var suggestion = new Suggestion(label, kind, put, meanings);
                    foreach (var phrase in term.Also.Prepend(other).Prepend(label).Append(term.Code))
                    {
                        yield return (phrase, suggestion);
                    }
                }
            }
        }
    }

    private IEnumerable<(string Phrase, Suggestion Suggested)> SaidWords(string language)
    {
        var groups = new FilterGroups(_words.Keys, language);
        foreach (var phrase in _words.Said.Select(said => said.Phrase))
        {
            if (phrase.Language == language && phrase is { Meanings.Count: > 0, HasGaps: false } && IsReadAs(phrase.Text, phrase.Meanings))
            {
                var values = FactWords.And([.. phrase.Meanings.Select(meaning => groups.Text(meaning.Key, meaning.Code))]);
                var kind = phrase.Meanings.Select(meaning => Kind(meaning.Key)).Distinct().ToList() is [{ } only] ? L["{0}: {1}", only, values] : values;
                yield return (phrase.Text, new Suggestion(phrase.Text, kind, phrase.Text, phrase.Meanings));
            }
        }
    }

    private bool IsReadAs(string text, IReadOnlyList<Meaning> meanings) =>
        _words.Reader.Value.Read(text) is { Place: null, Miles: null, Dollars: null, IsWhole: true } reading && reading.Meanings.ToHashSet().SetEquals(meanings);

    private static string WithoutBrackets(string label) =>
        label.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket ? label[..bracket] : label;

    /// <summary>What the values of a filter are; null where each of them says it itself.</summary>
    private static string? Kind(string key) => key switch
    {
        "profession" => L["Kind of therapist"],
        "issue" => L["Help with"],
        "age" => L["Age"],
        "who" => L["Who comes"],
        "approach" => L["Way of working"],
        "language" => L["Language"],
        "gender" => L["Gender"],
        "community" => L["People they know well"],
        "faith" => L["Faith"],
        "insurer" => L["Health plan"],
        "payment" => L["Way to pay"],
        "opening" => L["Openings"],
        "times" => L["Times"],
        "format" => L["In person or online"],
        "accessibility" => L["Getting there"],
        "credential" => L["Title"],
        _ => null,
    };
}
