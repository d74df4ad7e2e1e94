using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>Equals are ordered by a lot that anybody can draw again, that is the same all day and favours nobody.</summary>
public sealed class LotTests
{
    private const int People = 12;

    private static readonly int FirstDay = new DateOnly(2026, 1, 1).DayNumber;

    [Fact]
    public void The_seed_of_a_day_is_its_date() =>
        Assert.Equal(20_261_126UL, Lot.SeedOf(new DateOnly(2026, 11, 26).DayNumber));

    // Drawn by hand with the published steps; whoever changes them changes what the page on the order says.
    [Theory]
    [InlineData(0UL, 1L, 7409748)]
    [InlineData(20_261_126UL, 1L, 6448170)]
    [InlineData(20_261_126UL, 2L, 7143032)]
    public void A_lot_can_be_drawn_again_from_the_seed_and_the_number(ulong seed, long id, int lot) =>
        Assert.Equal(lot, Lot.Of(seed, id));

    [Fact]
    public void Over_ten_years_every_place_among_equals_falls_to_everybody_alike()
    {
        const int days = 3_650;
        var places = new int[People, People];
        var index = SearchIndex.Build(SearchWorlds.Schema, Enumerable.Range(1, People).Select(Alike));
        for (var day = 0; day < days; day++)
        {
            var order = Order(index, FirstDay + day);
            Assert.Equal(People, order.Distinct().Count());
            for (var place = 0; place < People; place++)
            {
                places[order[place] - 1, place]++;
            }
        }

        // Each row has 11 degrees of freedom; a fair lot exceeds 40 in one row of 30,000.
        const double expected = (double)days / People;
        for (var one = 0; one < People; one++)
        {
            var spread = Enumerable.Range(0, People).Sum(place => Math.Pow(places[one, place] - expected, 2) / expected);
            Assert.InRange(spread, 0, 40);
        }
    }

    [Fact]
    public void On_one_day_any_pages_hold_everybody_once_and_always_in_the_same_order() =>
        Trial.Run(inShort: 60, inLong: 5_000, cases => Gen.Select(Gen.Int[1, 90], Gen.Int[1, 25], Gen.Int[0, 3_000]).Sample(
            (people, size, day) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, Enumerable.Range(1, people).Select(Alike));
                var whole = Order(index, FirstDay + day);
                var pages = new List<long>();
                for (var skip = 0; skip < people; skip += size)
                {
                    pages.AddRange(Order(index, FirstDay + day, skip, size));
                }

                Assert.Equal(whole, pages);
                Assert.Equal(Enumerable.Range(1, people).Select(id => (long)id), whole.Order());
            },
            iter: cases));

    [Fact]
    public void The_lot_decides_only_where_everything_else_is_equal()
    {
        var near = new Listing { Id = 1, Values = new int[]?[8], Openings = [new ListingOpening(new Opening(OpeningKind.Open), [])] };
        var index = SearchIndex.Build(SearchWorlds.Schema, Enumerable.Range(2, 40).Select(Alike).Append(near));
        Assert.All(Enumerable.Range(0, 100), day => Assert.Equal(1, Order(index, FirstDay + day)[0]));
    }

    [Fact]
    public void The_lot_that_was_drawn_is_told_with_the_result()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, [Alike(5)]);
        var hit = Assert.Single(index.Search(Query(FirstDay, 0, 1)).Hits);
        Assert.Contains(new Standing(Criterion.Lot, Lot.Of(Lot.SeedOf(FirstDay), 5)), hit.Standing);
    }

    [Fact]
    public void That_the_lot_decided_is_told_also_of_who_stands_alone_on_a_page()
    {
        var near = new Listing { Id = 1, Values = new int[]?[8], Openings = [new ListingOpening(new Opening(OpeningKind.Open), [])] };
        var index = SearchIndex.Build(SearchWorlds.Schema, [near, Alike(2), Alike(3)]);
        var told = Enumerable.Range(0, 3).Select(skip => Assert.Single(index.Search(Query(FirstDay, skip, take: 1)).Hits).ByLot);
        Assert.Equal([false, true, true], told);
        Assert.Equal([false, true, true], index.Search(Query(FirstDay, 0, 3)).Hits.Select(hit => hit.ByLot));
        Assert.All(index.Search(Query(FirstDay, 0, 3) with { Sort = SearchSort.Name }).Hits, hit => Assert.False(hit.ByLot));
    }

    private static Listing Alike(int id) => new() { Id = id, Values = new int[]?[8] };

    private static List<long> Order(SearchIndex index, int day, int skip = 0, int take = 200) =>
        [.. index.Search(Query(day, skip, take)).Hits.Select(hit => hit.Id)];

    private static SearchQuery Query(int day, int skip, int take) =>
        new() { Today = day, Seed = Lot.SeedOf(day), Skip = skip, Take = take };
}
