using Microsoft.Playwright;
using Rapport.Accounts;
using Rapport.Tests.Demo;

namespace Rapport.Browser;

/// <summary>A newcomer plays the parts of a demo, at 360 pixels: what each is promised on the page of parts is there.</summary>
public sealed class PartsTests(Chromium browser)
{
    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task Each_part_finds_what_it_is_promised_and_what_one_does_another_sees(string language, bool scripts)
    {
        await using var app = await PlayedDemo.Start();
        var page = await browser.Open(360, scripts: scripts);
        await page.GotoAsync(Address("/account/parts"));
        await Assertions.Expect(page.Locator(".parts li")).ToHaveCountAsync(PartsModel.All.Count);
        await Holds();

        await Be(DemoPart.Therapist);
        await page.GotoAsync(Address("/profile"));
        await Assertions.Expect(page.Locator("button[value=confirm]")).ToBeVisibleAsync();
        await page.GotoAsync(Address("/profile/openings"));
        await Assertions.Expect(page.Locator("details.several[open]")).ToHaveCountAsync(1);

        await Be(DemoPart.Lapsed);
        await page.GotoAsync(Address("/profile"));
        await Assertions.Expect(page.Locator("main p a[href$='/profile/license']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("button[value=confirm]")).ToHaveCountAsync(0);
        await Holds();

        await Be(DemoPart.Invited);
        await page.GotoAsync(Address("/profile"));
        await Assertions.Expect(page.Locator("button[value=named]")).ToBeVisibleAsync();
        await Holds();

        await Be(DemoPart.Claimant);
        await page.GotoAsync(Address("/claim"));
        await Assertions.Expect(page.Locator("button[value=withdraw]")).ToHaveCountAsync(1);
        await Holds();

        await Be(DemoPart.Recommender);
        await page.GotoAsync(Address("/practice/harbor-family-doctors"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Daniela Reyes");
        await Holds();

        // Who checks finds the licence renewed, and decides who of two it is.
        await Be(DemoPart.Verifier);
        await page.GotoAsync(Address("/desk?show=Lapsed"));
        await page.Locator(".queue li a").ClickAsync();
        await Holds();
        await page.Locator("label:has(input[name=Status][value=active])").ClickAsync();
        await page.Locator("#Expires").FillAsync("2030-12-31");
        await page.Locator("label:has(input[name=How][value=board-lookup])").ClickAsync();
        await page.Locator("button[value=looked]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await page.GotoAsync(Address("/desk/claims"));
        await Assertions.Expect(page.Locator(".queue li")).ToHaveCountAsync(2);
        await page.Locator(".queue li a").First.ClickAsync();
        await Holds();
        await page.Locator("#Note").FillAsync("I spoke with the office.");
        await page.Locator(".pane button[value=hers]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();

        await Be(DemoPart.Lapsed);
        await page.GotoAsync(Address("/profile"));
        await Assertions.Expect(page.Locator("button[value=confirm]")).ToBeVisibleAsync();
        await Be(DemoPart.Claimant);
        await page.GotoAsync(Address("/profile"));
        await Assertions.Expect(page.Locator(".topics li")).Not.ToHaveCountAsync(0);
        await page.GotoAsync(Address("/account/mailbox"));
        await Assertions.Expect(page.Locator(".letter")).Not.ToHaveCountAsync(0);
        await Holds();
        await page.Context.CloseAsync();

        string Address(string path) => new Uri(app.Address, language + path).ToString();

        async Task Be(DemoPart part)
        {
            await page.GotoAsync(Address("/account/parts"));
            await page.Locator($"button[value={part}]").ClickAsync();
            await page.GotoAsync(Address("/account"));
            await Assertions.Expect(page.Locator("main .lead")).ToContainTextAsync(PartsModel.AddressOf(part));
        }

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
