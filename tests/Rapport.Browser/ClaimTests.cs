using Microsoft.Playwright;
using Rapport.Layout;
using Rapport.Tests.Claims;

namespace Rapport.Browser;

/// <summary>From the mail of a roster to a profile that is found, at 360 pixels, without scripts but for the checker of barriers.</summary>
public sealed class ClaimTests(Chromium browser)
{
    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task Who_is_invited_proves_who_she_is_fills_in_her_profile_lists_it_and_is_found(string language, bool scripts)
    {
        await using var invited = await Invited.Start();
        var page = await browser.Open(360, scripts: scripts);
        await page.GotoAsync(Address(await invited.ByMail(language.Length == 0 ? Language.English : Language.Spanish)));
        await Holds();
        await Press("main button.filled");
        await Assertions.Expect(page.Locator(".entry h2")).ToHaveTextAsync("Ana Cruz");
        await Holds();
        await Press("main button.filled");
        await page.Locator("#FullName").FillAsync("Ana Cruz");
        await page.Locator("#Password").FillAsync(Invited.Password);
        await Press("main button.filled");
        // Back where she was, signed in now.
        await Holds();
        await Press("main button.filled");
        await Assertions.Expect(page.Locator(".topics li")).ToHaveCountAsync(11);
        await Holds();

        foreach (var topic in new[] { "name", "license", "place", "openings", "cost", "help", "people", "ways", "words", "style" })
        {
            await page.Locator($".topics a[href$='/profile/{topic}']").ClickAsync();
            await Holds();
            switch (topic)
            {
                case "openings":
                    await page.Locator("label:has(#openings)").ClickAsync();
                    break;
                case "place":
                    await page.Locator("#place-0-zip").FillAsync("946");
                    await Press("main button.filled");
                    await Assertions.Expect(page.Locator(".errors a[href='#place-0-zip']")).ToBeVisibleAsync();
                    await Holds();
                    await page.Locator("#place-0-zip").FillAsync("94612");
                    break;
                case "words":
                    await page.Locator("#who-i-help").FillAsync("Many come to me after a loss. We begin slowly.");
                    // So few words are remarked on, and she leaves them as they are.
                    await Press("main button.filled");
                    await Assertions.Expect(page.Locator(".coach li")).ToHaveCountAsync(1);
                    await Holds();
                    await page.Locator("[role=status] a").ClickAsync();
                    continue;
            }
            await Press("main button.filled");
        }
        await page.GotoAsync(Address(language + "/therapist/ana-cruz-1"));
        await Assertions.Expect(page.Locator(".notice")).ToBeVisibleAsync();
        await Holds();
        await page.Locator(".notice a").ClickAsync();
        await Press("main button.filled");
        await Holds();

        var stranger = await browser.Open(360, scripts: scripts);
        await Assertions.Expect(page.Locator("main a[href*='/therapist/']")).ToBeVisibleAsync();
        await stranger.GotoAsync(Address(language + "/therapists?place=94612"));
        for (var times = 0; times < 50 && await stranger.Locator(".person").CountAsync() == 0; times++)
        {
            // A change is seen by the search within a second.
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await stranger.ReloadAsync();
        }
        await Assertions.Expect(stranger.Locator(".person h2").First).ToContainTextAsync("Ana Cruz");
        await stranger.Context.CloseAsync();
        await page.Context.CloseAsync();

        string Address(string path) => new Uri(invited.App.Address, path).ToString();

        Task Press(string button) => page.Locator(button).First.ClickAsync();

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

    [Fact]
    public async Task A_letter_and_its_code_lead_to_the_entry_and_to_being_left_alone()
    {
        await using var invited = await Invited.Start();
        var codes = await invited.ByLetter();
        var page = await browser.Open(360, scripts: true);
        await page.GotoAsync(new Uri(invited.App.Address, "/claim/code").ToString());
        await page.HasNoBarrierInEitherTheme();
        await page.Locator("#Code").FillAsync("nothing");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".errors a[href='#Code']")).ToBeVisibleAsync();
        await page.Locator("#Code").FillAsync(codes["Chen"]);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main summary").ClickAsync();
        await page.HasNoBarrierInEitherTheme();
        await page.Locator("button[value=decline]").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You are not listed");
        await page.HasNoBarrierInEitherTheme();
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task Who_was_not_invited_finds_her_record_and_proves_that_it_is_hers_by_a_code_on_its_telephone(string language, bool scripts)
    {
        await using var invited = await Invited.Start();
        var desk = await browser.Open(360, scripts: scripts);
        await desk.Context.AddCookiesAsync([new Cookie { Name = "rapport-account", Value = await invited.NewVerifier(), Url = invited.App.Address.ToString() }]);

        var page = await browser.Open(360, scripts: scripts);
        await page.GotoAsync(Address("/"));
        await page.Locator("footer a[href$='/claim']").ClickAsync();
        await Holds(page);
        await page.Locator("button[value=account]").ClickAsync();
        await page.Locator("#Address").FillAsync("ana@other.example");
        await page.Locator("main button.filled").ClickAsync();
        await page.GotoAsync(new Uri(invited.App.Address, (await invited.LastMail()).Path!).ToString());
        await page.Locator("main button.filled").ClickAsync();
        await page.Locator("#FullName").FillAsync("Ana Cruz");
        await page.Locator("#Password").FillAsync(Invited.Password);
        await page.Locator("main button.filled").ClickAsync();
        await Holds(page);
        await page.Locator("#Name").FillAsync("Ana");
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator(".errors a[href='#Name']")).ToBeVisibleAsync();
        await Holds(page);
        await page.Locator("#Name").FillAsync("Ana Cruz");
        await page.Locator("#Zip").FillAsync("94612");
        await page.Locator("main button.filled").ClickAsync();
        await Holds(page);
        await page.Locator(".topics a").ClickAsync();
        await Holds(page);
        await page.Locator("label:has(input[value=Telephone])").ClickAsync();
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator("#Code")).ToBeVisibleAsync();
        await Holds(page);

        await desk.GotoAsync(Address("/desk"));
        await desk.Locator("a[href$='/desk/claims']").ClickAsync();
        await Holds(desk);
        await desk.Locator("button[value=code]").ClickAsync();
        await Holds(desk);
        await page.Locator("#Code").FillAsync(await desk.Locator(".code").InnerTextAsync());
        await page.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(page.Locator(".topics li")).ToHaveCountAsync(11);
        await Holds(page);
        await page.GotoAsync(Address("/claim/new"));
        await Holds(page);
        await page.Context.CloseAsync();
        await desk.Context.CloseAsync();

        string Address(string path) => new Uri(invited.App.Address, language + path).ToString();

        async Task Holds(IPage page)
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
