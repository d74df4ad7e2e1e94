using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>The map beside the list on a desk, behind its button on a phone; never needed, never in the way.</summary>
public sealed class MapTests(Chromium browser, OpenSite site)
{
    private const string Near = "/therapists?place=94610&radius=25";

    [Fact]
    public async Task On_a_phone_a_button_opens_it_and_a_number_leads_to_the_person()
    {
        var page = await browser.Open(360);
        await page.GotoAsync(site.Page(Near).ToString());
        await Assertions.Expect(page.Locator(".map svg")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".person .pin").First).ToBeHiddenAsync();
        await page.Locator(".map .all > summary").ClickAsync();
        await Assertions.Expect(page.Locator(".map svg")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".person .pin").First).ToBeVisibleAsync();
        var width = await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth");
        Assert.True(width <= 360, $"{width} pixels wide");

        await page.Locator(".map svg a").First.ClickAsync();
        Assert.EndsWith("#person-1", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#person-1")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task On_a_desk_it_stands_beside_the_list_and_its_list_is_reached_by_keyboard()
    {
        var page = await browser.Open(1280);
        await page.GotoAsync(site.Page(Near).ToString());
        await Assertions.Expect(page.Locator(".map svg")).ToBeVisibleAsync();
        var (map, card) = (await page.Locator(".map").BoundingBoxAsync(), await page.Locator(".list").BoundingBoxAsync());
        Assert.True(map!.X > card!.X + card.Width, "the map lies beside the list");
        Assert.InRange(map.Width, 290, 300);

        // The drawing itself is no stop on the way; its list is, once opened.
        await page.Locator(".map .quietly > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".map li a").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#person-1", page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Opened_it_has_no_barrier_that_a_machine_can_find(int width)
    {
        var page = await browser.Open(width, scripts: true);
        await page.GotoAsync(site.Page(Near).ToString());
        if (width < 1024)
        {
            await page.Locator(".map .all > summary").ClickAsync();
        }
        await page.Locator(".map .quietly > summary").ClickAsync();
        await page.HasNoBarrierInEitherTheme();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task On_paper_it_is_left_out_and_the_numbers_with_it()
    {
        var page = await browser.Open(1280);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.GotoAsync(site.Page(Near).ToString());
        await Assertions.Expect(page.Locator(".map")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".person .pin").First).ToBeHiddenAsync();
    }
}
