using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;
using Rapport.Accounts;
using Rapport.Mail;

namespace Rapport.Browser;

/// <summary>From "For therapists" to an account with a second factor, and in again, without scripts but for the checker of barriers.</summary>
public sealed class AccountTests(Chromium browser, OpenSite site)
{
    private const string Password = "copper lantern tuesday";

    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task An_account_is_opened_guarded_left_and_entered_again(string language, bool scripts)
    {
        var address = $"journey{language.Trim('/')}@example.org";
        var page = await browser.Open(360, scripts: scripts);
        await page.GotoAsync(site.Page(language + "/").ToString());
        await page.Locator("footer a[href$='/claim']").ClickAsync();
        await Assertions.Expect(page.Locator(".steps li")).ToHaveCountAsync(4);
        await page.Locator("button[value=sign-in]").ClickAsync();
        await page.Locator(".account a[href$='/account/new']").ClickAsync();
        await page.Locator("#Address").FillAsync(address);
        await page.Locator("main button.filled").ClickAsync();
        await Holds();
        await page.GotoAsync(site.Page(await LinkFor(address)).ToString());
        await page.Locator("main button.filled").ClickAsync();
        await Holds();
        await page.Locator("#FullName").FillAsync("Ana Vega");
        await page.Locator("#Password").FillAsync("passwordpassword");
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator(".errors a[href='#Password']")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("#Password").FillAsync(Password);
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(1);
        await Holds();

        await page.Locator("a[href$='/account/second-factor']").ClickAsync();
        await Holds();
        var totp = new Totp(Base32Encoding.ToBytes((await page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)));
        await page.Locator("#Code").FillAsync(totp.ComputeTotp(Now));
        await page.Locator("main form.form button").ClickAsync();
        await Assertions.Expect(page.Locator(".recovery li")).ToHaveCountAsync(SecondFactor.RecoveryCodes);
        await Holds();
        var recovery = await page.Locator(".recovery li").First.InnerTextAsync();

        await page.Locator("main a.filled").ClickAsync();
        await page.Locator(".out button").ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToBeVisibleAsync();
        await page.Locator("#Address").FillAsync(address);
        await page.Locator("#Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Holds();
        await page.Locator("#Code").FillAsync(recovery);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(1);
        await page.Context.CloseAsync();

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

    // The site stands still in time.
    private DateTime Now => site.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    private async Task<string> LinkFor(string address)
    {
        var outbox = site.Services.GetRequiredService<Outbox>();
        return (await outbox.All(TestContext.Current.CancellationToken)).Select(outbox.Open).Last(letter => letter!.To == address)!.Path!;
    }
}
