using System.Text;
using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>An index that was written and read again is the same, and one that was damaged on the way is refused.</summary>
public sealed class SearchIndexFileTests
{
    private static readonly byte[] Label = "whose it is"u8.ToArray();

    [Fact]
    public void An_index_read_again_answers_everything_as_a_plain_scan_also_after_more_edits() =>
        Trial.Run(inShort: 60, inLong: 3_000, cases => Gen.Select(
            SearchWorlds.Directory(150),
            Gen.Select(SearchWorlds.Listing(Gen.Long[0, 90]).Array[0, 6], Gen.Long[0, 900].Array[0, 30]).Array[2, 8],
            SearchWorlds.Query.Array[1, 4]).Sample(
            (listings, history, queries) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var truth = listings.ToDictionary(listing => listing.Id);
                foreach (var (upserts, removals) in history)
                {
                    index = Read(Written(index.With(upserts, removals)));
                    SearchLaws.Follow(truth, upserts, removals);
                    SearchLaws.AssertHolds(index, truth.Values, queries);
                }
            },
            iter: cases));

    [Fact]
    public void A_larger_index_with_pairs_counted_and_people_struck_out_answers_as_a_plain_scan() =>
        Trial.Run(inShort: 4, inLong: 200, cases => Gen.Select(
            SearchWorlds.Directory(1000), Gen.Long[0, 1008].Array[0, 300], SearchWorlds.Query.Array[6]).Sample(
            (listings, removals, queries) =>
            {
                var truth = listings.ToDictionary(listing => listing.Id);
                SearchLaws.Follow(truth, [], removals);
                var index = Read(Written(SearchIndex.Build(SearchWorlds.Schema, listings).With([], removals)));
                SearchLaws.AssertHolds(index, truth.Values, queries);
            },
            iter: cases));

    [Fact]
    public void Any_byte_that_is_changed_anywhere_is_noticed() =>
        Trial.Run(inShort: 1_500, inLong: 100_000, cases =>
        {
            var whole = Written(Some());
            Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[1, 255]).Sample(
                (at, change) =>
                {
                    var damaged = whole.ToArray();
                    damaged[at] ^= (byte)change;
                    Assert.Throws<InvalidDataException>(() => Read(damaged));
                },
                iter: cases);
        });

    [Fact]
    public void One_cut_off_anywhere_is_refused_and_one_that_goes_on_too() =>
        Trial.Run(inShort: 300, inLong: 20_000, cases =>
        {
            var whole = Written(Some());
            Gen.Int[0, whole.Length - 1].Sample(length => Assert.Throws<InvalidDataException>(() => Read(whole[..length])), iter: cases);
            Assert.Contains("too early", Refusal(whole[..^1]), StringComparison.Ordinal);
            Assert.Contains("longer", Refusal([.. whole, 0]), StringComparison.Ordinal);
            Assert.Contains("longer", Refusal([.. whole, .. whole]), StringComparison.Ordinal);
        });

    [Fact]
    public void What_is_none_or_of_another_version_or_other_filters_says_so()
    {
        var whole = Written(Some());
        Assert.Contains("holds no index", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("holds no index", Refusal("%PDF-1.7 something else altogether"u8.ToArray()), StringComparison.Ordinal);
        var older = whole.ToArray();
        older["RapportIndex"u8.Length]++;
        Assert.Contains("another version", Refusal(older), StringComparison.Ordinal);
        var others = new SearchSchema([new FilterKey("issue", FilterKind.Values, ["anxiety"])]);
        Assert.Contains("other filters", Refusal(whole, others), StringComparison.Ordinal);
    }

    [Fact]
    public void The_label_decides_before_the_rest_is_read()
    {
        var seen = "";
        var refused = Assert.Throws<InvalidDataException>(() => SearchIndexFile.Read(
            SearchWorlds.Schema, new MemoryStream(Written(Some())), label =>
            {
                seen = Encoding.UTF8.GetString(label.Span);
                return "It is not ours.";
            }));

        Assert.Equal("whose it is", seen);
        Assert.Equal("It is not ours.", refused.Message);
    }

    [Fact]
    public void Of_who_was_removed_nothing_is_written()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, Enumerable.Range(1, 40).Select(id => Named(id, id == 7 ? "Xiomara Quill" : "Ana")));
        Assert.Contains("xiomara", Text(Written(index)), StringComparison.Ordinal);

        var without = Text(Written(index.With([], [7])));

        Assert.DoesNotContain("xiomara", without, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("quill", without, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_length_that_is_not_there_makes_no_room()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BlockWriter(bytes))
        {
            writer.Number(int.MaxValue);
            writer.End();
        }

        bytes.Position = 0;
        using var reader = new BlockReader(bytes);
        Assert.Throws<InvalidDataException>(() => reader.Array<long>());
    }

    private static SearchIndex Some()
    {
        var listings = SearchWorlds.Directory(200).Single();
        return SearchIndex.Build(SearchWorlds.Schema, listings.Append(Named(5_000, "Ana"))).With([Named(5_001, "Pepe")], [5_000]);
    }

    private static Listing Named(long id, string name) => new()
    {
        Id = id,
        Name = name,
        Slug = $"{name.Replace(' ', '-')}-{id}",
        Values = new int[SearchWorlds.Schema.Keys.Count][],
        Statements = $"I am {name}",
    };

    private static byte[] Written(SearchIndex index)
    {
        using var bytes = new MemoryStream();
        SearchIndexFile.Write(index, Label, bytes);
        return bytes.ToArray();
    }

    private static SearchIndex Read(byte[] bytes, SearchSchema? schema = null) =>
        SearchIndexFile.Read(schema ?? SearchWorlds.Schema, new MemoryStream(bytes), _ => null);

    private static string Refusal(byte[] bytes, SearchSchema? schema = null) =>
        Assert.Throws<InvalidDataException>(() => Read(bytes, schema)).Message;

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
