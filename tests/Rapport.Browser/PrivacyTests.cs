using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>Her data in a file, another mail address, and the account closed for good, at 360 pixels.</summary>
public sealed class PrivacyTests(Chromium browser)
{
    private const string New = "ana.new@example.org";

    private static readonly RowProgress Quiet = (_, _) => { };

    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task She_takes_her_data_along_moves_to_another_address_and_leaves_and_no_restore_brings_her_back(string language, bool scripts)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        var page = await browser.Open(360, scripts: scripts);
        var pictures = 0;
        var profile = language + "/therapist/ana-cruz-1";
        Assert.Equal(200, (await page.GotoAsync(Address(profile)))!.Status);
        await SignIn(Invited.Mail);
        await page.WaitForURLAsync(url => url.EndsWith("/account", StringComparison.Ordinal));

        await page.Locator("main a[href$='/account/export']").ClickAsync();
        await Holds();
        foreach (var (value, name) in new[] { ("page", "my-data.html"), ("json", "my-data.json") })
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.Locator($"button[value={value}]").ClickAsync());
            Assert.Equal(name, file.SuggestedFilename);
            Assert.Contains(Invited.Mail, await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await page.GotoAsync(Address(language + "/account"));
        await Holds();
        await page.Locator("main a[href$='/account/address']").ClickAsync();
        await page.Locator("#Address").FillAsync(Invited.Mail);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".errors a[href='#Address']")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("#Address").FillAsync(New);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main .lead")).ToContainTextAsync(New);
        await Holds();
        await page.GotoAsync(Address(await Link()));
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main .lead")).ToContainTextAsync(New);
        await Holds();
        var before = Path.Combine(invited.App.Store.Location.DataFolder, "before.backup");
        await Backup.Write(invited.App.Store, before, overwrite: false, Quiet, TestContext.Current.CancellationToken);

        await page.Locator("main a[href$='/account/export']").ClickAsync();
        await page.Locator("main a[href$='/account/close']").ClickAsync();
        await Holds();
        await page.Locator("#Typed").FillAsync(Invited.Mail);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".errors a[href='#Typed']")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("#Typed").FillAsync(New);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith(language + "/account/closed", StringComparison.Ordinal));
        await Holds();
        Assert.Equal(404, (await page.GotoAsync(Address(profile)))!.Status);
        await SignIn(New);
        await Assertions.Expect(page.Locator(".errors")).ToBeVisibleAsync();

        var place = await TestStore.Place(Database.Sqlite);
        place.TakeKeysOf(invited.App.Store.Location);
        var restored = await Restore.Run(
            place.Location, before, new RemovalLogs([RemovalLog.PathIn(invited.App.Store.Location)]), invited.Clock, Quiet, Quiet, TestContext.Current.CancellationToken);
        Assert.Equal(1, restored.ErasedAgain);
        await using var again = await HostedApp.StartOver(place, invited.Clock);
        Assert.Equal(404, (await page.GotoAsync(new Uri(again.Address, profile).ToString()))!.Status);
        await page.Context.CloseAsync();

        string Address(string path) => new Uri(invited.App.Address, path).ToString();

        async Task SignIn(string address)
        {
            await page.GotoAsync(Address(language + "/account/sign-in"));
            await page.Locator("#Address").FillAsync(address);
            await page.Locator("#Password").FillAsync(Invited.Password);
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForLoadStateAsync();
        }

        async Task<string> Link()
        {
            var outbox = invited.App.Services.GetRequiredService<Outbox>();
            return (await outbox.All(TestContext.Current.CancellationToken)).Select(mail => outbox.Open(mail)!).Last(letter => letter.To == New).Path!;
        }

        async Task Holds()
        {
            if (Environment.GetEnvironmentVariable("RAPPORT_PICTURES") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"privacy{language.Replace('/', '-')}-{++pictures:00}.png"), FullPage = true });
            }
            Assert.Equal(360, await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"));
            Assert.Empty(await page.TooSmallToHit());
            if (scripts)
            {
                await page.HasNoBarrierInEitherTheme();
            }
        }
    }
}
