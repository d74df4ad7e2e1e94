using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Suggestions beneath a box, by keyboard and by hand, for eyes and ears.</summary>
public sealed class TypingTests(Chromium browser, OpenSite site)
{
    [Theory]
    [InlineData("", "8 to pick from", "Oakland County, MI")]
    [InlineData("/es", "Hay 8 aquí abajo", "Condado de Oakland, MI")]
    public async Task A_place_is_chosen_by_keyboard(string language, string told, string first)
    {
        var page = await browser.Open(360, scripts: true);
        await page.GotoAsync(site.Page(language + "/").ToString());
        var box = page.Locator("#Place");
        await box.PressSequentiallyAsync("oakla");
        await Assertions.Expect(page.Locator(".typed li")).ToHaveCountAsync(8);
        await Assertions.Expect(page.Locator(".typed p")).ToHaveTextAsync(told);
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", "Place-list0");
        await Assertions.Expect(page.Locator("#Place-list0")).ToHaveAttributeAsync("aria-selected", "true");
        await page.HasNoBarrierInEitherTheme();
        Assert.True(await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth") <= 360);
        Assert.Empty(await page.SmallerThan(44, ".typed li"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync(first);
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(page.Locator(".typed li")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_typed_of_needs_is_completed_by_hand_and_stands_in_no_address()
    {
        var page = await browser.Open(1280, scripts: true);
        var asked = new List<IRequest>();
        page.Request += (_, request) => asked.Add(request);
        await page.GotoAsync(site.Page("/therapists?place=94610").ToString());
        var box = page.Locator("#text");
        await box.PressSequentiallyAsync("spanish g");
        await box.PressSequentiallyAsync("rie");
        await Assertions.Expect(page.Locator("#text-list li").First).ToContainTextAsync("Grief and loss");
        await page.HasNoBarrierInEitherTheme();
        await page.Locator("#text-list li").First.ClickAsync();
        await Assertions.Expect(box).ToHaveValueAsync("spanish Grief and loss");
        await Assertions.Expect(box).ToBeFocusedAsync();
        var typed = asked.Where(request => request.Url.Contains("suggestions", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(typed);
        Assert.All(typed, request => Assert.EndsWith("/api/v1/suggestions", request.Url, StringComparison.Ordinal));
        Assert.All(typed, request => Assert.Equal("POST", request.Method));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_letter_asks_nothing_and_Escape_closes()
    {
        var page = await browser.Open(1280, scripts: true);
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("suggestions", StringComparison.Ordinal) ? 1 : 0;
        await page.GotoAsync(site.Page("/").ToString());
        await page.Locator("#Place").PressSequentiallyAsync("o");
        await page.WaitForTimeoutAsync(400);
        Assert.Equal(0, asked);
        await page.Locator("#Place").PressSequentiallyAsync("ak");
        await Assertions.Expect(page.Locator(".typed li")).ToHaveCountAsync(8);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".typed li")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#Place")).ToHaveValueAsync("oak");
        await page.Context.CloseAsync();
    }
}
