using Microsoft.Playwright;
using Rapport.Accounts;
using Rapport.Tests.Organisations;

namespace Rapport.Browser;

/// <summary>From an operator who adds a practice to a therapist who shows that she works there, and leaves; at 360 pixels, without scripts but for the checker of barriers.</summary>
public sealed class OrganisationTests(Chromium browser)
{
    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task A_practice_is_added_looked_after_joined_shown_and_left(string language, bool scripts)
    {
        await using var practices = await Practices.Start();
        var olivia = await As("olivia@example.org", "Olivia Park", Roles.Operator);
        await olivia.GotoAsync(Address(language + "/account"));
        await olivia.Locator("main a[href$='/organisations']").ClickAsync();
        await Holds(olivia);
        await olivia.Locator("main a.button.filled").ClickAsync();
        await Holds(olivia);
        await olivia.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(olivia.Locator(".errors a[href='#Called']")).ToBeVisibleAsync();
        await Holds(olivia);
        await olivia.Locator("#Called").FillAsync("Elm Street Counseling");
        await olivia.Locator("#Administrator").FillAsync("ines@example.org");
        await olivia.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(olivia.Locator("[role=status]")).ToBeVisibleAsync();
        await Holds(olivia);
        await olivia.Locator("li:has(h2 a[href$='/elm-street-counseling']) summary").ClickAsync();
        await Holds(olivia);

        // Who is invited has no account, and makes one on the way.
        var ines = await browser.Open(360, scripts: scripts);
        await ines.GotoAsync(Address((await practices.NewMails())[^1].Path!));
        await Holds(ines);
        await ines.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(ines.Locator("h1")).ToHaveTextAsync("Elm Street Counseling");
        await Holds(ines);
        await ines.Locator("main button.filled").ClickAsync();
        await ines.Locator("#FullName").FillAsync("Inés Alvarado");
        await ines.Locator("#Password").FillAsync("copper lantern tuesday");
        await ines.Locator("main button.filled").ClickAsync();
        await ines.Locator("main button.filled").ClickAsync();
        await Holds(ines);
        await ines.Locator(".topics a[href$='/words']").ClickAsync();
        await Holds(ines);
        await ines.Locator("#Telephone").FillAsync("12");
        await ines.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(ines.Locator(".errors a[href='#Telephone']")).ToBeVisibleAsync();
        await Holds(ines);
        await ines.Locator("#WordsEnglish").FillAsync("We are four. Somebody answers in the morning.");
        await ines.Locator("#WordsSpanish").FillAsync("Somos cuatro. Alguien contesta por la mañana.");
        await ines.Locator("#Telephone").FillAsync("510-555-0142");
        await ines.Locator("main button.filled").ClickAsync();
        await ines.Locator(".topics a[href$='/invitations']").ClickAsync();
        await Holds(ines);
        await ines.Locator("#Address").FillAsync("marisol@example.org");
        await ines.Locator("main button.filled").ClickAsync();
        await Assertions.Expect(ines.Locator(".members b")).ToHaveTextAsync("marisol@example.org");
        await Holds(ines);

        var marisol = await As("marisol@example.org", "Marisol Vega", Roles.None, profile: 1);
        await marisol.GotoAsync(Address((await practices.NewMails())[^1].Path!));
        await marisol.Locator("main button.filled").ClickAsync();
        await Holds(marisol);
        await marisol.Locator("main button.filled").ClickAsync();
        await Holds(marisol);
        await marisol.Locator(".topics a[href$='/membership']").ClickAsync();
        await Holds(marisol);
        await marisol.Locator("button[value=show]").ClickAsync();
        await Holds(marisol);

        var anybody = await browser.Open(360, scripts: scripts);
        await anybody.GotoAsync(Address(language + "/therapist/marisol-vega-1"));
        await Holds(anybody);
        await anybody.Locator(".works a").ClickAsync();
        await Assertions.Expect(anybody.Locator(".person h2")).ToContainTextAsync("Marisol Vega");
        await Holds(anybody);

        await ines.Locator(".prose > .on a").First.ClickAsync();
        await ines.Locator(".topics a[href$='/members']").ClickAsync();
        await ines.Locator(".members summary").ClickAsync();
        await Holds(ines);

        await marisol.Locator("main summary").ClickAsync();
        await Holds(marisol);
        await marisol.Locator("button[value=leave]").ClickAsync();
        await Assertions.Expect(marisol.Locator("[role=status]")).ToBeVisibleAsync();
        await Holds(marisol);
        await anybody.ReloadAsync();
        await Assertions.Expect(anybody.Locator(".person")).ToHaveCountAsync(0);
        await Holds(anybody);
        foreach (var page in new[] { olivia, ines, marisol, anybody })
        {
            await page.Context.CloseAsync();
        }

        string Address(string path) => new Uri(practices.App.Address, path).ToString();

        async Task<IPage> As(string address, string name, Roles roles, long? profile = null)
        {
            var (_, key) = await practices.Account(address, name, roles, profile);
            var page = await browser.Open(360, scripts: scripts);
            await page.Context.AddCookiesAsync([new Cookie { Name = "rapport-account", Value = key, Url = practices.App.Address.ToString() }]);
            return page;
        }

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
