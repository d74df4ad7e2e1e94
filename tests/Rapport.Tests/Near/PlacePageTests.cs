using System.Net;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Near;

/// <summary>The page of a town, a county, a state: who works there, and nothing that could be told of one of few.</summary>
public sealed class PlacePageTests
{
    private static readonly PublicAddress Site = new(new Uri("https://care.example"));

    [Theory]
    [InlineData("/therapists/ca/oakland", "Therapists near Oakland, CA", "4 therapists work within 25 miles.", 4)]
    [InlineData("/therapists/ca/alameda-county", "Therapists in Alameda County, CA", "4 therapists work here.", 4)]
    [InlineData("/therapists/ca", "Therapists in California", "5 therapists see people here, face to face or online.", 5)]
    [InlineData("/es/therapists/ca/oakland", "Terapeutas cerca de Oakland, CA", "4 terapeutas trabajan a menos de 25 millas.", 4)]
    [InlineData("/es/therapists/ca/alameda-county", "Terapeutas en el condado de Alameda, CA", "Aquí trabajan 4 terapeutas.", 4)]
    [InlineData("/es/therapists/ca", "Terapeutas en California", "Aquí atienden 5 terapeutas, en persona o en línea.", 5)]
    public async Task It_says_how_many_keep_a_page_and_shows_the_first_of_them(string address, string heading, string told, int cards)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(address);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.StartsWith(told, page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(cards, page.QuerySelectorAll("article.person").Length);
        // Whom nobody asked is not counted, and not to be found by a page that search engines read.
        Assert.DoesNotContain("Ruth", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("meta[name=robots]"));
    }

