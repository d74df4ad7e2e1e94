using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>What stands for a therapist's face, what others say otherwise, and what changed, at 360 pixels without scripts of ours.</summary>
public sealed class FaceTests(Chromium browser)
{
    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task She_sends_a_photograph_answers_what_is_asked_and_sees_what_changed(string language, bool scripts)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await invited.App.Store.Write(async db =>
        {
            var profile = await db.Set<Profile>().SingleAsync(one => one.Id == 1);
            profile.Document = profile.Read().Ask(new Question("credentials", "LPC", Source.Registry, invited.App.Store.Now)).ToJson();
            profile.Revision++;
        });
        var page = await browser.Open(360, scripts: scripts);
        var pictures = 0;
        await page.GotoAsync(Address(language + "/account/sign-in"));
        await page.Locator("#Address").FillAsync(Invited.Mail);
        await page.Locator("#Password").FillAsync(Invited.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.EndsWith("/account", StringComparison.Ordinal));

        await page.GotoAsync(Address(language + "/profile"));
        await Holds();
        await page.Locator("main a[href$='/profile/portrait']").ClickAsync();
        await Holds();
        await page.Locator("button[value=photograph]").ClickAsync();
        await Assertions.Expect(page.Locator(".errors a[href='#photograph']")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("#photograph").SetInputFilesAsync(new FilePayload { Name = "me.jpg", MimeType = "image/jpeg", Buffer = Drawn.WithPlace(900, 1200, 6) });
        await page.Locator("button[value=photograph]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        var shown = page.Locator(".now img");
        Assert.Equal(384, await shown.EvaluateAsync<int>("image => image.naturalWidth"));
        await Holds();
        await page.GotoAsync(Address(language + "/therapist/ana-cruz-1"));
        Assert.Equal(384, await page.Locator(".top img.portrait").EvaluateAsync<int>("image => image.naturalWidth"));
        await Holds();

        await page.GotoAsync(Address(language + "/profile/portrait"));
        await page.Locator("[name=hair][value='5']").CheckAsync();
        await page.Locator("button[value=try]").ClickAsync();
        await Assertions.Expect(page.Locator("form [role=status]")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("button[value=draw]").ClickAsync();
        await Assertions.Expect(page.Locator(".now svg").First).ToBeVisibleAsync();

        await page.GotoAsync(Address(language + "/profile"));
        await page.Locator(".question button[value=keep]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".question")).ToHaveCountAsync(0);
        await page.Locator("main a[href$='/profile/history']").ClickAsync();
        await Assertions.Expect(page.Locator(".changes li").First).ToBeVisibleAsync();
        await Holds();

        await page.GotoAsync(Address(language + "/profile/openings"));
        await page.Locator("[name=openings][value=open]").CheckAsync();
        await page.Locator("[name=openings-people]").First.CheckAsync();
        await page.Locator("main form button.filled").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("done=saved", StringComparison.Ordinal));
        // It is November 25: nobody new this month is open from the next.
        Assert.Equal(new DateOnly(2026, 12, 1), (await invited.Profile()).Read().Facts.Openings!.Value.Single().From);
        await page.Context.CloseAsync();

        string Address(string path) => new Uri(invited.App.Address, path).ToString();

        async Task Holds()
        {
            if (Environment.GetEnvironmentVariable("RAPPORT_PICTURES") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"face{language.Replace('/', '-')}-{++pictures:00}.png"), FullPage = true });
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
