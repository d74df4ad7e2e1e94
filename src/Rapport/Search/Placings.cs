using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Search;

/// <summary>What of the place a way on changes.</summary>
internal enum Elsewhere
{
    /// <summary>Look farther.</summary>
    Farther,

    /// <summary>Any way to meet.</summary>
    AnyFormat,

    /// <summary>Look farther, and any way to meet.</summary>
    FartherAnyFormat,

    /// <summary>All of the state.</summary>
    Statewide,

    /// <summary>Everywhere.</summary>
    Anywhere,
}

/// <summary>The same search at another place, or with another way to meet.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Change">What a button says to change it: see <see cref="SearchChange"/>.</param>
/// <param name="Placing">For the index.</param>
/// <param name="Miles">The distance, where it is another.</param>
internal sealed record Placed(Elsewhere Kind, string Change, SearchPlacing Placing, double Miles = 0);

/// <summary>The placings in which somebody may be found who is not found where the search was made.</summary>
internal static class Placings
{
    public static IReadOnlyList<Placed> Of(Understood understood, SearchKeys keys, IReadOnlyList<double> radii)
    {
        var query = understood.Query!;
        var format = query.Must.FirstOrDefault(must => must.Key == keys.Schema.FormatKey);
        var state = query.Must.FirstOrDefault(must => must.Key == keys.Schema.StateKey);
        var placings = new List<Placed>();
        void Add(Elsewhere kind, string change, SearchOrigin? origin, KeyFilter? by, KeyFilter? within, double miles = 0) =>
            placings.Add(new Placed(kind, change, new SearchPlacing(origin, by, within), miles));

        // A county is its own edge; there is no radius to widen.
        var wider = query.Origin is { Areas: null } near
            ? radii.Where(miles => miles > near.RadiusMiles).Select(miles => near with { RadiusMiles = miles }).ToList()
            : [];
        foreach (var origin in wider)
        {
            Add(Elsewhere.Farther, Farther(origin), origin, format, state, origin.RadiusMiles);
        }
        if (format is not null)
        {
            Add(Elsewhere.AnyFormat, "without:format", query.Origin, null, state);
            foreach (var origin in wider)
            {
                Add(Elsewhere.FartherAnyFormat, Farther(origin) + " without:format", origin, null, state, origin.RadiusMiles);
            }
        }
        if (understood.Place is { Kind: not PlaceKind.State } place)
        {
            var ordinal = keys.Schema.Keys[keys.Schema.StateKey].OrdinalOf(place.State.Code);
            Add(Elsewhere.Statewide, "statewide", null, format, state ?? new KeyFilter(keys.Schema.StateKey, [ordinal]));
        }
        Add(Elsewhere.Anywhere, "anywhere", null, null, null);
        return placings;
    }

    private static string Farther(SearchOrigin origin) =>
        FormattableString.Invariant($"{SearchForm.Radius}:{origin.RadiusMiles}");
}
