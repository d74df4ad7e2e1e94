using System.Net;
using System.Text.Json;
using Rapport.Layout;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

/// <summary>An address or headers that are too long hear so in words, and only they.</summary>
public sealed class HeadLimitTests
{
    [Theory]
    [InlineData("/", "That address is too long")]
    [InlineData("/therapists?place=94610&x=", "That address is too long")]
    [InlineData("/es/", "Esa dirección es demasiado larga")]
    public async Task An_address_that_is_too_long_is_told_in_the_frame(string start, string heading)
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page(start + new string('a', HeadLimit.LongestAddress), HttpStatusCode.RequestUriTooLong);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("header .mark"));
        await app.Page("/therapists?place=94610&x=" + new string('a', HeadLimit.LongestAddress - 50));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/list")]
    [InlineData("/therapists?place=94610")]
    [InlineData("/crisis")]
    public async Task Cookies_of_ten_kilobytes_change_no_page(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var plain = await app.Page(address);
        var page = await HostedApp.Read(await Sent(app, address, ("Cookie", "other=" + new string('a', 10_240))));
        Assert.Equal(plain.Body!.TextContent, page.Body!.TextContent);
    }

    [Fact]
    public async Task Headers_that_are_too_long_or_too_many_are_told_in_the_frame()
    {
        await using var app = await HostedApp.Start();
        var page = await HostedApp.Read(
            await Sent(app, "/list", ("Cookie", "a=" + new string('a', HeadLimit.LongestHeaders))), HttpStatusCode.RequestHeaderFieldsTooLarge);
        Assert.Equal("Your browser sent too much", page.QuerySelector("h1")!.TextContent);
        await HostedApp.Read(
            await Sent(app, "/", [.. Enumerable.Range(0, HeadLimit.MostHeaders + 1).Select(i => ($"X-{i}", "1"))]),
            HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Fact]
    public async Task Nobody_is_kept_from_help_or_from_leaving_by_what_her_browser_sends_along()
    {
        await using var app = await HostedApp.Start();
        (string, string) much = ("Cookie", "a=" + new string('a', HeadLimit.LongestHeaders));
        await HostedApp.Read(await Sent(app, "/crisis", much));
        await HostedApp.Read(await Sent(app, "/es/crisis", much));
        using var left = await Sent(app, "/leave", much);
        Assert.Equal(HttpStatusCode.Found, left.StatusCode);
    }

    [Fact]
    public async Task A_program_hears_it_as_a_problem()
    {
        await using var app = await HostedApp.Start();
        Assert.Contains("8 KB", await Detail(await Sent(app, "/api/v1/filters?x=" + new string('a', HeadLimit.LongestAddress)), 414), StringComparison.Ordinal);
        Assert.Contains(
            "32 KB", await Detail(await Sent(app, "/api/v1/filters", ("Cookie", new string('a', HeadLimit.LongestHeaders))), 431), StringComparison.Ordinal);

        static async Task<string> Detail(HttpResponseMessage answer, int status)
        {
            using (answer)
            {
                Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
                using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                return problem.RootElement.GetProperty("detail").GetString()!;
            }
        }
    }

    private static async Task<HttpResponseMessage> Sent(HostedApp app, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await app.Browser.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
