using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search.PlainWords;

namespace Rapport.Search;

/// <summary>Where on somebody's profile the words stand that were looked for.</summary>
/// <param name="words">As they were looked for, folded.</param>
/// <param name="vocabularies">What the codes of a profile are called.</param>
/// <param name="language">The reader's language: "en" or "es".</param>
internal sealed class FoundWords(IReadOnlyList<string> words, Vocabularies vocabularies, string language)
{
    private const int MostPlaces = 2;

    private static readonly Words L = Words.For("Rapport.Search.FoundWords");

    private readonly HashSet<string> _stems = words.Select(word => Stems.Of(language, word)).ToHashSet(StringComparer.Ordinal);

    /// <summary>"your words: EMDR, own text"; null where no words were looked for, or they stand in what no page shows.</summary>
    /// <param name="said">Terms that are named as reasons already.</param>
    public string? Told(ProfileFacts facts, IReadOnlyCollection<string> said)
    {
        var places = words.Count == 0
            ? []
            : Places(facts).Except(said, StringComparer.OrdinalIgnoreCase).Take(MostPlaces).ToList();
        return places.Count == 0 ? null : L["your words: {0}", string.Join(", ", places)];
    }

    private IEnumerable<string> Places(ProfileFacts facts)
    {
        if (new[] { facts.Name?.Value }.Concat(facts.OtherNames?.Value ?? []).Any(name => name is not null && Hold($"{name.First} {name.Middle} {name.Last}")))
        {
            yield return L["name"];
        }
        (Vocabulary Vocabulary, IEnumerable<string>? Codes)[] terms =
        [
            (vocabularies.Approaches, facts.Approaches?.Value), (vocabularies.Issues, facts.Issues?.Value),
            (vocabularies.Professions, facts.Professions?.Value), (vocabularies.Credentials, facts.Credentials?.Value.Codes),
            (vocabularies.Communities, facts.Communities?.Value), (vocabularies.Faiths, facts.Faiths?.Value),
            (vocabularies.Languages, facts.Languages?.Value.Select(one => one.Code)), (vocabularies.Ages, facts.Ages?.Value),
            (vocabularies.Insurers, facts.Insurers?.Value.Select(one => one.Insurer)),
        ];
        foreach (var term in terms.SelectMany(group => (group.Codes ?? []).Select(group.Vocabulary.Find)).OfType<Term>()
            .Where(term => Hold(string.Join(' ', term.Also.Prepend(term.Spanish).Prepend(term.English).Prepend(term.Code)))))
        {
            yield return term.Label(language);
        }
        foreach (var place in (facts.Places?.Value ?? []).Where(place => Hold(place.City)))
        {
            yield return place.City;
        }
        if (Hold($"{facts.WhoIHelp?.Value} {facts.HowWeWork?.Value} {facts.AboutMe?.Value}"))
        {
            yield return L["own text"];
        }
    }

    /// <summary>Whether one of the words stands there; of the last, as in the search, the beginning is enough.</summary>
    private bool Hold(string text)
    {
        var there = SearchText.Fold(text).Split(' ');
        var last = words[^1];
        return words.Any(word => there.Contains(word, StringComparer.Ordinal))
            || there.Any(word => _stems.Contains(Stems.Of(language, word)))
            || (last.Length >= SearchText.MinPrefixCharacters && there.Any(word => word.StartsWith(last, StringComparison.Ordinal)));
    }
}
