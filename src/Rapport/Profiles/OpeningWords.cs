using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>Openings in words.</summary>
internal static class OpeningWords
{
    private static readonly Words L = Words.For("Rapport.Profiles.OpeningWords");

    private const int NotKnownAt = 15_000;

    public static OpeningLine NotKnown => new("unknown", L["Openings not known"]);

    /// <summary>The opening that lets a new person in soonest; null without any.</summary>
    public static Opening? Soonest(IReadOnlyList<Opening> openings, DateTime now) =>
        openings.OrderBy(opening => Rank(opening, now)).FirstOrDefault();

    /// <summary>Whether one opening lets a new person in before another, or before one that is not known.</summary>
    public static bool IsSooner(Opening one, Opening? other, DateTime now) =>
        Rank(one, now) < (other is null ? NotKnownAt : Rank(other, now));

    public static OpeningLine Tell(Opening opening, DateTime now) => opening switch
    {
        { Kind: "open", From: { } from } when from > DateOnly.FromDateTime(now) =>
            new("open", L["Open from {0}", FactWords.Day(from, now)]),
        { Kind: "open" } => new("open", L["Open now"]),
        { Kind: "waiting-list", Weeks: { } weeks } =>
            new("waiting", L.Many(weeks, "Waiting list, about a week", "Waiting list, about {0} weeks")),
        { Kind: "waiting-list" } => new("waiting", L["Waiting list"]),
        // What was full until then may be anything now.
        { Kind: "full", Until: { } until } when until < DateOnly.FromDateTime(now) => NotKnown,
        { Kind: "full", Until: { } until } => new("full", L["Full until {0}", FactWords.Day(until, now)]),
        { Kind: "full" } => new("full", L["Full"]),
        { Kind: "existing-only" } => new("full", L["Current clients only"]),
        { Kind: "existing-families" } => new("full", L["Current clients and their families only"]),
        _ => NotKnown,
    };

    /// <summary>How many new people this month; null when that was not said, or said of a month that is over.</summary>
    public static string? Room(Opening opening, DateTime confirmed, DateTime now) => (opening.Kind, opening.NewPeople) switch
    {
        _ when (confirmed.Year, confirmed.Month) != (now.Year, now.Month) => null,
        // This month has no room where it opens in another.
        _ when opening.From is { } from && from > DateOnly.FromDateTime(now) && (from.Year, from.Month) != (now.Year, now.Month) => null,
        ("open", "1") => L["Room for one new person this month."],
        ("open", "2-3") => L["Room for two or three new people this month."],
        ("open", "4+") => L["Room for four or more new people this month."],
        _ => null,
    };

    /// <summary>
    /// For what an answer holds, where another may hold elsewhere: "in Oakland", "online and in Alameda"; null where there is
    /// but one way to come, or one answer for all.
    /// </summary>
    public static string? Where(HeldOpening held, ProfileFacts facts)
    {
        var places = facts.Places?.Value ?? [];
        var formats = facts.Formats?.Value ?? [];
        if (places.Count < 2 && !HeldOpening.WorksFromAfar(facts) && facts.Openings is not { Value.Count: > 1 })
        {
            return null;
        }
        // Of a place that nobody visits it is told for which it was said.
        var named = held.Places ?? [.. places.Where(place => place.Id == held.Opening.PlaceId)];
        var cities = FactWords.And([.. named.Select(place => PlaceWords.Named(place, places))]);
        var afar = held.Places is null || !held.FromAfar ? null
            : formats.Contains("phone", StringComparer.Ordinal) && !formats.Contains("online", StringComparer.Ordinal) ? L["by phone"] : L["online"];
        return (afar, named.Count) switch
        {
            (null, 0) => null,
            (null, _) => L["in {0}", cities],
            (_, 0) => afar,
            _ => L["{0} and in {1}", afar, cities],
        };
    }

    private static int Rank(Opening opening, DateTime now) => opening.Kind switch
    {
        "open" => Math.Clamp((opening.From?.DayNumber ?? 0) - DateOnly.FromDateTime(now).DayNumber, 0, 9_999),
        "waiting-list" => 10_000 + (opening.Weeks ?? 999),
        "full" => 30_000,
        _ => 20_000,
    };
}
