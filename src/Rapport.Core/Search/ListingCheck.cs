using System.Globalization;

namespace Rapport.Core.Search;

/// <summary>Whether a listing fits a schema, before anything is made of it.</summary>
internal static class ListingCheck
{
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Require(SearchSchema schema, Listing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var fits = listing.Values.Length == schema.Keys.Count
            && listing.Tier is 0 or 1
            && listing.CheapestFeeCents is null or >= 0
            && AreWithin(listing.OnlineStates, schema.StateCount);
        foreach (var place in listing.Places)
        {
            fits &= place.State >= -1 && place.State < schema.StateCount
                && place.Area is >= -1 and < Segment.MostAreas
                && Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180;
        }

        foreach (var (opening, values, place) in listing.Openings ?? [])
        {
            fits &= Enum.IsDefined(opening.Kind) && place >= ListingOpening.FromAfar && place < listing.Places.Count
                && AreWithin(values, schema.OpeningKey < 0 ? 0 : schema.Keys[schema.OpeningKey].Values.Count);
        }

        for (var key = 0; fits && key < listing.Values.Length; key++)
        {
            fits = AreWithin(listing.Values[key], schema.Keys[key].Values.Count);
        }

        if (!fits)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The profile {listing.Id} does not fit the schema."), nameof(listing));
        }
    }

    private static bool AreWithin(IReadOnlyList<int>? ordinals, int count)
    {
        var within = true;
        for (var i = 0; i < ordinals?.Count; i++)
        {
            within &= ordinals[i] >= 0 && ordinals[i] < count;
        }

        return within;
    }
}
