using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

public sealed class SearchIndexTests
{
    private const int Today = 739_000;
    private const int California = 0;
    private const int Nevada = 1;
    private const int InPerson = 0;
    private const int Online = 1;

    private static readonly SearchSchema Schema = new(
    [
        new FilterKey("issue", FilterKind.Values, ["anxiety", "grief", "sleep"]),
        new FilterKey("notTaken", FilterKind.Exclude, ["anxiety", "grief", "sleep"]),
        new FilterKey("language", FilterKind.Values, ["en", "es"]),
        new FilterKey("feeMax", FilterKind.Maximum, ["50", "100", "150"]),
        new FilterKey("format", FilterKind.Format, ["inPerson", "online"]),
        new FilterKey("state", FilterKind.State, ["CA", "NV"]),
    ]);

    private static readonly int Issue = Schema.IndexOf("issue");
    private static readonly int NotTaken = Schema.IndexOf("notTaken");
    private static readonly int Language = Schema.IndexOf("language");
    private static readonly int FeeMax = Schema.IndexOf("feeMax");
    private static readonly int Format = Schema.IndexOf("format");
    private static readonly int State = Schema.IndexOf("state");

    private static readonly ListingPlace Oakland = new(37.80, -122.27, California);
    private static readonly ListingPlace Sacramento = new(38.58, -121.49, California);
    private static readonly ListingPlace Reno = new(39.53, -119.81, Nevada);

    [Fact]
    public void A_fact_that_is_not_known_is_neither_yes_nor_no()
    {
        var index = Index(
            Profile(1, issues: [0]),
            Profile(2, issues: [1]),
            Profile(3, issues: null),
            Profile(4, issues: []));

        Assert.Equal([1], Found(index, new SearchQuery { Must = [new KeyFilter(Issue, [0])] }));
        Assert.Equal([1, 3], Found(index, new SearchQuery { Must = [new KeyFilter(Issue, [0], NotKnownToo: true)] }));
        Assert.Equal(1, index.Search(new SearchQuery()).Facets[Issue].NotKnown);
    }

    [Fact]
    public void Words_in_quotes_stand_one_behind_the_other_in_one_field_and_those_behind_a_minus_sign_nowhere()
    {
        var index = SearchIndex.Build(Schema,
        [
            new Listing { Id = 1, Values = Nothing(), Name = "Maria de la Cruz", Statements = "School refusal is what I know." },
            new Listing { Id = 2, Values = Nothing(), Name = "Cruz la de Maria", Statements = "Refusal, at school and at home." },
            new Listing { Id = 3, Values = Nothing(), Name = "Ana School", Statements = "Refusal" },
        ]);

        Assert.Equal([1], Found(index, new SearchQuery { Text = "\"school refusal\"" }));
        Assert.Equal([1, 2, 3], Found(index, new SearchQuery { Text = "school refusal" }));
        Assert.Equal([1], Found(index, new SearchQuery { Text = "“de la Cruz” school" }));
        Assert.Equal([2, 3], Found(index, new SearchQuery { Text = "school -\"school refusal\"" }));
        Assert.Equal([1, 2, 3], Found(index, new SearchQuery { Text = "school \"" }));
        Assert.Empty(Found(index, new SearchQuery { Text = "\"schoo\"" }));
    }

    [Fact]
    public void Of_what_people_say_a_word_stands_for_others_with_its_stem_in_the_language_of_the_search_and_of_names_it_does_not()
    {
        var schema = new SearchSchema(Schema.Keys) { Stems = new WordStems([("en", word => word.TrimEnd('s', 'd', 'e'))]) };
        var index = SearchIndex.Build(schema,
        [
            new Listing { Id = 1, Values = Nothing(), Statements = "After a divorce" },
            new Listing { Id = 2, Values = Nothing(), Statements = "divorced parents" },
            new Listing { Id = 3, Values = Nothing(), Name = "Divorces" },
        ]);

        Assert.Equal([1, 2], Found(index, new SearchQuery { Text = "divorced", Language = "en" }));
        Assert.Equal([2], Found(index, new SearchQuery { Text = "divorced" }));
        Assert.Equal([2], Found(index, new SearchQuery { Text = "\"divorced\"", Language = "en" }));
        Assert.Equal([3], Found(index, new SearchQuery { Text = "-divorce", Language = "en" }));
        Assert.Equal([], index.UnknownWords("divorcees", "en"));
        Assert.Equal(["divorcees"], index.UnknownWords("divorcees"));
    }

