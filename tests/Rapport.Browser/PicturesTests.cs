using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Takes a picture of each page, to be looked at: set RAPPORT_PICTURES to a folder.</summary>
public sealed class PicturesTests(Chromium browser) : IAsyncLifetime
{
    // Some states leave something behind, so the site is no other test's.
    private readonly OpenSite _site = new();
    private readonly string? _folder = Environment.GetEnvironmentVariable("RAPPORT_PICTURES");

    public async ValueTask InitializeAsync()
    {
        if (!string.IsNullOrEmpty(_folder))
        {
            await _site.InitializeAsync();
        }
    }

    [Theory]
    [InlineData("desktop", 1280, "")]
    [InlineData("desktop", 1280, "dark")]
    [InlineData("desktop", 1280, "forced")]
    [InlineData("phone", 390, "")]
    [InlineData("phone", 390, "dark")]
    [InlineData("phone", 390, "forced")]
    public async Task Each_state_can_be_looked_at(string device, int width, string theme)
    {
        var folder = Folder();
        var page = await browser.Open(width);
        foreach (var (state, way) in PictureStates.All)
        {
            foreach (var language in new[] { "", "/es" })
            {
                await page.Context.ClearCookiesAsync();
                await page.EmulateMediaAsync(Theme(theme));
                await way(page, _site, language);
                await Take(page, folder, string.Join('-', new[] { state, device, theme, language.TrimStart('/') }.Where(part => part.Length > 0)));
            }
        }
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task The_map_can_be_looked_at_opened(int width)
    {
        var folder = Folder();
        var page = await browser.Open(width);
        foreach (var theme in new[] { "", "dark", "forced" })
        {
            await page.EmulateMediaAsync(Theme(theme));
            await page.GotoAsync(_site.Page("/therapists?place=94610&radius=5").ToString());
            if (width < 1024)
            {
                await page.Locator(".map .all > summary").ClickAsync();
            }
            await page.Locator(".map .quietly > summary").ClickAsync();
            await Take(page, folder, $"map-{width}{(theme.Length > 0 ? "-" : "")}{theme}");
        }
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("desktop", 1280)]
    [InlineData("phone", 390)]
    public async Task What_is_suggested_can_be_looked_at(string device, int width)
    {
        var folder = Folder();
        foreach (var theme in new[] { "", "dark", "forced" })
        {
            foreach (var (box, address, typed) in new[] { ("Place", "/", "oakla"), ("text", "/therapists?place=94610", "grie") })
            {
                var page = await browser.Open(width, scripts: true);
                await page.EmulateMediaAsync(Theme(theme));
                await page.GotoAsync(_site.Page(address).ToString());
                await page.Locator("#" + box).PressSequentiallyAsync(typed);
                await Assertions.Expect(page.Locator(".typed li").First).ToBeVisibleAsync();
                await page.Keyboard.PressAsync("ArrowDown");
                await Take(page, folder, $"typed-{box}-{device}{(theme.Length > 0 ? "-" : "")}{theme}");
                await page.Context.CloseAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!string.IsNullOrEmpty(_folder))
        {
            await _site.DisposeAsync();
        }
    }

    private string Folder()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(_folder), "RAPPORT_PICTURES names no folder; pictures are taken when somebody wants to look.");
        Directory.CreateDirectory(_folder!);
        return _folder!;
    }

    private static PageEmulateMediaOptions Theme(string name) => new()
    {
        Media = Media.Null,
        ColorScheme = name == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        ForcedColors = name == "forced" ? ForcedColors.Active : ForcedColors.None,
    };

    private static async Task Take(IPage page, string folder, string name)
    {
        var path = Path.Combine(folder, name + ".png");
        await page.ScreenshotAsync(new() { Path = path, FullPage = true });
        Assert.True(File.Exists(path));
    }
}
