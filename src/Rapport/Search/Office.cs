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

    /// <summary>
    /// The openings of a profile, each at one office, from afar or everywhere: one that holds at several offices stands there
    /// for each of them.
    /// </summary>
    public static List<OfficeOpening> Openings(ProfileFacts facts, List<Office> offices)
    {
        var placed = new List<OfficeOpening>();
        foreach (var held in HeldOpening.Of(facts))
        {
            if (held.Places is null)
            {
                placed.Add(new OfficeOpening(held.Opening, ListingOpening.Everywhere));
                continue;
            }
            foreach (var place in held.Places)
            {
                var at = offices.FindIndex(office => office.Id == place.Id);
                if (at >= 0)
                {
                    placed.Add(new OfficeOpening(held.Opening with { PlaceId = place.Id }, at));
                }
                else if (held.Opening.PlaceId is not null)
                {
                    // An office that lies nowhere known is none to look near: what is said of it alone counts anywhere.
                    placed.Add(new OfficeOpening(held.Opening, ListingOpening.Everywhere));
                }
            }
            if (held.FromAfar)
            {
                placed.Add(new OfficeOpening(held.Opening, ListingOpening.FromAfar));
            }
        }
        return placed;
    }

    /// <summary>Whether a search that found a profile judged it by one of its openings.</summary>
    public static bool Counts(OfficeOpening opening, List<Office> offices, SearchHit hit) => opening.Place switch
    {
        ListingOpening.Everywhere => true,
        ListingOpening.FromAfar => hit.CountsFromAfar,
        var at => hit.Areas is not { } here || here.Contains(offices[at].Area.Number),
    };
}

/// <summary>An opening where the search sees it.</summary>
/// <param name="Opening">With its place, if it holds at one.</param>
/// <param name="Place">The position of its office, or as <see cref="ListingOpening.Place"/> says.</param>
internal sealed record OfficeOpening(Opening Opening, int Place);
