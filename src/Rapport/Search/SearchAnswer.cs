using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search.PlainWords;

namespace Rapport.Search;

/// <summary>What a search found, as JSON.</summary>
/// <param name="Total">How many people meet every filter; exact.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">How many a page.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Next">To be sent as <c>after</c> for the page after this one; null on the last, and beyond so many that the export is the better way.</param>
/// <param name="Place">The place that was understood.</param>
/// <param name="OtherPlaces">Other places of that name, then larger ones of nearly that name.</param>
/// <param name="Understood">What the sentence was taken for; null where none was sent.</param>
/// <param name="Words">The words of the text as they were looked for.</param>
/// <param name="WithoutWords">The words that nobody found has.</param>
/// <param name="Notes">What was passed over, in sentences; empty when everything that was asked was searched for.</param>
/// <param name="Order">By what the results stand in this order, the first deciding first.</param>
/// <param name="OrderVersion">The number of the formula: another one where the steps or their figures were changed.</param>
/// <param name="Day">By which openings and freshness were judged; asked for again, it gives the same order.</param>
/// <param name="Seed">Of which the lot among equals was drawn: the day as a number.</param>
/// <param name="Snapshot">The number of the last change of the directory that was searched: the same number, the same answer.</param>
/// <param name="Results">The people of this page.</param>
/// <param name="Facets">For each filter, how many there would be with that one value and all other filters.</param>
/// <param name="NotKnown">For each filter, how many do not say.</param>
/// <param name="Explanation">Of the profile that <c>explain</c> names; null where none was named, or it is not found.</param>
/// <param name="Relaxations">Where fewer than five are found: what letting go of something would find, the most first.</param>
internal sealed record SearchAnswer(
    int Total,
    int Page,
    int PageSize,
    int Pages,
    string? Next,
    PlaceAnswer? Place,
    IReadOnlyList<PlaceAnswer> OtherPlaces,
    SentenceAnswer? Understood,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> WithoutWords,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Order,
    int OrderVersion,
    DateOnly Day,
    ulong Seed,
    long Snapshot,
    IReadOnlyList<ResultAnswer> Results,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Facets,
    IReadOnlyDictionary<string, int> NotKnown,
    ExplanationAnswer? Explanation,
    IReadOnlyList<Relaxation> Relaxations)
{
    /// <summary>Said when the text held nothing that can be looked for.</summary>
    public const string NoWords =
        "No word stands in the text, so it was passed over: these are the people whom everything else finds. Write a word or a name.";

    public static SearchAnswer Of(Found found, Snapshot snapshot, SearchKeys keys, SentenceAnswer? understood, CancellationToken stop)
    {
        var facets = new Dictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal);
        var notKnown = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var key = 0; key < found.Result.Facets.Count; key++)
        {
            var counts = found.Result.Facets[key];
            var values = keys.Schema.Keys[key].Values;
            facets[keys.Schema.Keys[key].Name] = Enumerable.Range(0, values.Count)
                .ToDictionary(value => values[value], value => counts.Counts[value], StringComparer.Ordinal);
            notKnown[keys.Schema.Keys[key].Name] = counts.NotKnown;
        }
        return new SearchAnswer(
            found.Result.Total,
            found.Understood.Page,
            found.Understood.PageSize,
            found.Pages,
            found.Understood.Page < found.Pages ? SeenPeople.Word([.. found.Seen]) : null,
            found.Understood.Place is { } place ? PlaceAnswer.Of(place) : null,
            [.. found.Understood.OtherPlaces.Concat(found.Understood.NearPlaces).Select(PlaceAnswer.Of)],
            understood,
            found.Result.Words,
            SearchText.UnwantedWords(found.Understood.Query!.Text),
            [.. NotesOf(found)],
            [.. found.Result.Order.Criteria.Select(Name)],
            SearchOrder.Version,
            found.Understood.Day,
            found.Understood.Query!.Seed,
            snapshot.Sequence,
            [.. found.Profiles.Select(profile => ResultAnswer.Of(profile, found, keys))],
            facets,
            notKnown,
            found.Understood.Explain is { } id ? ExplanationAnswer.Of(snapshot.Index, found, id, found.Understood.Than, stop) : null,
            Relaxation.Of(snapshot.Index, found, keys, stop));
    }

    /// <summary>What was passed over, in sentences.</summary>
    internal static IEnumerable<string> NotesOf(Found found)
    {
        if (found.Understood.NeedsPlace.Contains("radiusMiles", StringComparer.Ordinal))
        {
            yield return "There is no place, so radiusMiles was passed over.";
        }
        if (found.Understood.NeedsPlace.Contains("sort", StringComparer.Ordinal))
        {
            yield return "There is no place, so nobody is nearer than another: the order is the same as for \"best\".";
        }
        if (found.LeftOut.Count > 0)
        {
            yield return $"No profile here says {string.Join(", ", found.LeftOut)}, so it was left out.";
        }
        if (found.CloseWords.Count > 0)
        {
            yield return $"Nobody here has {string.Join(" ", found.CloseWords)} written so: names that are close to it count too.";
        }
        if (SearchText.HasMoreWords(found.Understood.Query?.Text))
        {
            yield return $"Only the first {SearchText.MaxWords} words of the text were looked for.";
        }
        if (found.Understood.IsTextWithoutWords)
        {
            yield return NoWords;
        }
    }

    internal static string Name(Criterion criterion) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(criterion.ToString());
}

