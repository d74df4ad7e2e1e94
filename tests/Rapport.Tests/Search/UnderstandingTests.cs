using System.Text.Json;
using Rapport.Core.Search;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search;

namespace Rapport.Tests.Search;

/// <summary>What the words of a request mean, and how each one that means nothing is told.</summary>
public sealed class UnderstandingTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly Understanding Understanding = new(Keys, PlaceTable.Gazetteer);

    [Fact]
    public void A_ZIP_is_a_point_with_a_radius()
    {
        var understood = Read(new SearchRequest { Place = "94610", RadiusMiles = 5 });

        Assert.Equal("94610 Oakland, CA", understood.Place!.Label);
        Assert.Equal(5, understood.Query!.Origin!.RadiusMiles);
    }

    [Theory]
    [InlineData("😀😀", true), InlineData("%_'\"<>", true), InlineData("  ", false), InlineData(null, false), InlineData("grief!", false)]
    public void A_text_in_which_no_word_stands_is_told(string? text, bool told) =>
        Assert.Equal(told, Read(new SearchRequest { Text = text }).IsTextWithoutWords);

    [Fact]
    public void Without_a_radius_it_is_25_miles() =>
        Assert.Equal(25, Read(new SearchRequest { Place = "94610" }).Query!.Origin!.RadiusMiles);

    [Fact]
    public void A_state_is_everyone_who_sees_people_there()
    {
        var query = Read(new SearchRequest { Place = "California" }).Query!;

        Assert.Null(query.Origin);
        var filter = Assert.Single(query.Must);
        Assert.Equal("CA", Keys.Schema.Keys[filter.Key].Values[Assert.Single(filter.Values)]);
    }

    [Fact]
    public void A_state_as_the_place_and_others_among_the_filters_contradict_each_other()
    {
        var problem = Assert.Single(Read(Chosen("NV", "CA")).Problems);
        Assert.True(problem.IsContradiction);
        Assert.Equal("place", problem.Field);
        Assert.Equal(["Texas", "California", "Nevada"], problem.Places!.Select(place => place.Label));
        Assert.Empty(Read(Chosen("CA", "TX")).Problems);

        static SearchRequest Chosen(params string[] states) =>
            new() { Place = "Texas", Filters = new Dictionary<string, Selection> { ["state"] = new(states) } };
    }

    [Fact]
    public void A_distance_and_an_order_by_it_need_a_place()
    {
        Assert.Equal(["radiusMiles", "sort"], Read(new SearchRequest { RadiusMiles = 10, Sort = "distance" }).NeedsPlace);
        Assert.Empty(Read(new SearchRequest { Place = "94610", RadiusMiles = 10, Sort = "distance" }).NeedsPlace);
    }

    [Fact]
    public void Sixty_unknown_filters_and_values_are_told_once_each_and_not_as_too_many()
    {
        var names = Enumerable.Range(0, 60).Select(one => $"x{one}").ToArray();
        var problems = Read(new SearchRequest
        {
            Filters = names.ToDictionary(name => name, _ => new Selection("y"), StringComparer.Ordinal),
            Nice = new Dictionary<string, Selection> { ["issue"] = new(names) },
        }).Problems;
        Assert.Equal(["filters", "nice.issue"], problems.Select(problem => problem.Field));
        Assert.StartsWith("There is no filter \"x0\", \"x1\"", problems[0].Message, StringComparison.Ordinal);
        Assert.All(problems, problem => Assert.Contains("and 50 more", problem.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Alameda County", "Alameda County, CA", 40)]
    [InlineData("condado de Alameda", "Alameda County, CA", 40)]
    [InlineData("Orleans Parish, LA", "Orleans Parish, LA", 10)]
    [InlineData("municipio de Ponce", "Ponce Municipio, PR", 5)]
    public void A_county_is_exactly_its_ZIPs_whatever_the_distance(string typed, string label, int zips)
    {
        var understood = Read(new SearchRequest { Place = typed, RadiusMiles = 5 });
        var origin = understood.Query!.Origin!;

        Assert.Equal(label, understood.Place!.Label);
        Assert.True(origin.Areas!.Count >= zips, $"{origin.Areas.Count} ZIPs");
        Assert.All(understood.Place.Areas, area => Assert.True(understood.Place.Point.MilesTo(area.Point) < origin.RadiusMiles));
    }

    [Theory]
    [InlineData("online in Texas", "Texas")]
    [InlineData("en línea en Texas", "Texas")]
    [InlineData("online, Oakland, CA", "Oakland, CA")]
    public void Online_in_a_place_is_the_place_and_the_way_to_meet(string typed, string label)
    {
        var understood = Read(new SearchRequest { Place = typed });
        var format = Assert.Single(understood.Query!.Must, must => Keys.Schema.Keys[must.Key].Name == "format");

        Assert.Equal(label, understood.Place!.Label);
        Assert.Equal("online", Keys.Schema.Keys[format.Key].Values[Assert.Single(format.Values)]);
    }

    [Fact]
    public void Online_in_a_place_goes_with_what_was_chosen_beside_it()
    {
        Assert.Equal(2, Read(new SearchRequest { Place = "online in Texas", Format = ["phone"] }).Query!.Must.Sum(must => must.Values.Count) - 1);
        Assert.Empty(Read(new SearchRequest { Place = "online in Texas", Filters = Filters(("format", "phone")) }).Problems);
    }

    [Fact]
    public void Online_without_a_state_is_told() =>
        Assert.Contains("state", Assert.Single(Read(new SearchRequest { Place = "online" }).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_of_many_places_is_asked_back_where_none_is_clearly_meant()
    {
        var problem = Assert.Single(Read(new SearchRequest { Place = "Springfield" }).Problems);

        Assert.True(problem.IsAmbiguous);
        Assert.True(problem.Places!.Count > 4);
        Assert.Contains("Springfield, MO", problem.Message, StringComparison.Ordinal);
        Assert.Equal("MO", Read(new SearchRequest { Place = "Springfield, MO" }).Place!.State.Code);
    }

    [Theory]
    [InlineData("Orange County", false)]
    [InlineData("Orange County, CA", true)]
    [InlineData("Portland", true)]
    [InlineData("New York", true)]
    [InlineData("Washington", true)]
    public void Only_a_rival_of_its_size_in_another_state_makes_a_place_unclear(string place, bool isClear) =>
        Assert.Equal(isClear, Read(new SearchRequest { Place = place }).Place is not null);

    [Fact]
    public void A_name_of_many_places_is_the_largest_with_the_others_named_where_it_is_clearly_meant()
    {
        var understood = Read(new SearchRequest { Place = "Oakland" });

        Assert.NotNull(understood.Place);
        Assert.True(understood.OtherPlaces.Count > 3);
    }

    [Theory]
    [InlineData("00000")]
    [InlineData("Nowhereville, ZZ")]
    [InlineData("%_'\"<>")]
    [InlineData("😀😀😀")]
    [InlineData("مدينة")]
    public void A_place_that_is_none_is_told_with_an_example(string place)
    {
        var problem = Assert.Single(Read(new SearchRequest { Place = place }).Problems);

        Assert.Equal("place", problem.Field);
        Assert.Contains("Oakland, CA", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_distance_out_of_bounds_is_told(double miles) =>
        Assert.Equal("radiusMiles", Assert.Single(Read(new SearchRequest { Place = "94610", RadiusMiles = miles }).Problems).Field);

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var understood = Read(new SearchRequest
        {
            Place = "00000",
            RadiusMiles = -1,
            Page = 0,
            PageSize = 1_000,
            Sort = "1",
            Text = new string('a', SearchText.MaxCharacters + 1),
            Filters = Filters(("shoeSize", "44"), ("language", "klingon"), ("feeMax", "cheap")),
        });

        Assert.Null(understood.Query);
        Assert.Equal(
            ["feeMax", "filters.language", "filters.shoeSize", "page", "pageSize", "place", "radiusMiles", "sort", "text"],
            understood.Problems.Select(problem => problem.Field.Replace("filters.feeMax", "feeMax", StringComparison.Ordinal)).Order());
        Assert.Contains(understood.Problems, problem => problem.Message.Contains("shoeSize", StringComparison.Ordinal));
        Assert.Contains(understood.Problems, problem => problem.Message.Contains("klingon", StringComparison.Ordinal));
    }

    [Fact]
    public void The_billionth_page_is_empty_not_an_overflow()
    {
        var query = Read(new SearchRequest { Page = 1_000_000_000, PageSize = 100 }).Query!;

        Assert.Empty(SearchIndex.Build(Keys.Schema, []).Search(query).Hits);
    }

    [Fact]
    public void Ten_thousand_filters_are_too_many()
    {
        var filters = Enumerable.Range(0, 10_000).ToDictionary(number => $"key{number}", _ => new Selection("x"));

        Assert.Equal("filters", Assert.Single(Read(new SearchRequest { Filters = filters }).Problems).Field);
    }

    [Fact]
    public void Ten_thousand_values_are_too_many() =>
        Assert.Equal("filters", Assert.Single(Read(new SearchRequest
        {
            Filters = new Dictionary<string, Selection> { ["language"] = new(Enumerable.Repeat("es", 10_000).ToArray()) },
        }).Problems).Field);

    [Fact]
    public void Format_beside_and_among_the_filters_is_a_contradiction() =>
        Assert.Equal("format", Assert.Single(Read(new SearchRequest
        {
            Format = ["online"],
            Filters = Filters(("format", "phone")),
        }).Problems).Field);

    [Fact]
    public void Not_known_may_stay_beside_a_value()
    {
        var filter = Assert.Single(Read(new SearchRequest { Filters = Filters(("slidingScale", "yes", SearchKeys.NotKnown)) }).Query!.Must);

        Assert.True(filter.NotKnownToo);
    }

    [Fact]
    public void Values_may_be_written_without_brackets()
    {
        var request = JsonSerializer.Deserialize<SearchRequest>(
            """{ "format": "online", "filters": { "language": "es", "feeMax": 120, "prescribes": true, "times": ["evenings"] } }""",
            JsonSerializerOptions.Web)!;

        var query = Read(request).Query!;

        Assert.Equal(5, query.Must.Count);
        Assert.Equal(12_000, query.Must.Single(filter => filter.AtMostCents is not null).AtMostCents);
    }

    [Fact]
    public void Every_key_and_value_is_called_something_in_both_languages()
    {
        for (var key = 0; key < SearchKeys.All.Count; key++)
        {
            for (var value = 0; value < Keys.Schema.Keys[key].Values.Count; value++)
            {
                Assert.NotEmpty(Keys.Label(key, value, "en"));
                Assert.NotEmpty(Keys.Label(key, value, "es"));
            }
        }
    }

    private static Understood Read(SearchRequest request) => Understanding.Read(request, Today);

    private static Dictionary<string, Selection> Filters(params (string Key, string Value)[] filters) =>
        filters.ToDictionary(filter => filter.Key, filter => new Selection(filter.Value), StringComparer.Ordinal);

    private static Dictionary<string, Selection> Filters((string Key, string First, string Second) filter) =>
        new(StringComparer.Ordinal) { [filter.Key] = new Selection(filter.First, filter.Second) };
}
