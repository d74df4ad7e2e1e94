using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>The searches that are measured, in kinds, from a seed.</summary>
internal static class SearchQueries
{
    public static readonly IReadOnlyList<(string Kind, Func<SyntheticDirectory, Random, SearchQuery> Make)> Kinds =
    [
        ("place, radius, 1 to 4 filters", (world, random) => Query(world, random, place: true, filters: random.Next(1, 5))),
        ("online in a state, 2 filters", (world, random) => new SearchQuery
        {
            Must =
            [
                new KeyFilter(world.Schema.FormatKey, [1]),
                new KeyFilter(world.Schema.StateKey, [random.Next(51)]),
                .. Filters(world, random, 2),
            ],
            Today = SyntheticDirectory.Today,
        }),
        ("text and state", (world, random) => new SearchQuery
        {
            Must = [new KeyFilter(world.Schema.StateKey, [random.Next(51)])],
            Text = world.WordOfRank(random.Next(20, 400)) + " " + world.WordOfRank(random.Next(20, 400)),
            Today = SyntheticDirectory.Today,
        }),
        ("one filter, whole country", (world, random) => Query(world, random, place: false, filters: 1)),
        ("place, 5 or more filters", (world, random) => Query(world, random, place: true, filters: random.Next(5, 8))),
        ("two common words, whole country", (world, random) => new SearchQuery
        {
            Text = world.WordOfRank(random.Next(8)) + " " + world.WordOfRank(random.Next(8)),
            Today = SyntheticDirectory.Today,
        }),
        ("nothing asked", (_, _) => new SearchQuery { Today = SyntheticDirectory.Today }),
    ];

    private static readonly string[] Asked =
        ["profession", "issue", "age", "who", "approach", "language", "gender", "insurer", "slidingScale", "times", "feeMax"];

    private static SearchQuery Query(SyntheticDirectory world, Random random, bool place, int filters)
    {
        var town = world.Towns[SyntheticDirectory.Skewed(random, world.Towns.Length)];
        return new SearchQuery
        {
            Origin = place
                ? new SearchOrigin(town.Latitude + 0.2, town.Longitude + 0.2, random.Next(5, 50), town.State)
                : null,
            Must = Filters(world, random, filters),
            Nice = Filters(world, random, 1),
            Today = SyntheticDirectory.Today,
        };
    }

    private static KeyFilter[] Filters(SyntheticDirectory world, Random random, int count)
    {
        var names = Asked.ToArray();
        random.Shuffle(names);
        return [.. names.Take(count).Select(name =>
        {
            var key = world.Schema.IndexOf(name);
            return name == "feeMax"
                ? KeyFilter.AtMost(key, random.Next(8, 20) * 1000)
                : new KeyFilter(key, [SyntheticDirectory.Skewed(random, world.Schema.Keys[key].Values.Count)]);
        })];
    }
}
