using Rapport.Core.Places;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>A choice that a click takes away.</summary>
/// <param name="Remove">What the click sends.</param>
/// <param name="IsNice">It only lifts whoever has it.</param>
internal sealed record Chip(string Remove, string Text, bool IsNice = false);

/// <summary>How much a wish matters: a must, or only nice to have. One key is one wish, whatever is chosen of it.</summary>
internal sealed record Weight(string Key, string Text, bool IsNice);

/// <summary>What was asked for, one chip a choice.</summary>
internal sealed class Chips(SearchRequest wanted, Place? place, FilterGroups groups, string language)
{
    private static readonly Words L = Words.For("Rapport.Search.Chips");

    public IEnumerable<Chip> All()
    {
        if (place is { Kind: PlaceKind.State } state)
        {
            yield return new Chip(SearchForm.Place, language == "es" ? state.SpanishLabel : state.Label);
        }
        else if (place is not null && (wanted.RadiusMiles ?? Understanding.DefaultRadiusMiles) is var radius and not Understanding.DefaultRadiusMiles)
        {
            yield return new Chip(SearchForm.Radius, ResultsModel.Miles(radius));
        }
        if (wanted.Text is { } text)
        {
            yield return new Chip(SearchForm.Text, $"“{text}”");
        }
        foreach (var (key, values, isNice) in Wishes())
        {
            foreach (var value in values)
            {
                var words = groups.Text(key, value);
                yield return new Chip($"{key}:{value}", isNice ? L["Nice to have: {0}", words] : words, isNice);
            }
        }
    }

    /// <summary>The wishes, to be weighed.</summary>
    public IEnumerable<Weight> Weights() =>
        from wish in Wishes()
        select new Weight(wish.Key, string.Join(", ", wish.Values.Select(value => groups.Text(wish.Key, value))), wish.IsNice);

    private IEnumerable<(string Key, IReadOnlyList<string> Values, bool IsNice)> Wishes()
    {
        if (wanted.Format is { Count: > 0 } formats)
        {
            yield return ("format", formats, false);
        }
        foreach (var (asked, isNice) in new[] { (wanted.Filters, false), (wanted.Nice, true) })
        {
            foreach (var (key, selection) in asked ?? new Dictionary<string, Selection>(StringComparer.Ordinal))
            {
                yield return (key, [.. selection.Values.Where(value => value != SearchKeys.NotKnown)], isNice);
            }
        }
    }
}