    [Fact]
    public void An_issue_not_taken_leaves_out_only_those_who_say_so()
    {
        var index = Index(
            Profile(1, notTaken: [0]),
            Profile(2, notTaken: [1]),
            Profile(3, notTaken: null),
            Profile(4, notTaken: []));
        var result = index.Search(new SearchQuery { Must = [new KeyFilter(NotTaken, [0])] });

        Assert.Equal([2, 3, 4], result.Hits.Select(hit => hit.Id).Order());
        Assert.Equal([3, 3, 4], result.Facets[NotTaken].Counts);
    }

    [Fact]
    public void Each_count_is_the_total_that_choosing_this_value_alone_would_give()
    {
        var index = Index(
            Profile(1, issues: [0, 1], languages: [0]),
            Profile(2, issues: [1], languages: [0, 1]),
            Profile(3, issues: [2], languages: [1]));
        var result = index.Search(new SearchQuery
        {
            Must = [new KeyFilter(Issue, [0, 1]), new KeyFilter(Language, [1])],
        });

        Assert.Equal(1, result.Total);
        Assert.Equal([0, 1, 1], result.Facets[Issue].Counts);
        Assert.Equal([2, 1], result.Facets[Language].Counts);
    }

    [Fact]
    public void A_known_place_does_not_say_that_people_are_met_there()
    {
        var index = Index(
            Profile(1, places: [Oakland], formats: [InPerson]),
            Profile(2, places: [Oakland]),
            Profile(3, places: [Sacramento]),
            Profile(4),
            Profile(5, places: [Reno]));
        var berkeley = new SearchOrigin(37.87, -122.27, 20, California);

        SearchQuery Asked(int format, bool unknownToo) => new() { Origin = berkeley, Must = [new KeyFilter(Format, [format], unknownToo)] };

        Assert.Equal([1, 2], Found(index, new SearchQuery { Origin = berkeley }));
        Assert.Equal([1], Found(index, Asked(InPerson, unknownToo: false)));
        Assert.Equal([1, 2, 4], Found(index, Asked(InPerson, unknownToo: true)));
        Assert.Equal([2, 3, 4], Found(index, Asked(Online, unknownToo: true)));
        var facet = index.Search(new SearchQuery { Origin = berkeley }).Facets[Format];
        Assert.Equal((1, 1), (facet.Counts[InPerson], facet.NotKnown));
    }

    [Fact]
    public void From_a_place_one_is_reached_by_an_office_near_or_by_coverage_of_the_state()
    {
        var index = Index(
            Profile(1, places: [Oakland], formats: [InPerson]),
            Profile(2, places: [Sacramento], formats: [InPerson]),
            Profile(3, places: [Reno], formats: [InPerson, Online], online: [California, Nevada]),
            Profile(4, formats: [Online], online: [Nevada]),
            Profile(5, formats: [Online], online: [California]));
        var berkeley = new SearchOrigin(37.87, -122.27, 20, California);

        Assert.Equal([1, 3, 5], Found(index, new SearchQuery { Origin = berkeley }));
        Assert.Equal([1], Found(index, new SearchQuery { Origin = berkeley, Must = [new KeyFilter(Format, [InPerson])] }));
        Assert.Equal([3, 5], Found(index, new SearchQuery { Origin = berkeley, Must = [new KeyFilter(Format, [Online])] }));
        Assert.Equal([3, 4, 5], Found(index, new SearchQuery { Must = [new KeyFilter(Format, [Online])] }));
        Assert.Equal([3, 4], Found(index, new SearchQuery { Must = [new KeyFilter(State, [Nevada])] }));
        Assert.Equal([1, 2], index.Search(new SearchQuery { Origin = berkeley }).Facets[Format].Counts);
    }

    [Fact]
    public void A_county_is_who_has_a_place_in_its_areas_and_nobody_in_it_is_nearer_than_another()
    {
        var index = Index(
            Profile(1, places: [Oakland with { Area = 94610 }]),
            // A mile over the county line.
            Profile(2, places: [Oakland with { Latitude = Oakland.Latitude + 0.01, Area = 94563 }]),
            Profile(3, places: [Oakland with { Latitude = Oakland.Latitude + 0.3, Area = 94550 }]),
            Profile(4, places: [Oakland with { Area = -1 }]),
            Profile(5, formats: [Online], online: [California]));
        var county = new SearchOrigin(Oakland.Latitude, Oakland.Longitude, 40, California, [94610, 94550]);
        var found = index.Search(new SearchQuery { Origin = county, Sort = SearchSort.Distance });

        Assert.Equal([1, 3, 5], found.Hits.Select(hit => hit.Id).Order());
        Assert.All(found.Hits, hit => Assert.Null(hit.Miles));
        Assert.Equal(found.Hits[0].Standing[1], found.Hits[1].Standing[1]);
        Assert.Equal([5L], found.Hits.Where(hit => hit.FromAfar).Select(hit => hit.Id));
    }

