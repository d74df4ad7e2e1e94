using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rapport.Layout;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

/// <summary>A network that asks for far more than people do is held back, and no other one with it.</summary>
public sealed class NetworkLimitsTests
{
    private const string Page = "/therapists?place=94610";
    private const string Here = "198.51.100.7";
    private const string There = "198.51.100.8";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/search")]
    [InlineData("/api/v1/places?q=oak")]
    [InlineData("/api/v1/suggestions?place=oak")]
    public async Task A_program_hears_a_problem_that_says_when_to_come_again(string address)
    {
        await using var app = await Limited(Limits.Searches, 2);
        Assert.Equal(HttpStatusCode.OK, await Status(app, address, Here));
        Assert.Equal(HttpStatusCode.OK, await Status(app, address, Here));
        using var answer = await Ask(app, address, Here);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Retry-After", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["detail"], StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Empty(app.Log.Lines);
    }

    [Theory]
    [InlineData("/api/v1/profiles.ndjson")]
    [InlineData("/api/v1/profiles.csv")]
    public async Task The_whole_list_is_not_asked_for_again_and_again(string address)
    {
        await using var app = await Limited(Limits.Exports, 1);
        Assert.Equal(HttpStatusCode.OK, await Status(app, address, Here));
        using var answer = await Ask(app, address, Here);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 61, 3_600);
        // A search is another matter.
        Assert.Equal(HttpStatusCode.OK, await Status(app, Page, Here));
    }

    [Theory]
    [InlineData("", "Wait a minute")]
    [InlineData("/es", "Espere un minuto")]
    public async Task A_person_meets_a_page_that_says_what_to_do(string prefix, string says)
    {
        await using var app = await Limited(Limits.Searches, 1);
        Assert.Equal(HttpStatusCode.OK, await Status(app, prefix + Page, Here));
        using var answer = await Ask(app, prefix + Page, Here);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var page = await HostedApp.Read(answer, HttpStatusCode.TooManyRequests);
        Assert.Contains(says, page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        // What is for whoever is in danger stands always.
        Assert.Equal(HttpStatusCode.OK, await Status(app, prefix + "/crisis", Here));
        Assert.Equal(HttpStatusCode.OK, await Status(app, prefix + "/", Here));
    }

    [Theory]
    [InlineData(Here, There, false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:198.51.100.7", Here, true)]
    public async Task Two_networks_share_no_limit_and_all_of_one_do(string one, string other, bool isShared)
    {
        await using var app = await Limited(Limits.Searches, 1);
        Assert.Equal(HttpStatusCode.OK, await Status(app, Page, one));
        Assert.Equal(isShared ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, await Status(app, Page, other));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Status(app, Page, one));
    }

    [Fact]
    public async Task Who_is_not_the_proxy_is_not_believed_and_this_machine_is_not_held_back()
    {
        await using var app = await Limited(Limits.Searches, 1, proxy: null);
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(HttpStatusCode.OK, await Status(app, Page, Here));
        }
    }

    [Fact]
    public async Task Nought_is_no_limit()
    {
        await using var app = await Limited(Limits.Searches, 0);
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(HttpStatusCode.OK, await Status(app, Page, Here));
        }
    }

    [Fact]
    public async Task The_operator_chooses_the_numbers()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var set = await RapportProcess.Run(["settings", "set", "searches-per-minute", "90", .. test.Arguments]);
        Assert.Equal((0, ""), (set.Code, set.Error));
        await using var db = test.Store.Read();
        Assert.Equal("90", await Limits.Chosen(db, Limits.Searches, Stop));
        Assert.Equal("12", await Limits.Chosen(db, Limits.Exports, Stop));
        var wrong = await RapportProcess.Run(["settings", "set", "exports-per-hour", "many", .. test.Arguments]);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("0", wrong.Error, StringComparison.Ordinal);
    }

    private static Task<HostedApp> Limited(Limit limit, int number, string? proxy = "127.0.0.1") => HostedApp.Start(
        async store =>
        {
            await People.Fill(store);
            await Limits.Set(store, limit, number.ToString(System.Globalization.CultureInfo.InvariantCulture), Stop);
        },
        proxy: proxy is null ? null : IPAddress.Parse(proxy));

    private static async Task<HttpStatusCode> Status(HostedApp app, string address, string from)
    {
        using var answer = await Ask(app, address, from);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> Ask(HostedApp app, string address, string from)
    {
        var isSearch = address == "/api/v1/search";
        using var request = new HttpRequestMessage(isSearch ? HttpMethod.Post : HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Content = isSearch ? JsonContent.Create(new { place = "94610" }) : null;
        request.Headers.Add("X-Forwarded-For", from);
        return await app.Browser.SendAsync(request, Stop);
    }
}
