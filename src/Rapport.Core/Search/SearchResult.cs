using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>What a search found.</summary>
/// <param name="Total">How many profiles pass all musts; exact.</param>
/// <param name="RegistryOnly">How many of them rest on a public registry alone (<see cref="Listing.Tier"/> 1).</param>
/// <param name="Hits">The page that was asked for, in order.</param>
/// <param name="Facets">For each key of the schema, in its order, the counts, without a value if the query did not ask for
/// that key; empty if it asked for none.</param>
/// <param name="Order">The order in which the hits stand.</param>
/// <param name="Words">The words of the text as they were searched: folded, in order; empty if no text was asked for.</param>
/// <param name="CloseWords">Those of the words that were taken for names that are close to them too.</param>
/// <param name="Areas">How many of those found meet people in each area, the area with most first, then by number; each
/// person counts once, in the area of <see cref="SearchHit.Area"/>. Empty if the query asked for none, or for no meeting in
/// person.</param>
public sealed record SearchResult(
    int Total,
    int RegistryOnly,
    IReadOnlyList<SearchHit> Hits,
    IReadOnlyList<FacetCounts> Facets,
    SearchOrder Order,
    IReadOnlyList<string> Words,
    IReadOnlyCollection<string> CloseWords,
    IReadOnlyList<AreaCount> Areas);

/// <summary>How many meet people in one area.</summary>
/// <param name="Area">The caller's number of the area, as it stood in <see cref="ListingPlace.Area"/>.</param>
/// <param name="Count">How many of those found.</param>
/// <param name="RegistryOnly">How many of these rest on a public registry alone.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AreaCount(int Area, int Count, int RegistryOnly);

/// <summary>The counts of one key, each made without that key's own filter.</summary>
/// <param name="Counts">By ordinal: what the total would be if the key's selection were that one value.</param>
/// <param name="NotKnown">How many pass all the other filters and are not known to have, or lack, any value. For the state
/// key: no place, and coverage not known. For the format key: who would stay beside the formats selected, were the not known kept.</param>
public sealed record FacetCounts(IReadOnlyList<int> Counts, int NotKnown);

/// <summary>One profile found.</summary>
public sealed class SearchHit
{
    private readonly SearchOrder? order;
    private readonly ulong key;
    private readonly int tenths;
    private readonly int area;

    /// <summary>A profile that no search found: nothing is known of a place, a filter or a position.</summary>
    /// <param name="id">Its number.</param>
    public SearchHit(long id) => (Id, tenths, area, CountsFromAfar, Matches) = (id, -1, -1, true, []);

    internal SearchHit(long id, int tenths, int area, IReadOnlyList<int>? areas, bool fromAfar, bool countsFromAfar, IReadOnlyList<KeyMatch> matches, SearchOrder order, ulong key, bool byLot)
    {
        (Id, this.tenths, this.area, Areas, FromAfar, CountsFromAfar, Matches, this.order, this.key, ByLot) =
            (id, tenths, area, areas, fromAfar, countsFromAfar, matches, order, key, byLot);
    }

    /// <summary>Its number.</summary>
    public long Id { get; }

    /// <summary>Miles, to a tenth, to its nearest place that counts (within the radius, in a selected state); null without an
    /// origin or such a place, and where the origin is postal areas.</summary>
    public double? Miles => tenths < 0 ? null : tenths / 10d;

    /// <summary>The area of that place; without an origin of its first place (in a selected state, if any is selected); null
    /// without such a place, or if the place lies in none.</summary>
    public int? Area => area < 0 ? null : area;

    /// <summary>The areas of all its places that count: within the radius, in a selected state, none if only meetings from afar
    /// are asked for; null where the search asks for no place, format or state, so that all count.</summary>
    public IReadOnlyList<int>? Areas { get; }

    /// <summary>With an origin: whether it covers the origin's state from afar.</summary>
    public bool FromAfar { get; }

    /// <summary>Whether its openings that hold <see cref="ListingOpening.FromAfar"/> counted.</summary>
    public bool CountsFromAfar { get; }

    /// <summary>How it meets each must and each nice-to-have that asked something, musts first. Hits that meet them alike share it.</summary>
    public IReadOnlyList<KeyMatch> Matches { get; }

    /// <summary>What decided its position: its rank for each criterion of the order. Read out of one number each time it is asked.</summary>
    public IReadOnlyList<Standing> Standing => order?.Unpack(key) ?? [];

    /// <summary>Whether the lot decided between it and its neighbour before or after, also one on another page.</summary>
    public bool ByLot { get; }
}

/// <summary>How a hit meets one filter.</summary>
/// <param name="Key">The position of the key.</param>
/// <param name="IsNice">Whether the filter was nice to have.</param>
/// <param name="Met">Whether it is met; a must always is.</param>
/// <param name="Values">Those of the selected values that the profile has; for an exclusion those it does not refuse.</param>
/// <param name="NotKnown">Whether the fact is not known.</param>
public sealed record KeyMatch(int Key, bool IsNice, bool Met, IReadOnlyList<int> Values, bool NotKnown);

/// <summary>The rank of a hit by one criterion: the smaller stands first.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Rank">The rank, from 0; what it counts is said at the criterion.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Standing(Criterion Criterion, int Rank);