    [Fact]
    public void Who_rests_on_the_registry_alone_can_be_left_out_of_list_and_counts()
    {
        var index = Index(Profile(1, tier: 1, places: [Oakland]), Profile(2, places: [Oakland]));
        var found = index.Search(new SearchQuery { ConfirmedOnly = true });

        Assert.Equal(1, found.Total);
        Assert.Equal([2L], found.Hits.Select(hit => hit.Id));
        Assert.Equal(1, found.Facets[State].Counts[California]);
    }

    [Fact]
    public void Who_has_a_place_near_can_be_told_from_who_is_there_from_afar_whatever_they_say_of_how_one_meets()
    {
        var index = Index(
            Profile(1, places: [Oakland], formats: [InPerson]),
            Profile(2, places: [Oakland]),
            Profile(3, formats: [Online], online: [California]),
            Profile(4, places: [Sacramento], online: [California]));
        var found = index.Search(new SearchQuery { Origin = new(37.87, -122.27, 20, California), PlacedOnly = true });

        Assert.Equal([1, 2], found.Hits.Select(hit => hit.Id).Order());
        Assert.Equal(1, found.Facets[Format].Counts[Online]);
    }

    [Fact]
    public void The_distance_shown_is_that_of_the_nearest_place_within_the_radius()
    {
        var index = Index(Profile(1, places: [Sacramento, Oakland], online: [California]));
        SearchHit From(double radius) =>
            Assert.Single(index.Search(new SearchQuery { Origin = new(37.87, -122.27, radius, California) }).Hits);

        Assert.Equal(4.8, From(20).Miles);
        Assert.Null(From(1).Miles);
        Assert.True(From(1).FromAfar);
    }

    [Fact]
    public void A_circle_reaches_across_the_dateline_and_over_the_pole()
    {
        var index = Index(
            Profile(1, places: [new ListingPlace(52, 179.9, -1)]),
            Profile(2, places: [new ListingPlace(52, -179.9, -1)]),
            Profile(3, places: [new ListingPlace(89.9, 10, -1)]));

        Assert.Equal([1, 2], Found(index, new SearchQuery { Origin = new(52, 179.95, 10, -1) }));
        Assert.Equal([3], Found(index, new SearchQuery { Origin = new(89.9, -170, 15, -1) }));
    }

    [Fact]
    public void A_registry_record_stands_after_every_confirmed_profile_in_every_order()
    {
        var index = Index(
            Profile(1, tier: 1, name: "Aaron", fee: 1000, opening: new(OpeningKind.Open), confirmed: Today, places: [Oakland]),
            Profile(2, name: "Zoe", opening: new(OpeningKind.Full)));

        foreach (var sort in Enum.GetValues<SearchSort>())
        {
            Assert.Equal([2, 1], index.Search(new SearchQuery { Sort = sort, Today = Today }).Hits.Select(hit => hit.Id));
        }
    }

    [Fact]
    public void What_is_nice_to_have_lifts_and_never_leaves_out()
    {
        var index = Index(Profile(1), Profile(2, languages: [1]), Profile(3, languages: [1], issues: [0]));
        var hits = index.Search(new SearchQuery
        {
            Nice = [new KeyFilter(Language, [1]), new KeyFilter(Issue, [0, 2])],
        }).Hits;

        Assert.Equal([3, 2, 1], hits.Select(hit => hit.Id));
        Assert.Equal([true, true], hits[0].Matches.Select(match => match.Met));
        Assert.Equal([0], hits[0].Matches[1].Values);
        Assert.Equal([true, false], hits[1].Matches.Select(match => match.Met));
        Assert.True(hits[2].Matches[0].NotKnown);
        Assert.Contains(new Standing(Criterion.NiceMissing, 1), hits[1].Standing);
    }

    [Fact]
    public void A_hit_says_which_of_the_chosen_values_it_has_and_what_is_not_known()
    {
        var index = Index(Profile(1, issues: [0, 2], places: [Oakland], formats: [InPerson, Online], online: [Nevada]));
        var hit = Assert.Single(index.Search(new SearchQuery
        {
            Origin = new(37.87, -122.27, 20, California),
            Must =
            [
                new KeyFilter(Issue, [0, 1, 2]),
                new KeyFilter(Format, [InPerson, Online]),
                KeyFilter.AtMost(FeeMax, 9_000, notKnownToo: true),
            ],
        }).Hits);

        Assert.Equal([0, 2], hit.Matches[0].Values);
        Assert.Equal([InPerson], hit.Matches[1].Values);
        Assert.True(hit.Matches[2].NotKnown);
        Assert.False(hit.FromAfar);
    }

