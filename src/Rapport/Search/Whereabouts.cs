using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>What leaves somebody out of a list, and what takes it away.</summary>
/// <param name="Text">In words.</param>
/// <param name="Change">What a button sends (<see cref="SearchChange"/>); null where it is the place, which is changed beside the list.</param>
internal sealed record LeftOut(string Text, string? Change);

/// <summary>Where one person is in a list: how far down, or what leaves her out.</summary>
/// <param name="Person">Who.</param>
/// <param name="Position">From 1; null where she is not in it, or it is too long to be gone through.</param>
/// <param name="IsListed">Whether she is in it.</param>
/// <param name="Reasons">What leaves her out.</param>
internal sealed record Whereabouts(FoundProfile Person, bool IsListed, int? Position, IReadOnlyList<LeftOut> Reasons)
{
    private static readonly Words L = Words.For("Rapport.Search.Whereabouts");

    /// <param name="person">Who.</param>
    /// <param name="wanted">The search that made the list.</param>
    /// <param name="found">The list.</param>
    /// <param name="searches">Understands searches.</param>
    /// <param name="index">In which they are made.</param>
    /// <param name="groups">The words of choices.</param>
    /// <param name="stop">Ends the work.</param>
    public static Whereabouts Of(FoundProfile person, SearchRequest wanted, Found found, Searches searches, SearchIndex index, FilterGroups groups, CancellationToken stop)
    {
        var id = person.Profile.Id;
        bool Finds(SearchRequest part) => searches.Understand(part) is { Problems.Count: 0, Query: { } query } && index.Finds(query with { ForgivesNames = true }, id, stop);
        // Words that nobody has written were left out of the list's own search, so that search is asked.
        if (index.Finds(found.Understood.Query!, id, stop))
        {
            return new Whereabouts(person, true, ExplanationAnswer.Of(index, found, id, than: null, stop)?.Position, []);
        }
        var reasons = new List<LeftOut>();
        var place = new SearchRequest { Place = wanted.Place, RadiusMiles = wanted.RadiusMiles };
        if (!Finds(place))
        {
            reasons.Add(new(L["Is not where you look: {0}.", wanted.Place], null));
        }
        else if (wanted.Format is { Count: > 0 } formats && !Finds(place with { Format = formats }))
        {
            reasons.Add(new(L["Does not meet there as you chose: {0}.", Values("format", formats, groups)], "without:format"));
        }
        foreach (var (key, asked) in wanted.Filters ?? new Dictionary<string, Selection>(StringComparer.Ordinal))
        {
            if (!Finds(Only(key, asked.Values)))
            {
                var values = Values(key, asked.Values, groups);
                reasons.Add(new(Finds(Only(key, [.. asked.Values, SearchKeys.NotKnown])) ? L["{0}: not said.", values] : L["{0}: no.", values], $"without:{key}"));
            }
        }
        if (wanted is { Text: { } text, TextIsNice: false } && !Finds(new SearchRequest { Text = text, TextLanguage = wanted.TextLanguage }))
        {
            reasons.Add(new(L["Your words do not fit: “{0}”.", text], "without:text"));
        }
        return new Whereabouts(person, false, null, reasons);
    }

    private static SearchRequest Only(string key, IReadOnlyList<string> values) =>
        new() { Filters = new Dictionary<string, Selection>(StringComparer.Ordinal) { [key] = new(values) } };

    private static string Values(string key, IReadOnlyList<string> values, FilterGroups groups) =>
        string.Join(", ", values.Where(value => value != SearchKeys.NotKnown).Select(value => groups.Text(key, value)));
}
