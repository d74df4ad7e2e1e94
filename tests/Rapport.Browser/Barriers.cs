using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>What a machine can find of what keeps somebody out. The checker is a script; the pages need none.</summary>
internal static class Barriers
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    // All that a theme can change: it sets colours and nothing else.
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    /// <summary>Fails with each rule that the page breaks in the theme it is shown in, and where.</summary>
    public static Task HasNoBarrier(this IPage page) => page.FollowsAll(Rules);

    /// <summary>Fails with each rule that the page breaks in the light theme, and each about colour that it breaks in the dark one.</summary>
    public static async Task HasNoBarrierInEitherTheme(this IPage page)
    {
        await page.FollowsAll(Rules);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.FollowsAll(Colours);
    }

    private static async Task FollowsAll(this IPage page, AxeRunOptions rules)
    {
        var found = await page.RunAxe(rules);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")));
    }
}
