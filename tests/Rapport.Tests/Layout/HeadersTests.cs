using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Layout;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

public sealed class HeadersTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    internal static readonly Dictionary<string, string> Always = new(StringComparer.Ordinal)
    {
        ["Content-Security-Policy"] =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        // Nothing to other hosts; "no-referrer" would hide the origin of our own forms too.
        ["Referrer-Policy"] = "same-origin",
        ["X-Content-Type-Options"] = "nosniff",
        ["Permissions-Policy"] =
            "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            + "interest-cohort=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    /// <summary>All that may be kept anywhere, and how; everything else may say whom somebody looked for.</summary>
    private static readonly Dictionary<string, string> Kept = new(StringComparer.Ordinal)
    {
        [Asset.Style.Address] = "public, max-age=31536000, immutable",
        [Asset.Mark.Address] = "public, max-age=31536000, immutable",
        [Asset.Preview.Address] = "public, max-age=31536000, immutable",
        [Asset.LeaveScript.Address] = "public, max-age=31536000, immutable",
        [Asset.TypingScript.Address] = "public, max-age=31536000, immutable",
        [Asset.PasskeyScript.Address] = "public, max-age=31536000, immutable",
        ["/crisis"] = "public, max-age=3600",
        ["/places"] = "public, no-cache",
        ["/therapists/ca/oakland"] = "public, no-cache",
        ["/api/v1/filters"] = "no-cache, private",
        ["/api/v1/profiles/1"] = "no-cache, private",
    };

    [Fact]
    public async Task Every_route_answers_every_method_with_all_of_them()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(Example)))
            .SelectMany(route => new[] { route, "/es" + route })
            .Concat(["/nowhere", "/es/nowhere", "/api/v1/nothing", "/es", "/therapist/nobody-99", "/api/v1/profiles/99"])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.Contains(Asset.Style.Address, routes);
        Assert.Contains("/therapist/marisol-vega-1", routes);
        Assert.Contains("/api/v1/profiles/1", routes);
        foreach (var route in routes)
        {
            foreach (var method in Methods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(route, UriKind.Relative));
                // Nobody's: what is shown to whoever carries a cookie is kept nowhere.
                using var browser = app.NewBrowser();
                using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
                await Check(answer, $"{method} {route}", method is "GET" or "HEAD" ? Kept.GetValueOrDefault(route.StartsWith("/es/", StringComparison.Ordinal) ? route[3..] : route) : null);
            }
        }
    }

    [Fact]
    public async Task Every_kind_of_failure_answers_with_all_of_them()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var met = new List<HttpStatusCode>
        {
            await Sent("GET", "/therapist/1"),
            await Sent("GET", "/leave"),
            await Sent("GET", "/nowhere"),
            await Sent("POST", "/", new string('x', 400_000)),
            await Sent("POST", "/api/v1/search", new string('x', 400_000)),
            await Sent("POST", "/therapists", "{}", "application/json"),
            await Sent("POST", "/api/v1/search", "nonsense", "application/json"),
            await Sent("POST", "/", "Place=Nowhereville"),
            await Sent("POST", "/", "Place=94610", header: ("Sec-Fetch-Site", "cross-site")),
            await Sent("POST", "/therapist/marisol-vega-1/remove", ""),
            await Sent("GET", "/api/v1/profiles/1", header: ("If-None-Match", await Tag())),
        };
        // Facts that cannot be read: a fault of ours.
        await app.Store.Write(async db => (await db.Set<Rapport.Profiles.Profile>().FindAsync(1L))!.Document = "{ \"facts\": ");
        met.Add(await Sent("GET", "/therapist/marisol-vega-1"));
        met.Add(await Sent("GET", "/api/v1/profiles/1"));
        app.LoseDatabase();
        met.Add(await Sent("GET", "/therapist/marisol-vega-1"));
        met.Add(await Sent("GET", "/api/v1/profiles/1"));
        Assert.Equal(
            [301, 302, 304, 400, 404, 409, 413, 415, 422, 500, 503], met.Select(status => (int)status).Distinct().Order());

        async Task<HttpStatusCode> Sent(
            string method, string address, string? body = null, string type = "application/x-www-form-urlencoded",
            (string Name, string Value)? header = null)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
            if (body is not null)
            {
                request.Content = new StringContent(body, null, type);
            }
            if (header is { } said)
            {
                request.Headers.Add(said.Name, said.Value);
            }
            using var answer = await app.Browser.SendAsync(request, TestContext.Current.CancellationToken);
            var kept = answer.StatusCode == HttpStatusCode.NotModified ? Kept[address] : null;
            await Check(answer, $"{method} {address}", kept);
            return answer.StatusCode;
        }

        async Task<string> Tag()
        {
            using var answer = await app.Browser.GetAsync(new Uri("/api/v1/profiles/1", UriKind.Relative));
            return answer.Headers.ETag!.ToString();
        }
    }

    [Fact]
    public async Task The_stylesheet_is_kept_for_good_and_comes_packed_to_who_can_unpack_it()
    {
        await using var app = await HostedApp.Start();
        Assert.Contains(
            "--accent", await app.Browser.GetStringAsync(new Uri(Asset.Style.Address, UriKind.Relative)), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Asset.Style.Address, UriKind.Relative));
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var answer = await app.Browser.SendAsync(request);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
    }

    private static async Task Check(HttpResponseMessage answer, string what, string? kept)
    {
        foreach (var (name, value) in Always)
        {
            Assert.True(
                answer.Headers.TryGetValues(name, out var said) && said.SequenceEqual([value]),
                $"{what} ({(int)answer.StatusCode}): {name} is {string.Join(" | ", said ?? ["missing"])}");
        }
        Assert.False(answer.Headers.Contains("Server"), what);
        var cache = answer.Headers.CacheControl?.ToString() ?? "";
        if (kept is not null && answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified)
        {
            Assert.True(cache == kept, $"{what} ({(int)answer.StatusCode}): Cache-Control is {cache}");
        }
        else
        {
            Assert.True(answer.Headers.CacheControl?.NoStore, $"{what} ({(int)answer.StatusCode}): Cache-Control is {cache}");
        }
        if (answer.StatusCode == HttpStatusCode.MethodNotAllowed)
        {
            Assert.True(answer.Content.Headers.Allow.Count > 0, $"{what} does not say what is allowed.");
        }
        if (answer.Content.Headers.ContentType?.MediaType == "text/html" && await answer.Content.ReadAsStringAsync() is { Length: > 0 } text)
        {
            var page = await new HtmlParser().ParseDocumentAsync(text);
            // The empty page after leaving names nobody, this site neither.
            Assert.True(page.Title is "Nothing here" or "Aquí no hay nada"
                || (page.Title?.EndsWith(" · Rapport", StringComparison.Ordinal) == true && page.Title.Length > " · Rapport".Length), what);
            Assert.True(page.QuerySelector("h1")?.TextContent.Length > 0, what);
        }
    }

    private static string Example(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: "slug" } => "marisol-vega-1",
        RoutePatternParameterPart { Name: "documentName" } => "v1",
        RoutePatternParameterPart { Name: "id" } => "1",
        RoutePatternParameterPart { Name: "state" } => "ca",
        RoutePatternParameterPart { Name: "place" } => "oakland",
        RoutePatternParameterPart { Name: "number" } => "0",
        _ => "404",
    }));
}