    [Fact]
    public void A_fee_bound_may_be_any_and_its_values_are_counted_as_bounds()
    {
        var index = Index(Profile(1, fee: 5_000), Profile(2, fee: 5_001), Profile(3, fee: 20_000), Profile(4));
        var result = index.Search(new SearchQuery { Must = [KeyFilter.AtMost(FeeMax, 5_000)], Sort = SearchSort.Fee });

        Assert.Equal([1], result.Hits.Select(hit => hit.Id));
        Assert.Equal([1, 2, 2], result.Facets[FeeMax].Counts);
        Assert.Equal(1, result.Facets[FeeMax].NotKnown);
    }

    [Theory]
    [InlineData("nunez", 1)]
    [InlineData("NÚÑEZ", 1)]
    [InlineData("panic att", 2)]
    [InlineData("attacks panic", 2)]
    [InlineData("pan", 2)]
    [InlineData("pa", 0)]
    [InlineData("panic nunez", 0)]
    [InlineData("obrien", 3)]
    [InlineData("قلق", 3)]
    [InlineData("%_'\"<>", 6)]
    [InlineData("😀", 6)]
    [InlineData("\ud83d", 6)]
    public void Every_word_must_stand_somewhere_and_the_last_may_be_begun(string text, int sumOfIds)
    {
        var index = Index(
            Profile(1, name: "María Núñez"),
            Profile(2, name: "Lee", statements: "I help with panic attacks."),
            Profile(3, name: "Sam O'Brien", statements: "قلق"));

        Assert.Equal(sumOfIds, Found(index, new SearchQuery { Text = text }).Sum());
    }

    [Fact]
    public void A_name_stands_before_a_mention()
    {
        var index = Index(
            Profile(1, name: "Kim", statements: "I trained with Rosa Luna.", opening: new(OpeningKind.Open)),
            Profile(2, name: "Rosa Luna"));

        Assert.Equal([2, 1], index.Search(new SearchQuery { Text = "rosa luna", Today = Today }).Hits.Select(hit => hit.Id));
    }

    [Fact]
    public void A_removal_takes_effect_with_the_next_search_and_a_held_index_does_not_change()
    {
        var before = Index(Profile(1), Profile(2), Profile(3));
        var after = before.With([Profile(2, name: "New", issues: [0])], [3, 99]);

        Assert.Equal([1, 2, 3], Found(before, new SearchQuery()));
        Assert.Equal([1, 2], Found(after, new SearchQuery()));
        Assert.Equal([2], Found(after, new SearchQuery { Text = "new" }));
        Assert.Equal(2, after.Count);
    }

