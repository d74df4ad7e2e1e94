using Rapport.Core.Places;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>A choice that a click takes away.</summary>
/// <param name="Remove">What the click sends.</param>
/// <param name="IsNice">It only lifts whoever has it.</param>
/// <param name="IsHeard">It was understood from what somebody wrote.</param>
internal sealed record Chip(string Remove, string Text, bool IsNice = false, bool IsHeard = false);

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
        else if (place is { Kind: not PlaceKind.County } && (wanted.RadiusMiles ?? Understanding.DefaultRadiusMiles) is var radius and not Understanding.DefaultRadiusMiles)
        {
            yield return new Chip(SearchForm.Radius, ResultsModel.Miles(radius));
        }
        if (wanted.Alike is { } alike)
        {
            yield return new Chip(SearchForm.Alike, L["Works like {0}", alike.Name]);
        }
        else if (wanted.Wishes is { Count: > 0 } told)
        {
            yield return new Chip(SearchForm.Wishes, L.Many(told.Count, "How you like to work: one answer", "How you like to work: {0} answers"));
        }
        if (wanted.NotHelped is { Count: > 0 } ways)
        {
            yield return new Chip(SearchForm.NotHelped, L["Did not help: {0}", string.Join(", ", ways.Select(way => groups.Text("approach", way)))]);
        }
        if (wanted.Text is { } text)
        {
            yield return new Chip(SearchForm.Text, TextWords.Chip(text, wanted.TextIsNice), wanted.TextIsNice);
        }
        foreach (var (key, values, isNice) in Wishes())
        {
            foreach (var (value, words) in AtOnce(key, values))
            {
                yield return new Chip($"{key}:{value}", !isNice ? words : key == "issue" ? L["If possible, help with: {0}", words] : L["Nice to have: {0}", words], isNice, IsHeard(key, value));
            }
        }
    }

    private bool IsHeard(string key, string values) =>
        wanted.Heard is { } heard && values.Split(',').Any(value => heard.Contains($"{key}:{value}", StringComparer.Ordinal));

    /// <summary>Each value by itself; but the ages of children, which one answer of the start page sets, together.</summary>
    private IEnumerable<(string Value, string Words)> AtOnce(string key, IReadOnlyList<string> values) =>
        key == "age" && WishWords.AreChildren(values)
            ? [(string.Join(',', values), L["Children and teens"])]
            : values.Select(value => (value, groups.Text(key, value)));

    /// <summary>The wishes, to be weighed.</summary>
    public IEnumerable<Weight> Weights() =>
        Wishes().Select(wish => new Weight(wish.Key, string.Join(", ", AtOnce(wish.Key, wish.Values).Select(one => one.Words)), wish.IsNice))
            .Concat(wanted.Text is { } text && TextWords.Asked(text) is { } asked ? [new Weight(SearchForm.Text, L["“{0}”", asked], wanted.TextIsNice)] : []);

    /// <summary>That those who have not said stay too is no wish.</summary>
    private static List<string> Said(IEnumerable<string> values) => [.. values.Where(value => value != SearchKeys.NotKnown)];

    private IEnumerable<(string Key, IReadOnlyList<string> Values, bool IsNice)> Wishes()
    {
        if (wanted.Format is { Count: > 0 } formats)
        {
            yield return ("format", Said(formats), false);
        }
        foreach (var (asked, isNice) in new[] { (wanted.Filters, false), (wanted.Alike is null ? wanted.Nice : null, true) })
        {
            foreach (var (key, selection) in asked ?? new Dictionary<string, Selection>(StringComparer.Ordinal))
            {
                yield return (key, Said(selection.Values), isNice);
            }
        }
    }
}
