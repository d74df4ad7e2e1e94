namespace Rapport.Browser;

/// <summary>What must hold on each page, in each theme, on a small phone.</summary>
public sealed class PagesTests(Chromium browser, OpenSite site) : IClassFixture<Chromium>, IClassFixture<OpenSite>
{
    private static readonly string[] Addresses =
    [
        "/", "/order", "/crisis", "/nowhere", "/therapists?place=94610&radius=25", "/therapists?place=Nowhereville",
        "/therapists?place=96161&radius=5&format=in-person", "/therapist/marisol-vega-1", "/therapist/ruth-example-6",
        "/therapist/ruth-example-6/remove", "/therapist/marisol-vega-1/remove", "/therapist/marisol-vega-1/wrong",
        "/therapists/ca/oakland", "/therapists/ca/alameda-county", "/therapists/ca", "/therapists/mt/billings", "/therapists/ca/oaklnd", "/places",
        "/left",
    ];

    public static TheoryData<string, bool> EachPage
    {
        get
        {
            var pages = new TheoryData<string, bool>();
            foreach (var address in Addresses.Concat(Addresses.Select(address => "/es" + address)))
            {
                pages.Add(address, false);
                pages.Add(address, true);
            }
            return pages;
        }
    }

    [Theory, MemberData(nameof(EachPage))]
    public async Task A_page_has_no_barrier_that_a_machine_can_find(string address, bool dark)
    {
        // The checker is a script; the page itself needs none.
        var page = await browser.Open(390, dark: dark, scripts: true);
        await page.GotoAsync(site.Page(address).ToString());
        await page.HasNoBarrier();
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(EachPage))]
    public async Task A_page_fits_a_small_phone_and_asks_nobody_else(string address, bool dark)
    {
        var page = await browser.Open(360, dark: dark);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(site.Page(address).ToString());
        // Widest element against the window: a page without script is measured by its boxes.
        var width = await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth");
        await page.Context.CloseAsync();
        Assert.True(width <= 360, $"{width} pixels wide");
        Assert.All(asked, url => Assert.StartsWith(site.Page("/").ToString(), url, StringComparison.Ordinal));
    }
}