    [Fact]
    public async Task It_stands_in_both_languages_under_one_address_each_and_says_so()
    {
        await using var app = await HostedApp.Start(People.Fill, site: Site);
        var page = await app.Page("/es/therapists/ca/oakland");
        Assert.Equal("https://care.example/es/therapists/ca/oakland", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(
            [("en", "https://care.example/therapists/ca/oakland"), ("es", "https://care.example/es/therapists/ca/oakland"), ("x-default", "https://care.example/therapists/ca/oakland")],
            page.QuerySelectorAll("link[rel=alternate]").Select(link => (link.GetAttribute("hreflang")!, link.GetAttribute("href")!)));
        Assert.Equal(
            "Terapeutas cerca de Oakland, CA. 4 terapeutas trabajan a menos de 25 millas. Vea quién tiene citas y cuánto cuesta. Es gratis y no necesita cuenta.",
            page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        Assert.Equal("/therapists/ca/oakland", page.QuerySelector("header nav a[hreflang]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/therapists/CA", "/therapists/ca")]
    [InlineData("/therapists/ca/", "/therapists/ca")]
    [InlineData("/therapists/California/Oakland", "/therapists/ca/oakland")]
    [InlineData("/therapists/ca/OAKLAND", "/therapists/ca/oakland")]
    [InlineData("/es/therapists/ca/San_Francisco", "/es/therapists/ca/san-francisco")]
    [InlineData("/es/therapists/ca/condado-de-alameda", null)]
    [InlineData("/therapists/mo/st-louis", "/therapists/mo/saint-louis")]
    [InlineData("/therapists/mo/St.%20Louis?from=elsewhere", "/therapists/mo/saint-louis")]
    public async Task Any_other_spelling_leads_to_the_one_address_for_good(string address, string? one)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(one is null ? HttpStatusCode.NotFound : HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(one, answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/therapists/xx/nowhere", null)]
    [InlineData("/therapists/ca/oaklnd", "/therapists/ca/oakland")]
    [InlineData("/es/therapists/ca/oaklnd", "/es/therapists/ca/oakland")]
    [InlineData("/therapists/oakland", "/therapists/ca/oakland")]
    [InlineData("/therapists/ca/94610", "/therapists?place=94610")]
    [InlineData("/therapists/texas/oaklandd", "/therapists/tx/oakland")]
    [InlineData("/therapists/ca/condado-de-alameda", "/therapists/ca/alameda-county")]
    [InlineData("/therapists/%3Cscript%3E/%25_'", null)]
    public async Task An_address_that_names_no_place_helps_on(string address, string? likely)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(address, HttpStatusCode.NotFound);
        Assert.Equal(likely, page.QuerySelector(".ways-on a")?.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("form.look input[name=place]"));
        Assert.NotNull(page.QuerySelector("a[href$='/places']"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("link[rel=alternate], link[rel=canonical]"));
    }

    [Fact]
    public async Task An_address_without_end_is_no_place_either()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Page("/therapists/ca/" + new string('a', 5_000), HttpStatusCode.NotFound);
        await app.Page("/therapists/ca/oakland/more", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "Nobody who keeps a page with us works here yet.", "Oakland")]
    [InlineData("/es", "Todavía no trabaja aquí nadie que tenga una página con nosotros.", "Oakland")]
    public async Task Where_nobody_works_it_shows_where_somebody_does_and_is_not_to_be_found(string language, string told, string near)
    {
        await using var app = await HostedApp.Start(People.Fill, site: Site);
        var page = await app.Page(language + "/therapists/ca/truckee");
        Assert.Equal(told, page.QuerySelector(".lead")!.TextContent);
        Assert.Equal(
            [(near, "3"), ("Alameda", "1")],
            page.QuerySelectorAll(".places li").Select(place => (place.QuerySelector("a")!.TextContent, place.QuerySelector(".count")!.FirstChild!.TextContent)).OrderByDescending(place => place.Item2));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal(language + "/therapists?place=California&format=online", page.QuerySelector(".beside a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task From_a_town_one_comes_to_its_county_its_state_all_states_and_its_neighbours()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapists/ca/oakland");
        Assert.Equal(
            ["/places", "/therapists/ca", "/therapists/ca/alameda-county"],
            page.QuerySelectorAll(".trail a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Oakland", page.QuerySelector(".trail [aria-current=page]")!.TextContent);
        Assert.Equal(["1", "2", "3", "4"], page.QuerySelectorAll(".trail [itemprop=position]").Select(step => step.GetAttribute("content")));
        Assert.Equal("/therapists/ca/alameda", page.QuerySelector(".others .places a")!.GetAttribute("href"));
        Assert.Equal("/therapists?place=Oakland,%20CA", page.QuerySelector(".all a")!.GetAttribute("href"));
        foreach (var link in page.QuerySelectorAll("main a[href]").Select(link => link.GetAttribute("href")!).Distinct())
        {
            using var answer = await app.Browser.GetAsync(new Uri(link, UriKind.RelativeOrAbsolute));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{link}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task From_a_state_every_town_and_county_with_people_can_be_reached_and_every_state_from_the_list_of_them()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var state = await app.Page("/therapists/ca");
        Assert.Equal(
            ["/therapists/ca/oakland", "/therapists/ca/alameda", "/therapists/ca/alameda-county"],
            state.QuerySelectorAll(".places a").Select(link => link.GetAttribute("href")));
        var states = await app.Page("/es/places");
        Assert.Equal("5", Assert.Single(states.QuerySelectorAll(".places li")).QuerySelector(".count [aria-hidden]")!.TextContent);
        Assert.Equal("/es/therapists/ca", states.QuerySelector(".places a")!.GetAttribute("href"));
    }

    /// <summary>A town's page, the list it leads to and the map of the site count by one rule: whose practice lies there.</summary>
    [Fact]
    public async Task Who_does_not_say_how_one_meets_works_where_the_practice_lies_on_every_page()
    {
        await using var app = await HostedApp.Start(
            async store =>
            {
                await ProfileBuilder.Named(store.Now, "Ann", "Silent").With((facts, said) => facts with { Places = In(said, "Truckee", "96161") }).SaveTo(store);
                await ProfileBuilder.Named(store.Now, "Ben", "Afar").With((facts, said) => facts with
                {
                    Places = In(said, "Truckee", "96161"),
                    Formats = said.Of<IReadOnlyList<string>>(["online"]),
                    OnlineStates = said.Of<IReadOnlyList<string>>(["CA", "NV"]),
                }).SaveTo(store);
            },
            site: Site);
        var town = await app.Page("/therapists/ca/truckee");
        Assert.Equal("One therapist works within 25 miles.", town.QuerySelector(".lead")!.TextContent);
        Assert.Contains("Ann", Assert.Single(town.QuerySelectorAll("article.person")).TextContent, StringComparison.Ordinal);
        var list = await app.Page(town.QuerySelector(".all a")!.GetAttribute("href")!);
        Assert.StartsWith("One therapist near Truckee, CA, and one online", list.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await app.Page("/therapists/ca")).QuerySelectorAll("article.person").Length);
        string[] found = ["/therapists/ca", "/therapists/ca/truckee", "/therapists/ca/nevada-county", "/therapists/nv"];
        foreach (var address in found)
        {
            Assert.Null((await app.Page(address)).QuerySelector("meta[name=robots]"));
            var part = await app.Browser.GetStringAsync(new Uri($"/sitemap/places-{address.Split('/')[2]}.xml", UriKind.Relative));
            Assert.Contains($"<loc>https://care.example{address}</loc>", part, StringComparison.Ordinal);
        }
        // Near enough for the list, but nobody's practice lies in it: neither found by search engines nor on the map of the site.
        var around = await app.Page("/therapists/ca/kings-beach");
        Assert.Single(around.QuerySelectorAll("article.person"));
        Assert.NotNull(around.QuerySelector("meta[name=robots]"));
        Assert.DoesNotContain(
            "kings-beach", await app.Browser.GetStringAsync(new Uri("/sitemap/places-ca.xml", UriKind.Relative)), StringComparison.Ordinal);

        static Fact<IReadOnlyList<PracticePlace>> In(ProfileBuilder.Said said, string city, string zip) =>
            said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = city, State = "CA", Zip = zip }]);
    }

    [Fact]
    public async Task Of_fewer_than_five_people_no_figure_is_made()
    {
        await using var app = await HostedApp.Start(store => Priced(store, 120, 100, 90, 80));
        Assert.Null((await app.Page("/therapists/ca/oakland")).QuerySelector(".figures"));
        Assert.DoesNotContain("opening within", (await app.Page("/therapists/ca/oakland")).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_five_people_of_whom_four_say_what_it_costs_no_cost_is_told()
    {
        await using var app = await HostedApp.Start(store => Priced(store, 120, 100, 90, 80, null));
        var figures = (await app.Page("/therapists/ca/oakland")).QuerySelector(".figures")!;
        Assert.Contains("5 of 5 say they have one within a week", figures.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("$", figures.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/therapists/ca/oakland", "Half have a session for $100 or less; one in four for $90 or less")]
    [InlineData("/therapists/ca/alameda-county", "Half have a session for $100 or less; one in four for $90 or less")]
    [InlineData("/es/therapists/ca", "La mitad tiene una sesión por $100 o menos; una de cada cuatro personas, por $90 o menos")]
    public async Task Of_five_who_say_it_the_middle_and_the_lower_quarter_are_told(string address, string told)
    {
        await using var app = await HostedApp.Start(store => Priced(store, 1_000, 80, 100, 90, 120, null));
        var figures = (await app.Page(address)).QuerySelector(".figures")!.TextContent;
        Assert.Contains(told, figures, StringComparison.Ordinal);
        Assert.Contains("6", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("1,000", figures, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/therapists/ca/oakland")]
    [InlineData("/places")]
    public async Task A_browser_that_shows_it_keeps_nothing_to_come_back_to(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        app.Browser.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "navigate");
        using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("Sec-Fetch-Mode", answer.Headers.Vary);
    }

    [Fact]
    public async Task Anybody_may_keep_it_but_must_ask_each_time()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var address = new Uri("/therapists/ca/oakland", UriKind.Relative);
        using var first = await app.Browser.GetAsync(address);
        Assert.Equal("public, no-cache", first.Headers.CacheControl!.ToString());
        using var again = await Ask(first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsStringAsync());
        await app.Store.Write(async db =>
        {
            (await db.Set<Profile>().FindAsync(2L))!.Removed = true;
            await ChangeFeed.Append(db, [2], app.Store.Now);
        });
        var left = await Until(async () =>
        {
            using var changed = await Ask(first.Headers.ETag.ToString());
            return changed.StatusCode == HttpStatusCode.OK ? await changed.Content.ReadAsStringAsync() : null;
        });
        Assert.DoesNotContain("Okafor", left, StringComparison.Ordinal);

        async Task<HttpResponseMessage> Ask(string tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("If-None-Match", tag);
            return await app.Browser.SendAsync(request);
        }
    }

    [Fact]
    public async Task Who_carries_a_cookie_sees_a_page_that_is_kept_nowhere()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/therapists/ca/oakland", UriKind.Relative));
        request.Headers.Add("Cookie", "session=one");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Address };
        using var answer = await client.SendAsync(request);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Null(answer.Headers.ETag);
    }

    private static async Task<string> Until(Func<Task<string?>> holds)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if (await holds() is { } held)
            {
                return held;
            }
            await Task.Delay(20);
        }
        throw new InvalidOperationException("The page did not follow the change.");
    }

    /// <summary>People of Oakland who have an opening, each with a fee in dollars or without a word on it.</summary>
    private static async Task Priced(Store store, params int?[] dollars)
    {
        foreach (var (price, number) in dollars.Select((price, number) => (price, number)))
        {
            await ProfileBuilder.Named(store.Now, "Ann", $"Number{(char)('a' + number)}").With((facts, said) => facts with
            {
                Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = "Oakland", State = "CA", Zip = "94610" }]),
                Formats = said.Of<IReadOnlyList<string>>(["in-person"]),
                Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "open" }]),
                Fees = price is { } known ? said.Of<IReadOnlyList<Fee>>([new Fee("individual", known * 100, known * 100, 50)]) : null,
            }).SaveTo(store);
        }
    }
}
