using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>The browser that the system's package manager installed, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            // No sandbox inside containers, where tests run as root; no graphics card there either.
            Args = ["--no-sandbox", "--disable-gpu"],
        });
    }

    /// <summary>A window of its own; skips the test where there is no browser.</summary>
    internal async Task<IPage> Open(int width, int height = 900, bool dark = false, bool scripts = false)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Program}; install the package \"chromium\".");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
    }
}
