using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Upkeep;
using Rapport.Verification;
using Language = Rapport.Layout.Language;

namespace Rapport.Browser;

/// <summary>Two minutes for one's own profile by a mailed link, and a licence that lapses and is found renewed, at 360 pixels.</summary>
public sealed class UpkeepTests(Chromium browser)
{
    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task By_a_mailed_link_it_is_still_right_has_other_openings_and_takes_a_pause(string language, bool scripts)
    {
        await using var invited = await Listed();
        var links = invited.App.Services.GetRequiredService<UpkeepLinks>();
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(
            1, [new("places", "1250 Grand Ave | Oakland, CA 94610; 9 Main St | Berkeley, CA 94704")], Source.Therapist, stop: TestContext.Current.CancellationToken);
        var link = UpkeepLinks.Mailed(
            language.Length == 0 ? Language.English : Language.Spanish,
            await invited.App.Store.Write(async db => links.New(db, (await db.Set<ProfileOwner>().FindAsync([1L]))!)));
        var page = await browser.Open(360, scripts: scripts);
        await page.GotoAsync(Address(link));
        await Assertions.Expect(page.Locator(".entry h2")).ToHaveTextAsync("Ana Cruz");
        await Holds();
        await page.Locator("button[value=confirm]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        // The key has gone from the address.
        Assert.EndsWith("/upkeep?done=confirmed", page.Url, StringComparison.Ordinal);
        await Holds();

        await page.Locator("label:has(#openings)").ClickAsync();
        await page.Locator("details.several summary").Last.ClickAsync();
        await Holds();
        await page.Locator("label:has(input[name=openings-place-2][value=full])").ClickAsync();
        await page.Locator("button[value=openings]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await page.GotoAsync(Address(language + "/therapist/ana-cruz-1"));
        await Assertions.Expect(page.Locator(".facts .state.open")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".facts .state.full")).ToBeVisibleAsync();

        await page.GotoAsync(Address(language + "/upkeep"));
        await page.Locator("#Until").FillAsync("2030-01-01");
        await page.Locator("button[value=pause]").ClickAsync();
        await Assertions.Expect(page.Locator(".errors a[href='#Until']")).ToBeVisibleAsync();
        await Holds();
        await page.Locator("#Until").FillAsync("");
        await page.Locator("button[value=pause]").ClickAsync();
        await Holds();
        await page.Locator("button[value=resume]").ClickAsync();
        await page.Locator("button[value=links-off]").ClickAsync();
        await page.GotoAsync(Address(link));
        await Assertions.Expect(page.Locator("a.filled[href$='/account/sign-in']")).ToBeVisibleAsync();
        await Holds();
        await page.Context.CloseAsync();

        string Address(string path) => new Uri(invited.App.Address, path).ToString();

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

    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task A_licence_that_lapses_takes_her_off_says_so_and_renewed_puts_her_back(string language, bool scripts)
    {
        await using var invited = await Listed();
        await Board(invited, Standing.Verified, new DateOnly(2027, 3, 31));
        var page = await browser.Open(360, scripts: scripts);
        var profile = new Uri(invited.App.Address, language + "/therapist/ana-cruz-1").ToString();
        Assert.Equal(200, (await page.GotoAsync(profile))!.Status);
        invited.Clock.Advance(TimeSpan.FromDays(128));
        await invited.App.Services.GetRequiredService<LicenceEnds>().Follow(TestContext.Current.CancellationToken);
        Assert.Equal(404, (await page.GotoAsync(profile))!.Status);

        await page.GotoAsync(new Uri(invited.App.Address, language + "/account/sign-in").ToString());
        await page.Locator("#Address").FillAsync(Invited.Mail);
        await page.Locator("#Password").FillAsync(Invited.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.EndsWith("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(new Uri(invited.App.Address, language + "/profile").ToString());
        await Assertions.Expect(page.Locator("main a[href$='/profile/license']").First).ToBeVisibleAsync();
        Assert.Equal(360, await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth"));
        if (scripts)
        {
            await page.HasNoBarrierInEitherTheme();
        }
        await page.GotoAsync(new Uri(invited.App.Address, language + "/upkeep").ToString());
        await Assertions.Expect(page.Locator(".notice.care")).ToBeVisibleAsync();
        if (scripts)
        {
            await page.HasNoBarrierInEitherTheme();
        }

        await Board(invited, Standing.Verified, new DateOnly(2029, 3, 31));
        var stranger = await browser.Open(360, scripts: scripts);
        Assert.Equal(200, (await stranger.GotoAsync(profile))!.Status);
        await stranger.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Ana has listed herself, in another browser.</summary>
    private static async Task<Invited> Listed()
    {
        var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        return invited;
    }

    /// <summary>A board's file says how the licence stands.</summary>
    private static async Task Board(Invited invited, Standing standing, DateOnly until)
    {
        invited.Clock.Advance(TimeSpan.FromMinutes(1));
        await invited.App.Store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([1L]))!;
            var licence = profile.Read().Facts.Licences!.Value[0];
            await invited.App.Services.GetRequiredService<Checks>().Add(
                db, profile, licence, standing, new BoardSays("Ana Cruz", null, licence.Number!, "active", until, "none listed"), "BBS list", Licence.BoardFile, by: null, note: null, default);
        });
    }
}
