using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>What newcomers stumbled over on the list.</summary>
public sealed class ResultsPageMendsTests
{
    [Fact]
    public async Task Two_prices_ticked_together_are_the_larger_one()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("feeMax", "100"), new("feeMax", "150")]);
        Assert.Equal(["Remove: Up to $150"], page.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()));
        Assert.Equal(2, page.QuerySelectorAll("article.person").Length);
    }

    [Fact]
    public async Task A_price_is_one_of_several_and_any_price_takes_it_back()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("feeMax", "150")]);
        var prices = page.QuerySelectorAll(".pick:not(.silent) input[name=feeMax]").Cast<IHtmlInputElement>().ToList();
        Assert.All(prices, price => Assert.Equal("radio", price.Type));
        Assert.Equal("150", Assert.Single(prices, price => price.IsChecked).Value);
        Assert.Equal("", prices[0].Value);
        page = await Search(app, [new("place", "94610"), new("feeMax", prices[0].Value)]);
        Assert.Empty(page.QuerySelectorAll(".chip"));
        Assert.Equal("", page.QuerySelectorAll(".pick:not(.silent) input[name=feeMax]").Cast<IHtmlInputElement>().Single(price => price.IsChecked).Value);
    }

    [Fact]
    public async Task Choices_that_cannot_be_searched_for_are_dropped_and_the_rest_holds()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var token = app.Services.GetRequiredService<SearchTokens>().Seal(
            new SearchRequest { Place = "94610", Format = ["by-pigeon"], Filters = new Dictionary<string, Selection> { ["issue"] = new("grief") } },
            "session")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/therapists?q=" + token, UriKind.Relative));
        request.Headers.Add("Cookie", "rapport=session");
        var page = await HostedApp.Read(await app.Browser.SendAsync(request));
        Assert.Contains("could not use part", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("article.person").Length);
    }

    [Theory]
    [InlineData("", "?place=94610&radius=10&format=in-person")]
    [InlineData("/es", "?place=Oakland,%20CA&radius=50")]
    public async Task A_person_s_page_leads_back_to_the_very_list(string language, string query)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var list = await app.Page($"{language}/therapists{query}");
        var person = await app.Page(list.QuerySelector("article.person h2 a")!.GetAttribute("href")!);
        var back = new Uri(app.Address, person.QuerySelector("a.back")!.GetAttribute("href"));
        Assert.Equal(new Uri(app.Address, $"{language}/therapists{query}"), back);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_person_s_page_leads_back_to_the_page_of_the_list(bool withNeed)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 25; i++)
            {
                await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            }
        });
        var first = await Search(app, withNeed ? [new("place", "94610"), new("issue", "grief")] : [new("place", "94610")]);
        var second = await app.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var person = await app.Page(second.QuerySelector("article.person h2 a")!.GetAttribute("href")!);
        var back = await app.Page(person.QuerySelector("a.back")!.GetAttribute("href")!);
        Assert.Equal(5, back.QuerySelectorAll("article.person").Length);
        Assert.Equal("94610", back.GetElementById("place")!.GetAttribute("value"));
        Assert.Equal(withNeed ? 1 : 0, back.QuerySelectorAll(".chip").Length);
    }

    [Fact]
    public async Task The_distance_goes_and_the_place_stays()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapists?place=94610&radius=10");
        Assert.Equal("Remove: 10 miles", Assert.Single(page.QuerySelectorAll(".chip")).TextContent.Trim());
        using var answer = await app.Send("/therapists", [new("place", "94610"), new("radius", "10"), new("remove", "radius")]);
        Assert.Equal("/therapists?place=94610", answer.Headers.Location!.ToString());
        var usual = await app.Page("/therapists?place=94610&radius=25");
        Assert.Empty(usual.QuerySelectorAll(".chip"));
        Assert.Equal("Filters", usual.QuerySelector(".filters .all > summary")!.TextContent);
    }

    [Theory]
    [InlineData("/therapists?place=94610&radius=7.5", "7.5 miles")]
    [InlineData("/therapists?place=94610&radius=0", "Same ZIP code")]
    public async Task A_distance_is_told_as_it_is(string address, string words)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(address);
        Assert.Equal(words, page.QuerySelector("select[name=radius] option[selected]")!.TextContent);
    }

    [Theory]
    [InlineData("/therapists?place=94610&format=in-person", "4 therapists near 94610 Oakland, CA")]
    [InlineData("/es/therapists?place=94610", "4 terapeutas cerca de 94610 Oakland, CA, y 1 en línea o por teléfono en California")]
    [InlineData("/therapists?place=Alameda%20County,%20CA&format=in-person", "4 therapists in Alameda County, CA")]
    [InlineData("/es/therapists?place=Alameda%20County,%20CA&format=in-person", "4 terapeutas en el condado de Alameda, CA")]
    [InlineData("/es/therapists?place=96161&radius=5&format=in-person", "Por ahora nadie aquí reúne lo que busca")]
    [InlineData("/therapists?place=96161&radius=5&format=online", "2 therapists online in California")]
    public async Task The_heading_says_who_is_near_and_who_is_online(string address, string heading)
    {
        await using var app = await HostedApp.Start(People.Fill);
        Assert.Equal(heading, (await app.Page(address)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Who_is_known_from_the_registry_alone_is_told_apart_from_those_who_keep_a_page()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapists?place=94610");
        Assert.Equal("4 therapists near 94610 Oakland, CA, and one online or by phone in California", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("And one from the public registry, who has not told us anything.", page.QuerySelector(".sum")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);

        await using var registry = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.FromRegistry(store.Now, "Ana", "Okoye").SaveTo(store);
            await Visibility.Set(store, RegistryListing.FactsOnly);
        });
        page = await registry.Page("/therapists?place=94610");
        Assert.Equal("One person from the public registry near 94610 Oakland, CA", page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("", "None of them has said this: children and teens.")]
    [InlineData("/es", "Ninguno ha dicho esto: niños y adolescentes.")]
    public async Task Where_nobody_has_said_what_is_asked_for_the_list_says_so(string language, string says)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.FromRegistry(store.Now, "Ana", "Okoye").SaveTo(store);
            await Visibility.Set(store, RegistryListing.FactsOnly);
        });
        using var answer = await app.Send(language + "/therapists",
            [new("place", "94610"), new("age", "children-0-5"), new("age", "children-6-12"), new("age", "teens"), new("age", SearchKeys.NotKnown)]);
        var page = await app.Page(answer.Headers.Location!.ToString());
        Assert.Single(page.QuerySelectorAll("article.person"));
        Assert.Contains(says, page.QuerySelector(".sum")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_without_a_word_is_left_out_of_chips_and_heading_and_said_so()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("text", "?! 😀"), new("language", "en")]);
        Assert.Contains("no word in what you wrote", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll(".chip, h1"), shown => shown.TextContent.Contains('?', StringComparison.Ordinal));
        Assert.Equal("", ((IHtmlInputElement)page.QuerySelector("#text")!).Value);
    }

    [Theory]
    [InlineData("/therapists?place=94610&radius=far", "so we left it out: the distance.")]
    [InlineData("/therapists?place=94610&format=pigeon&page=last", "so we left it out: how to meet and the page.")]
    [InlineData("/es/therapists?place=94610&page=0", "la dejamos fuera: la página.")]
    public async Task A_link_of_which_a_part_cannot_be_read_shows_the_rest_and_says_which(string address, string says)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(address);
        Assert.Contains(says, page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);
        Assert.Null((await app.Page("/therapists?place=94610&radius=25&format=&page=1")).QuerySelector(".notice"));
    }

    [Theory]
    [InlineData("/therapists?place=94610&language=es", "others can read a link")]
    [InlineData("/therapists?place=94610&text=grief", "others can read a link")]
    [InlineData("/es/therapists?place=94610&issue=grief&issue=worry", "otros pueden leer un enlace")]
    public async Task Needs_are_not_read_from_a_link_and_that_is_said(string address, string says)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(address);
        Assert.Contains(says, page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);
        Assert.Null((await app.Page("/therapists?place=94610&utm_source=letter")).QuerySelector(".notice"));
    }

    [Theory]
    [InlineData("", "Back to 6 people")]
    [InlineData("/es", "Volver a 6 personas")]
    public async Task The_way_back_to_a_list_says_how_many_it_has(string language, string says)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var list = await app.Page(language + "/therapists?place=94610");
        var profile = await app.Page(list.QuerySelector(".person h2 a")!.GetAttribute("href")!);
        var back = profile.QuerySelector(".back")!;
        Assert.Contains(says, back.TextContent, StringComparison.Ordinal);
        Assert.Equal(language + "/therapists?place=94610", back.GetAttribute("href"));
    }

    [Fact]
    public async Task The_number_of_a_sealed_list_stands_in_no_address()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("issue", "grief")]);
        Assert.All(page.QuerySelectorAll(".person a[href]"), link => Assert.DoesNotContain("of=", link.GetAttribute("href")!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("94610", true)]
    [InlineData("Oakland, CA", true)]
    [InlineData("Alameda County, CA", false)]
    [InlineData("California", false)]
    public async Task A_distance_is_asked_only_where_it_counts(string place, bool asked)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapists?place=" + Uri.EscapeDataString(place));
        Assert.Equal(asked, page.QuerySelector("[name=radius]") is not null);
    }

    [Theory]
    [InlineData("quiet", "your words: own text")]
    [InlineData("okafor", "your words: name")]
    [InlineData("gri", "your words: Grief and loss")]
    public async Task A_card_says_where_the_words_stand_that_were_looked_for(string text, string says)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("text", text)]);
        Assert.Contains(says, page.QuerySelectorAll("article.person").Single(card => card.TextContent.Contains("Okafor", StringComparison.Ordinal))
            .QuerySelector(".why dd")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_from_a_person_keeps_the_day_of_the_list()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(
            async store =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await ProfileBuilder.Marisol(store.Now).SaveTo(store);
                }
            },
            clock);
        var yesterday = DateOnly.FromDateTime(app.Store.Now).AddDays(-1).ToString(SearchLinks.DayFormat, System.Globalization.CultureInfo.InvariantCulture);
        var page = await app.Page($"/therapists?place=94610&day={yesterday}&page=2");
        var person = await app.Page(page.QuerySelector("article.person h2 a")!.GetAttribute("href")!);
        Assert.Equal($"/therapists?place=94610&day={yesterday}&page=2", person.QuerySelector("a.back")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_price_by_which_somebody_was_found_stands_on_the_card()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
        {
            Insurers = null,
            SlidingScale = null,
            Fees = said.Of<IReadOnlyList<Fee>>([new Fee("individual", 18500, 18500, 80), new Fee("individual", 9500, 9500, 45), new Fee("group", 7500, 7500, 90)]),
        }).SaveTo(store));
        var page = await Search(app, [new("place", "94610"), new("feeMax", "100")]);
        Assert.Contains("45 minutes $95; 80 minutes $185", page.QuerySelector("article.person")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_is_named_as_what_one_accepts_and_is_no_reason()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, [new("place", "94610"), new("opening", "waiting-list"), new("times", "evenings")]);
        Assert.Contains(page.QuerySelectorAll(".chip"), chip => chip.TextContent.Contains("Waiting list is fine", StringComparison.Ordinal));
        Assert.Equal("evenings\u00a0· opening within a week\u00a0· within 2 miles\u00a0· confirmed within two weeks",
            page.QuerySelector("article.person .why dd")!.TextContent);
    }

    [Fact]
    public async Task An_opening_that_nobody_confirmed_for_long_is_not_claimed()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now.AddDays(-61), "Old", "Word").With((facts, said) => facts with
        {
            Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "open" }]),
        }).SaveTo(store));
        var card = (await app.Page("/therapists")).QuerySelector("article.person")!;
        Assert.NotNull(card.QuerySelector(".state.unknown"));
        Assert.DoesNotContain("opening within", card.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Open now", card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_place_is_one_click_from_the_right_one_and_wishes_stay()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var asked = await app.Post("/therapists", [new("place", "Oaklnd, CA"), new("issue", "grief")], HttpStatusCode.UnprocessableEntity);
        var meant = asked.QuerySelector(".notice a")!;
        Assert.Equal("Oakland, CA", meant.TextContent);
        var page = await app.Page(meant.GetAttribute("href")!);
        Assert.Equal("Oakland, CA", page.GetElementById("place")!.GetAttribute("value"));
        Assert.Equal("Remove: Grief and loss", Assert.Single(page.QuerySelectorAll(".chip")).TextContent.Trim());
    }

    [Fact]
    public async Task A_state_of_the_search_is_named_before_the_other_states()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "Far", "Away").With((facts, said) => facts with
        {
            Formats = said.Of<IReadOnlyList<string>>(["online"]),
            OnlineStates = said.Of<IReadOnlyList<string>>(["AZ", "CA", "NV", "OR"]),
        }).SaveTo(store));
        var page = await app.Page("/therapists?place=94610");
        Assert.Contains("Online in California and 3 more states", page.QuerySelector("article.person")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_not_read_yet_asks_for_patience()
    {
        await using var app = await HostedApp.StartUnready();
        using var answer = await app.Browser.GetAsync(
            new Uri("/therapists?place=94610", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("5", answer.Headers.GetValues("Retry-After").Single());
        var page = await HostedApp.Read(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("The list is being made ready", page.QuerySelector("h1")!.TextContent);
    }

    private static async Task<IHtmlDocument> Search(HostedApp app, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var answer = await app.Send("/therapists", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await app.Page(answer.Headers.Location!.ToString());
    }
}
