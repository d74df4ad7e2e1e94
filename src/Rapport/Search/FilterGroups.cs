using System.Globalization;
using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>One choice of a filter.</summary>
/// <param name="Count">How many it would show; null where that is not known.</param>
internal sealed record FilterChoice(string Key, string Value, string Text, int? Count, bool IsChosen);

/// <summary>A group of choices under one heading.</summary>
/// <param name="Shown">Always to be seen.</param>
/// <param name="More">Behind "more".</param>
/// <param name="IsOpen">One of the four that stand open.</param>
internal sealed record FilterGroup(
    string Name, string Title, IReadOnlyList<FilterChoice> Shown, IReadOnlyList<FilterChoice> More, bool IsOpen)
{
    /// <summary>Choices of which one holds, the first of them being "any"; none in most groups.</summary>
    public IReadOnlyList<FilterChoice> OneOf { get; init; } = [];

    public bool HasChosen => Shown.Concat(More).Concat(OneOf.Skip(1)).Any(choice => choice.IsChosen);
}

/// <summary>The filters beside the results: grouped, with the count of each choice.</summary>
internal sealed class FilterGroups(SearchKeys keys, string language)
{
    private static readonly Words L = Words.For("Rapport.Search.FilterGroups");

    /// <summary>How many choices of a long list stand open.</summary>
    private const int Few = 4;

    public IReadOnlyList<FilterGroup> Of(SearchRequest request, SearchResult result)
    {
        FilterGroup Group(string name, string title, bool isOpen, params IEnumerable<FilterChoice>[] choices)
        {
            var all = choices.SelectMany(list => list).ToList();
            return new FilterGroup(name, title, all, [], isOpen);
        }
        FilterGroup Long(string name, string title, bool isOpen, List<FilterChoice> first, params IEnumerable<FilterChoice>[] always)
        {
            var shown = first.OrderByDescending(choice => choice.IsChosen).ThenByDescending(choice => choice.Count).Take(
                Math.Max(Few, first.Count(choice => choice.IsChosen))).ToHashSet();
            return new FilterGroup(
                name, title, [.. first.Where(shown.Contains), .. always.SelectMany(list => list)],
                [.. first.Where(choice => !shown.Contains(choice))], isOpen);
        }
        IEnumerable<FilterChoice> All(string key, bool zerosToo = false) => Choices(key, request, result, zerosToo);
        IEnumerable<FilterChoice> Yes(string key, string text) =>
            Choices(key, request, result, zerosToo: true).Where(choice => choice.Value == "yes").Select(choice => choice with { Text = text });

        return
        [
            Group("openings", L["Openings and times"], true,
                All("opening", zerosToo: true).Where(choice => choice.Value is "open-now" or "within-month" or "waiting-list"),
                All("times", zerosToo: true)),
            Long("pay", L["How you pay"], true, [.. All("insurer")], Yes("slidingScale", L["Sliding scale"])) with { OneOf = Prices(request, result) },
            Long("issues", L["Help with"], true, [.. All("issue")]),
            Group("format", L["In person or online"], true, All("format", zerosToo: true)),
            Long("language", L["Language"], false, [.. All("language")]),
            Group("who", L["Who they are"], false, All("gender"), All("profession"), All("community"), All("faith")),
            Group("ages", L["Ages, and who comes"], false, All("age"), All("who")),
            Long("work", L["How they work"], false, [.. All("approach")],
                Yes("freeFirstTalk", L["First talk is free"]), Yes("prescribes", L["Can prescribe medicine"])),
            Group("access", L["Getting there"], false, All("accessibility")),
        ];
    }

    /// <summary>The words of a choice, as a chip or a reason says it.</summary>
    public string Text(string key, string value) => (key, value) switch
    {
        ("opening", "waiting-list") => L["Waiting list is fine"],
        ("slidingScale", "yes") => L["Sliding scale"],
        ("freeFirstTalk", "yes") => L["First talk is free"],
        ("prescribes", "yes") => L["Can prescribe medicine"],
        ("feeMax", _) => L["Up to ${0}", value],
        ("notTaken", _) => L["Not: {0}", Label(key, value)],
        _ => Label(key, value),
    };

    /// <summary>
    /// The words of a choice in the middle of a line: "evenings", "Medi-Cal". Abbreviations and names keep their capitals;
    /// what stands in brackets explains them in the list of choices, and is left there.
    /// </summary>
    public string InSentence(string key, string value)
    {
        var text = Text(key, value);
        if (text.IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket && text[^1] == ')')
        {
            text = text[..bracket];
        }
        var isName = key is "insurer" or "state" or "credential" or "community" or "faith" || (key == "language" && language != "es");
        return !isName && text.Length > 1 && char.IsLower(text[1])
            ? char.ToLower(text[0], CultureInfo.CurrentCulture) + text[1..]
            : text;
    }

    private string Label(string key, string value)
    {
        var position = keys[key];
        var ordinal = keys.Schema.Keys[position].OrdinalOf(value);
        return ordinal < 0 ? value : keys.Label(position, ordinal, language);
    }

    /// <summary>One bound holds, so they are radios; "any price" is there as a radio cannot be unset without script.</summary>
    private List<FilterChoice> Prices(SearchRequest request, SearchResult result)
    {
        var bounds = Choices("feeMax", request, result, zerosToo: true)
            .Where(choice => choice.IsChosen || choice.Value is "75" or "100" or "150" or "200").ToList();
        var isSet = bounds.Exists(choice => choice.IsChosen);
        return [new FilterChoice("feeMax", "", L["Any price"], isSet ? null : result.Total, !isSet), .. bounds];
    }

    private IEnumerable<FilterChoice> Choices(string key, SearchRequest request, SearchResult result, bool zerosToo)
    {
        var position = keys[key];
        var values = keys.Schema.Keys[position].Values;
        var chosen = key == "format" ? request.Format : request.Filters?.GetValueOrDefault(key)?.Values;
        for (var value = 0; value < values.Count; value++)
        {
            var isChosen = chosen?.Contains(values[value], StringComparer.Ordinal) == true;
            var count = position < result.Facets.Count ? result.Facets[position].Counts[value] : 0;
            // Choices that would show nobody only make long lists longer.
            if (isChosen || zerosToo || count > 0)
            {
                yield return new FilterChoice(key, values[value], Text(key, values[value]), count, isChosen);
            }
        }
    }
}
