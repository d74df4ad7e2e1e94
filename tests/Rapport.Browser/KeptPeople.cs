using System.Globalization;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>A browser that keeps people already, and the pages that follow from it.</summary>
internal static class KeptPeople
{
    /// <summary>Presses Keep for each, without looking at a page.</summary>
    public static async Task Keep(this IPage page, OpenSite site, params int[] ids)
    {
        foreach (var id in ids)
        {
            await Send(page, site, "/list", $"keep={id.ToString(CultureInfo.InvariantCulture)}&back=/list");
        }
    }

    /// <summary>The page of two to four of those kept, side by side.</summary>
    public static async Task LookSideBySide(this IPage page, OpenSite site, string language, params int[] ids)
    {
        var answer = await Send(page, site, language + "/list", "side-by-side=1&person=" + string.Join("&person=", ids));
        await page.GotoAsync(site.Page(answer.Headers["location"]).ToString());
    }

    /// <summary>The same of all those kept, for somebody who has said how she likes to work.</summary>
    public static async Task LookByAnswers(this IPage page, OpenSite site, string language)
    {
        await page.GotoAsync(site.Page(language + "/questions/2").ToString());
        await page.Locator(".axis .place-4").ClickAsync();
        await page.Locator("button[name=do][value=next]").ClickAsync();
        await page.Locator(".axis .place-0").ClickAsync();
        await page.Locator("button[name=do][value=list]").ClickAsync();
        await page.Locator("header nav a[href*='/list?q=']").ClickAsync();
        await page.Locator("#side-by-side button").ClickAsync();
    }

    /// <summary>The list as somebody sees it to whom the link was handed.</summary>
    public static async Task OpenHanded(this IPage page, OpenSite site, string language)
    {
        await page.GotoAsync(site.Page(language + "/list").ToString());
        var link = await page.Locator(".about a[href*='/list/handed/']").GetAttributeAsync("href");
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(site.Page(link!).ToString());
    }

    private static Task<IAPIResponse> Send(IPage page, OpenSite site, string address, string form) =>
        page.Context.APIRequest.PostAsync(site.Page(address).ToString(), new()
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = "application/x-www-form-urlencoded" },
            DataString = form,
            MaxRedirects = 0,
        });
}
