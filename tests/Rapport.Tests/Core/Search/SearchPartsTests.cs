using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

public sealed class SearchPartsTests
{
    [Theory]
    [InlineData(37.7749, -122.4194, 34.0522, -118.2437, 347.4)] // San Francisco to Los Angeles
    [InlineData(51.88, 179.9, 51.88, -179.9, 8.5)] // across the dateline
    [InlineData(90, 0, 90, 135, 0)] // one pole
    [InlineData(0, 0, 0, 180, 12_436.8)] // half the Earth
    public void Distances_are_those_of_the_great_circle(double latA, double lonA, double latB, double lonB, double miles) =>
        Assert.Equal(miles, GreatCircle.ToMiles(UnitVector.Of(latA, lonA).ChordSquared(UnitVector.Of(latB, lonB))), 0.1);

    [Fact]
    public void Neighbours_on_the_curve_are_neighbours_on_the_map()
    {
        // Along a Hilbert curve the step between one cell and the next is never diagonal and never a jump, so many points
        // in a row, sorted by it, make a far shorter way than in any order of rows.
        var random = new Random(1);
        var listings = Enumerable.Range(0, 2000).Select(i => new Listing
        {
            Id = i,
            Values = [],
            Places = [new ListingPlace((random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180, -1)],
        }).OrderBy(SpaceFillingCurve.Position).ToArray();
        var way = listings.Zip(listings.Skip(1), (a, b) =>
            Math.Abs(a.Places[0].Latitude - b.Places[0].Latitude) + Math.Abs(a.Places[0].Longitude - b.Places[0].Longitude)).Sum();

        Assert.InRange(way, 0, 2000 * 12);
    }

    [Fact]
    public void A_set_is_the_same_whether_it_is_kept_as_bits_or_as_numbers() =>
        Gen.Int[0, 699].Array[0, 20].Select(docs => docs.Distinct().Order().ToArray()).Sample(docs =>
        {
            using var candidates = new Candidates(700);
            for (var doc = 0; doc < 700; doc += 3)
            {
                Bits.Set(candidates.Span, doc);
            }

            candidates.Settle();
            var set = DocSet.Of(docs, 700);
            var bits = new ulong[Bits.Words(700)];
            set.OrInto(bits);

            Assert.Equal(docs.Length, set.Count);
            Assert.Equal(docs.Length, Bits.Count(bits));
            Assert.Equal(docs.Count(doc => doc % 3 == 0), set.CountIn(candidates));
            Assert.All(docs, doc => Assert.True(set.Contains(doc)));
            Assert.Equal(docs.Contains(350), set.Contains(350));
            Assert.Equal(docs.Length, DocSet.Of(bits, 700).Count);
        });

    [Fact]
    public void Merged_postings_rise_and_hold_the_fields_of_both_sides()
    {
        var left = new Postings.Builder();
        left.Add(0, "calm calm", Postings.InTerms);
        left.Add(0, "calm", Postings.InName);
        left.Add(1, "gone", Postings.InName);
        left.Add(2, "calm", Postings.InStatements);
        var right = new Postings.Builder();
        right.Add(0, "calm zen", Postings.InName);
        var merged = Postings.Merge([left.Build(), right.Build()], [[0, -1, 2], [1]]);

        Assert.Equal([3, (1 << 3) | 1, (2 << 3) | 4], merged.Of("calm").ToArray());
        Assert.Equal([(1 << 3) | 1], merged.Of("zen").ToArray());
        Assert.Empty(merged.Of("gone").ToArray());
        Assert.Equal((0, 2), merged.Beginning(""));
        Assert.Equal((0, 1), merged.Beginning("ca"));
    }

    [Theory]
    [InlineData("Élan VITAL", "elan vital")]
    [InlineData("Can't, won’t", "cant wont")]
    [InlineData("'quoted' rock'n'roll", "quoted rocknroll")]
    [InlineData("ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ")]
    [InlineData("العَرَبِيَّة", "العربية")]
    [InlineData("a\ud83db", "a b")]
    [InlineData("EMDR-trained/42", "emdr trained 42")]
    [InlineData("  \0 ", "")]
    public void Words_are_folded_alike_in_every_script(string text, string words) =>
        Assert.Equal(words, SearchText.Fold(text));

    [Fact]
    public void Every_order_begins_with_the_tier_and_ends_with_the_id()
    {
        foreach (var sort in Enum.GetValues<SearchSort>())
        {
            var order = SearchOrder.Of(sort);
            Assert.Equal(sort, order.Sort);
            Assert.Equal(Criterion.Tier, order.Criteria[0]);
            Assert.Equal(Criterion.Id, order.Criteria[^1]);
        }
    }

    [Fact]
    public void An_opening_ranks_by_when_it_comes()
    {
        const int today = 100;
        Opening[] soonestFirst =
        [
            new(OpeningKind.Open, 90), new(OpeningKind.Open, 101), new(OpeningKind.Open, 900), new(OpeningKind.WaitingList, Weeks: 2),
            new(OpeningKind.WaitingList), new(OpeningKind.NotKnown), new(OpeningKind.ExistingOnly), new(OpeningKind.Full),
        ];
        var ranks = soonestFirst.Select(opening => SearchOrder.OpeningRank(opening, today)).ToArray();

        Assert.Equal(ranks.Order().Distinct(), ranks);
    }

    [Fact]
    public void A_schema_refuses_what_would_be_ambiguous()
    {
        Assert.ThrowsAny<ArgumentException>(() => new FilterKey("language", FilterKind.Values, ["en", "en"]));
        Assert.ThrowsAny<ArgumentException>(() => new FilterKey("prescribes", FilterKind.Flag, ["yes"]));
        Assert.ThrowsAny<ArgumentException>(() => new FilterKey("feeMax", FilterKind.Maximum, ["100", "50"]));
        Assert.ThrowsAny<ArgumentException>(() => new FilterKey("feeMax", FilterKind.Maximum, ["cheap"]));
        var key = new FilterKey("format", FilterKind.Format, ["inPerson"]);
        Assert.ThrowsAny<ArgumentException>(() => new SearchSchema([key, key]));
        Assert.ThrowsAny<ArgumentException>(() => new SearchSchema([key, new FilterKey("way", FilterKind.Format, ["inPerson"])]));
    }
}
