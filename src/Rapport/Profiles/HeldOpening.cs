namespace Rapport.Profiles;

/// <summary>
/// An answer about openings, and where it holds. The one that names no place holds everywhere; where others name places, it
/// holds for the rest: at the places without an answer of their own, and from afar.
/// </summary>
/// <param name="Opening">What was said.</param>
/// <param name="Places">The places where it holds; null is everywhere, from afar too.</param>
/// <param name="FromAfar">Whether it holds online or by telephone.</param>
internal sealed record HeldOpening(Opening Opening, IReadOnlyList<PracticePlace>? Places, bool FromAfar)
{
    /// <summary>The answers that hold anywhere, in the order in which they were given.</summary>
    public static IReadOnlyList<HeldOpening> Of(ProfileFacts facts)
    {
        var said = facts.Openings?.Value ?? [];
        if (said.All(opening => opening.PlaceId is null))
        {
            return [.. said.Select(opening => new HeldOpening(opening, Places: null, FromAfar: true))];
        }
        // Someone who says "online only" keeps an address that nobody visits.
        var visited = facts.Formats?.Value.Contains("in-person", StringComparer.Ordinal) == false ? [] : facts.Places?.Value ?? [];
        var rest = visited.Where(place => !said.Any(opening => opening.PlaceId == place.Id)).ToList();
        var isDivided = rest.Count < visited.Count;
        var held = new List<HeldOpening>(said.Count);
        foreach (var opening in said)
        {
            if (visited.FirstOrDefault(place => place.Id == opening.PlaceId) is { } own)
            {
                held.Add(new HeldOpening(opening, [own], FromAfar: false));
            }
            else if (opening.PlaceId is null && isDivided)
            {
                held.Add(new HeldOpening(opening, rest, WorksFromAfar(facts)));
            }
            else if (opening.PlaceId is null || said.All(other => other.PlaceId is not null))
            {
                held.Add(new HeldOpening(opening, Places: null, FromAfar: true));
            }
        }
        // When she has stopped working from afar, the answer for the rest may hold nowhere any more.
        held.RemoveAll(one => one is { Places.Count: 0, FromAfar: false });
        return held;
    }

    /// <summary>Whether one may come to her online or by telephone; who does not say how, but in which states, does.</summary>
    public static bool WorksFromAfar(ProfileFacts facts) => facts.Formats is { } formats
        ? formats.Value.Any(format => format is "online" or "phone")
        : facts.OnlineStates is { Value.Count: > 0 };
}
