using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Takes a picture of each page, to be looked at: set RAPPORT_PICTURES to a folder.</summary>
public sealed class PicturesTests(Chromium browser, OpenSite site)
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
        foreach (var (name, address) in pages.Concat(Asking.States))
        {
            foreach (var (device, width) in new[] { ("desktop", 1280), ("phone", 390) })
            {
                foreach (var dark in new[] { false, true })
                {
                    foreach (var language in new[] { "", "/es" })
                    {
                        var page = await browser.Open(width, dark: dark);
                        if (address.StartsWith('/'))
                        {
                            await page.GotoAsync(site.Page(language + address).ToString());
                        }
                        else
                        {
                            await page.Ask(site, language, address);
                        }
                        var path = Path.Combine(folder!, $"{name}-{device}{(dark ? "-dark" : "")}{language.Replace('/', '-')}.png");
                        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
                        Assert.True(File.Exists(path));
                        await page.Context.CloseAsync();
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Each_state_of_a_list_can_be_looked_at()
    {
        var folder = Environment.GetEnvironmentVariable("RAPPORT_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "RAPPORT_PICTURES names no folder; pictures are taken when somebody wants to look.");
        Directory.CreateDirectory(folder!);
        foreach (var (device, width, dark, language) in
            from device in new[] { ("desktop", 1280), ("phone", 390) }
            from dark in new[] { false, true }
            from language in new[] { "", "/es" }
            select (device.Item1, device.Item2, dark, language))
        {
            var page = await browser.Open(width, dark: dark);
            async Task Take(string name)
            {
                var path = Path.Combine(folder!, $"{name}-{device}{(dark ? "-dark" : "")}{language.Replace('/', '-')}.png");
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
                Assert.True(File.Exists(path));
            }
            await page.GotoAsync(site.Page(language + "/list").ToString());
            await Take("list-empty");
            await page.Keep(site, 1, 2);
            await page.GotoAsync(site.Page(language + "/therapists?place=94610&radius=25").ToString());
            await Take("kept");
            await page.GotoAsync(site.Page(language + "/therapist/daniel-okafor-2?from=list").ToString());
            await Take("kept-profile");
            await page.LookSideBySide(site, language, 1, 2);
            await Take("side-by-side");
            await page.Keep(site, 3, 4, 6);
            await page.GotoAsync(site.Page(language + "/list").ToString());
            await Take("list");
            await page.LookSideBySide(site, language, 1, 2, 3, 4);
            await Take("side-by-side-of-4");
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await Take("side-by-side-print");
            await page.GotoAsync(site.Page(language + "/list").ToString());
            await Take("list-print");
            await page.EmulateMediaAsync(new() { Media = Media.Null, ForcedColors = ForcedColors.Active });
            await Take("list-forced");
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
            await page.OpenHanded(site, language);
            await Take("handed");
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task The_map_can_be_looked_at_opened_and_in_forced_colours(int width, bool dark)
    {
        var folder = Environment.GetEnvironmentVariable("RAPPORT_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "RAPPORT_PICTURES names no folder; pictures are taken when somebody wants to look.");
        Directory.CreateDirectory(folder!);
        foreach (var forced in new[] { ForcedColors.None, ForcedColors.Active })
        {
            var page = await browser.Open(width, dark: dark);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = forced });
            await page.GotoAsync(site.Page("/therapists?place=94610&radius=5").ToString());
            if (width < 1024)
            {
                await page.Locator(".map .all > summary").ClickAsync();
            }
            await page.Locator(".map .quietly > summary").ClickAsync();
            var name = $"map-{width}{(dark ? "-dark" : "")}{(forced == ForcedColors.Active ? "-forced" : "")}.png";
            var path = Path.Combine(folder!, name);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
            Assert.True(File.Exists(path));
            await page.Context.CloseAsync();
        }
    }
}
