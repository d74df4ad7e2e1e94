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
}
