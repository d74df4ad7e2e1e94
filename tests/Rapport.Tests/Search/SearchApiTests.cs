using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>The API as a program meets it.</summary>
public sealed class SearchApiTests
{
    [Fact]
    public async Task A_search_answers_total_results_and_facets()
    {
        await using var app = await Start();

        var answer = await Search(app, """{ "place": "94610", "radiusMiles": 10, "filters": { "language": ["es"] } }""");

        Assert.Equal(1, answer.GetProperty("total").GetInt32());
        var marisol = Assert.Single(answer.GetProperty("results").EnumerateArray());
        Assert.Equal("Marisol Vega", marisol.GetProperty("name").GetString());
        Assert.StartsWith("/therapist/marisol-vega-", marisol.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, answer.GetProperty("facets").GetProperty("language").GetProperty("es").GetInt32());
        Assert.True(answer.GetProperty("facets").GetProperty("language").GetProperty("en").GetInt32() >= 1);
        Assert.Equal(22, answer.GetProperty("facets").EnumerateObject().Count());
        Assert.Equal("94610 Oakland, CA", answer.GetProperty("place").GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_search_that_finds_few_tells_what_letting_go_would_find_and_each_number_comes_true()
    {
        await using var app = await Start();
        const string asked = """{ "place": "94610", "radiusMiles": 5, "filters": { "language": ["es", "vi"], "slidingScale": ["no"], "gender": ["man"] } }""";

        var answer = await Search(app, asked);
        var relaxations = answer.GetProperty("relaxations").EnumerateArray().ToList();

        Assert.Equal(0, answer.GetProperty("total").GetInt32());
        Assert.NotEmpty(relaxations);
        Assert.Equal(relaxations.Select(one => one.GetProperty("total").GetInt32()).OrderDescending(), relaxations.Select(one => one.GetProperty("total").GetInt32()));
        foreach (var relaxation in relaxations)
        {
            Assert.Equal(relaxation.GetProperty("total").GetInt32(), (await Search(app, Relaxed(asked, relaxation))).GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task A_search_that_finds_enough_tells_of_no_relaxations()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 5; i++)
            {
                await ProfileBuilder.Marisol(store.Now.AddDays(-2)).SaveTo(store);
            }
        });

        Assert.Equal(0, (await Search(app, """{ "place": "94610", "filters": { "language": ["es"] } }""")).GetProperty("relaxations").GetArrayLength());
    }

    [Fact]
    public async Task The_snapshot_of_an_answer_grows_with_a_change_and_with_nothing_else()
    {
        await using var app = await Start();
        var first = (await Search(app, "{}")).GetProperty("snapshot").GetInt64();

        Assert.Equal(first, (await Search(app, """{ "place": "94610" }""")).GetProperty("snapshot").GetInt64());
        await ProfileBuilder.Marisol(app.Store.Now).SaveTo(app.Store);
        var later = first;
        for (var i = 0; i < 1000 && later == first; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            later = (await Search(app, "{}")).GetProperty("snapshot").GetInt64();
        }

        Assert.True(later > first);
    }

    // The same search with what the relaxation says.
    private static string Relaxed(string asked, JsonElement relaxation)
    {
        var search = JsonNode.Parse(asked)!.AsObject();
        foreach (var name in relaxation.GetProperty("without").EnumerateArray())
        {
            search["filters"]!.AsObject().Remove(name.GetString()!);
        }

        if (relaxation.GetProperty("radiusMiles") is { ValueKind: JsonValueKind.Number } radius)
        {
            search["radiusMiles"] = radius.GetDouble();
        }

        search["place"] = relaxation.GetProperty("place").GetString() switch { "state" => "CA", "anywhere" => null, _ => (string?)search["place"] };
        return search.ToJsonString();
    }

    [Fact]
    public async Task A_text_without_a_word_is_answered_with_a_note()
    {
        await using var app = await Start();

        var note = Assert.Single((await Search(app, """{ "text": "😀 ?!" }""")).GetProperty("notes").EnumerateArray());

        Assert.Contains("No word stands in the text", note.GetString(), StringComparison.Ordinal);
        Assert.Empty((await Search(app, """{ "text": "grief" }""")).GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task The_order_of_a_day_comes_again_from_its_day_and_can_be_drawn_from_the_seed()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 30; i++)
            {
                await ProfileBuilder.Marisol(store.Now.AddDays(-2)).SaveTo(store);
            }
        });
        const string sameDay = """{ "day": "2026-11-20", "pageSize": 100 }""";

