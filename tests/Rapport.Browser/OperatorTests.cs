using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;
using Rapport.Accounts;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>The first one to run a site: from the link on the console to the pages of that part, with the second factor that it asks for.</summary>
public sealed class OperatorTests(Chromium browser)
{
    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task By_the_link_of_the_console_she_opens_her_account_adds_a_second_factor_and_runs_the_site(string language, bool scripts)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var key = (await app.Services.GetRequiredService<AccountDoor>().SetUp(TestContext.Current.CancellationToken))!;
        var page = await browser.Open(360, scripts: scripts);
        var link = Address(language + "/account/link/" + key);
        await page.GotoAsync(link);
        await Holds();
        await page.Locator("main button.filled").ClickAsync();
        await Holds();
        await page.Locator("#Address").FillAsync("olivia@example.org");
        await page.Locator("#FullName").FillAsync("Olivia Park");
        await page.Locator("#Password").FillAsync("copper lantern tuesday");
        await page.Locator("main button.filled").ClickAsync();
        // What the part opens waits for the second factor.
        await page.GotoAsync(Address(language + "/organisations"));
        Assert.Contains("/account/second-factor", page.Url, StringComparison.Ordinal);
        await Holds();
        var totp = new Totp(Base32Encoding.ToBytes((await page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)));
        await page.Locator("#Code").FillAsync(totp.ComputeTotp(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
        await page.Locator("main form.form button").ClickAsync();
        await Assertions.Expect(page.Locator(".recovery li")).ToHaveCountAsync(SecondFactor.RecoveryCodes);
        foreach (var room in new[] { "/organisations", "/files", "/account/looks", "/privacy" })
        {
            Assert.Equal(200, (await page.GotoAsync(Address(language + room)))!.Status);
            await Holds();
        }
        await page.Context.CloseAsync();

        // The link was for one: whoever finds the console later gets nothing by it.
        var later = await browser.Open(360, scripts: scripts);
        await later.GotoAsync(link);
        await later.Locator("main button.filled").First.ClickAsync();
        await Assertions.Expect(later.Locator("#FullName")).ToHaveCountAsync(0);
        await later.Context.CloseAsync();

        string Address(string path) => new Uri(app.Address, path).ToString();

        async Task Holds()
        {
            Assert.Equal(360, await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"));
            Assert.Empty(await page.TooSmallToHit());
            if (scripts)
            {
                await page.HasNoBarrierInEitherTheme();
            }
        }
    }
}
