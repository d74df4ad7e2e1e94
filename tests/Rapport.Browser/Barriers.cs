using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>What a machine can find of what keeps somebody out. The checker is a script; the pages need none.</summary>
internal static class Barriers
{
    private static readonly string Checker = new BundledAxeScriptProvider().GetScript();

    private static readonly RunOnlyOptions Rules = new()
    {
        Type = "tag",
        Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    };

    // All that a theme can change: it sets colours and nothing else.
    private static readonly RunOnlyOptions Colours = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] };

    /// <summary>Fails with each rule that the page breaks in the light theme, and each about colour that it breaks in the dark one.</summary>
    public static async Task HasNoBarrierInEitherTheme(this IPage page)
    {
        // Cards far from the screen are laid out when they come near it; the checker measures all at once, and would find what never meets lying over each other.
        await page.EvaluateAsync("document.querySelectorAll('.person').forEach(card => card.style.contentVisibility = 'visible')");
        await page.EvaluateAsync(Checker);
        None(await page.Broken(Rules));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        None(await page.Broken(Colours));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
    }

    // Told whole: which element it is, and which stand in its way.
    private static void None(string[] broken) => Assert.True(broken.Length == 0, string.Join('\n', broken));

    // Only what is broken comes back: what is right is as long as the page.
    private static Task<string[]> Broken(this IPage page, RunOnlyOptions rules) => page.EvaluateAsync<string[]>(
        """
        async ({ type, values }) => (await axe.run(document, { runOnly: { type, values }, resultTypes: ["violations"] })).violations
            .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => [node, ...[...node.any, ...node.all, ...node.none].flatMap(check => check.relatedNodes)]
                .map(one => one.html).join(" beside ")).join(" | ")}`)
        """,
        new { type = rules.Type, values = rules.Values });
}
