using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Somebody comes near, and the page must be gone.</summary>
public sealed class LeaveTests(Chromium browser, OpenSite site)
{
    private const string Person = "/therapist/marisol-vega-1";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task It_leads_elsewhere_and_back_shows_nothing(bool scripts, bool byKeys)
    {
        var page = await Open(scripts);
        if (byKeys)
        {
            await page.Keyboard.PressAsync("Shift");
            await page.Keyboard.PressAsync("Shift");
            await page.Keyboard.PressAsync("Shift");
        }
        else
        {
            await page.Locator("a.leave").ClickAsync();
        }
        await Assertions.Expect(page).ToHaveTitleAsync("Weather");
        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("Nothing here");
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("Marisol");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Back_ticks_nothing_and_writes_nothing_again(bool scripts)
    {
        var page = await browser.Open(1280, scripts: scripts);
        await page.GotoAsync(site.Page("/").ToString());
        await page.GetByLabel("My child").CheckAsync();
        await page.GotoAsync(site.Page("/therapists?place=94610").ToString());
        await page.Locator("input[name=times][value=evenings]").CheckAsync();
        await page.Locator("#filters button[type=submit], #filters .button.filled").First.ClickAsync();
        await page.WaitForURLAsync("**q=**");
        await page.GotoAsync(site.Page(Person + "/wrong").ToString());
        await page.Locator("textarea").FillAsync("planted words");
        await page.Locator("input[name=About]").First.CheckAsync();
        await page.GotoAsync(site.Page(Person).ToString());
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("textarea")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("input[name=About]:checked")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Page("/therapists?place=94610").ToString());
        await Assertions.Expect(page.Locator("input[name=times]:checked")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByLabel("My child")).Not.ToBeCheckedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Writing_in_capitals_is_no_wish_to_leave()
    {
        var page = await Open(scripts: true);
        foreach (var key in new[] { "Shift", "Shift", "A", "Shift", "Shift" })
        {
            await page.Keyboard.PressAsync(key);
        }
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Marisol");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_page_is_blank_before_the_other_one_answers()
    {
        var page = await Open(scripts: true);
        // In one task of the page, so that nothing can have been loaded between.
        Assert.Equal("", await page.EvaluateAsync<string>(
            "() => { document.querySelector('a.leave').click(); return document.documentElement.textContent; }"));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> Open(bool scripts)
    {
        var page = await browser.Open(390, scripts: scripts);
        await page.Context.RouteAsync("https://www.weather.gov/**", route =>
            route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = "<title>Weather</title>" }));
        await page.GotoAsync(site.Page("/order").ToString());
        await page.GotoAsync(site.Page(Person).ToString());
        return page;
    }
}
