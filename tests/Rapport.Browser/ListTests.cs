using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>"Your list" as somebody uses it: kept, looked at side by side, handed over, printed, emptied, left.</summary>
public sealed partial class ListTests(Chromium browser, OpenSite site)
{
    private const string Near = "/therapists?place=94610&radius=25";

    public static MatrixTheoryData<string, string> EachState => new(
        ["empty", "one", "many", "wrong", "two-side-by-side", "four-side-by-side", "two-by-answers", "four-by-answers", "handed", "cut", "results", "profile"], ["", "/es"]);

    [Theory]
    [InlineData(360, "", "Keep", "See both side by side", "Open the list to hand over", "Keep all of them", "Empty my list")]
    [InlineData(1280, "/es", "Guardar", "Ver a las dos lado a lado", "Abrir la lista para pasarla", "Guardar a todas", "Vaciar mi lista")]
    public async Task From_the_results_to_the_list_side_by_side_to_a_friend_and_gone(
        int width, string language, string keep, string look, string hand, string all, string empty)
    {
        var page = await browser.Open(width);
        await page.GotoAsync(site.Page(language + Near).ToString());
        Assert.Empty(await page.Context.CookiesAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = $"{keep} Marisol Vega, LCSW" }).ClickAsync();
        // She is where she was: the button she pressed is in the window, and says what it did.
        await Assertions.Expect(page.Locator(":target")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator(":target")).ToContainTextAsync("Marisol Vega");
        await Assertions.Expect(page.Locator("article:has(:target) h2")).ToBeInViewportAsync();
        await page.Locator("article.person h2 a", new() { HasText = "Daniel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"{keep} Daniel Okafor" }).Locator("visible=true").ClickAsync();
        await Assertions.Expect(page.Locator("article.profile h1")).ToHaveTextAsync("Daniel Okafor, LMFT");

        await page.Locator("header nav a[href$='/list']").ClickAsync();
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = look }).ClickAsync();
        await Assertions.Expect(page.Locator(".compared thead th")).ToHaveCountAsync(2);
        await page.Locator("a.back").ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = hand }).ClickAsync();
        var friend = await browser.Open(390);
        await friend.GotoAsync(page.Url);
        await friend.GetByRole(AriaRole.Button, new() { Name = all }).ClickAsync();
        await Assertions.Expect(friend.Locator("article.person")).ToHaveCountAsync(2);
        await Assertions.Expect(friend.Locator("header nav")).ToContainTextAsync("(2)");

        await friend.GetByRole(AriaRole.Button, new() { Name = empty }).ClickAsync();
        await Assertions.Expect(friend.Locator(".nobody")).ToBeVisibleAsync();
        Assert.Empty(await friend.Context.CookiesAsync());
        await page.GotoAsync(site.Page("/list").ToString());
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(2);
        await friend.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Leaving_drops_the_list_unless_she_wants_it_to_stay(bool stays)
    {
        var page = await browser.Open(390);
        await page.RouteAsync("https://www.weather.gov/**", route => route.FulfillAsync(new() { Body = "The weather" }));
        await page.Keep(site, 1, 2);
        await page.GotoAsync(site.Page("/list").ToString());
        if (stays)
        {
            await page.GetByLabel("Forget it when I press").UncheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        }
        await page.GetByRole(AriaRole.Link, new() { Name = "Leave this site" }).ClickAsync();
        await page.WaitForURLAsync("https://www.weather.gov/**");
        // Beside the mark that somebody left, which keeps "Back" empty.
        Assert.Equal(stays ? 1 : 0, (await page.Context.CookiesAsync()).Count(cookie => cookie.Name != "rapport-left"));
        await page.GotoAsync(site.Page("/list").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await page.GotoAsync(site.Page("/list").ToString());
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(stays ? 2 : 0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Taking_one_off_a_long_list_stays_where_she_stood()
    {
        var page = await browser.Open(390);
        await page.Keep(site, 1, 2, 3, 4, 5);
        await page.GotoAsync(site.Page("/list").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Take off Thuy Tran" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator("article.person", new() { HasText = "Ana María" })).ToBeInViewportAsync();
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(EachState))]
    public async Task Each_state_has_no_barrier_that_a_machine_can_find(string state, string language)
    {
        // The checker is a script; the pages need none.
        var page = await browser.Open(390, scripts: true);
        await Show(page, state, language);
        await page.HasNoBarrierInEitherTheme();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(360, "")]
    [InlineData(360, "/es")]
    [InlineData(320, "/es")]
    [InlineData(1280, "")]
    public async Task No_state_runs_out_of_its_window_and_everything_is_large_enough_for_a_thumb(int width, string language)
    {
        foreach (var state in new[] { "empty", "one", "many", "wrong", "two-side-by-side", "four-side-by-side", "two-by-answers", "four-by-answers", "handed", "cut" })
        {
            var page = await browser.Open(width);
            await Show(page, state, language);
            var measured = await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth");
            Assert.True(measured <= width, $"{state}: {measured} pixels wide");
            Assert.Empty(await page.SmallerThan(24, "main :is(a, button, .row, .tick), header nav a"));
            if (width == 360)
            {
                Assert.Empty(await page.RunsOutInLargeLetters(360, 390));
            }
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("/es", 3)]
    public async Task A_few_people_are_printed_on_one_page(string language, int many)
    {
        var page = await browser.Open(1280);
        await page.Keep(site, [.. Enumerable.Range(1, many)]);
        await page.GotoAsync(site.Page(language + "/list").ToString());
        Assert.Single(PaperPage().Matches(await Paper(page)));
        await page.LookSideBySide(site, language, [.. Enumerable.Range(1, many)]);
        Assert.Single(PaperPage().Matches(await Paper(page)));
        await page.Context.CloseAsync();
    }

    private async Task Show(IPage page, string state, string language)
    {
        switch (state)
        {
            case "empty":
                await page.GotoAsync(site.Page(language + "/list").ToString());
                break;
            case "one":
                await page.Keep(site, 6);
                await page.GotoAsync(site.Page(language + "/list").ToString());
                break;
            case "many":
                await page.Keep(site, 1, 2, 3, 4, 5, 6);
                await page.GotoAsync(site.Page(language + "/list?full=1").ToString());
                break;
            case "wrong":
                await page.Keep(site, 1, 2, 3);
                await page.GotoAsync(site.Page(language + "/list").ToString());
                foreach (var box in await page.Locator("input[name=person]").AllAsync())
                {
                    await box.UncheckAsync();
                }
                await page.Locator("#side-by-side button").ClickAsync();
                await Assertions.Expect(page.Locator(".errors")).ToBeVisibleAsync();
                break;
            case "two-side-by-side":
                await page.Keep(site, 1, 2);
                await page.LookSideBySide(site, language, 1, 2);
                break;
            case "four-side-by-side":
                await page.Keep(site, 1, 2, 3, 4);
                await page.LookSideBySide(site, language, 1, 2, 3, 4);
                break;
            case "two-by-answers":
            case "four-by-answers":
                int[] people = state.StartsWith("two", StringComparison.Ordinal) ? [1, 2] : [1, 2, 3, 4];
                await page.Keep(site, people);
                await page.LookByAnswers(site, language);
                break;
            case "handed":
                await page.Keep(site, 1, 2, 3);
                await page.OpenHanded(site, language);
                break;
            case "cut":
                await page.GotoAsync(site.Page(language + "/list/handed/cut").ToString());
                break;
            case "results":
                await page.Keep(site, 1, 2);
                await page.GotoAsync(site.Page(language + Near).ToString());
                break;
            default:
                await page.Keep(site, 1, 2);
                await page.GotoAsync(site.Page(language + "/therapist/marisol-vega-1?from=list").ToString());
                break;
        }
    }

    private static async Task<string> Paper(IPage page) =>
        Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { Format = "Letter", PrintBackground = false }));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, 1000)]
    private static partial Regex PaperPage();
}
