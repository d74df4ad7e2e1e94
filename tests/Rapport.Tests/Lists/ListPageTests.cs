using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Lists;

public sealed partial class ListPageTests
{
    private const string Near = "/therapists?place=94610&radius=25";

    [Fact]
    public async Task Whom_somebody_keeps_stands_on_her_list_and_its_number_on_every_page()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var kept = await app.Keep(2, Near);
        Assert.Equal(HttpStatusCode.Found, kept.StatusCode);
        Assert.Equal(Near + "#keep-2", kept.Headers.Location!.OriginalString);
        await app.Keep(1, Near);

        var list = await app.Page("/list");
        Assert.Equal(["Daniel Okafor, LMFT", "Marisol Vega, LCSW"], Names(list));
        Assert.Contains("Open now", list.QuerySelector("article.person")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("quiet at first", list.QuerySelector("article.person")!.TextContent, StringComparison.Ordinal);
        foreach (var address in new[] { "/", Near, "/therapist/marisol-vega-1", "/order", "/list" })
        {
            Assert.Contains("Your list (2)", (await app.Page(address)).QuerySelector("header nav")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Contains("Su lista (2)", (await app.Page("/es/list")).QuerySelector("header nav")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_crisis_page_which_anybody_may_keep_says_nothing_of_her_list()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Keep(2, Near);
        var nav = (await app.Page("/crisis")).QuerySelector("header nav")!.TextContent;
        Assert.Contains("Your list", nav, StringComparison.Ordinal);
        Assert.DoesNotContain("(1)", nav, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anybody_is_kept_there_is_no_cookie_and_after_the_last_is_let_go_none_is_left()
    {
        await using var app = await HostedApp.Start(People.Fill);
        foreach (var address in new[] { "/list", Near, "/therapist/marisol-vega-1" })
        {
            using var looked = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.False(looked.Headers.Contains("Set-Cookie"), address);
        }
        using var kept = await app.Keep(1, Near);
        var cookie = Assert.Single(kept.Headers.GetValues("Set-Cookie"));
        Assert.Matches(ListCookie(), cookie);
        using var again = await app.Keep(2, Near);
        Assert.Equal(cookie.Length, Assert.Single(again.Headers.GetValues("Set-Cookie")).Length);

        await app.Send("/list", [new("drop", "1"), new("back", "/list")]);
        using var last = await app.Send("/list", [new("drop", "2"), new("back", "/list")]);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(last.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.NotNull((await app.Page("/list")).QuerySelector(".nobody"));
    }

    [Fact]
    public async Task Over_https_the_cookie_belongs_to_this_host_alone()
    {
        await using var app = await HostedApp.Start(People.Fill, more: web => web.Use((context, next) =>
        {
            context.Request.Scheme = "https";
            return next(context);
        }));
        using var kept = await app.Keep(1, Near);
        var cookie = Assert.Single(kept.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-rapport-list=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Keeping_behind_a_sealed_search_comes_back_to_the_same_search()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var found = await app.Send("/therapists", [new("place", "94610"), new("radius", "25"), new("issue", "grief")]);
        var results = await app.Page(found.Headers.Location!.OriginalString);
        var back = results.QuerySelector("form#keep input[name=back]")!.GetAttribute("value")!;
        Assert.StartsWith("/therapists?q=", back, StringComparison.Ordinal);

        using var kept = await app.Keep(2, back);
        var address = kept.Headers.Location!.OriginalString;
        Assert.Equal(back + "#keep-2", address);
        results = await app.Page(address);
        Assert.Equal(2, results.QuerySelectorAll("article.person").Length);
        Assert.NotNull(results.QuerySelector(".chip"));
        Assert.StartsWith("Kept", results.QuerySelector("#keep-2")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("drop", results.QuerySelector("#keep-2")!.GetAttribute("name"));
        Assert.DoesNotContain("grief", results.QuerySelector("header")!.InnerHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/therapists\r\nSet-Cookie: a=b")]
    [InlineData("/therapists#elsewhere")]
    [InlineData("/niño")]
    [InlineData("")]
    public async Task A_way_back_that_is_none_of_ours_leads_to_the_list(string back)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var kept = await app.Keep(1, back);
        Assert.Equal("/list", kept.Headers.Location!.OriginalString);
        Assert.Single(Names(await app.Page("/list")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99")]
    [InlineData("99999999999999999999")]
    [InlineData("marisol")]
    [InlineData("")]
    public async Task Nobody_is_kept_who_is_not_there(string id)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var kept = await app.Send("/list", [new("keep", id), new("back", Near)]);
        Assert.False(kept.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/list", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("keep", "1")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await app.Browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Twenty_fit_and_the_next_one_is_told_so()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 21; i++)
            {
                await ProfileBuilder.Named(store.Now, "Person", $"Number{(char)('A' + i)}").SaveTo(store);
            }
        });
        for (var id = 1; id <= 20; id++)
        {
            await app.Keep(id, "/list");
        }
        using var full = await app.Keep(21, "/therapists");
        Assert.Equal("/list?full=1", full.Headers.Location!.OriginalString);
        var list = await app.Page("/list?full=1");
        Assert.Equal(20, Names(list).Count);
        Assert.Contains("it is full", list.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        // No button is left that would do nothing.
        var place = (await app.Page("/therapist/person-numberu-21")).QuerySelector(".within-reach a")!;
        Assert.Equal(("Your list is full", "/list"), (place.TextContent, place.GetAttribute("href")));
    }

    [Fact]
    public async Task Who_was_removed_since_is_told_kindly_and_can_be_taken_off()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Keep(1, Near);
        await app.Keep(2, Near);
        await app.Keep(6, Near);
        await app.Store.Write(async db => (await db.Set<Profile>().FindAsync(2L))!.Removed = true);
        var list = await app.Page("/list");
        Assert.Equal(["Marisol Vega, LCSW", "Ruth Example, LMFT"], Names(list));
        Assert.Contains("One person you kept is not listed any more.", list.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Daniel", list.Body!.TextContent, StringComparison.Ordinal);

        // Those of the registry are hidden as soon as the operator hides them.
        await Visibility.Set(app.Store, RegistryListing.Hidden);
        list = await app.Page("/es/list");
        Assert.Single(Names(list));
        Assert.Contains("2 personas que usted guardó ya no están", list.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);

        await app.Send("/list", [new("gone", "1")]);
        list = await app.Page("/list");
        Assert.Null(list.QuerySelector(".notice"));
        Assert.Contains("Your list (1)", list.QuerySelector("header nav")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_of_one_that_cannot_be_read_take_nobody_else_off_the_page()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Keep(1, Near);
        await app.Keep(2, Near);
        await app.Store.Write(async db => (await db.Set<Profile>().FindAsync(2L))!.Document = "{ \"facts\": ");
        Assert.Single(Names(await app.Page("/list")));
    }

    [Fact]
    public async Task A_cookie_that_cannot_be_read_is_told_and_the_list_begins_anew()
    {
        await using var app = await HostedApp.Start(People.Fill);
        foreach (var value in new[] { "x", "%00%0d", new string('A', 10_000), "CfDJ8" + new string('B', 300) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/list", UriKind.Relative));
            request.Headers.Add("Cookie", "rapport-list=" + value);
            using var browser = app.NewBrowser();
            var list = await HostedApp.Read(await browser.SendAsync(request));
            Assert.Contains("We cannot read the list", list.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
            Assert.NotNull(list.QuerySelector(".nobody a[href='/']"));
        }
        Assert.Empty(app.Log.Lines);
    }

    [Fact]
    public async Task An_empty_list_shows_the_ways_on_with_their_number()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var list = await app.Page("/list");
        Assert.Equal("noindex", list.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("See all 6 people", list.QuerySelector(".ways-on a[href='/therapists']")!.TextContent);
    }

    [Fact]
    public async Task One_click_empties_it()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Keep(1, Near);
        await app.Keep(2, Near);
        using var emptied = await app.Send("/list", [new("empty", "1")]);
        Assert.Equal("/list", emptied.Headers.Location!.OriginalString);
        Assert.NotNull((await app.Page("/list")).QuerySelector(".nobody"));
    }

    [Fact]
    public async Task Leaving_drops_the_list_unless_she_wants_it_to_stay()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Keep(1, Near);
        var list = await app.Page("/list");
        Assert.True(((IHtmlInputElement)list.QuerySelector("input[name=leaving]")!).IsChecked);
        Assert.False(((IHtmlInputElement)list.QuerySelector("input[name=days]")!).IsChecked);
        using var left = await app.Browser.GetAsync(new Uri("/leave", UriKind.Relative));
        Assert.Contains(left.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("1970", StringComparison.Ordinal));
        Assert.NotNull((await app.Page("/list")).QuerySelector(".nobody"));

        await app.Keep(1, Near);
        using var remembered = await app.Send("/list", [new("remember", "1"), new("days", "1")]);
        Assert.Contains("max-age=2592000", Assert.Single(remembered.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        using var stayed = await app.Browser.GetAsync(new Uri("/leave", UriKind.Relative));
        Assert.DoesNotContain("cookies", string.Join(',', stayed.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        list = await app.Page("/list");
        Assert.Single(Names(list));
        Assert.False(((IHtmlInputElement)list.QuerySelector("input[name=leaving]")!).IsChecked);
        // What she chose is not forgotten by keeping one more.
        using var another = await app.Keep(2, Near);
        Assert.Contains("max-age", Assert.Single(another.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Names(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("article.person h2").Select(name => name.TextContent)];

    [GeneratedRegex(@"^rapport-list=[A-Za-z0-9_-]+; path=/; samesite=lax; httponly$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ListCookie();
}
