using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Places;

namespace Rapport.Search;

/// <summary>
/// A place as an address may say it: in the directory's words, never in those that were typed. Beside a ZIP there may
/// stand anything, also what is nobody's business.
/// </summary>
internal static class PlainPlace
{
    /// <summary>Null when no place was understood.</summary>
    public static string? Of(Understood understood, Language language) => understood.Place switch
    {
        null => null,
        { Kind: PlaceKind.Zip } zip => zip.Name,
        // The bare name asks again which of the places of that name, or nearly that name, is meant.
        { } place when understood.OtherPlaces.Count + understood.NearPlaces.Count > 0 && PlaceTable.Gazetteer.Resolve(place.Name).Best?.Label == place.Label =>
            place.Name,
        { } place => language == Language.Spanish ? place.SpanishLabel : place.Label,
    };
}
