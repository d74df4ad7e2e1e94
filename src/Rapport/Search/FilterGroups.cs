using System.Globalization;
using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>The filters beside the results: grouped, with the count of each choice.</summary>
internal sealed class FilterGroups(SearchKeys keys, string language)
{
    private static readonly Words L = Words.For("Rapport.Search.FilterGroups");

    /// <summary>How many choices of a long list stand open.</summary>
    private const int Few = 4;

    public IReadOnlyList<FilterGroup> Of(SearchRequest request, SearchResult result)
    {
        var parts = new FilterParts(keys, this, request, result);
        return
        [
            new("openings", L["Openings and times"], true,
            [
                parts.All("opening", choice => choice.Value is "open-now" or "within-month" or "waiting-list"),
                parts.All("times"),
            ]),
            new("pay", L["How you pay"], true,
            [
                parts.Plans(Few), parts.Yes("slidingScale", L["Sliding scale"]), parts.Prices() with { Title = L["One price limit"] },
                parts.Long("payment", 0) with { Summary = L["Ways to pay"] },
            ]),
            new("issues", L["Help with"], true,
            [
                parts.Long("issue", Few), parts.NotTaken() with { Summary = L["Leave out people who do not take…"] },
            ]),
            new("format", L["In person or online"], true, [parts.All("format")]),
            new("language", L["Language"], false, [parts.Long("language", Few * 2)]),
            new("who", L["Who they are"], false,
            [
                parts.Some("gender") with { Title = L["Gender"] },
                parts.Long("community", Few) with { Title = L["People they know well"] },
                parts.Long("faith", Few) with { Title = L["Faith"] },
            ]),
            new("ages", L["Ages, and who comes"], false,
            [
                parts.Some("age") with { Title = L["Age"] }, parts.Some("who") with { Title = L["Who comes"] },
            ]),
            new("work", L["How they work"], false,
            [
                parts.Long("approach", Few), parts.Yes("freeFirstTalk", L["First talk is free"]), parts.Yes("prescribes", L["Can prescribe medicine"]),
            ]),
            new("training", L["Training and license"], false,
            [
                parts.Long("profession", Few) with { Title = L["Kind of therapist"] }, parts.Long("credential", Few) with { Title = L["Titles"] },
            ]),
            new("access", L["Getting there"], false,
            [
                parts.Long("accessibility", Few), parts.Long("state", 0) with { Summary = L["State"] },
            ]),
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

    /// <summary>A value as its vocabulary calls it.</summary>
    public string Label(string key, string value)
    {
        var position = keys[key];
        var ordinal = keys.Schema.Keys[position].OrdinalOf(value);
        return ordinal < 0 ? value : keys.Label(position, ordinal, language);
    }
}
