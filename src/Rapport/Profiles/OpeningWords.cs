using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>An opening as a sign and words.</summary>
/// <param name="State">open · waiting · full · unknown: decides the sign.</param>
internal sealed record OpeningLine(string State, string Text);

/// <summary>Openings in words.</summary>
internal static class OpeningWords
{
    private static readonly Words L = Words.For("Rapport.Profiles.OpeningWords");

    /// <summary>The opening that lets a new person in soonest.</summary>
    public static OpeningLine Best(Fact<IReadOnlyList<Opening>>? openings, DateTime now)
    {
        var best = Soonest(openings, now);
        return best is null ? new OpeningLine("unknown", L["Openings not known"]) : Tell(best, now);
    }

    public static Opening? Soonest(Fact<IReadOnlyList<Opening>>? openings, DateTime now) =>
        openings?.Value.OrderBy(opening => Rank(opening, now)).FirstOrDefault();

    public static OpeningLine Tell(Opening opening, DateTime now) => opening switch
    {
        { Kind: "open", From: { } from } when from > DateOnly.FromDateTime(now) =>
            new("open", L["Open from {0}", FactWords.Day(from, now)]),
        { Kind: "open" } => new("open", L["Open now"]),
        { Kind: "waiting-list", Weeks: { } weeks } =>
            new("waiting", L.Many(weeks, "Waiting list, about a week", "Waiting list, about {0} weeks")),
        { Kind: "waiting-list" } => new("waiting", L["Waiting list"]),
        { Kind: "full", Until: { } until } => new("full", L["Full until {0}", FactWords.Day(until, now)]),
        { Kind: "full" } => new("full", L["Full"]),
        { Kind: "existing-only" } => new("full", L["Current clients only"]),
        { Kind: "existing-families" } => new("full", L["Current clients and their families only"]),
        _ => new("unknown", L["Openings not known"]),
    };

    /// <summary>How many new people this month; null when that was not said.</summary>
    public static string? Room(Opening opening) => (opening.Kind, opening.NewPeople) switch
    {
        ("open", "1") => L["Room for one new person this month."],
        ("open", "2-3") => L["Room for two or three new people this month."],
        ("open", "4+") => L["Room for four or more new people this month."],
        _ => null,
    };

    private static int Rank(Opening opening, DateTime now) => opening.Kind switch
    {
        "open" => Math.Clamp((opening.From?.DayNumber ?? 0) - DateOnly.FromDateTime(now).DayNumber, 0, 9_999),
        "waiting-list" => 10_000 + (opening.Weeks ?? 999),
        "full" => 30_000,
        _ => 20_000,
    };
}