/// <summary>One person in a list of results.</summary>
/// <param name="Id">Number of the profile.</param>
/// <param name="Url">Address of the page.</param>
/// <param name="RegistryOnly">Known from the public registry alone, not confirmed by this person.</param>
/// <param name="Miles">To the nearest place that counts, from ZIP centre to ZIP centre; 0 means the same ZIP.</param>
/// <param name="FromAfar">Reachable online or by telephone from the place of the search.</param>
/// <param name="Meets">Which filters and wishes are met, with the values, and whether the fact is not known.</param>
/// <param name="Standing">Rank in each criterion of the order; the smaller stands first. How well a pair should work is told in words alone.</param>
/// <param name="Fit">In the order by fit: what speaks for the pair, against it, what is not known, where the pair should stand and how sure that is; otherwise null.</param>
internal sealed record ResultAnswer(
    long Id,
    string Url,
    string Name,
    string? Pronouns,
    IReadOnlyList<string> Credentials,
    IReadOnlyList<string> Professions,
    bool RegistryOnly,
    double? Miles,
    bool FromAfar,
    IReadOnlyList<PlaceLine> Places,
    Fact<IReadOnlyList<Profiles.Opening>>? Openings,
    Fact<IReadOnlyList<Fee>>? Fees,
    IReadOnlyList<Meets> Meets,
    IReadOnlyDictionary<string, int> Standing,
    FitLines? Fit)
{
    public static ResultAnswer Of(FoundProfile found, Found list, SearchKeys keys)
    {
        var facts = found.Facts;
        return new ResultAnswer(
            found.Profile.Id,
            ProfileLinks.Page(found.Profile.Id, facts.Name?.Value),
            facts.Name?.Value.Display() ?? "",
            facts.Pronouns?.Value,
            facts.Credentials?.Value.Codes ?? [],
            facts.Professions?.Value ?? [],
            !found.Profile.Claimed,
            found.Hit.Miles,
            found.Hit.FromAfar,
            [.. (facts.Places?.Value ?? []).Select(place => new PlaceLine(place.City, place.State, place.Zip))],
            facts.Openings,
            facts.Fees,
            [.. found.Hit.Matches.Select(match => new Meets(
                keys.Schema.Keys[match.Key].Name,
                [.. match.Values.Select(value => keys.Schema.Keys[match.Key].Values[value])],
                match.IsNice,
                match.Met,
                match.NotKnown))],
            found.Hit.Standing.Where(standing => standing.Criterion != Criterion.Fit).ToDictionary(
                standing => SearchAnswer.Name(standing.Criterion), standing => standing.Rank, StringComparer.Ordinal),
            list.LinesOf(facts, found.Profile.Id));
    }
}

/// <summary>Where somebody works, as far as a list says it.</summary>
internal sealed record PlaceLine(string City, string State, string Zip);

/// <summary>How a person meets one filter or wish.</summary>
internal sealed record Meets(string Filter, IReadOnlyList<string> Values, bool Nice, bool Met, bool NotKnown);
