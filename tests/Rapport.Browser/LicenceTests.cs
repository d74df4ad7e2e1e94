using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Rosters;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Verification;
using Language = Rapport.Layout.Language;

namespace Rapport.Browser;

/// <summary>A licence from the first look to the day after its end and back, by the desk and by the mails that a server took, at 360 pixels.</summary>
public sealed partial class LicenceTests(Chromium browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("", true), InlineData("/es", false)]
    public async Task Verified_it_ends_soon_lapses_takes_her_off_the_list_and_is_found_renewed(string language, bool scripts)
    {
        var (read, clock) = (language.Length == 0 ? Language.English : Language.Spanish, new TestClock());
        await using var server = SmtpServer.Start();
        await using var invited = new Invited(
            await HostedApp.Start(
                store => ProfileBuilder.FromRegistry(store.Now, "Ana", "Cruz", Invited.Npi).SaveTo(store), clock,
                site: new PublicAddress(new Uri("https://therapists.example.org")), mail: MailServer.Read(server.Url, "Rapport <mail@therapists.example.org>")),
            clock);
        await Invited.TakeIn(invited.App.Store);
        var services = invited.App.Services;
        var (hers, stranger) = (await browser.Open(360, scripts: scripts), await browser.Open(360, scripts: scripts));

        // By the mail of a roster she comes, proves who she is, and lists herself.
        await services.GetRequiredService<Invitations>().ByMail(Invited.Roster, read, Stop);
        await server.WaitFor(1);
        await hers.GotoAsync(LinkOf(server.Mails.Single().TextBody!));
        await hers.Locator("main button.filled").ClickAsync();
        await hers.Locator("main button.filled").First.ClickAsync();
        await hers.Locator("#FullName").FillAsync("Ana Cruz");
        await hers.Locator("#Password").FillAsync(Invited.Password);
        await hers.Locator("main button.filled").ClickAsync();
        await hers.Locator("main button.filled").First.ClickAsync();
        await hers.Locator("button[value=confirm]").ClickAsync();
        await Assertions.Expect(hers.Locator("[role=status]")).ToBeVisibleAsync();
        await Found(isThere: true);

        await LookUp(Standing.Waiting, new DateOnly(2026, 12, 31));
        await stranger.GotoAsync(Address("/therapist/ana-cruz-1"));
        await Assertions.Expect(stranger.Locator("main")).ToContainTextAsync(language.Length == 0 ? "December 31, 2026" : "31 de diciembre de 2026");

        // Within thirty days of its end she is told; the link leads to her licence, and there is nothing to do.
        clock.Advance(TimeSpan.FromDays(10));
        await services.GetRequiredService<LicenceEnds>().Follow(Stop);
        await hers.GotoAsync(await Mailed(LicenceLetters.EndsSoon(Invited.Mail, read)));
        await Assertions.Expect(hers.Locator("input[value=MFT12345]")).ToBeVisibleAsync();
        await Holds(hers);
        await Found(isThere: true);

        // The day passes without a word.
        clock.Advance(TimeSpan.FromDays(28));
        await services.GetRequiredService<LicenceEnds>().Follow(Stop);
        await Found(isThere: false);
        await hers.GotoAsync(await Mailed(LicenceLetters.Lapsed(Invited.Mail, read)));
        await hers.Locator("#Address").FillAsync(Invited.Mail);
        await hers.Locator("#Password").FillAsync(Invited.Password);
        await hers.Locator("#Password").PressAsync("Enter");
        await Assertions.Expect(hers.Locator("input[value=MFT12345]")).ToBeVisibleAsync();
        await hers.GotoAsync(Address("/profile"));
        await Assertions.Expect(hers.Locator("main p a[href$='/profile/license']")).ToBeVisibleAsync();
        // No button puts back what a board took away.
        await Assertions.Expect(hers.Locator("button[value=confirm], button[value=back]")).ToHaveCountAsync(0);
        await Holds(hers);

        // She renews it with her board, and whoever checks finds it so.
        clock.Advance(TimeSpan.FromDays(3));
        await LookUp(Standing.Lapsed, new DateOnly(2028, 12, 31));
        await Found(isThere: true);
        await hers.GotoAsync(await Mailed(LicenceLetters.Back(Invited.Mail, isOff: false, read)));
        await hers.GotoAsync(Address("/profile"));
        await Assertions.Expect(hers.Locator("button[value=confirm]")).ToBeVisibleAsync();
        await Holds(hers);
        await hers.Context.CloseAsync();
        await stranger.Context.CloseAsync();

        string Address(string path) => new Uri(invited.App.Address, language + path).ToString();

        string LinkOf(string text) => new Uri(invited.App.Address, OnSite().Match(text).Groups["path"].Value).ToString();

        // The one mail of this kind that the server took, and where its link leads on this machine.
        async Task<string> Mailed(Letter letter)
        {
            for (var tries = 0; server.Mails.All(mail => mail.Subject != letter.Subject); tries++)
            {
                Assert.True(tries < 600, $"No mail \"{letter.Subject}\" came.");
                await Task.Delay(50, Stop);
            }
            var mail = server.Mails.Single(mail => mail.Subject == letter.Subject);
            Assert.Equal(Invited.Mail, mail.To.Mailboxes.Single().Address);
            var link = LinkOf(mail.TextBody!);
            Assert.EndsWith(letter.Path!, link, StringComparison.Ordinal);
            return link;
        }

        // Another day, another session of whoever checks.
        async Task LookUp(Standing before, DateOnly until)
        {
            var desk = await browser.Open(360, scripts: scripts);
            await desk.Context.AddCookiesAsync([new Cookie { Name = "rapport-account", Value = await invited.NewVerifier(), Url = invited.App.Address.ToString() }]);
            await desk.GotoAsync(Address("/desk"));
            await Assertions.Expect(desk.Locator(".queue li .why")).ToContainTextAsync(read.Say(() => DeskModel.Says(before)));
            await Holds(desk);
            await desk.Locator(".queue li a").ClickAsync();
            if (await desk.Locator(".look-up[open]").CountAsync() == 0)
            {
                await desk.Locator(".look-up summary").ClickAsync();
            }
            await Assertions.Expect(desk.Locator(".look-up a[target=_blank]")).ToBeVisibleAsync();
            await desk.Locator("label:has(input[name=Status][value=active])").ClickAsync();
            await desk.Locator("#Expires").FillAsync(until.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            await desk.Locator("label:has(input[name=How][value=board-lookup])").ClickAsync();
            await Holds(desk);
            await desk.Locator("button[value=looked]").ClickAsync();
            await Assertions.Expect(desk.Locator("[role=status]")).ToBeVisibleAsync();
            await Assertions.Expect(desk.Locator(".queue li")).ToHaveCountAsync(0);
            await Holds(desk);
            await desk.Context.CloseAsync();
        }

        // In the list of who works nearby, and on a page of her own.
        async Task Found(bool isThere)
        {
            await stranger.GotoAsync(Address("/therapists?place=94612"));
            for (var times = 0; times < 50 && await stranger.Locator(".person").CountAsync() > 0 != isThere; times++)
            {
                // A change is seen by the search within a second.
                await Task.Delay(100, Stop);
                await stranger.ReloadAsync();
            }
            await Assertions.Expect(stranger.Locator(".person")).ToHaveCountAsync(isThere ? 1 : 0);
            Assert.Equal(isThere ? 200 : 404, (await stranger.GotoAsync(Address("/therapist/ana-cruz-1")))!.Status);
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

    [GeneratedRegex(@"https://therapists\.example\.org(?<path>/\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnSite();
}