        var first = await Search(app, sameDay);
        var ids = Ids(first);

        Assert.Equal("2026-11-20", first.GetProperty("day").GetString());
        Assert.Equal(20_261_120UL, first.GetProperty("seed").GetUInt64());
        Assert.Equal(ids, Ids(await Search(app, sameDay)));
        Assert.Equal(ids.OrderBy(id => Lot.Of(20_261_120, id)), ids);
        Assert.NotEqual(ids, Ids(await Search(app, """{ "day": "2026-11-21", "pageSize": 100 }""")));
        Assert.Equal(ids.Order(), Ids(await Search(app, """{ "pageSize": 100 }""")).Order());
    }

    [Theory]
    [InlineData("""{ "place": "94610", "format": "in-person" }""", "Ida Says")]
    [InlineData("""{ "place": "94610", "filters": { "format": ["in-person", "not-known"] } }""", "Ida Says, Uma Silent")]
    [InlineData("""{ "filters": { "feeMax": 60 } }""", "Gil Groups")]
    [InlineData("""{ "filters": { "feeMax": [60, "not-known"] } }""", "Gil Groups, Uma Silent")]
    [InlineData("""{ "filters": { "feeMax": 150 } }""", "Gil Groups, Ida Says")]
    public async Task What_is_not_known_is_no_yes_and_a_group_is_no_session_of_ones_own(string body, string names)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await Person(store, "Ida", "Says", ["in-person"], ["individual", "group"], new Fee("individual", 15000, 15000, 50), new Fee("group", 5000, 5000, 90));
            await Person(store, "Uma", "Silent", null, null);
            await Person(store, "Gil", "Groups", ["online"], ["group"], new Fee("first", 1000, 1000, 20), new Fee("group", 5000, 5000, 90));
        });

        var found = (await Search(app, body)).GetProperty("results").EnumerateArray().Select(one => one.GetProperty("name").GetString());

        Assert.Equal(names, string.Join(", ", found.Order(StringComparer.Ordinal)));

        static async Task Person(Rapport.Storage.Store store, string first, string last, string[]? formats, string[]? who, params Fee[] fees) =>
            await ProfileBuilder.Named(store.Now, first, last).With((facts, said) => facts with
            {
                Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = "Oakland", State = "CA", Zip = "94610" }]),
                Formats = formats is null ? null : said.Of<IReadOnlyList<string>>(formats),
                Who = who is null ? null : said.Of<IReadOnlyList<string>>(who),
                Fees = fees.Length == 0 ? null : said.Of<IReadOnlyList<Fee>>(fees),
            }).SaveTo(store);
    }

    private static List<long> Ids(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetInt64())];

    [Fact]
    public async Task Nothing_of_a_place_that_may_be_a_home_leaves_the_store()
    {
        await using var app = await Start();

        var text = await (await Post(app, "{}")).Content.ReadAsStringAsync();

        Assert.DoesNotContain("Home Lane", text, StringComparison.Ordinal);
        Assert.DoesNotContain("5105550177", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_may_be_kept_by_nobody_on_the_way()
    {
        await using var app = await Start();

        using var response = await Post(app, """{ "filters": { "issue": ["grief"] } }""");

        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("""{ "filters": { "shoeSize": ["44"] } }""", "filters.shoeSize", "shoeSize")]
    [InlineData("""{ "filters": { "language": ["klingon"] } }""", "filters.language", "klingon")]
    [InlineData("""{ "place": "00000" }""", "place", "00000")]
    [InlineData("""{ "place": "94610", "radiusMiles": -1 }""", "radiusMiles", "500")]
    [InlineData("""{ "place": "94610", "radiusMiles": 1000000000 }""", "radiusMiles", "500")]
    [InlineData("""{ "page": 0 }""", "page", "1")]
    [InlineData("""{ "radius": 5 }""", "radius", "radiusMiles")]
    [InlineData("""{ "day": "2019-01-01" }""", "day", "a year away")]
    [InlineData("""{ "day": "yesterday" }""", "body", "day")]
    [InlineData("""{ "page": "two" }""", "body", "page")]
    [InlineData("not json", "body", "JSON")]
    [InlineData("", "body", "JSON")]
    [InlineData("[]", "body", "JSON")]
    public async Task What_cannot_be_searched_for_is_a_400_that_names_it(string body, string field, string says)
    {
        await using var app = await Start();

        using var response = await Post(app, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        var message = problem.GetProperty("errors").GetProperty(field)[0].GetString();
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Rapport.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("😀 🎉")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("%_'\"<>\\")]
    public async Task Any_text_is_searched_for(string text)
    {
        await using var app = await Start();

        using var response = await Post(app, JsonSerializer.Serialize(new { text }));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/search", 100_000, false)]
    [InlineData("/api/v1/search", 1_000_000, false)]
    [InlineData("/api/v1/search", 1_000_000, true)]
    [InlineData("/api/v1/nothing", 1_000_000, false)]
    public async Task A_request_beyond_its_bound_is_refused_with_the_bound_and_the_mend(string address, int letters, bool inPieces)
    {
        await using var app = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
        {
            Content = new StringContent($$"""{ "text": "{{new string('a', letters)}}" }""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = inPieces;

        using var response = await app.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var detail = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
        Assert.Contains("64 KB", detail, StringComparison.Ordinal);
        Assert.Contains("Send fewer", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/filters")]
    [InlineData("/api/v1/places?q=oakl")]
    [InlineData("/api/v1/places")]
    [InlineData("/api/v1/profiles/1")]
    [InlineData("/api/v1/profiles/999")]
    [InlineData("/health")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/favicon.ico")]
    [InlineData("/robots.txt")]
    [InlineData("/")]
    public async Task HEAD_is_answered_as_GET_without_the_body(string address)
    {
        await using var app = await Start();

        using var got = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        using var asked = await app.Browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative)));

        Assert.Equal(got.StatusCode, asked.StatusCode);
        Assert.Equal(got.Content.Headers.ContentType, asked.Content.Headers.ContentType);
        Assert.Equal(got.Headers.ETag, asked.Headers.ETag);
        Assert.Empty(await asked.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_billionth_page_is_empty()
    {
        await using var app = await Start();

        var answer = await Search(app, """{ "page": 1000000000 }""");

        Assert.Empty(answer.GetProperty("results").EnumerateArray());
        Assert.Equal(2, answer.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("GET", "/api/v1/search", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/api/v1/filters", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/profiles/999", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/profiles/-1", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/profiles/99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/places", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_not_allowed_is_told_as_a_problem(string method, string address, HttpStatusCode status)
    {
        await using var app = await Start();

        using var response = await app.Browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative)));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_profile_is_told_with_its_sources_and_not_sent_twice()
    {
        await using var app = await Start();
        var address = new Uri("/api/v1/profiles/1", UriKind.Relative);

        using var first = await app.Browser.GetAsync(address);
        var profile = await first.Content.ReadFromJsonAsync<JsonElement>();
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await app.Browser.SendAsync(again);

        var openings = profile.GetProperty("facts").GetProperty("openings");
        Assert.Equal("therapist", openings.GetProperty("source").GetString());
        Assert.Equal("open", openings.GetProperty("value")[0].GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_tag_of_an_answer_is_its_own_and_its_stores()
    {
        await using var app = await Start();
        await using var other = await Start();
        foreach (var address in new[] { "/api/v1/profiles/1", "/api/v1/filters" })
        {
            Assert.NotEqual(await Tag(app, address), await Tag(other, address));
        }
        var before = await Tag(app, "/api/v1/profiles/1");
        // As after a restore: the count of changes comes to a number that it had before, with other words.
        await app.Store.Write(async db =>
        {
            var row = (await db.Set<Profile>().FindAsync(1L))!;
            row.Document = ProfileBuilder.Named(app.Store.Now, "Marisol", "Other").Build(1).Document;
        });
        Assert.NotEqual(before, await Tag(app, "/api/v1/profiles/1"));

        static async Task<string> Tag(HostedApp app, string address)
        {
            using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
            return answer.Headers.ETag!.ToString();
        }
    }

    [Fact]
    public async Task Before_everyone_is_read_a_search_is_told_to_come_again()
    {
        await using var app = await HostedApp.StartUnready();

        using var response = await Post(app, "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("2", response.Headers.GetValues("Retry-After").Single());
        Assert.Contains("try again in a few seconds", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var health = await app.Browser.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
    }

    [Fact]
    public async Task A_hidden_profile_is_not_there()
    {
        await using var app = await Start();

        using var response = await app.Browser.GetAsync(new Uri("/api/v1/profiles/3", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_filters_are_listed_in_both_languages_and_not_sent_twice()
    {
        await using var app = await Start();
        var address = new Uri("/api/v1/filters", UriKind.Relative);

        using var first = await app.Browser.GetAsync(address);
        var filters = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("filters").EnumerateArray().ToList();
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await app.Browser.SendAsync(again);

        Assert.Equal(
            [
                "profession", "issue", "notTaken", "age", "who", "approach", "language", "gender", "community", "faith", "insurer",
                "payment", "feeMax", "slidingScale", "opening", "times", "format", "state", "accessibility", "credential",
                "freeFirstTalk", "prescribes",
            ],
            filters.Select(filter => filter.GetProperty("key").GetString()));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Places_are_suggested_while_one_types()
    {
        await using var app = await Start();

        var places = await app.Browser.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/places?q=oakla", UriKind.Relative));

        Assert.Contains(places.GetProperty("places").EnumerateArray(), place => place.GetProperty("label").GetString() == "Oakland, CA");
        var counties = await app.Browser.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/places?q=condado%20de%20alame", UriKind.Relative));
        var county = Assert.Single(counties.GetProperty("places").EnumerateArray());
        Assert.Equal(
            ("Alameda County, CA", "Condado de Alameda, CA", "county"),
            (county.GetProperty("label").GetString(), county.GetProperty("labelEs").GetString(), county.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task The_description_is_OpenAPI_3_1_and_names_every_endpoint()
    {
        await using var app = await Start();

        var description = await app.Browser.GetFromJsonAsync<JsonElement>(new Uri("/openapi/v1.json", UriKind.Relative));

        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var info = description.GetProperty("info");
        Assert.Equal("Rapport, a directory of therapists", info.GetProperty("title").GetString());
        Assert.Contains("not known", info.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("Apache-2.0", info.GetProperty("license").GetProperty("identifier").GetString());
        var paths = description.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["/api/v1/filters", "/api/v1/fit", "/api/v1/places", "/api/v1/profiles.csv", "/api/v1/profiles.ndjson", "/api/v1/profiles/{id}", "/api/v1/search", "/api/v1/suggestions", "/health"],
            paths);
    }

    private static async Task<HostedApp> Start()
    {
        var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            await ProfileBuilder.Named(store.Now, "Daniel", "Okafor").With((facts, said) => facts with
            {
                Languages = said.Of<IReadOnlyList<SpokenLanguage>>([new SpokenLanguage("en")]),
                Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = "Oakland", State = "CA", Zip = "94610" }]),
            }).SaveTo(store);
            await ProfileBuilder.FromRegistry(store.Now, "Ana", "Okoye").SaveTo(store);
        });
        while ((await app.Browser.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(20);
        }
        return app;
    }

    private static Task<HttpResponseMessage> Post(HostedApp app, string body) => app.Browser.PostAsync(
        new Uri("/api/v1/search", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<JsonElement> Search(HostedApp app, string body)
    {
        using var response = await Post(app, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
