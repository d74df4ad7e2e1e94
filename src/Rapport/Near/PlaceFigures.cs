using Rapport.Core.Search;
using Rapport.Search;

namespace Rapport.Near;

/// <summary>What can be said of the people of a place together, where they are enough.</summary>
/// <param name="People">How many they are.</param>
/// <param name="OpenNow">How many of them say that they have an opening now.</param>
/// <param name="Spanish">How many of them speak Spanish.</param>
/// <param name="Fees">What a session costs; null where too few say.</param>
internal sealed record PlaceFigures(int People, int OpenNow, int Spanish, FeeFigures? Fees)
{
    /// <summary>From fewer people than these no figure is made: it could be told whose it is.</summary>
    public const int FewestPeople = 5;

    /// <summary>The figures of who is found; null where too few are.</summary>
    /// <param name="index">Where they were found.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="found">What was found, with the counts of all values.</param>
    /// <param name="keys">The filters.</param>
    public static PlaceFigures? Of(SearchIndex index, SearchQuery query, SearchResult found, SearchKeys keys) =>
        found.Total < FewestPeople
            ? null
            : new PlaceFigures(
                found.Total,
                Count(found, keys, "opening", "open-now"),
                Count(found, keys, "language", "es"),
                FeeFigures.Of(index, query, found.Total - found.Facets[keys["feeMax"]].NotKnown));

    public static int Count(SearchResult found, SearchKeys keys, string key, string value) =>
        found.Facets[keys[key]].Counts[keys.Schema.Keys[keys[key]].OrdinalOf(value)];
}

/// <summary>What a session costs among people who say it, in cents.</summary>
/// <param name="People">How many say it.</param>
/// <param name="Half">Half of them have a session for this or less.</param>
/// <param name="Quarter">One in four has one for this or less.</param>
internal sealed record FeeFigures(int People, int Half, int Quarter)
{
    public static FeeFigures? Of(SearchIndex index, SearchQuery query, int people) => people < PlaceFigures.FewestPeople
        ? null
        : new FeeFigures(people, At(index, query, (people - 1) / 2), At(index, query, (people - 1) / 4));

    /// <summary>The fee of the person at a position when all stand by their fee, the cheapest first.</summary>
    private static int At(SearchIndex index, SearchQuery query, int position) =>
        index.Search(query with { Sort = SearchSort.Fee, Skip = position, Take = 1, WithFacets = false })
            .Hits[0].Standing.First(standing => standing.Criterion == Criterion.Fee).Rank;
}
