using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>Who reads a list page after page meets nobody twice and misses nobody, whatever is edited meanwhile.</summary>
public sealed class PagingLaws
{
    [Fact]
    public void Who_was_seen_is_counted_and_keeps_a_place_but_stands_on_no_page() =>
        Trial.Run(inShort: 100, inLong: 10_000, cases => Gen.Select(
            SearchWorlds.Directory(150), SearchWorlds.Query, Gen.Long[0, 160].Array[0, 40]).Sample(
            (listings, query, seen) => AssertEqual(listings, query with { Seen = seen }),
            iter: cases));

    [Fact]
    public void Those_of_a_practice_who_were_seen_are_among_the_first_of_it_still() =>
        Trial.Run(inShort: 150, inLong: 10_000, cases => Gen.Select(
            CrowdedWorlds.Directory(200), CrowdedWorlds.Query, Gen.Int[0, 200].Array[0, 60]).Sample(
            (listings, query, seen) => AssertEqual(
                listings, query with { Seen = [.. seen.Where(at => at < listings.Length).Select(at => listings[at].Id)] }),
            iter: cases));

    [Fact]
    public void Whoever_reads_on_while_others_are_edited_meets_each_who_stays_once() =>
        Trial.Run(inShort: 60, inLong: 4_000, cases => Gen.Select(
            Gen.Bool.SelectMany(crowded => crowded
                ? Gen.Select(CrowdedWorlds.Directory(150), CrowdedWorlds.Query)
                : Gen.Select(SearchWorlds.Directory(150), SearchWorlds.Query)),
            Gen.Int[1, 20],
            Gen.Select(SearchWorlds.Listing(Gen.Long[0, 1100]).Array[0, 6], CrowdedWorlds.One(Gen.Long[0, 1100]).Array[0, 6], Gen.Long[0, 1100].Array[0, 12]).Array[1, 12]).Sample(
            (world, size, edits) =>
            {
                // Whether a misspelt name is forgiven depends on who else is there: then who is found changes too.
                var (listings, query) = (world.Item1, world.Item2 with { ForgivesNames = false, Skip = 0, Take = size, WithFacets = false, WithAreas = false });
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var stay = new NaiveSearch(SearchWorlds.Schema, listings).Ids(query with { Take = int.MaxValue }).ToHashSet();
                var met = new List<long>();
                for (var page = 0; ; page++)
                {
                    var hits = index.Search(query with { Seen = met }).Hits;
                    if (hits.Count == 0)
                    {
                        break;
                    }

                    met.AddRange(hits.Select(hit => hit.Id));
                    // The edits end some time, or the list would not.
                    var (others, equals, removed) = page < edits.Length ? edits[page] : ([], [], []);
                    var upserts = others.Concat(equals).DistinctBy(listing => listing.Id).ToArray();
                    stay.ExceptWith(upserts.Select(listing => listing.Id));
                    stay.ExceptWith(removed);
                    index = index.With(upserts, removed);
                }

                Assert.Equal(met.Distinct(), met);
                Assert.Subset(met.ToHashSet(), stay);
            },
            iter: cases));

    private static void AssertEqual(Listing[] listings, SearchQuery query)
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, listings.Take(listings.Length / 2)).With(listings.Skip(listings.Length / 2), []);
        var (naive, result) = (new NaiveSearch(SearchWorlds.Schema, listings), index.Search(query));
        Assert.Equal(naive.Total(query), result.Total);
        Assert.Equal(naive.Ids(query), result.Hits.Select(hit => hit.Id));
    }
}
