using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>What there is to look at, by name, and how one comes there with a browser that keeps nothing yet.</summary>
internal static class PictureStates
{
    public delegate Task Way(IPage page, OpenSite site, string language);

    private const string Near = "/therapists?place=94610&radius=25";
    private const string Person = "/therapist/marisol-vega-1";

    public static readonly IReadOnlyDictionary<string, Way> All = new Dictionary<string, Way>(StringComparer.Ordinal)
    {
        ["start"] = At("/"),
        ["start-wrong"] = Asked("Nowhereville"),
        ["start-meant"] = Asked("Oaklnd, CA"),
        ["order"] = At("/order"),
        ["privacy"] = At("/privacy"),
        ["crisis"] = At("/crisis"),
        ["error"] = At("/nowhere"),
        ["left"] = At("/left"),
        ["results"] = At(Near),
        ["results-end"] = At(Near + "&page=9"),
        ["place"] = At("/therapists?place=Nowhereville"),
        ["place-of-several"] = At("/therapists?place=Springfield"),
        ["profile"] = At(Person),
        ["profile-print"] = Printed(At(Person)),
        ["telephone"] = At("/therapist/daniel-okafor-2"),
        ["unknown"] = At("/therapist/sam-reyes-5"),
        ["registry"] = At("/therapist/ruth-example-6"),
        ["remove"] = At("/therapist/ruth-example-6/remove"),
        ["removed"] = At("/therapist/nobody-999/remove?done"),
        ["remove-owned"] = At(Person + "/remove"),
        ["town"] = At("/therapists/ca/oakland"),
        ["county"] = At("/therapists/ca/alameda-county"),
        ["state"] = At("/therapists/ca"),
        ["town-nobody"] = At("/therapists/mt/billings"),
        ["town-unknown"] = At("/therapists/ca/oaklnd"),
        ["states"] = At("/places"),
        ["wrong"] = At(Person + "/wrong"),
        ["wrong-error"] = Sent(Person + "/wrong", times: 1),
        ["wrong-thanks"] = At(Person + "/wrong?sent"),
        ["saved"] = At("/saved"),
        ["list-empty"] = At("/list"),
        ["kept"] = Kept(At(Near), 1, 2),
        ["kept-profile"] = Kept(At("/therapist/daniel-okafor-2?from=list"), 1, 2),
        ["list"] = Kept(At("/list"), 1, 2, 3, 4, 6),
        ["list-print"] = Printed(Kept(At("/list"), 1, 2, 3, 4, 6)),
        ["side-by-side"] = Kept((page, site, language) => page.LookSideBySide(site, language, 1, 2), 1, 2),
        ["side-by-side-of-4"] = Kept((page, site, language) => page.LookSideBySide(site, language, 1, 2, 3, 4), 1, 2, 3, 4),
        ["side-by-side-by-answers"] = Kept((page, site, language) => page.LookByAnswers(site, language), 1, 2),
        ["side-by-side-print"] = Printed(Kept((page, site, language) => page.LookSideBySide(site, language, 1, 2, 3, 4), 1, 2, 3, 4)),
        ["handed"] = Kept((page, site, language) => page.OpenHanded(site, language), 1, 2, 3, 4, 6),
        ["nobody"] = Filtered("nobody"),
        ["nobody-two"] = Filtered("nobody-two"),
        ["few"] = Filtered("few"),
        ["nice"] = Filtered("nice"),
        ["silent"] = Filtered("silent"),
        // The last: after it no report is taken.
        ["wrong-too-many"] = Sent(Person + "/wrong", times: 30, "openings"),
    };

    private static Way At(string address) => (page, site, language) => page.GotoAsync(site.Page(language + address).ToString());

    private static Way Filtered(string state) => (page, site, language) => page.Ask(site, language, Asking.States[state]);

    private static Way Asked(string place) => async (page, site, language) =>
    {
        await At("/")(page, site, language);
        await page.Locator("#Place").FillAsync(place);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".errors")).ToBeVisibleAsync();
    };

    private static Way Sent(string address, int times, string? about = null) => async (page, site, language) =>
    {
        for (var time = 0; time < times; time++)
        {
            await At(address)(page, site, language);
            await page.Locator("textarea").FillAsync("She is full since May.");
            if (about is not null)
            {
                await page.Locator($"input[value={about}]").CheckAsync();
            }
            await page.Locator("main form button").ClickAsync();
            if (await page.Locator("blockquote").CountAsync() > 0)
            {
                return;
            }
        }
        await Assertions.Expect(page.Locator(".errors")).ToBeVisibleAsync();
    };

    private static Way Kept(Way way, params int[] people) => async (page, site, language) =>
    {
        await page.Keep(site, people);
        await way(page, site, language);
    };

    private static Way Printed(Way way) => async (page, site, language) =>
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await way(page, site, language);
    };
}
