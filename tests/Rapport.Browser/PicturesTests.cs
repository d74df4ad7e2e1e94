using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Takes a picture of each page, to be looked at: set RAPPORT_PICTURES to a folder.</summary>
public sealed class PicturesTests(Chromium browser, OpenSite site) : IClassFixture<Chromium>, IClassFixture<OpenSite>
{
    [Fact]
    public async Task Each_page_can_be_looked_at()
    {
        var folder = Environment.GetEnvironmentVariable("RAPPORT_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "RAPPORT_PICTURES names no folder; pictures are taken when somebody wants to look.");
        Directory.CreateDirectory(folder!);
        var pages = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["start"] = "/",
            ["order"] = "/order",
            ["crisis"] = "/crisis",
            ["error"] = "/nowhere",
            ["results"] = "/therapists?place=94610&radius=25",
            ["place"] = "/therapists?place=Nowhereville",
            ["profile"] = "/therapist/marisol-vega-1",
            ["telephone"] = "/therapist/daniel-okafor-2",
            ["unknown"] = "/therapist/sam-reyes-5",
            ["registry"] = "/therapist/ruth-example-6",
            ["remove"] = "/therapist/ruth-example-6/remove",
            ["town"] = "/therapists/ca/oakland",
            ["county"] = "/therapists/ca/alameda-county",
            ["state"] = "/therapists/ca",
            ["town-nobody"] = "/therapists/mt/billings",
            ["town-unknown"] = "/therapists/ca/oaklnd",
            ["states"] = "/places",
            ["wrong"] = "/therapist/marisol-vega-1/wrong",
        };
        foreach (var (name, address) in pages)
        {
            foreach (var (device, width) in new[] { ("desktop", 1280), ("phone", 390) })
            {
                foreach (var dark in new[] { false, true })
                {
                    foreach (var language in new[] { "", "/es" })
                    {
                        var page = await browser.Open(width, dark: dark);
                        await page.GotoAsync(site.Page(language + address).ToString());
                        var path = Path.Combine(folder!, $"{name}-{device}{(dark ? "-dark" : "")}{language.Replace('/', '-')}.png");
                        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
                        Assert.True(File.Exists(path));
                        await page.Context.CloseAsync();
                    }
                }
            }
        }
    }
}
