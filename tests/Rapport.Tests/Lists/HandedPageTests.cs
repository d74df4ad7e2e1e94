using System.Net;
using AngleSharp.Html.Dom;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Lists;

public sealed class HandedPageTests
{
    [Fact]
    public async Task Another_browser_sees_the_people_and_nothing_of_who_handed_them_over_and_keeps_them_all()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var link = await Hand(app, 1, 2);
        Assert.True(link.Length < 300, link);

        using var friend = app.NewBrowser();
        using var opened = await friend.GetAsync(new Uri(link, UriKind.Relative));
        Assert.False(opened.Headers.Contains("Set-Cookie"));
        Assert.True(opened.Headers.CacheControl!.NoStore);
        var page = await HostedApp.Read(opened);
        Assert.Equal("Someone handed you this list", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Marisol Vega, LCSW", "Daniel Okafor, LMFT"], Names(page));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.DoesNotContain("Marisol", page.Title, StringComparison.Ordinal);

        var all = page.QuerySelector("button[name=all]")!;
        using var form = new FormUrlEncodedContent([new("all", all.GetAttribute("value")!)]);
        using var kept = await friend.PostAsync(new Uri(all.ParentElement!.GetAttribute("action")!, UriKind.Relative), form);
        Assert.Equal("/list", kept.Headers.Location!.OriginalString);
        Assert.Equal(2, Names(await HostedApp.Read(await friend.GetAsync(new Uri("/list", UriKind.Relative)))).Count);
        page = await HostedApp.Read(await friend.GetAsync(new Uri(link, UriKind.Relative)));
        Assert.Null(page.QuerySelector("button[name=all]"));
        Assert.Contains("All of them are on your list", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_says_neither_how_many_nor_whom_nor_is_it_the_same_twice()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var one = await Hand(app, 1);
        var again = await Hand(app);
        var more = await Hand(app, 2, 3, 4);
        Assert.Equal(one.Length, more.Length);
        Assert.NotEqual(one, again);
    }

    [Fact]
    public async Task An_old_link_shows_who_is_still_listed()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var link = await Hand(app, 1, 2);
        await app.Store.Write(async db => (await db.Set<Profile>().FindAsync(2L))!.Removed = true);
        var page = await app.Page(link);
        Assert.Equal(["Marisol Vega, LCSW"], Names(page));
        Assert.Contains("One person on it is not listed any more.", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        await app.Store.Write(async db => (await db.Set<Profile>().FindAsync(1L))!.Removed = true);
        page = await app.Page(link);
        Assert.NotNull(page.QuerySelector(".nobody a[href='/']"));
        Assert.Null(page.QuerySelector("button[name=all]"));
    }

    [Fact]
    public async Task A_link_that_was_cut_or_altered_says_so_and_shows_a_way_on()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var link = await Hand(app, 1, 2);
        foreach (var broken in new[] { link[..^5], link + "A", "/list/handed/x", "/es" + link[..60], "/list/side-by-side/x", "/list/side-by-side/" + new string('A', 3000) })
        {
            var page = await app.Page(broken, HttpStatusCode.NotFound);
            Assert.Empty(Names(page));
            Assert.NotNull(page.QuerySelector("main a[href]"));
        }
        await app.Post(link[..^5], [new("side-by-side", "1"), new("person", "1")], HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_the_operator_says_the_address_the_whole_link_can_be_copied()
    {
        Assert.True(PublicAddress.TryParse("https://care.example", out var site));
        await using var app = await HostedApp.Start(People.Fill, site: site);
        await app.Keep(1, "/list");
        var link = (await app.Page("/es/list")).QuerySelector(".address input")!.GetAttribute("value")!;
        Assert.StartsWith("https://care.example/es/list/handed/", link, StringComparison.Ordinal);
        Assert.Equal(["Marisol Vega, LCSW"], Names(await app.Page(link["https://care.example".Length..])));
    }

    [Fact]
    public async Task The_way_back_from_a_person_leads_to_the_list_one_came_from()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var link = await Hand(app, 1, 2);
        var person = (await app.Page(link)).QuerySelector("article.person h2 a")!.GetAttribute("href")!;
        Assert.Equal(link, (await app.Page(person)).QuerySelector("a.back")!.GetAttribute("href"));
        person = (await app.Page("/es/list")).QuerySelector("article.person h2 a")!.GetAttribute("href")!;
        Assert.Equal("/es/list", (await app.Page(person)).QuerySelector("a.back")!.GetAttribute("href"));
        Assert.Equal("/therapists", (await app.Page("/therapist/marisol-vega-1?from=//elsewhere.example")).QuerySelector("a.back")!.GetAttribute("href"));
    }

    /// <summary>Keeps people and takes the link from the list.</summary>
    private static async Task<string> Hand(HostedApp app, params long[] ids)
    {
        foreach (var id in ids)
        {
            (await app.Keep(id, "/list")).Dispose();
        }
        return (await app.Page("/list")).QuerySelector(".about a[href^='/list/handed/']")!.GetAttribute("href")!;
    }

    private static List<string> Names(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("article.person h2").Select(name => name.TextContent)];
}
