using Rapport.Core.Places;
using Rapport.Layout;

namespace Rapport.Places;

/// <summary>Addresses of the pages of places: the same letters in both languages, so that one page has one address in each.</summary>
internal static class PlaceLinks
{
    /// <summary>Letters that any such part of an address can have.</summary>
    public const int Longest = 100;

    /// <summary>"/therapists/ca", "/es/therapists/ca/oakland"; null for a ZIP, which has no page of its own.</summary>
    public static string? Page(Place place, Language language) => place.Kind switch
    {
        PlaceKind.Zip => null,
        PlaceKind.State => $"{language.Prefix}/therapists/{place.Slug}",
        _ => $"{language.Prefix}/therapists/{place.State.Code.ToLowerInvariant()}/{place.Slug}",
    };

    /// <summary>The pages of all states.</summary>
    public static string States(Language language) => language.Prefix + "/places";
}
