using System.Globalization;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>From the first page to where somebody wanted to come, in one go, without scripts.</summary>
public sealed class JourneyTests(Chromium browser, OpenSite site)
{
    [Theory]
    [InlineData("/", "online in California", "Just look", "Thuy Tran")]
    [InlineData("/es", "en línea en California", "Ver la lista", "Thuy Tran")]
    public async Task By_online_state_to_a_person_who_is_met_from_afar(string start, string where, string look, string person)
    {
        var page = await browser.Open(390);
        await page.GotoAsync(site.Page(start).ToString());
        await page.Locator("#Place").FillAsync(where);
        await page.GetByRole(AriaRole.Button, new() { Name = look }).ClickAsync();
        // Two of the six work online there; a town is asked of nobody.
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("California");
        await page.GetByRole(AriaRole.Link, new() { Name = person }).First.ClickAsync();
        await Assertions.Expect(page.Locator("article.profile h1")).ToContainTextAsync(person);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task By_online_state_where_nobody_works_the_page_says_so_and_leads_on()
    {
        var page = await browser.Open(390);
        await page.GotoAsync(site.Page("/").ToString());
        await page.Locator("#Place").FillAsync("online in Texas");
        await page.GetByRole(AriaRole.Button, new() { Name = "Just look" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(0);
        // What was asked is still there, to be changed.
        await Assertions.Expect(page.Locator("#place")).ToHaveValueAsync("Texas");
        await page.Locator(".nobody").GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator("#Place")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Too_many_are_fewer_with_each_choice_by_the_number_that_stood_beside_it()
    {
        await using var many = await Crowd.Open();
        var page = await browser.Open(1280);
        await page.GotoAsync(new Uri(many.Address, "/").ToString());
        await page.Locator("#Place").FillAsync("94610");
        await page.GetByRole(AriaRole.Button, new() { Name = "Just look" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(Crowd.Count.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(20);
        await page.Locator(".pages a[rel=next]").ClickAsync();
        await Assertions.Expect(page.Locator(".pages a[rel=prev]")).ToBeVisibleAsync();
        var told = Crowd.Count;
        foreach (var choice in new[] { "[name=times][value=evenings]", "[name=issue][value=grief]" })
        {
            var pick = page.Locator(".pick", new() { Has = page.Locator("input" + choice) });
            var fewer = int.Parse(await pick.Locator(".count").InnerTextAsync(), CultureInfo.InvariantCulture);
            Assert.InRange(fewer, 1, told - 1);
            await pick.Locator("input").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Update the list" }).ClickAsync();
            await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(fewer.ToString(CultureInfo.InvariantCulture));
            await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(Math.Min(fewer, 20));
            told = fewer;
        }
        await Assertions.Expect(page.Locator(".pages")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task In_Spanish_from_the_first_page_to_the_list_and_the_link_that_is_handed_over()
    {
        var page = await browser.Open(360);
        async Task IsSpanish(IPage shown) => Assert.Equal("es", await shown.Locator("html").GetAttributeAsync("lang"));
        await page.GotoAsync(site.Page("/es").ToString());
        await page.Locator("#Place").FillAsync("94610");
        await page.GetByText("También puede ser en línea").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ver la lista" }).ClickAsync();
        await IsSpanish(page);
        await page.Locator("article.person h2 a", new() { HasText = "Daniel" }).ClickAsync();
        await IsSpanish(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar Daniel" }).Locator("visible=true").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Su lista (1)" }).ClickAsync();
        await IsSpanish(page);
        await Assertions.Expect(page.Locator("article.person h2")).ToHaveTextAsync("Daniel Okafor, LMFT");
        await page.GetByRole(AriaRole.Link, new() { Name = "Abrir la lista para pasarla" }).ClickAsync();
        var link = page.Url;
        // Whoever it is handed to has none of her cookies.
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(link);
        await IsSpanish(page);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Alguien le pasó esta lista");
        await Assertions.Expect(page.Locator("article.person h2")).ToHaveTextAsync("Daniel Okafor, LMFT");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/", "en")]
    [InlineData("/es", "es")]
    public async Task Through_all_questions_to_who_suits_two_side_by_side_and_the_answers_kept_and_erased(string start, string language)
    {
        var page = await browser.Open(360);
        async Task Fits()
        {
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            Assert.InRange(await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"), 1, 360);
        }
        await page.GotoAsync(site.Page(start).ToString());
        await page.Locator("#Place").FillAsync("94610");
        await page.Locator("form.card .ways .filled").ClickAsync();
        for (var number = 1; number <= 12; number++)
        {
            await page.WaitForURLAsync($"**/questions/{number}?**");
            await Fits();
            if (number <= 8)
            {
                await page.Locator($".axis .place-{(number == 3 ? 1 : 3)}").ClickAsync();
                await page.Locator(".segments label").Nth(number % 3).ClickAsync();
            }
            await page.Locator(".two .filled").ClickAsync();
        }
        await page.WaitForURLAsync("**/questions/answers?**");
        await Fits();
        await Assertions.Expect(page.Locator(".answers dl > div:not(.none) button[name=remove]")).Not.ToHaveCountAsync(0);
        var before = await page.Locator(".answers dl > div").Nth(1).Locator("dd").First.InnerTextAsync();
        await page.Locator(".answers dl > div").Nth(1).Locator(".change a").ClickAsync();
        await page.Locator(".axis .place-4").ClickAsync();
        await page.Locator(".two .filled").ClickAsync();
        await page.WaitForURLAsync("**/questions/answers?**");
        Assert.NotEqual(before, await page.Locator(".answers dl > div").Nth(1).Locator("dd").First.InnerTextAsync());
        var answers = page.Url;

        await page.Locator(".answers p > .button.filled").ClickAsync();
        await Fits();
        await Assertions.Expect(page.Locator("article.person", new() { HasText = "Marisol Vega" }).Locator("dl.fit .why").First).ToBeVisibleAsync();
        foreach (var name in new[] { "Marisol Vega", "Daniel Okafor" })
        {
            await page.Locator("article.person", new() { HasText = name }).Locator("button[name=keep]").ClickAsync();
        }
        await page.Locator("header nav a[href*='/list?q=']").ClickAsync();
        await Fits();
        await page.Locator("#side-by-side button").ClickAsync();
        await Fits();
        await Assertions.Expect(page.Locator(".suits-why .pro li").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("svg .wished").First).ToBeVisibleAsync();
        await page.Locator(".suits-why .others a").ClickAsync();
        await Assertions.Expect(page.Locator(".suits-why .who")).ToContainTextAsync("Daniel Okafor");

        await page.GotoAsync(answers);
        await page.Locator("form[action$='/saved/new'] button").ClickAsync();
        await Fits();
        var words = string.Join(' ', await page.Locator(".code li").AllInnerTextsAsync());
        Assert.Equal(6, words.Split(' ').Length);
        // Another browser has the words alone.
        await page.Context.ClearCookiesAsync();
        await Open(page, words, ".button.filled");
        await Assertions.Expect(page.Locator("article.person dl.fit").First).ToBeVisibleAsync();
        await Open(page, words, "button[name=Forget]");
        await Assertions.Expect(page.Locator(".saved .notice")).ToBeVisibleAsync();
        await Open(page, words, ".button.filled");
        await Assertions.Expect(page.Locator(".errors")).ToBeVisibleAsync();
        await page.Context.CloseAsync();

        async Task Open(IPage shown, string code, string button)
        {
            await shown.GotoAsync(site.Page((language == "es" ? "/es" : "") + "/saved").ToString());
            await shown.Locator("[name=Code]").FillAsync(code);
            await shown.Locator(".saved form " + button).ClickAsync();
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task With_the_keyboard_alone_from_a_search_to_a_person_to_the_list_in_at_most_sixty_presses(int width)
    {
        var page = await browser.Open(width);
        await page.GotoAsync(site.Page("/").ToString());
        var presses = 0;
        async Task Press(string key)
        {
            Assert.True(++presses <= 60, "More than 60 presses: " + page.Url);
            await page.Keyboard.PressAsync(key);
        }
        async Task TabTo(string selector)
        {
            do
            {
                await Press("Tab");
            }
            while (await page.Locator($"{selector}:focus").CountAsync() == 0);
        }
        async Task Open(string selector)
        {
            await TabTo(selector);
            await Press("Enter");
        }
        await TabTo("#Place");
        foreach (var digit in "94610")
        {
            await Press(digit.ToString());
        }
        await Press("Enter");
        await Assertions.Expect(page.Locator("article.person").First).ToBeVisibleAsync();
        await Open("a[href='#list']");
        await Open("article.person h2 a");
        await Assertions.Expect(page.Locator("article.profile h1")).ToHaveTextAsync("Daniel Okafor, LMFT");
        await Open("button[name=keep]");
        // A key that is pressed while the page comes again is pressed on the page before it.
        await Assertions.Expect(page.Locator("header nav a[href='/list']")).ToHaveTextAsync("Your list (1)");
        await Open("header nav a[href='/list']");
        await Assertions.Expect(page.Locator("article.person h2")).ToHaveTextAsync("Daniel Okafor, LMFT");
        await page.Context.CloseAsync();
    }
}