    [Fact]
    public void An_id_that_is_changed_and_removed_at_once_is_gone() =>
        Assert.Equal([1], Found(Index(Profile(1)).With([Profile(2)], [2]), new SearchQuery()));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 20, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 0)]
    [InlineData(2, int.MaxValue, 1)]
    public void A_page_beyond_the_end_is_empty_and_the_total_stands(int skip, int take, int hits)
    {
        var result = Index(Profile(1), Profile(2), Profile(3)).Search(new SearchQuery { Skip = skip, Take = take });

        Assert.Equal(3, result.Total);
        Assert.Equal(hits, result.Hits.Count);
    }

    [Fact]
    public void A_long_text_is_read_to_its_bounds()
    {
        var index = Index(Profile(1, statements: "calm"));

        Assert.Equal([1], Found(index, new SearchQuery { Text = string.Concat(Enumerable.Repeat("calm ", 200_000)) }));
        Assert.Equal(
            SearchText.MaxWords, index.Search(new SearchQuery { Text = string.Concat(Enumerable.Repeat("a ", 500)) }).Words.Count);
    }

    [Fact]
    public void A_query_or_a_listing_that_does_not_fit_the_schema_is_refused()
    {
        var index = Index(Profile(1));
        SearchQuery[] wrong =
        [
            new() { Must = [new KeyFilter(99, [0])] },
            new() { Must = [new KeyFilter(Issue, [3])] },
            new() { Nice = [new KeyFilter(Issue, [0]), new KeyFilter(Issue, [1])] },
            new() { Must = [KeyFilter.AtMost(Issue, 100)] },
            new() { FacetKeys = [Issue, 99] },
            new() { Skip = -1 },
            new() { Take = -1 },
            new() { Origin = new(91, 0, 1, -1) },
            new() { Origin = new(0, double.NaN, 1, -1) },
            new() { Origin = new(0, 0, -1, -1) },
            new() { Origin = new(0, 0, 1, 2) },
        ];

        Assert.All(wrong, query => Assert.ThrowsAny<ArgumentException>(() => index.Search(query)));
        Assert.ThrowsAny<ArgumentException>(() => Index(Profile(1), Profile(1)));
        Assert.ThrowsAny<ArgumentException>(() => index.With([Profile(2, issues: [3])], []));
        Assert.ThrowsAny<ArgumentException>(() => index.With([Profile(2, online: [2])], []));
    }

    private static int[]?[] Nothing() => new int[]?[Schema.Keys.Count];

    private static SearchIndex Index(params Listing[] listings) => SearchIndex.Build(Schema, listings);

    private static IEnumerable<long> Found(SearchIndex index, SearchQuery query) =>
        index.Search(query).Hits.Select(hit => hit.Id).Order();

    private static Listing Profile(
        long id,
        int tier = 0,
        string name = "",
        string statements = "",
        int[]? issues = null,
        int[]? notTaken = null,
        int[]? languages = null,
        int[]? formats = null,
        ListingPlace[]? places = null,
        int[]? online = null,
        int? fee = null,
        Opening opening = default,
        int? confirmed = null) => new()
        {
            Id = id,
            Tier = tier,
            Name = name,
            Statements = statements,
            Values = [issues, notTaken, languages, null, formats, null],
            Places = places ?? [],
            OnlineStates = online,
            CheapestFeeCents = fee,
            Openings = opening == default ? null : [new ListingOpening(opening, [])],
            ConfirmedDay = confirmed,
        };

    [Fact]
    public void Room_from_afar_counts_where_one_may_meet_so_and_in_the_states_covered()
    {
        var schema = SearchWorlds.Schema;
        var (now, format, state) = (schema.OpeningKey, schema.FormatKey, schema.StateKey);
        var index = SearchIndex.Build(schema,
        [
            new Listing
            {
                Id = 1,
                Values = [null, null, null, null, null, [0, 1], null, null],
                Places = [new(37.80, -122.27, 1)],
                OnlineStates = [1, 2],
                Openings = [new(new(OpeningKind.Full), [], 0), new(new(OpeningKind.Open), [0], ListingOpening.FromAfar)],
            },
        ]);
        bool Has(SearchOrigin? origin, params KeyFilter[] filters) =>
            index.Search(new SearchQuery { Origin = origin, Must = [new KeyFilter(now, [0]), .. filters] }).Total > 0;
        var near = new SearchOrigin(37.80, -122.27, 5, 1);
        Assert.True(Has(near));
        Assert.True(Has(near, new KeyFilter(format, [0, 1])));
        Assert.False(Has(near, new KeyFilter(format, [0])));
        // From across the border of a state in which she sees nobody, her office is near and her room is not.
        Assert.False(Has(near with { State = 0 }));
        Assert.True(Has(null, new KeyFilter(state, [2])));
        Assert.False(Has(null, new KeyFilter(state, [1]), new KeyFilter(format, [0])));
        Assert.True(index.Search(new SearchQuery { Origin = near }).Hits[0].CountsFromAfar);
        Assert.False(index.Search(new SearchQuery { Origin = near, Must = [new KeyFilter(format, [0])] }).Hits[0].CountsFromAfar);
        Assert.ThrowsAny<ArgumentException>(() => SearchIndex.Build(schema,
            [new Listing { Id = 1, Values = new int[]?[8], Openings = [new(new(OpeningKind.Open), [0], -3)] }]));
    }

    [Fact]
    public void A_search_that_is_ended_ends_and_the_next_one_finds_what_it_did()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, SearchWorlds.Directory(200).Single());
        var query = new SearchQuery { Today = SearchWorlds.Today, WithFacets = true };
        var before = index.Search(query, TestContext.Current.CancellationToken);
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        Assert.Throws<OperationCanceledException>(() => index.Search(query, ended.Token));
        Assert.Throws<OperationCanceledException>(() => index.Explain(query, 1, ended.Token));
        var after = index.Search(query, TestContext.Current.CancellationToken);
        Assert.Equal(before.Total, after.Total);
        Assert.Equal(before.Hits.Select(hit => hit.Id), after.Hits.Select(hit => hit.Id));
    }
}
