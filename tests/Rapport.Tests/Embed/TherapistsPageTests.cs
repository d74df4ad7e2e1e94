using System.Net;
using Rapport.Embed;
using Rapport.Site;
using Rapport.Tests.Layout;
using Rapport.Tests.Support;

namespace Rapport.Tests.Embed;

/// <summary>The list that another site shows in a frame.</summary>
public sealed class TherapistsPageTests
{
    private const string Near = "/embed/therapists?place=94610";
    private const string Clinic = "https://clinic.example";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_a_site_may_it_shows_nobody_and_says_how_to_let_one()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await Get(app, Near);
        Assert.EndsWith("frame-ancestors 'none'", Policy(answer), StringComparison.Ordinal);
        var page = await HostedApp.Read(answer, HttpStatusCode.Forbidden);
        Assert.Equal(TherapistsModel.ToAllow, page.QuerySelector("code")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("article"));
    }

    [Theory]
    [InlineData("", "Therapists near 94610 Oakland, CA")]
    [InlineData("/es", "Terapeutas cerca de 94610 Oakland, CA")]
    public async Task The_sites_that_may_and_no_other_show_a_short_list_that_opens_elsewhere(string prefix, string heading)
    {
        await using var app = await Allowed();
        using var answer = await Get(app, prefix + Near);
        Assert.Equal(
            $"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors {Clinic} https://b.example",
            Policy(answer));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = await HostedApp.Read(answer);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script, form, iframe, img, [onclick]"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Contains("Daniel Okafor", page.Body!.TextContent, StringComparison.Ordinal);
        // Known from the registry alone.
        Assert.DoesNotContain("Ruth", page.Body.TextContent, StringComparison.Ordinal);
        var links = page.QuerySelectorAll("a:not([href^='tel:'])").ToList();
        Assert.Equal(page.QuerySelectorAll("article").Length + 1, links.Count);
        Assert.All(links, link => Assert.Equal(("_blank", "noopener"), (link.GetAttribute("target"), link.GetAttribute("rel"))));
        foreach (var link in links)
        {
            using var led = await Get(app, link.GetAttribute("href")!);
            Assert.Equal(HttpStatusCode.OK, led.StatusCode);
            Assert.Equal(HeadersTests.Always["Content-Security-Policy"], Policy(led));
        }
    }

    [Theory]
    [InlineData("&issue=grief", true)]
    [InlineData("&text=grief", true)]
    [InlineData("&language=es", true)]
    [InlineData("&format=nonsense", true)]
    [InlineData("&radius=10", false)]
    public async Task Nobody_s_needs_are_read_from_its_address(string more, bool isTold)
    {
        await using var app = await Allowed();
        var plain = await app.Page(Near);
        var page = await app.Page(Near + more);
        Assert.Equal(plain.QuerySelectorAll("article h2").Select(name => name.TextContent), page.QuerySelectorAll("article h2").Select(name => name.TextContent));
        Assert.Equal(isTold, page.QuerySelector(".notice") is not null);
        Assert.DoesNotContain("grief", page.QuerySelector(".to a")!.GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_to_meet_and_how_far_are_read()
    {
        await using var app = await Allowed();
        var page = await app.Page(Near + "&format=online&radius=5");
        Assert.Contains("Thuy Tran", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Daniel Okafor", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("/therapists?place=94610&radius=5&format=online", page.QuerySelector(".to a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/embed/therapists")]
    [InlineData("/embed/therapists?place=Nowhereville")]
    public async Task A_place_that_is_none_is_told_inside_the_frame(string address)
    {
        await using var app = await Allowed();
        using var answer = await Get(app, address);
        Assert.EndsWith($"frame-ancestors {Clinic} https://b.example", Policy(answer), StringComparison.Ordinal);
        var page = await HostedApp.Read(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("?place=94610", page.QuerySelector("code")!.TextContent);
        // Anybody can write anything there; nothing of it is repeated on another's site.
        Assert.DoesNotContain("Nowhereville", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reads_no_cookie()
    {
        await using var app = await Allowed();
        using var plain = await Get(app, Near);
        using var browser = app.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Near, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Cookie", $"rapport=x; rapport-list=y; {Leave.Cookie}=1");
        using var answer = await browser.SendAsync(request, Stop);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(await plain.Content.ReadAsStringAsync(Stop), await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task When_the_store_is_gone_the_page_that_says_so_is_in_no_frame()
    {
        await using var app = await Allowed();
        app.LoseDatabase();
        using var answer = await Get(app, Near);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(HeadersTests.Always["Content-Security-Policy"], Policy(answer));
    }

    private static Task<HostedApp> Allowed() => HostedApp.Start(async store =>
    {
        await People.Fill(store);
        await EmbedSites.Set(store, $"{Clinic} https://b.example", Stop);
    });

    private static Task<HttpResponseMessage> Get(HostedApp app, string address) =>
        app.Browser.GetAsync(new Uri(address, UriKind.Relative), Stop);

    private static string Policy(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
}
