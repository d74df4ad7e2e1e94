using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>The chance of the first page that is told is the one that the lots give.</summary>
public sealed class ChanceLaws
{
    [Fact]
    public void The_chances_of_all_who_are_found_add_up_to_the_positions_on_the_page() =>
        Trial.Run(inShort: 25, inLong: 1_000, cases => Gen.Select(CrowdedWorlds.Directory(80), CrowdedWorlds.Query, Gen.Int[0, 60]).Sample(
            (listings, query, take) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var chances = Chances(index, query with { Take = take });
                Assert.All(chances.Values, chance => Assert.InRange(chance, 0, 1 + 1e-9));
                Assert.Equal(Math.Min(take, chances.Count), chances.Values.Sum(), 1e-9);
            },
            iter: cases));

    [Fact]
    public void Over_two_thousand_seeds_each_stands_on_the_first_page_as_often_as_her_chance_says() =>
        Trial.Run(inShort: 8, inLong: 200, cases => Gen.Select(CrowdedWorlds.Directory(60), CrowdedWorlds.Query, Gen.Int[1, 40]).Sample(
            (listings, query, take) =>
            {
                const int seeds = 2_000;
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                query = query with { Skip = 0, Take = take, WithFacets = false };
                var times = listings.ToDictionary(listing => listing.Id, _ => 0);
                for (var seed = 0; seed < seeds; seed++)
                {
                    foreach (var hit in index.Search(query with { Seed = (ulong)seed * 7_919 }).Hits)
                    {
                        times[hit.Id]++;
                    }
                }

                // Six times what chance alone makes of it: once in half a billion.
                Assert.All(Chances(index, query), one => Assert.InRange(
                    times[one.Key], (seeds * one.Value) - Spread(one.Value), (seeds * one.Value) + Spread(one.Value)));

                static double Spread(double chance) => 1e-6 + (6 * Math.Sqrt(Math.Max(0, seeds * chance * (1 - chance))));
            },
            iter: cases));

    [Fact]
    public void Without_a_large_practice_it_is_positions_over_people()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, Enumerable.Range(1, 30).Select(id => new Listing { Id = id, Values = new int[]?[8] }));
        Assert.All(Chances(index, new SearchQuery { Take = 20 }).Values, chance => Assert.Equal(20d / 30, chance));
        Assert.All(Chances(index, new SearchQuery { Take = 20, Sort = SearchSort.Name }).Values, chance => Assert.True(chance is 0 or 1));
    }

    [Fact]
    public void Of_millions_the_few_of_a_large_practice_have_the_chance_that_can_be_worked_out_by_hand()
    {
        // One position: whoever draws least of all has it, in a practice or not.
        LotClass.Member[] members = [.. Enumerable.Range(0, 200_000).Select(id => new LotClass.Member(0, id < 1_000 ? 7 : 0))];
        Assert.Equal(1d / members.Length, LotClass.Chance(members, members[0], 1), 1e-13);
        Assert.Equal(1d / members.Length, LotClass.Chance(members, members[^1], 1), 1e-13);
        // All but the last: the practice has 997 of the last positions, and the lot decides between a thousand of them.
        Assert.Equal(1 - (1 / 1000d), LotClass.Chance([.. members.Take(1010)], members[0], 1009), 1e-9);
    }

    private static Dictionary<long, double> Chances(SearchIndex index, SearchQuery query) =>
        index.Search(query with { Skip = 0, Take = int.MaxValue }).Hits.ToDictionary(hit => hit.Id, hit => index.Explain(query, hit.Id)!.Chance);
}
