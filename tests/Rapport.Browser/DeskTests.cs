using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rapport.Claims;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Browser;

/// <summary>The desk of who checks licences, on a phone and on a desk.</summary>
public sealed class DeskTests(Chromium browser)
{
    [Theory, InlineData(360, ""), InlineData(360, "/es"), InlineData(1280, "/es")]
    public async Task What_differs_is_seen_looked_up_and_decided(int width, string language)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await invited.App.Store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([1L]))!;
            await invited.App.Services.GetRequiredService<Checks>().Add(
                db, profile, profile.Read().Facts.Licences!.Value[0], Standing.Waiting,
                new BoardSays("Ana Cruz Nguyen", "LMFT", "MFT12345", "active", new DateOnly(2031, 8, 31), "none listed"), "BBS list", Licence.BoardFile, by: null, note: null, default);
        });
        var page = await browser.Open(width, scripts: true);
        await page.Context.AddCookiesAsync([new Cookie { Name = "rapport-account", Value = await invited.NewVerifier(), Url = invited.App.Address.ToString() }]);
        await page.GotoAsync(new Uri(invited.App.Address, language + "/account").ToString());
        await page.Locator("a[href$='/desk']").ClickAsync();
        await Assertions.Expect(page.Locator("tr.differs")).Not.ToHaveCountAsync(0);
        await Holds();
        await page.Locator(".look-up summary").ClickAsync();
        await Holds();
        await page.Locator("button[value=looked]").ClickAsync();
        await Assertions.Expect(page.Locator(".errors a[href='#Expires']")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("#Note").FillAsync("Married name.");
        await page.Locator("button[value=same]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await Holds();
        await page.Context.CloseAsync();

        async Task Holds()
        {
            Assert.Equal(width, await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"));
            Assert.Empty(await page.TooSmallToHit());
            await page.HasNoBarrierInEitherTheme();
        }
    }

    [Theory, InlineData(360, ""), InlineData(360, "/es"), InlineData(1280, "")]
    public async Task Two_who_claim_one_record_are_compared_and_one_is_told_yes(int width, string language)
    {
        await using var invited = await Invited.Start();
        var claiming = invited.App.Services.GetRequiredService<Claiming>();
        var (ana, rival) = (await invited.AccountOf("ana@other.example"), await invited.AccountOf("rival-with-a-long-mailbox@other.example"));
        await claiming.Start(ana, 1, ClaimWay.Check, "The office of my practice can tell you who I am.", TestContext.Current.CancellationToken);
        await claiming.Start(rival, 1, ClaimWay.Check, "This is my record, under the name that I had before.", TestContext.Current.CancellationToken);
        var page = await browser.Open(width, scripts: true);
        await page.Context.AddCookiesAsync([new Cookie { Name = "rapport-account", Value = await invited.NewVerifier(), Url = invited.App.Address.ToString() }]);
        await page.GotoAsync(new Uri(invited.App.Address, language + "/desk").ToString());
        await page.Locator("a[href$='/desk/claims']").ClickAsync();
        await Assertions.Expect(page.Locator(".queue li")).ToHaveCountAsync(2);
        await Holds();
        await page.Locator(".queue li a").First.ClickAsync();
        await Holds();
        // From one to the other, and back.
        await page.Locator(".pane li a").ClickAsync();
        await Assertions.Expect(page.Locator(".pane li a")).ToHaveTextAsync("ana@other.example");
        await page.Locator(".pane li a").ClickAsync();
        await Holds();
        await page.Locator(".pane button[value=hers]").ClickAsync();
        // Two say the same: why it is this one's stays in the record.
        await Assertions.Expect(page.Locator(".errors a[href='#Note']")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("#Note").FillAsync("I spoke with the office.");
        await page.Locator(".pane button[value=hers]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".queue li")).ToHaveCountAsync(0);
        await Holds();
        Assert.Equal((ClaimState.Proven, ClaimState.Refused), ((await claiming.Newest(ana, TestContext.Current.CancellationToken))!.State, (await claiming.Newest(rival, TestContext.Current.CancellationToken))!.State));
        await page.Context.CloseAsync();

        async Task Holds()
        {
            Assert.Equal(width, await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"));
            Assert.Empty(await page.TooSmallToHit());
            await page.HasNoBarrierInEitherTheme();
        }
    }
}
