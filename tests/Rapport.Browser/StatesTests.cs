using System.Globalization;
using Microsoft.Playwright;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>The list when nobody or few are found, and when some wishes are only nice to have: nobody is left without a way on.</summary>
public sealed class StatesTests(Chromium browser, OpenSite site)
{
    public static MatrixTheoryData<string, string> EachState => new(Asking.States.Keys, ["", "/es"]);

    [Theory, MemberData(nameof(EachState))]
    public async Task A_state_has_no_barrier_and_fits_a_small_phone(string state, string language)
    {
        var page = await browser.Open(360, scripts: true);
        await page.Ask(site, language, Asking.States[state]);
        await page.Locator(".filters .all > summary").ClickAsync();
        if (await page.Locator(".weights > summary").CountAsync() > 0)
        {
            await page.Locator(".weights > summary").ClickAsync();
        }
        var width = await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth");
        var low = await page.SmallerThan(44, ".ways button, .weights button, .weigh label");
        await page.HasNoBarrierInEitherTheme();
        await page.Context.CloseAsync();
        Assert.True(width <= 360, $"{width} pixels wide");
        Assert.Empty(low);
    }

    [Fact]
    public async Task On_a_phone_what_is_done_with_the_chips_takes_one_line()
    {
        var page = await browser.Open(390);
        foreach (var language in new[] { "", "/es" })
        {
            await page.Ask(site, language, Asking.States["nice"]);
            var over = await page.Locator(".chips > .link").BoundingBoxAsync();
            var weights = await page.Locator(".weights > summary").BoundingBoxAsync();
            Assert.Equal(over!.Y, weights!.Y, tolerance: 1d);
        }
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(360, "")]
    [InlineData(1280, "/es")]
    public async Task From_nobody_by_one_click_to_as_many_as_it_said(int width, string language)
    {
        var page = await browser.Open(width);
        await page.Ask(site, language, Asking.States["nobody-two"]);
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(0);
        var way = page.Locator(".ways button").First;
        var told = await way.Locator("b").InnerTextAsync();
        var count = int.TryParse(new string([.. told.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture, out var number) ? number : 1;
        await way.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(count);
    }

    [Fact]
    public async Task A_wish_is_made_nice_in_the_filters_without_script_and_shown_as_soon_as_something_is_ticked()
    {
        var page = await browser.Open(1280);
        await page.GotoAsync(site.Page("/therapists?place=94610&radius=25").ToString());
        var times = page.Locator(".part", new() { Has = page.Locator("input[name=times]") });
        await Assertions.Expect(times.Locator(".weigh")).ToBeHiddenAsync();
        await times.GetByLabel("Evenings").CheckAsync();
        await times.GetByLabel("Nice to have").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Update the list" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(People.Count);
        await Assertions.Expect(page.Locator(".chip.nice")).ToHaveCountAsync(1);
        // The order line must explain the order on the screen: whoever has it stands before whoever has not.
        await Assertions.Expect(page.Locator(".order span")).ToContainTextAsync("who has most of what is nice to have (of several topics, one is enough)");
        var why = await page.Locator("article.person").EvaluateAllAsync<bool[]>(
            "cards => cards.map(card => /evenings/.test(card.querySelector('.why')?.textContent ?? ''))");
        Assert.Equal(why.OrderByDescending(has => has), why);
        Assert.Contains(true, why);
        Assert.Contains(false, why);
    }
}
