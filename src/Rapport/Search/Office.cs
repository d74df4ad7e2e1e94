using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Profiles;
using Opening = Rapport.Profiles.Opening;

namespace Rapport.Search;

/// <summary>A place of a profile where people come, as the search sees it.</summary>
/// <param name="Id">As openings point at it.</param>
/// <param name="Area">Where it lies.</param>
internal sealed record Office(int Id, PostalArea Area)
{
    /// <summary>Those of which it is known where they lie. Someone who says "online only" keeps an address that nobody visits.</summary>
    public static List<Office> Of(ProfileFacts facts, Gazetteer places)
    {
        if (facts.Formats is { } formats && !formats.Value.Contains("in-person", StringComparer.Ordinal))
        {
            return [];
        }
        return [.. (facts.Places?.Value ?? [])
            .Select(place => places.Find(place.Zip) is { } area ? new Office(place.Id, area) : null)
            .OfType<Office>()];
    }

    /// <summary>The openings by which a profile was judged in a search: those of no place, and of the places that count there.</summary>
    public static IReadOnlyList<Opening> OpeningsHere(ProfileFacts facts, SearchHit hit, Gazetteer places)
    {
        var openings = facts.Openings?.Value ?? [];
        if (hit.Areas is not { } here || openings.All(opening => opening.PlaceId is null))
        {
            return openings;
        }
        var elsewhere = Of(facts, places).Where(office => !here.Contains(office.Area.Number)).Select(office => office.Id).ToHashSet();
        return [.. openings.Where(opening => opening.PlaceId is not { } id || !elsewhere.Contains(id))];
    }
}
