using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rapport.Accounts;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>A passkey from its making to its end, with a device in software before the browser, at 360 pixels.</summary>
public sealed class PasskeyTests(Chromium browser, OpenSite site)
{
    private const string Password = "copper lantern tuesday";

    [Theory, InlineData(""), InlineData("/es")]
    public async Task A_passkey_is_added_lets_in_gets_a_name_and_is_taken_away(string language)
    {
        var page = await browser.Open(360, scripts: true);
        var device = await Device.Put(page);
        await SignUp(page, language);
        await page.Locator("a[href$='/account/passkeys']").ClickAsync();
        await Assertions.Expect(page.Locator("form.passkey")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".without-passkey")).ToBeHiddenAsync();
        await Holds(page);
        await page.Locator("#Name").FillAsync("My phone");
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".sessions b")).ToHaveTextAsync("My phone");
        Assert.Equal(1, await device.Count());
        await Holds(page);
        // The device makes no second one for the same account, and the page says so.
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".told")).ToBeVisibleAsync();
        await Holds(page);

        await page.GotoAsync(Address(language + "/account"));
        await Holds(page);
        await page.Locator(".out button").ClickAsync();
        await Assertions.Expect(page.Locator("form.passkey button")).ToBeVisibleAsync();
        await Holds(page);
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".out button")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".account")).ToContainTextAsync("My phone");

        await page.Locator("a[href$='/account/passkeys']").ClickAsync();
        await page.Locator(".sessions summary").ClickAsync();
        await Holds(page);
        Assert.Empty(await page.SmallerThan(44, ".account button, .account summary, .account input:not([type=hidden])"));
        Assert.Empty(await page.RunsOutInLargeLetters(360, 390));
        await page.SetViewportSizeAsync(360, 900);
        await page.Locator(".sessions input[name=Name]").FillAsync("Work phone");
        await page.Locator(".sessions button[name=Rename]").ClickAsync();
        await Assertions.Expect(page.Locator(".sessions b")).ToHaveTextAsync("Work phone");
        await page.Locator(".sessions summary").ClickAsync();
        await page.Locator(".sessions button[name=Remove]").ClickAsync();
        await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(0);

        // The device has it still; the site does not.
        await page.GotoAsync(Address(language + "/account"));
        await page.Locator(".out button").ClickAsync();
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".errors a[href='#WithPasskey']")).ToBeVisibleAsync();
        await Holds(page);
        await page.Context.CloseAsync();
    }

    [Theory, InlineData(""), InlineData("/es")]
    public async Task An_account_opened_without_a_password_gets_its_passkey_at_once_and_is_entered_with_it(string language)
    {
        var page = await browser.Open(360, scripts: true);
        var device = await Device.Put(page);
        var key = await site.Services.GetRequiredService<AccountDoor>().OpenWith($"{Guid.CreateVersion7():N}@example.org", TestContext.Current.CancellationToken);
        await page.GotoAsync(Address($"{language}/account/link/{key}"));
        await page.Locator("main button.filled").ClickAsync();
        await page.Locator("#FullName").FillAsync("Ana Vega");
        await page.Locator("button[name=Without]").ClickAsync();
        await page.WaitForURLAsync(Address(language + "/account/passkeys"));
        await Holds(page);
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(1);
        Assert.Equal(1, await device.Count());
        await page.GotoAsync(Address(language + "/account"));
        await Holds(page);
        await page.Locator(".out button").ClickAsync();
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".out button")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory, InlineData(""), InlineData("/es")]
    public async Task Who_runs_the_site_gets_in_with_her_passkey_and_not_with_her_password_alone(string language)
    {
        await using var app = await HostedApp.Start();
        string At(string path) => new UriBuilder(new Uri(app.Address, language + path)) { Host = "localhost" }.Uri.ToString();
        var key = await app.Services.GetRequiredService<AccountDoor>().SetUp(TestContext.Current.CancellationToken);
        var page = await browser.Open(360, scripts: true);
        await Device.Put(page);
        await page.GotoAsync(At($"/account/link/{key}"));
        await page.Locator("main button.filled").ClickAsync();
        await page.Locator("#Address").FillAsync("olivia@example.org");
        await page.Locator("#FullName").FillAsync("Olivia Park");
        await page.Locator("#Password").FillAsync(Password);
        await page.Locator("main button.filled").ClickAsync();
        await Holds(page);
        await page.Locator("main a[href$='/account/passkeys']").ClickAsync();
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(1);

        await page.GotoAsync(At("/account"));
        await page.Locator(".out button").ClickAsync();
        await page.Locator("#Address").FillAsync("olivia@example.org");
        await page.Locator("#Password").FillAsync(Password);
        await page.Locator("main button.filled").ClickAsync();
        await page.WaitForURLAsync(At("/account/second-factor"));
        await Assertions.Expect(page.Locator("#Code")).ToHaveCountAsync(0);
        await Holds(page);
        await page.Locator("main a.filled").ClickAsync();
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".out button")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("", "No passkey was used. Try once more, or sign in with your password.")]
    [InlineData("/es", "No se usó ninguna llave. Inténtelo otra vez o entre con su contraseña.")]
    public async Task Without_finger_face_or_number_nobody_gets_in_and_the_page_says_what_to_do(string language, string told)
    {
        var page = await browser.Open(360, scripts: true);
        var device = await Device.Put(page);
        await SignUp(page, language);
        await page.GotoAsync(Address(language + "/account/passkeys"));
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(1);
        await page.GotoAsync(Address(language + "/account"));
        await page.Locator(".out button").ClickAsync();
        await device.Verify(false);
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".told")).ToHaveTextAsync(told);
        await page.HasNoBarrierInEitherTheme();
        await device.Verify(true);
        await page.Locator("form.passkey button").ClickAsync();
        await Assertions.Expect(page.Locator(".out button")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_no_passkey_is_offered_and_the_password_is_asked_for_as_before()
    {
        var page = await browser.Open(360);
        await page.GotoAsync(Address("/account/sign-in"));
        await Assertions.Expect(page.Locator("form.passkey")).ToBeHiddenAsync();
        await SignUp(page, "");
        await page.GotoAsync(Address("/account/passkeys"));
        await Assertions.Expect(page.Locator("form.passkey")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".without-passkey")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Pages_with_passkeys_can_be_looked_at()
    {
        var folder = Environment.GetEnvironmentVariable("RAPPORT_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "RAPPORT_PICTURES names no folder; pictures are taken when somebody wants to look.");
        foreach (var (width, height) in new[] { (360, 800), (1280, 900) })
        {
            foreach (var dark in new[] { false, true })
            {
                var page = await browser.Open(width, height, dark, scripts: true);
                await Device.Put(page);
                await page.GotoAsync(Address("/es/account/sign-in"));
                await Take(page, "sign-in-es");
                await page.GotoAsync(Address("/account/sign-in"));
                await Take(page, "sign-in");
                await SignUp(page, "");
                await page.GotoAsync(Address("/account/passkeys"));
                await Take(page, "passkeys-none");
                await page.Locator("form.passkey button").ClickAsync();
                await Assertions.Expect(page.Locator(".sessions li")).ToHaveCountAsync(1);
                await page.Locator(".sessions summary").ClickAsync();
                await page.Locator("form.passkey button").ClickAsync();
                await Assertions.Expect(page.Locator(".told")).ToBeVisibleAsync();
                await Take(page, "passkeys-one");
                await page.GotoAsync(Address("/es/account/passkeys"));
                await Take(page, "passkeys-es");
                await page.GotoAsync(Address("/account"));
                await Take(page, "account");
                await page.Context.CloseAsync();

                Task Take(IPage shown, string name) =>
                    shown.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"{name}-{width}{(dark ? "-dark" : "")}.png"), FullPage = true });
            }
        }
    }

    private static async Task Holds(IPage page)
    {
        Assert.Equal(360, await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"));
        Assert.Empty(await page.TooSmallToHit());
        await page.HasNoBarrierInEitherTheme();
    }

    /// <summary>Opens an account with a link, without mail.</summary>
    private async Task SignUp(IPage page, string language)
    {
        var key = await site.Services.GetRequiredService<AccountDoor>().OpenWith($"{Guid.CreateVersion7():N}@example.org", TestContext.Current.CancellationToken);
        await page.GotoAsync(Address($"{language}/account/link/{key}"));
        await page.Locator("main button.filled").ClickAsync();
        await page.Locator("#FullName").FillAsync("Ana Vega");
        await page.Locator("#Password").FillAsync(Password);
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator(".out button")).ToBeVisibleAsync();
    }

    /// <summary>Under this name browsers have passkeys without https.</summary>
    private string Address(string path) => new UriBuilder(site.Page(path)) { Host = "localhost" }.Uri.ToString();

    /// <summary>Chromium's device in software (DevTools, domain WebAuthn).</summary>
    private sealed class Device(ICDPSession session, string id)
    {
        public static async Task<Device> Put(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("WebAuthn.enable");
            var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
            {
                ["options"] = new
                {
                    protocol = "ctap2",
                    transport = "internal",
                    hasResidentKey = true,
                    hasUserVerification = true,
                    isUserVerified = true,
                    automaticPresenceSimulation = true,
                },
            });
            return new Device(session, added!.Value.GetProperty("authenticatorId").GetString()!);
        }

        /// <summary>Whether finger, face or number are right from now on.</summary>
        public async Task Verify(bool isRight) => await session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = isRight });

        /// <summary>How many passkeys it holds.</summary>
        public async Task<int> Count() =>
            (await session.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id }))!.Value.GetProperty("credentials").GetArrayLength();
    }
}
