namespace Rapport.Browser;

/// <summary>A checker that finds nothing anywhere would let every page pass.</summary>
public sealed class BarriersTests(Chromium browser)
{
    [Theory]
    [InlineData("<img src='a.png'>", "image-alt")]
    [InlineData("<p style='color: #aaa'>Too pale</p>", "color-contrast")]
    [InlineData("<style>@media (prefers-color-scheme: dark) { p { background: #000; color: #333 } }</style><p>Too dark</p>", "color-contrast")]
    public async Task What_keeps_somebody_out_is_found_and_named_in_either_theme(string content, string rule)
    {
        var page = await browser.Open(360, scripts: true);
        await page.SetContentAsync($"<!doctype html><html lang='en'><title>A page</title><main><h1>A page</h1>{content}</main></html>");
        var failure = await Assert.ThrowsAnyAsync<Exception>(page.HasNoBarrierInEitherTheme);
        await page.Context.CloseAsync();
        Assert.Contains(rule, failure.Message, StringComparison.Ordinal);
    }
}
