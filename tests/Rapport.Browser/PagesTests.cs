namespace Rapport.Browser;

/// <summary>What must hold on each page, in both themes, on a small phone.</summary>
public sealed class PagesTests(Chromium browser, OpenSite site)
{
    private static readonly string[] Addresses =
    [
        "/", "/questions/1", "/questions/2", "/questions/9", "/questions/10", "/questions/11", "/questions/12", "/questions/answers", "/therapists/missing?place=94610", "/order", "/privacy", "/crisis", "/nowhere", "/therapists?place=94610&radius=25", "/therapists?place=Nowhereville",
        "/therapists?place=96161&radius=5&format=in-person", "/therapist/marisol-vega-1", "/therapist/ruth-example-6",
        "/therapist/ruth-example-6/remove", "/therapist/marisol-vega-1/remove", "/therapist/marisol-vega-1/wrong",
        "/therapists/ca/oakland", "/therapists/ca/alameda-county", "/therapists/ca", "/therapists/mt/billings", "/therapists/ca/oaklnd", "/places",
        "/left", "/saved", "/account/sign-in", "/account/new", "/account/forgotten", "/account/link/x", "/account/closed", "/embed/therapists?place=94610",
    ];

    public static TheoryData<string> EachPage => [.. Addresses, .. Addresses.Select(address => "/es" + address)];

    // One visit for all that holds of a page: opening it costs more than looking at it.
    [Theory, MemberData(nameof(EachPage))]
    public async Task A_page_fits_a_small_phone_and_large_letters_keeps_nobody_out_and_asks_nobody_else(string address)
    {
        // The checker of barriers is a script; the page itself needs none.
        var page = await browser.Open(360, scripts: true);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(site.Page(address).ToString());
        var width = await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth");
        var small = await page.TooSmallToHit();
        await page.HasNoBarrierInEitherTheme();
        var tooWide = await page.RunsOutInLargeLetters(360, 390);
        await page.SetViewportSizeAsync(1280, 900);
        var smallOnDesk = await page.TooSmallToHit();
        await page.Context.CloseAsync();
        Assert.True(width <= 360, $"{width} pixels wide");
        Assert.Empty(small);
        Assert.Empty(smallOnDesk);
        Assert.Empty(tooWide);
        Assert.All(asked, url => Assert.StartsWith(site.Page("/").ToString(), url, StringComparison.Ordinal));
    }
}
