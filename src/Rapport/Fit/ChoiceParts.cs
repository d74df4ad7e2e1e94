using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>What can be chosen on a question, with the number of people each choice would show.</summary>
internal static class ChoiceParts
{
    /// <summary>The field of ways to work that did not help.</summary>
    public const string DidNotHelp = "did-not-help";

    // What stands open of a long list.
    private const int Many = 8;
    private const int Few = 3;

    private static readonly Words L = Words.For("Rapport.Fit.ChoiceParts");

    // Whoever asks for these cannot do without; the others lift and leave nobody out until somebody says that they must.
    private static readonly string[] Musts = ["language", "opening", "times", "insurer", "feeMax", "format"];

    public static FilterGroup Of(ChoiceQuestion question, SearchKeys keys, string language, SearchRequest request, SearchResult result)
    {
        var parts = new FilterParts(keys, new FilterGroups(keys, language), request, result);
        return new FilterGroup(
            question.Name, question.Heading, IsOpen: true,
            [.. question.Keys.SelectMany(key => Of(key, parts, request))]);
    }

    private static IEnumerable<FilterPart> Of(string key, FilterParts parts, SearchRequest request) =>
        key == "issue" && ChildAge.Of(parts, request) is { } age
            ? [age, Weighed(parts.Long(key, Many, ChildAge.Topics) with { Title = L["What for"] })]
            : [Weighed(Of(key, parts))];

    private static FilterPart Of(string key, FilterParts parts) => key switch
    {
        "issue" => parts.Long(key, Many),
        "gender" => parts.Some(key) with { Title = L["Gender"] },
        "language" => parts.Long(key, Few) with { Title = L["Language"] },
        "community" => parts.Long(key, Few) with { Title = L["People they know well"] },
        "faith" => parts.Long(key, Few) with { Title = L["Faith"] },
        "profession" => parts.Long(key, Few) with { Title = L["Kind of therapist"] },
        "opening" => parts.All(key, choice => choice.Value is "open-now" or "within-month" or "waiting-list") with { Title = L["Openings"] },
        "times" => parts.All(key) with { Title = L["When"] },
        "insurer" => parts.Plans(Few) with { Title = L["Insurance"] },
        "feeMax" => parts.Prices() with { Title = L["What you can pay for a session"] },
        _ => parts.All(key) with { Title = L["In person or online"] },
    };

    private static FilterPart Weighed(FilterPart part) => part with { IsNice = part.HasChosen ? part.IsNice : !Musts.Contains(part.Key, StringComparer.Ordinal) };
}
