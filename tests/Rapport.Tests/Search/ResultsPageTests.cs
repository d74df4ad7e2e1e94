using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

public sealed class ResultsPageTests
{
    private const string Near = "/therapists?place=94610&radius=25";

    [Fact]
    public async Task A_plain_link_shows_who_is_near_with_openings_place_cost_and_reason()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(Near);
        Assert.Equal("4 therapists near 94610 Oakland, CA, and one online or by phone in California", page.QuerySelector("h1")!.TextContent);
        var cards = page.QuerySelectorAll("article.person");
        Assert.Equal(People.Count, cards.Length);
        var first = cards[0].TextContent;
        Assert.Contains("Daniel Okafor, LMFT", first, StringComparison.Ordinal);
        Assert.Contains("Open now", first, StringComparison.Ordinal);
        Assert.Contains("Oakland, near you", first, StringComparison.Ordinal);
        Assert.Contains("opening within a week", first, StringComparison.Ordinal);
        Assert.Contains("From the public registry", cards[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_link_sets_no_cookie_and_holds_no_token()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Browser.GetAsync(new Uri(Near, UriKind.Relative));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("q=", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_distance_and_format_alone_stay_readable()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/therapists", [new("place", "94610"), new("radius", "10"), new("format", "online")]);
        Assert.Equal("/therapists?place=94610&radius=10&format=online", answer.Headers.Location!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("", "Link without my needs")]
    [InlineData("/es", "Enlace sin lo que busco")]
    public async Task A_list_of_wishes_has_a_link_that_says_none_of_them(string language, string text)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send(
            language + "/therapists", [new("place", "Oakland, CA"), new("radius", "10"), new("format", "in-person"), new("issue", "grief"), new("text", "quiet")]);
        var link = (await app.Page(answer.Headers.Location!.ToString())).QuerySelector(".plain-link a")!;
        Assert.Equal((text, language + "/therapists?place=Oakland,%20CA&radius=10&format=in-person"), (link.TextContent, link.GetAttribute("href")));
        // Another browser sees all who are there, and is told nothing.
        using var other = app.NewBrowser();
        var shown = await HostedApp.Read(await other.GetAsync(new Uri(link.GetAttribute("href")!, UriKind.Relative)));
        Assert.Equal(4, shown.QuerySelectorAll("article.person").Length);
        Assert.Null(shown.QuerySelector(".plain-link, .notice"));
    }

    [Fact]
    public async Task Online_in_a_state_becomes_a_plain_link_with_state_and_way_to_meet()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/es/therapists", [new("place", "en línea en California")]);
        Assert.Equal("/es/therapists?place=California&format=online", answer.Headers.Location!.ToString());
        var page = await app.Page(answer.Headers.Location.ToString());
        Assert.Equal("California", page.GetElementById("place")!.GetAttribute("value"));
        Assert.Equal(["Marisol Vega, LCSW", "Thuy Tran, LPCC"], page.QuerySelectorAll("article.person h2").Select(name => name.TextContent).Order());
        var asked = await app.Post("/therapists", [new("place", "online")], HttpStatusCode.UnprocessableEntity);
        Assert.Contains("online in Texas", asked.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_county_finds_who_works_in_it_and_says_so_in_place_of_a_distance()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            // Six miles off, in the next county.
            await ProfileBuilder.Named(store.Now, "Over", "Theline").With((facts, said) => facts with
            {
                Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = "Orinda", State = "CA", Zip = "94563" }]),
            }).SaveTo(store);
        });
        var page = await app.Page("/therapists?place=Alameda%20County,%20CA&format=in-person");
        var cards = page.QuerySelectorAll("article.person");
        Assert.Equal(4, cards.Length);
        Assert.DoesNotContain(cards, card => card.TextContent.Contains("Theline", StringComparison.Ordinal));
        Assert.Contains("in Alameda County", cards[0].QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(cards, card => card.TextContent.Contains("mile", StringComparison.Ordinal) || card.TextContent.Contains("near you", StringComparison.Ordinal));
        Assert.Contains("en el condado de Alameda", (await app.Page("/es/therapists?place=Alameda%20County,%20CA")).QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(7, (await app.Page("/therapists?place=94610")).QuerySelectorAll("article.person").Length);
    }

    [Theory]
    [InlineData("", "no word in what you wrote")]
    [InlineData("/es", "ninguna palabra en lo que escribió")]
    public async Task Words_that_are_none_are_left_out_and_it_is_said(string language, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send(language + "/therapists", [new("place", "94610"), new("radius", "25"), new("text", "%_'\"<>")]);
        var page = await app.Page(answer.Headers.Location!.ToString());
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);
        Assert.Contains(told, page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/therapists")]
    [InlineData("/es/therapists?place=94610")]
    public async Task No_search_engine_keeps_a_list_for_it_names_people_whom_nobody_asked(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        Assert.Equal("noindex", (await app.Page(address)).QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_need_stands_in_no_address_title_or_link()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send(
            "/therapists", [new("place", "94610"), new("radius", "25"), new("issue", "grief"), new("text", "quiet")]);
        var address = answer.Headers.Location!.ToString();
        Assert.StartsWith("/therapists?q=", address, StringComparison.Ordinal);
        Assert.DoesNotContain("grief", address, StringComparison.Ordinal);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);

        var page = await app.Page(address);
        Assert.Equal("Daniel Okafor, LMFT", page.QuerySelector("article.person h2")!.TextContent);
        Assert.DoesNotContain("Grief", page.Title, StringComparison.OrdinalIgnoreCase);
        Assert.All(page.QuerySelectorAll("a[href]"), link =>
            Assert.DoesNotContain("grief", link.GetAttribute("href")!, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Contains("grief and loss\u00a0· your words: own text\u00a0· opening within a week", page.QuerySelector("article.person .why")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_takes_its_choice_away()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("issue", "grief"), new("times", "evenings")]);
        Assert.Equal(["Remove: Grief and loss", "Remove: Evenings"],
            page.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()));
        var chips = (IHtmlFormElement)page.QuerySelector("form.chips")!;
        using var answer = await app.Send("/therapists",
            [new("q", ((IHtmlInputElement)chips.QuerySelector("[name=q]")!).Value), new("remove", "issue:grief")]);
        var left = await app.Page(answer.Headers.Location!.ToString());
        Assert.Equal(["Remove: Evenings"], left.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()));
    }

    [Fact]
    public async Task Every_choice_has_its_count_and_what_was_chosen_stays_ticked()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("insurer", "medi-cal")]);
        var legends = page.QuerySelectorAll(".filters .group legend").Select(legend => legend.TextContent);
        Assert.Equal(["Openings and times", "How you pay", "Help with", "In person or online"], legends);
        Assert.All(page.QuerySelectorAll(".pick"), pick => Assert.Matches("^[0-9,]+$", pick.QuerySelector(".count")!.TextContent));
        var chosen = Assert.Single(page.QuerySelectorAll(".pick input[type=checkbox][checked]"));
        Assert.Equal("medi-cal", chosen.GetAttribute("value"));
        Assert.Equal(2, page.QuerySelectorAll("article.person").Length);
        Assert.Equal("2", chosen.ParentElement!.QuerySelector(".count")!.TextContent);
    }

    [Fact]
    public async Task A_card_says_which_wish_that_would_be_nice_to_have_is_missing()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Walk.Send(app, "/therapists", ("place", "94610"), ("insurer", "aetna"), ("insurer.as", "nice"));
        var card = page.QuerySelectorAll("article.person").First(one => one.TextContent.Contains("Daniel Okafor", StringComparison.Ordinal));
        Assert.Equal("takes Aetna", card.QuerySelectorAll("dt").First(term => term.TextContent == "Missing").NextElementSibling!.TextContent);
        card = page.QuerySelectorAll("article.person").First(one => one.TextContent.Contains("Sam Reyes", StringComparison.Ordinal));
        Assert.Equal("takes Aetna (not said)", card.QuerySelectorAll("dt").First(term => term.TextContent == "Missing").NextElementSibling!.TextContent);
    }

    [Fact]
    public async Task Another_browser_with_the_link_sees_the_place_and_is_told_so()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/therapists", [new("place", "94610"), new("issue", "grief")]);
        using var other = app.NewBrowser();
        var page = await HostedApp.Read(await other.GetAsync(answer.Headers.Location));
        Assert.Contains("another browser", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("94610", page.GetElementById("place")!.GetAttribute("value"));
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);
    }

    [Fact]
    public async Task A_link_from_a_place_that_was_not_understood_tells_another_browser_nothing_of_what_was_typed()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var asked = await app.Post("/therapists", [new("place", "help after rape near Xyzzyville"), new("language", "es")], HttpStatusCode.UnprocessableEntity);
        var link = asked.QuerySelector("a[hreflang=es]")!.GetAttribute("href")!;
        using var other = app.NewBrowser();
        var page = await other.GetStringAsync(new Uri(link, UriKind.Relative));
        Assert.DoesNotContain("Xyzzyville", page, StringComparison.Ordinal);
        using var own = await app.Browser.GetAsync(new Uri(link, UriKind.Relative));
        Assert.Contains("Xyzzyville", await own.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_an_hour_later_the_needs_are_forgotten()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(People.Fill, clock);
        using var answer = await app.Send("/therapists", [new("place", "94610"), new("issue", "grief")]);
        clock.Advance(TimeSpan.FromMinutes(31));
        var page = await app.Page(answer.Headers.Location!.ToString());
        Assert.Contains("forgotten", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("94610", page.GetElementById("place")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("", "We do not know this place.")]
    [InlineData("/es", "No conocemos este lugar.")]
    public async Task An_unknown_place_is_asked_back(string language, string error)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(language + "/therapists?place=Qqqqq", HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith(error, page.QuerySelector(".errors a")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Qqqqq", page.GetElementById("place")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("suicidal after rape", 422, null)]
    [InlineData("94610 suicidal after rape", 302, "/therapists?place=94610&radius=25")]
    [InlineData("OAKLAND, ca", 302, "/therapists?place=Oakland,%20CA&radius=25")]
    [InlineData("california", 302, "/therapists?place=California&radius=25")]
    [InlineData("portland", 302, "/therapists?place=Portland&radius=25")]
    [InlineData("springfield", 422, null)]
    public async Task What_is_typed_as_the_place_stands_in_no_address_but_in_the_words_of_the_directory(
        string typed, int status, string? address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/therapists", [new("place", typed), new("radius", "25")]);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location?.ToString());
        if (address is null)
        {
            var page = await HostedApp.Read(answer, HttpStatusCode.UnprocessableEntity);
            Assert.Equal(typed, page.GetElementById("place")!.GetAttribute("value"));
            Assert.All(page.QuerySelectorAll("a[href]"), link =>
                Assert.DoesNotContain("suicidal", link.GetAttribute("href")!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_unknown_place_keeps_every_choice_beside_it()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post(
            "/therapists", [new("place", "nowhere at all"), new("issue", "grief"), new("text", "quiet")], HttpStatusCode.UnprocessableEntity);
        Assert.Equal("quiet", page.GetElementById("text")!.GetAttribute("value"));
        Assert.Equal("grief", Assert.Single(page.QuerySelectorAll(".filters input[type=checkbox][checked]")).GetAttribute("value"));
    }

    [Fact]
    public async Task The_other_language_is_given_no_words_that_the_page_does_not_know()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapists?issue=trauma&text=panic&place=94610&radius=10&format=online&format=phone&page=2");
        Assert.Equal("/es/therapists?place=94610&radius=10&format=online&format=phone&page=2",
            page.QuerySelector("header nav a[hreflang]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Every_issue_and_thirty_insurers_at_once_are_carried_whole()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var words = app.Services.GetRequiredService<SearchKeys>().Words;
        var form = words.Issues.Terms.Select(term => KeyValuePair.Create("issue", term.Code))
            .Concat(words.Insurers.Terms.Take(30).Select(term => KeyValuePair.Create("insurer", term.Code)))
            .Append(new("text", new string('é', 200)))
            .ToList();
        using var answer = await app.Send("/therapists", form);
        var address = answer.Headers.Location!.ToString();
        Assert.InRange(address.Length, 100, 2048);
        var page = await app.Page(address);
        Assert.Equal(form.Count - 1, page.QuerySelectorAll(".filters input[type=checkbox][checked]").Length);
    }

    [Fact]
    public async Task More_choices_than_a_search_takes_are_told_and_kept()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var keys = app.Services.GetRequiredService<SearchKeys>();
        var form = keys.Schema.Keys.Where(key => key.Name is "issue" or "notTaken" or "insurer" or "approach")
            .SelectMany(key => key.Values, (key, value) => KeyValuePair.Create(key.Name, value))
            .Append(new("place", "94610"))
            .ToList();
        Assert.InRange(form.Count, Understanding.MostValues + 2, 1000);
        var page = await app.Post("/therapists", form, HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("These are too many choices", page.QuerySelector(".errors a")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(page.QuerySelector(".errors a")!.GetAttribute("href")!));
        Assert.Equal("94610", page.GetElementById("place")!.GetAttribute("value"));
        Assert.True(page.QuerySelectorAll(".filters input[type=checkbox][checked]").Length > Understanding.MostValues);
        // Each stands there once: as a tick that can be taken away.
        Assert.Empty(page.QuerySelectorAll(".chip, .weights"));
    }

    [Theory]
    [InlineData("/therapists?place=94610&radius=-1")]
    [InlineData("/therapists?place=94610&radius=1000000000")]
    [InlineData("/therapists?place=94610&radius=abc&format=nonsense")]
    [InlineData("/therapists?page=0")]
    [InlineData("/therapists?page=1000000000")]
    [InlineData("/therapists?page=99999999999999")]
    [InlineData("/therapists?q=broken")]
    [InlineData("/therapists?q=&place=")]
    public async Task Nonsense_in_an_address_still_shows_a_page(string address)
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Page(address);
    }

    [Fact]
    public async Task Ten_thousand_ticks_of_nonsense_are_no_search()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var form = Enumerable.Range(0, 10_000).Select(i => KeyValuePair.Create("issue", "x" + i));
        using var answer = await app.Send("/therapists", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("%_'\"<>Okafor", "%_'\"<>Okafor")]
    // Nobody has written this.
    [InlineData("الحزن", null)]
    // There is no word in these.
    [InlineData("%_'\"<>", null)]
    [InlineData("😀😀😀", null)]
    public async Task Any_letters_may_be_looked_for(string text, string? kept)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("text", text)]);
        Assert.Equal(kept, page.GetElementById("text")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nobody_found_says_what_to_do()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("radius", "25"), new("issue", "tics")]);
        Assert.Empty(page.QuerySelectorAll("article.person"));
        Assert.Equal("Nobody here fits this wish yet", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Let go of one, and see who is there:", page.QuerySelector(".nobody .sum")!.TextContent);
        Assert.Equal(["/", "/crisis"], page.QuerySelectorAll(".nobody a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Links_to_further_pages_keep_the_search()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 25; i++)
            {
                await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            }
        });
        var page = await Search(app, [new("place", "94610"), new("issue", "grief")]);
        Assert.Equal(20, page.QuerySelectorAll("article.person").Length);
        var next = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.Contains("q=", next, StringComparison.Ordinal);
        Assert.Equal(5, (await app.Page(next)).QuerySelectorAll("article.person").Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paging_past_midnight_meets_everybody_once(bool sealedSearch)
    {
        // A quarter to midnight; the next page is looked at ten minutes into the next day.
        var clock = new TestClock(new DateTimeOffset(2026, 11, 26, 23, 50, 0, TimeSpan.Zero));
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 45; i++)
            {
                await ProfileBuilder.Marisol(store.Now.AddDays(-3)).SaveTo(store);
            }
        }, clock);
        var page = sealedSearch
            ? await Search(app, [new("place", "94610"), new("issue", "grief")])
            : await app.Page("/therapists?place=94610");
        var met = Addresses(page);
        while (page.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next)
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            page = await app.Page(next);
            met.AddRange(Addresses(page));
        }
        Assert.Equal(45, met.Count);
        Assert.Equal(45, met.Distinct(StringComparer.Ordinal).Count());
        Assert.NotEqual(met.Order(StringComparer.Ordinal), met);
    }

    private static List<string> Addresses(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("article.person h2 a").Select(link => link.GetAttribute("href")!.Split('?')[0])];

    [Fact]
    public async Task A_removed_person_is_off_the_list_at_once()
    {
        await using var app = await HostedApp.Start(People.Fill);
        Assert.Equal(People.Count, (await app.Page(Near)).QuerySelectorAll("article.person").Length);
        using var answer = await app.Send("/therapist/ruth-example-6/remove", []);
        Assert.DoesNotContain(
            (await app.Page(Near)).QuerySelectorAll("article.person h2"),
            name => name.TextContent.Contains("Ruth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_be_a_home_is_on_no_list()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Browser.GetStringAsync(new Uri(Near, UriKind.Relative));
        Assert.DoesNotContain("Home Lane", page, StringComparison.Ordinal);
        Assert.DoesNotContain("5550177", page, StringComparison.Ordinal);
    }

    private static async Task<IHtmlDocument> Search(HostedApp app, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var answer = await app.Send("/therapists", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await app.Page(answer.Headers.Location!.ToString());
    }
}
