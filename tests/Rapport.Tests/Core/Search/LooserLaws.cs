using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>What is found without a wish, without two, or elsewhere is counted as a plain scan counts it.</summary>
public sealed class LooserLaws
{
    [Fact]
    public void Letting_go_of_wishes_is_counted_as_a_plain_scan_does() =>
        Trial.Run(inShort: 150, inLong: 8_000, cases => Gen.Select(
            SearchWorlds.Directory(150), SearchWorlds.Listing(Gen.Long[0, 300]).Array[0, 5], SearchWorlds.Query, SearchWorlds.Placing.Array[0, 4]).Sample(
            (listings, edits, query, placings) =>
            {
                // Two segments, of which the larger one has gaps.
                var index = SearchIndex.Build(SearchWorlds.Schema, listings).With(edits, [37]);
                var truth = listings.ToDictionary(listing => listing.Id);
                foreach (var edit in edits)
                {
                    truth[edit.Id] = edit;
                }

                truth.Remove(37);
                AssertEqual(index.CountLooser(query, placings), new NaiveSearch(SearchWorlds.Schema, truth.Values), query, placings);
            },
            iter: cases));

    [Fact]
    public void What_is_no_wish_of_the_search_cannot_be_let_go_of()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, []);
        var counts = index.CountLooser(new SearchQuery { Must = [new KeyFilter(0, [1])] }, []);
        Assert.Equal([0], counts.Wishes);
        Assert.Throws<ArgumentException>(() => counts.Asked.Without(2));
        Assert.Throws<ArgumentException>(() => counts.Asked.Without(LooserCounts.Text));
        Assert.Throws<ArgumentException>(() => counts.WithoutBoth(0, 0));
        Assert.Throws<ArgumentException>(() => index.CountLooser(
            new SearchQuery(), [new SearchPlacing(null, Format: new KeyFilter(0, [1]))]));
    }

    private static void AssertEqual(LooserCounts counts, NaiveSearch naive, SearchQuery query, SearchPlacing[] placings)
    {
        Assert.Equal(naive.Total(query with { PlacedOnly = false }), counts.Asked.Total);
        Assert.Equal(naive.TotalWithout(query, null, [.. counts.Wishes]), counts.Asked.Everybody);
        foreach (var wish in counts.Wishes)
        {
            Assert.Equal(naive.TotalWithout(query, null, wish), counts.Asked.Without(wish));
            foreach (var other in counts.Wishes.Where(other => other != wish))
            {
                Assert.Equal(naive.TotalWithout(query, null, wish, other), counts.WithoutBoth(wish, other));
            }
        }

        Assert.Equal(placings.Length, counts.Placings.Count);
        foreach (var (placing, placed) in placings.Zip(counts.Placings))
        {
            Assert.Equal(naive.TotalWithout(query, placing), placed.Total);
            Assert.Equal(naive.TotalWithout(query, placing, [.. counts.Wishes]), placed.Everybody);
            Assert.All(counts.Wishes, wish => Assert.Equal(naive.TotalWithout(query, placing, wish), placed.Without(wish)));
        }
    }
}
