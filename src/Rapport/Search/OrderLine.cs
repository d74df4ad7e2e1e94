using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>The order of this list in one line: what decides it here, of all that could.</summary>
internal static class OrderLine
{
    private static readonly Words L = Words.For("Rapport.Search.OrderLine");

    public static string Of(Found found)
    {
        var query = found.Understood.Query!;
        // In a county and in a state nobody is nearer than another; whoever is met from afar alone is at no distance at all.
        var distances = query.Origin is { Areas: null } && found.Result.Hits.Any(hit => hit.Miles is not null);
        var named = query.Text is not null && found.Result.Hits is [var first, ..]
            && first.Standing.Any(standing => standing is { Criterion: Criterion.NameMatch, Rank: 0 }) && found.Result.Words.Count > 0;
        return (named, query.Nice.Count > 0, distances) switch
        {
            (true, _, true) => L["That name first, then soonest openings and nearest."],
            (true, _, false) => L["That name first, then soonest openings."],
            (_, true, true) => L["Who has most of what is nice to have first, then soonest openings and nearest."],
            (_, true, false) => L["Who has most of what is nice to have first, then soonest openings."],
            (_, _, true) => L["Soonest openings and nearest first."],
            _ => L["Soonest openings first."],
        };
    }
}
