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
            var candidates = new Candidates(700);
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

    // Sizes at which numbers are kept whole, by one byte within blocks of 256, by two within blocks of 65,536, and as bits.
    [Theory]
    [InlineData(700, 3)]
    [InlineData(700, 40)]
    [InlineData(200_000, 100)]
    [InlineData(200_000, 9_000)]
    [InlineData(200_000, 20_000)]
    [InlineData(1_300_000, 70_000)]
    public void Who_has_a_word_is_the_same_however_it_is_kept(int size, int count) =>
        Gen.Select(Gen.Int[0, size - 1].Array[count], Gen.Int[0, size - 1], Gen.Int[1, 200]).Sample((drawn, from, close) =>
        {
            // Some of them lie close together, as people of one town do.
            var docs = drawn.Select((doc, at) => at % 3 == 0 ? doc : (int)Math.Min(size - 1, from + ((long)doc * close / size))).Distinct().Order().ToArray();
            var filling = new DocSet.Filling(docs.Length, size, isCounted: false);
            foreach (var doc in docs)
            {
                filling.Add(doc);
                filling.Add(doc);
            }

            var set = filling.Set;
            using var written = new MemoryStream();
            using (var to = new BlockWriter(written))
            {
                set.Write(to);
                to.End();
            }

            written.Position = 0;
            using var blocks = new BlockReader(written);
            foreach (var one in (DocSet[])[set, DocSet.Read(blocks, docs.Length, size, isCounted: false)])
            {
                Assert.Equal(docs, Members(one));
                Assert.Equal(docs, Members(one.Among(Whole(size), size, isCounted: false)));
                Assert.Equal(docs.Where(doc => doc % 64 < 7), Members(one.Among(Whole(size, 0x7F), size, isCounted: false)));
                var bits = new ulong[Bits.Words(size)];
                one.OrInto(bits);
                Assert.Equal(docs.Length, Bits.Count(bits));
                Assert.All(docs, doc => Assert.True(Bits.Has(bits, doc)));
                foreach (var word in docs.Take(50).Append(from).Append(size - 1).Select(doc => doc >> 6))
                {
                    Assert.Equal(bits[word], one.WordOf(word));
                    Assert.Equal(bits[word], one.FourOf(word >> 2)[word & 3]);
                }

                Assert.All(docs.Take(50), doc => Assert.True(one.Contains(doc)));
                Assert.Equal(Bits.Has(bits, from), one.Contains(from));
                var candidates = new Candidates(size);
                candidates.Begin(one);
                Assert.Equal(docs.Length, one.CountIn(candidates));
            }
        }, iter: 20);

    private static ulong[] Whole(int size, ulong word = ulong.MaxValue)
    {
        var all = new ulong[Bits.Words(size)];
        Array.Fill(all, word);
        return all;
    }

    private static List<int> Members(DocSet set)
    {
        var members = new List<int>();
        foreach (var doc in set)
        {
            members.Add(doc);
        }

        return members;
    }

    [Fact]
    public void Merged_words_are_those_of_both_sides_without_who_is_gone()
    {
        var left = new WordSets.Builder();
        left.Add(0, "calm calm");
        left.Add(1, "gone");
        left.Add(2, "calm");
        var right = new WordSets.Builder();
        right.Add(0, "calm zen");
        var merged = WordMerge.Of([left.Build(3), right.Build(1)], [[0, -1, 2], [1]], [(0, 0), (1, 0), (0, 2)]);

        byte[] room = [];

        Assert.Equal([0, 1, 2], Who("calm"));
        Assert.Equal([1], Who("zen"));
        Assert.Empty(Who("gone"));
        Assert.Empty(Who("ca"));
        Assert.Equal([0, 1, 2], Who("ca", mayBegin: true));
        Assert.Equal([0, 1, 1, 2], Who("", mayBegin: true));
        Assert.True(merged.Has(0, merged.PhraseOf(["calm", "calm"]), ref room));
        Assert.False(merged.Has(1, merged.PhraseOf(["calm", "calm"]), ref room));
        Assert.True(merged.Has(1, merged.PhraseOf(["calm", "zen"]), ref room));
        Assert.False(merged.Has(1, merged.PhraseOf(["zen", "calm"]), ref room));
        Assert.Null(merged.PhraseOf(["calm", "gone"]));

        int[] Who(string word, bool mayBegin = false)
        {
            var found = new List<DocSet>();
            merged.Find(new AskedWord(word, mayBegin), found);
            var docs = new List<int>();
            foreach (var set in found)
            {
                foreach (var doc in set)
                {
                    docs.Add(doc);
                }
            }

            return [.. docs.Order()];
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Counting_by_rows_and_by_sets_comes_to_the_same(bool lists) =>
        Gen.Select(SearchWorlds.Directory(300), Gen.Int[1, 9]).Sample((listings, step) =>
        {
            var segment = SegmentBuilder.Build(SearchWorlds.Schema, listings).WithLookup(SearchWorlds.Schema);
            using var among = segment.Rent();
            for (var doc = 0; doc < segment.Size; doc += step)
            {
                Bits.Set(among.Span, doc);
            }

            among.Settle();
            int[] keys = [.. Enumerable.Range(0, SearchWorlds.Schema.Keys.Count).Where(key => key != SearchWorlds.Schema.FormatKey && key != SearchWorlds.Schema.StateKey)];
            var rows = new ValueRows(SearchWorlds.Schema, segment, lists);
            var sums = new int[rows.Bits];
            var touched = new bool[rows.Lanes];
            rows.LanesOf(keys, touched);
            rows.Count(among, touched, sums);

            foreach (var key in keys)
            {
                var sets = segment.Values[key].Append(segment.Unknown[key]).ToArray();
                Assert.Equal(sets.Select(set => set.CountIn(among)), sums.AsSpan(rows.StartOf(key), sets.Length).ToArray());
            }
        });

    [Fact]
    public void A_bitmap_that_comes_back_is_clear_however_it_was_used() =>
        Gen.Select(Gen.Int[0, 999].Array[0, 9], Gen.Int[0, 999].Array[0, 9], Gen.Bool, Gen.Bool).Sample((before, after, settled, again) =>
        {
            var pool = new CandidatePool(1000);
            var lent = pool.Rent();
            Array.ForEach(before, doc => Bits.Set(lent.Span, doc));
            if (settled)
            {
                lent.Settle();
            }

            Array.ForEach(after, doc => Bits.Set(lent.Span, doc));
            if (again)
            {
                lent.Settle();
                Assert.Equal(before.Union(after).Count(), lent.Count);
            }

            lent.Dispose();

            Assert.Same(lent, pool.Rent());
            Assert.All(lent.Bits, word => Assert.Equal(0UL, word));
        });

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
