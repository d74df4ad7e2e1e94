using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests;

/// <summary>Goes through all routes of the running application.</summary>
public sealed class AccessRulesTests
{
    [Fact]
    public async Task Every_route_has_a_rule()
    {
        await using var app = await HostedApp.Start();
        var routes = Routes(app);
        Assert.True(routes.Count > 40);
        Assert.Equal([], routes.Where(route => AccessRules.Of(route) is null).Select(route => route.RoutePattern.RawText).Distinct());
    }

    [Fact]
    public async Task A_route_without_a_rule_is_open_to_nobody()
    {
        await using var app = await HostedApp.Start(more: web => web.MapGet("/forgotten-one", () => "open"));
        using var answer = await app.Browser.GetAsync(new Uri("/forgotten-one", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("open", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_those_who_are_signed_in_sends_everybody_else_to_sign_in()
    {
        await using var app = await HostedApp.Start();
        foreach (var route in Routes(app).Where(route => AccessRules.Of(route) is Access.SignedIn or Access.Fresh).Select(route => route.RoutePattern.RawText!).Distinct())
        {
            foreach (var (method, language) in from method in new[] { "GET", "POST", "PUT", "DELETE" } from language in new[] { "", "/es" } select (method, language))
            {
                foreach (var cookie in new[] { "other=1", "rapport-account=x", $"rapport-account={AccountSeal.NewKey()}" })
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{language}/{route.Trim('/').Replace("{id:long}", "1", StringComparison.Ordinal)}", UriKind.Relative));
                    request.Headers.Add("Cookie", cookie);
                    using var answer = await app.NewBrowser().SendAsync(request);
                    Assert.Equal($"{language}/account/sign-in", answer.Headers.Location?.ToString());
                    Assert.Empty(await answer.Content.ReadAsStringAsync());
                }
            }
        }
    }

    [Fact]
    public async Task What_is_for_a_demo_is_not_there_in_a_real_store()
    {
        await using var real = await HostedApp.Start();
        await using var demo = await HostedApp.Start(kind: StoreKind.Demo);
        var routes = Routes(real).Where(route => AccessRules.Of(route) is Access.Demo).Select(route => route.RoutePattern.RawText!).Distinct().ToList();
        Assert.Equal(2, routes.Count);
        foreach (var route in routes)
        {
            await real.Page("/" + route.Trim('/'), System.Net.HttpStatusCode.NotFound);
            await demo.Page("/" + route.Trim('/'));
            using var sent = await real.Send("/" + route.Trim('/'), [new("Part", "Operator")]);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, sent.StatusCode);
            Assert.False(sent.Headers.Contains("Set-Cookie"));
        }
    }

    private static List<RouteEndpoint> Routes(HostedApp app) =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
}
