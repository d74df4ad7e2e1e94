using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>How large a thing is on the screen.</summary>
internal static class Measuring
{
    /// <summary>What is shown of <paramref name="selector"/> and is narrower or lower than so many pixels, with its size: too small for a thumb.</summary>
    public static Task<string[]> SmallerThan(this IPage page, int pixels, string selector) =>
        page.Locator(selector).EvaluateAllAsync<string[]>("""
            (all, least) => all
                .filter(one => one.checkVisibility({ visibilityProperty: true }))
                .map(one => ({ one, box: one.getBoundingClientRect() }))
                .filter(({ box }) => box.width > 0 && box.height > 0 && (box.width < least || box.height < least))
                .map(({ one, box }) => `${one.textContent.trim()} is ${box.width} by ${box.height}`)
            """, pixels - 0.5);

    /// <summary>What can be pressed and is smaller than 24 pixels, unless it is a word within a sentence (WCAG 2.2, 2.5.8).</summary>
    public static Task<string[]> TooSmallToHit(this IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
            .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".hidden, .skip:not(:focus), svg"))
            .map(one => one.closest("label.row, label.pick, label.tick, .weigh label, .axis label, .segments label") ?? one)
            .filter(one => getComputedStyle(one).display !== "inline" || one.parentElement.textContent.trim() === one.textContent.trim())
            .map(one => ({ one, box: one.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && (box.width < 23.5 || box.height < 23.5))
            .map(({ one, box }) => `${one.outerHTML} is ${box.width} by ${box.height}`)
        """);

    /// <summary>Whatever makes the page wider than one of these windows for somebody who set the browser's letters to twice their size.</summary>
    public static async Task<string[]> RunsOutInLargeLetters(this IPage page, params int[] widths)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        Task Letters(int pixels) => browser.SendAsync("Page.setFontSizes", new() { ["fontSizes"] = new { standard = pixels, @fixed = pixels } });
        await Letters(32);
        var found = new List<string>();
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 844);
            found.AddRange(await page.EvaluateAsync<string[]>("""
                () => {
                    if (getComputedStyle(document.documentElement).fontSize !== "32px") return ["The letters are not large."];
                    if (document.documentElement.scrollWidth <= innerWidth) return [];
                    const out = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 0.5);
                    return [`${innerWidth} pixels: ${out.map(one => one.outerHTML.slice(0, 80)).join(" | ")}`];
                }
                """));
        }
        await Letters(16);
        return [.. found];
    }
}
