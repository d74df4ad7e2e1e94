using CsCheck;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Search;

/// <summary>The engine finds, counts and orders as a plain scan does, whatever the directory, the query and the edits.</summary>
public sealed class SearchLaws
{
    [Fact]
    public void Any_search_equals_a_plain_scan() =>
        Trial.Run(inShort: 250, inLong: 10_000, cases => Gen.Select(SearchWorlds.Directory(120), SearchWorlds.Query.Array[1, 6]).Sample(
            (listings, queries) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                foreach (var query in queries)
                {
                    AssertEqual(index, listings, query);
                }
            },
            iter: cases,
            print: world => Describe(world.Item1, world.Item2)));

    [Fact]
    public void A_larger_directory_with_dense_and_sparse_values_equals_a_plain_scan() =>
        Trial.Run(inShort: 5, inLong: 300, cases => Gen.Select(SearchWorlds.Directory(1000), SearchWorlds.Query.Array[8]).Sample(
            (listings, queries) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                foreach (var query in queries)
                {
                    AssertEqual(index, listings, query);
                }
            },
            iter: cases,
            print: world => Describe(world.Item1, world.Item2)));

    [Fact]
    public void Keys_chosen_for_counting_are_counted_as_if_all_were_and_the_others_not_at_all() =>
        Trial.Run(inShort: 60, inLong: 3_000, cases => Gen.Select(
            SearchWorlds.Directory(120), SearchWorlds.Query, Gen.Int[0, SearchWorlds.Schema.Keys.Count - 1].Array[0, 4]).Sample(
            (listings, query, chosen) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var all = index.Search(query with { WithFacets = true }).Facets;
                var some = index.Search(query with { WithFacets = true, FacetKeys = chosen }).Facets;
                Assert.Equal(all.Count, some.Count);
                for (var key = 0; key < all.Count; key++)
                {
                    var counted = chosen.Contains(key);
                    Assert.Equal(counted ? all[key].Counts : [], some[key].Counts);
                    Assert.Equal(counted ? all[key].NotKnown : 0, some[key].NotKnown);
                }
            },
            iter: cases));

    [Fact]
    public void At_every_step_of_any_history_of_edits_a_search_equals_a_plain_scan() =>
        Trial.Run(inShort: 40, inLong: 1_500, cases => Gen.Select(
            SearchWorlds.Directory(60),
            Gen.Select(SearchWorlds.Listing(Gen.Long[0, 90]).Array[0, 6], Gen.Long[0, 90].Array[0, 4]).Array[1, 25],
            SearchWorlds.Query.Array[1, 3]).Sample(
            (listings, history, queries) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var truth = listings.ToDictionary(listing => listing.Id);
                foreach (var (upserts, removals) in history)
                {
                    index = index.With(upserts, removals);
                    Follow(truth, upserts, removals);
                    AssertHolds(index, truth.Values, queries);
                }
            },
            iter: cases,
            print: world => Describe(world.Item1, world.Item3)));

    [Fact]
    public void An_index_built_of_many_small_parts_answers_as_a_plain_scan() =>
        Trial.Run(inShort: 40, inLong: 4_000, cases => Gen.Select(
            SearchWorlds.Directory(300), Gen.Int[1, 40], Gen.Int[1, 60], SearchWorlds.Query.Array[1, 3]).Sample(
            (listings, some, enough, queries) =>
            {
                var builder = new IndexBuilder(SearchWorlds.Schema, enough);
                Parallel.ForEach(listings.Chunk(some), part => builder.Add(part));
                var index = builder.Build(stop: TestContext.Current.CancellationToken);
                Assert.InRange(index.SegmentCount, 0, 1);
                AssertHolds(index, listings, queries);
            },
            iter: cases,
            print: world => Describe(world.Item1, world.Item4)));

    [Fact]
    public void A_merge_that_ends_while_edits_go_on_changes_no_answer() =>
        Trial.Run(inShort: 15, inLong: 600, cases => Gen.Select(
            SearchWorlds.Directory(300),
            Gen.Select(SearchWorlds.Listing(Gen.Long[0, 900]).Array[0, 80], Gen.Long[0, 900].Array[0, 30], Gen.Int[0, 3]).Array[4, 25],
            SearchWorlds.Query).Sample(
            (listings, history, query) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var truth = listings.ToDictionary(listing => listing.Id);
                IndexMerge? running = null;
                foreach (var (upserts, removals, step) in history)
                {
                    // Begins after one edit and is put in place some edits later.
                    if (running is not null && step > 1)
                    {
                        index = index.With(running);
                        running = null;
                    }

                    if (running is null && index.NextMerge() is { } next)
                    {
                        running = next;
                        running.Run(SearchWorlds.Today);
                    }

                    index = index.With(upserts, removals);
                    upserts.ToList().ForEach(listing => truth[listing.Id] = listing);
                    removals.ToList().ForEach(id => truth.Remove(id));
                    Assert.Equal(truth.Count, index.Count);
                }

                AssertEqual(index, truth.Values, query);
                while (index.NextMerge() is { } last)
                {
                    last.Run(SearchWorlds.Today);
                    index = index.With(last);
                    AssertEqual(index, truth.Values, query);
                }

                Assert.InRange(index.SegmentCount, 0, 1 + (int)Math.Log(Math.Max(1, index.Count), 4));
            },
            iter: cases));

    [Fact]
    public void Edits_beside_a_merge_do_not_undo_its_work() =>
        Trial.Run(inShort: 10, inLong: 400, cases => Gen.Select(
            SearchWorlds.Directory(600), SearchWorlds.Listing(Gen.Long[1000, 3000]).Array[1, 200].Array[2, 6]).Sample(
            (listings, batches) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings.Take(60)).With(listings, []);
                while (batches.Length > 0)
                {
                    var merge = index.NextMerge();
                    merge?.Run(SearchWorlds.Today);
                    index = batches[..^1].Aggregate(index, (edited, batch) => edited.With(batch, []));
                    if (merge is not null)
                    {
                        var merged = index.With(merge);
                        Assert.NotSame(index, merged);
                        Assert.Equal(index.Count, merged.Count);
                        index = merged;
                    }

                    batches = batches[1..];
                }
            },
            iter: cases));

    [Fact]
    public void The_pages_laid_end_to_end_are_the_whole_list() =>
        Trial.Run(inShort: 100, inLong: 40_000, cases => Gen.Select(SearchWorlds.Directory(150), SearchWorlds.Query, Gen.Int[1, 17]).Sample(
            (listings, query, size) =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, listings);
                var whole = index.Search(Page(query, 0, int.MaxValue)).Hits.Select(hit => hit.Id);
                var pages = new List<long>();
                for (var skip = 0; skip < listings.Length + size; skip += size)
                {
                    pages.AddRange(index.Search(Page(query, skip, size)).Hits.Select(hit => hit.Id));
                }

                Assert.Equal(whole, pages);
            },
            iter: cases,
            print: world => Describe(world.Item1, [world.Item2])));

    [Fact]
    public void However_many_single_edits_come_the_segments_stay_few()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, []);
        SearchWorlds.Listing(Gen.Const(0L)).Sample(
            listing =>
            {
                for (var id = 0; id < 500; id++)
                {
                    index = index.With([SearchWorlds.WithId(listing, id)], []);
                    Assert.InRange(index.SegmentCount, 1, 1 + (int)Math.Log(index.Count, 4));
                }
            },
            iter: 1,
            threads: 1);
        Assert.Equal(500, index.Count);
    }

    /// <summary>Does to the profiles, by id, what an edit does to an index.</summary>
    internal static void Follow(Dictionary<long, Listing> truth, IEnumerable<Listing> upserts, IEnumerable<long> removals)
    {
        foreach (var listing in upserts)
        {
            truth[listing.Id] = listing;
        }

        foreach (var id in removals)
        {
            truth.Remove(id);
        }
    }

    /// <summary>Whether an index has these profiles and no others, and answers as a plain scan of them.</summary>
    internal static void AssertHolds(SearchIndex index, IReadOnlyCollection<Listing> listings, IEnumerable<SearchQuery> queries)
    {
        Assert.Equal(listings.Count, index.Count);
        AssertPages(index, listings);
        foreach (var query in queries)
        {
            AssertEqual(index, listings, query);
        }
    }

    private static void AssertEqual(SearchIndex index, IReadOnlyCollection<Listing> listings, SearchQuery query)
    {
        var naive = new NaiveSearch(SearchWorlds.Schema, listings);
        var result = index.Search(query);
        Assert.Equal(naive.Total(query), result.Total);
        Assert.Equal(naive.Ids(query), result.Hits.Select(hit => hit.Id));
        var byId = listings.ToDictionary(listing => listing.Id);
        Assert.All(result.Hits, hit => Assert.Equal(naive.Miles(byId[hit.Id], query), hit.Miles));
        Assert.All(result.Hits, hit => Assert.Contains(hit.Area ?? -1, naive.Areas(byId[hit.Id], query)));
        AssertSameAreas(naive, listings, query, result);
        for (var key = 0; key < SearchWorlds.Schema.Keys.Count; key++)
        {
            var counts = SearchWorlds.Schema.Keys[key].Values.Select((_, value) => naive.Count(query, key, value));
            Assert.Equal(counts, result.Facets[key].Counts);
            Assert.Equal(naive.NotKnown(query, key), result.Facets[key].NotKnown);
        }
    }

    private static void AssertSameAreas(NaiveSearch naive, IReadOnlyCollection<Listing> listings, SearchQuery query, SearchResult result)
    {
        var found = listings.Where(listing => naive.AsksForMeetingInPerson(query) && naive.Passes(listing, query))
            .Select(listing => naive.Areas(listing, query)).ToList();
        Assert.Equal(result.Areas.OrderByDescending(area => area.Count).ThenBy(area => area.Area), result.Areas);
        foreach (var area in new[] { 0, 1, 2, 63, 64, 99_999 })
        {
            var count = result.Areas.SingleOrDefault(count => count.Area == area).Count;
            Assert.InRange(count, found.Count(areas => areas.Contains(area) && areas.Count == 1), found.Count(areas => areas.Contains(area)));
        }

        Assert.All(result.Areas, area => Assert.True(area.Area >= 0 && area.Count > 0));
        Assert.InRange(
            result.Areas.Sum(area => area.Count), found.Count(areas => !areas.Contains(-1)), found.Count(areas => areas.Any(area => area >= 0)));
    }

    private static void AssertPages(SearchIndex index, IReadOnlyCollection<Listing> listings)
    {
        var confirmed = listings.Where(listing => listing.Tier == 0).OrderBy(listing => listing.Id).ToList();
        var pages = confirmed.Where(listing => listing.Slug is not null)
            .Select(listing => new PageOf(listing.Id, listing.Slug!, listing.ChangedDay)).ToList();
        Assert.Equal(pages, index.Pages(0, long.MaxValue));
        Assert.Equal(pages.Where(page => page.Id is >= 7 and < 30), index.Pages(7, 30));
        Assert.Equal(
            pages.GroupBy(page => page.Id / 8).Select(stretch => (stretch.Key * 8, stretch.Max(page => page.ChangedDay))), index.Stretches(8));
        var groups = Enumerable.Repeat(-1, 100_000).ToArray();
        (groups[0], groups[1], groups[63], groups[99_999]) = (2, 0, 0, 1);
        Assert.Equal(
            Enumerable.Range(0, 3).Select(group => confirmed.Count(listing =>
                listing.Places.Any(place => place.Area >= 0 && groups[place.Area] == group))),
            index.CountConfirmed(groups, 3));
    }

    private static SearchQuery Page(SearchQuery query, int skip, int take) => new()
    {
        Origin = query.Origin,
        ConfirmedOnly = query.ConfirmedOnly,
        Must = query.Must,
        Nice = query.Nice,
        Text = query.Text,
        TextIsNice = query.TextIsNice,
        ForgivesNames = query.ForgivesNames,
        Sort = query.Sort,
        Today = query.Today,
        Seed = query.Seed,
        Skip = skip,
        Take = take,
        WithFacets = false,
    };

    private static string Describe(Listing[] listings, SearchQuery[] queries) =>
        System.Text.Json.JsonSerializer.Serialize(new { listings, queries });
}
