using Rapport.Core.PlainWords;
using Rapport.Core.Typing;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search.Typing;

/// <summary>What may be meant by what somebody has begun to type.</summary>
internal sealed class Suggestions(Store store, SearchKeys keys, Snapshots snapshots, SuggestionBooks books, ShownProfiles profiles)
{
    /// <summary>So many are made at most.</summary>
    public const int Most = 8;

    /// <summary>If more people bear a name, none of them is suggested: see <see cref="TypedName"/>.</summary>
    private const int MostOfOneName = 3;

    private static readonly Words L = Words.For<Suggestions>();

    /// <summary>Places that begin so, or are one letter off.</summary>
    public static SuggestionsAnswer OfPlaces(string typed, Language language) => SuggestionsAnswer.Of(
        [.. PlaceTable.Gazetteer.Suggest(typed, Most).Select(place => language == Language.Spanish ? place.SpanishLabel : place.Label)
            .Select(label => new SuggestionAnswer(label, null, label))]);

    /// <summary>Values of filters, what people say that leads to them, and people by name.</summary>
    public async Task<SuggestionsAnswer> OfWords(string typed, Language language, CancellationToken stop)
    {
        var snapshot = snapshots.Current;
        var terms = books[language].Complete(typed, Most, suggestion => snapshot is null ? 0 : suggestion.Meanings.Min(meaning => People(snapshot, meaning)));
        var named = snapshot is null ? [] : await Named(typed, snapshot, terms.Count == 0, stop);
        return SuggestionsAnswer.Of(
        [
            .. terms.Take(Most - named.Count).Select(term => new SuggestionAnswer(term.Suggestion.Label, term.Suggestion.Kind, term.Text)),
            .. named,
        ]);
    }

    private long People(Snapshot snapshot, Meaning meaning)
    {
        var key = keys[meaning.Key];
        return keys.Schema.Keys[key].OrdinalOf(meaning.Code) is >= 0 and var value ? snapshot.Index.CountNearly(key, value) : 0;
    }

    /// <summary>Of few only.</summary>
    private async Task<IReadOnlyList<SuggestionAnswer>> Named(string typed, Snapshot snapshot, bool forgives, CancellationToken stop)
    {
        var (ids, before) = TypedName.Find(snapshot.Index, typed, MostOfOneName, forgives);
        if (ids.Count == 0)
        {
            return [];
        }
        await using var db = store.Read();
        var shown = await profiles.Of(db, [.. ids], snapshot.Listing, stop);
        return [.. shown.Values.Select(profile => profile.Facts.Name?.Value.Display()).OfType<string>().Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new SuggestionAnswer(name, L["By name"], before + name))];
    }
}
