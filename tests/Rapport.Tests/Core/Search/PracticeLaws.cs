using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>From the fourth of a practice on one stands after one's equals, wherever the profiles lie in the index.</summary>
public sealed class PracticeLaws
{
    [Fact]
    public void Where_many_are_of_one_practice_a_search_equals_a_plain_scan_through_any_edits() =>
        Trial.Run(inShort: 150, inLong: 6_000, cases => Gen.Select(
            CrowdedWorlds.Directory(120),
            Gen.Select(CrowdedWorlds.One(Gen.Long[0, 120]).Array[0, 6], Gen.Long[0, 120].Array[0, 4]).Array[0, 6],
            CrowdedWorlds.Query.Array[1, 4]).Sample(
            (listings, history, queries) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var truth = listings.ToDictionary(listing => listing.Id);
                foreach (var (upserts, removals) in history.Prepend(([], [])))
                {
                    index = index.With(upserts, removals);
                    foreach (var listing in upserts)
                    {
                        truth[listing.Id] = listing;
                    }

                    foreach (var id in removals)
                    {
                        truth.Remove(id);
                    }

                    foreach (var query in queries)
                    {
                        Assert.Equal(
                            new NaiveSearch(SearchWorlds.Schema, truth.Values).Ids(query),
                            index.Search(query).Hits.Select(hit => hit.Id));
                    }
                }
            },
            iter: cases));

    [Fact]
    public void A_large_class_is_cut_short_as_a_plain_scan_cuts_it() =>
        Trial.Run(inShort: 6, inLong: 200, cases => Gen.Select(CrowdedWorlds.Directory(1009), CrowdedWorlds.Query.Array[6], Gen.Int[0, 400]).Sample(
            (listings, queries, day) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings.Concat(Alone(1500)));
                foreach (var query in queries.Select((query, at) => at % 2 == 0 ? query with { Today = query.Today + day, Seed = Lot.SeedOf(query.Today + day) } : query))
                {
                    Assert.Equal(
                        new NaiveSearch(SearchWorlds.Schema, [.. listings, .. Alone(1500)]).Ids(query),
                        index.Search(query).Hits.Select(hit => hit.Id));
                }
            },
            iter: cases));

    [Fact]
    public void Of_ten_of_one_practice_three_stand_among_equals_and_seven_after_them_another_three_each_day()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, [.. Of(7, 1, 10), .. Of(null, 11, 30)]);
        var first = new HashSet<long>();
        for (var day = SearchWorlds.Today; day < SearchWorlds.Today + 60; day++)
        {
            var order = index.Search(new SearchQuery { Today = day, Seed = Lot.SeedOf(day), Take = 100 }).Hits;
            Assert.Equal(40, order.Select(hit => hit.Id).Distinct().Count());
            Assert.Equal(3, order.Take(33).Count(hit => hit.Id <= 10));
            Assert.All(order.Take(33), hit => Assert.Contains(new Standing(Criterion.Practice, 0), hit.Standing));
            Assert.All(order.Skip(33), hit => Assert.Contains(new Standing(Criterion.Practice, 1), hit.Standing));
            first.UnionWith(order.Take(33).Where(hit => hit.Id <= 10).Select(hit => hit.Id));
        }

        Assert.Equal(10, first.Count);
    }

    [Fact]
    public void Whoever_is_found_by_name_stands_by_the_lot_alone_and_so_does_everybody_in_an_order_that_was_chosen()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, Of(7, 1, 10).Concat(Of(null, 11, 5)));
        SearchQuery[] queries =
        [
            new() { Text = "Ana" },
            .. Enum.GetValues<SearchSort>().Where(sort => sort != SearchSort.Best).Select(sort => new SearchQuery { Sort = sort }),
        ];
        Assert.All(queries, query => Assert.All(
            index.Search(query).Hits, hit => Assert.DoesNotContain(new Standing(Criterion.Practice, 1), hit.Standing)));
    }

    private static IEnumerable<Listing> Of(long? practice, int from, int count) => Enumerable.Range(from, count)
        .Select(id => new Listing { Id = id, Values = new int[]?[8], Practice = practice, Name = "Ana" });

    private static Listing[] Alone(int count) => [.. Enumerable.Range(2000, count).Select(id => new Listing
    {
        Id = id,
        Values = new int[]?[8],
        Openings = [new ListingOpening(new Opening(OpeningKind.Open), [])],
        ConfirmedDay = SearchWorlds.Today,
        Practice = id % 3 == 0 ? 9 : null,
        Statements = "calm panic",
    })];
}
