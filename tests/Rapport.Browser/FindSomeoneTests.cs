using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>From the first page to a person and back, as somebody does it: without scripts, on a phone and a desk.</summary>
public sealed partial class FindSomeoneTests(Chromium browser, OpenSite site)
{
    [Theory]
    [InlineData(360, "", "Just look", "Filters", "Grief and loss", "Update the list", "‹ Back to the list")]
    [InlineData(1280, "", "Just look", null, "Grief and loss", "Update the list", "‹ Back to the list")]
    [InlineData(360, "/es", "Ver la lista", "Filtros", "Duelo y pérdidas", "Actualizar la lista", "‹ Volver a la lista")]
    [InlineData(1280, "/es", "Ver la lista", null, "Duelo y pérdidas", "Actualizar la lista", "‹ Volver a la lista")]
    public async Task By_place_then_by_need_to_a_person_and_back(
        int width, string language, string look, string? filters, string grief, string update, string back)
    {
        var page = await browser.Open(width);
        await page.GotoAsync(site.Page(language + "/").ToString());
        await page.Locator("#Place").FillAsync("94610");
        await page.GetByText(language.Length == 0 ? "Online is fine too" : "También puede ser en línea").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = look }).ClickAsync();
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(People.Count);
        Assert.Contains("place=94610", page.Url, StringComparison.Ordinal);

        if (filters is not null)
        {
            await page.Locator(".filters .all > summary").ClickAsync();
        }
        await page.GetByLabel(grief).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = update }).ClickAsync();
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(2);
        Assert.Matches(SealedAddress(), page.Url);
        await Assertions.Expect(page.Locator(".chip")).ToHaveCountAsync(1);

        await page.Locator("article.person h2 a").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Daniel Okafor, LMFT");
        await page.GetByRole(AriaRole.Link, new() { Name = back }).ClickAsync();
        await Assertions.Expect(page.Locator("article.person")).ToHaveCountAsync(2);
        Assert.Equal(language.Length == 0 ? "en" : "es", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Nothing_lies_over_the_name_of_the_site(int width)
    {
        var page = await browser.Open(width);
        await page.GotoAsync(site.Page("/therapists?place=94610&radius=25").ToString());
        var covered = await page.Locator(".mark").EvaluateAsync<string[]>("""
            mark => {
                const box = mark.getBoundingClientRect();
                return [0.02, 0.25, 0.5, 0.75, 0.98].flatMap(x => [0.1, 0.5, 0.9].map(y =>
                    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)))
                    .filter(top => top === null || top.closest(".mark") === null)
                    .map(top => top?.outerHTML ?? "nothing");
            }
            """);
        Assert.Empty(covered);
    }

    [Fact]
    public async Task The_way_on_from_the_first_page_is_seen_on_a_phone_without_scrolling()
    {
        var page = await browser.Open(390, 844);
        foreach (var language in new[] { "/", "/es" })
        {
            await page.GotoAsync(site.Page(language).ToString());
            var way = await page.Locator("form .button.filled").BoundingBoxAsync();
            Assert.True(way!.Y + way.Height <= 820, $"{language}: it ends at {way.Y + way.Height} pixels");
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_wrong_in_a_form_is_told_where_the_reader_is()
    {
        var page = await browser.Open(360);
        await page.GotoAsync(site.Page("/therapist/marisol-vega-1/wrong").ToString());
        await page.GetByLabel("In your words").FillAsync("Full since May");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.Locator(".errors")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("In your words")).ToHaveValueAsync("Full since May");
        await page.GetByText("Openings or the waiting list").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Thank you");
    }

    [GeneratedRegex(@"/therapists\?q=[A-Za-z0-9_-]+$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SealedAddress();
}
