using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Layout;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

public sealed class HeadersTests
{
    private static readonly string[] Always =
    [
        "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control",
    ];

    [Fact]
    public async Task Every_route_of_the_application_answers_with_all_of_them()
    {
        await using var app = await HostedApp.Start();
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(Example)))
            .Append("/nowhere").Append("/api/v1/nothing").Append("/es/nowhere").Append("/es")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.Contains(Asset.Style.Address, routes);
        foreach (var route in routes)
        {
            using var answer = await app.Browser.GetAsync(new Uri(route, UriKind.Relative));
            foreach (var name in Always)
            {
                Assert.True(answer.Headers.Contains(name), $"{route} lacks {name}");
            }
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            // Nothing to other hosts; "no-referrer" would hide the origin of our own forms too.
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"), route);
        }
    }

    [Fact]
    public async Task A_page_is_kept_in_no_cache_and_the_stylesheet_for_good()
    {
        await using var app = await HostedApp.Start();
        using var page = await app.Browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.True(page.Headers.CacheControl!.NoStore);
        using var style = await app.Browser.GetAsync(new Uri(Asset.Style.Address, UriKind.Relative));
        Assert.Equal("public, max-age=31536000, immutable", style.Headers.CacheControl!.ToString());
        Assert.Contains("--accent", await style.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stylesheet_comes_packed_to_who_can_unpack_it()
    {
        await using var app = await HostedApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Asset.Style.Address, UriKind.Relative));
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var answer = await app.Browser.SendAsync(request);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
    }

    private static string Example(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "404",
    }));
}
