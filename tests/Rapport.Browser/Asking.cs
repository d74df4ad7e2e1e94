using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>Searches that a page in some state comes from, asked as the form asks them.</summary>
internal static class Asking
{
    /// <summary>States of the list by name: nobody, nobody by one wish, few, wishes of both weights, all filters set.</summary>
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["nobody"] = "place=94610&radius=5&format=in-person&times=evenings&opening=open-now&language=es&feeMax=75",
        ["nobody-two"] = "place=94610&radius=5&times=weekends&age=older-adults&insurer=aetna",
        ["few"] = "place=94610&radius=5&issue=grief&times=evenings",
        ["nice"] = "place=94610&radius=25&issue=grief&issue.as=nice&times=evenings&times.as=nice&insurer=medi-cal&insurer.as=must",
        ["silent"] = "place=94610&radius=25&times=evenings&times=not-known&notTaken=grief&payment=cash&payment.as=nice",
    };

    /// <summary>Sends the form, and opens what it leads to.</summary>
    public static async Task Ask(this IPage page, OpenSite site, string language, string fields)
    {
        // The form as its own page sends it; the cookie it is given stays with this browser.
        await page.GotoAsync(site.Page(language + "/therapists").ToString());
        var answer = await page.APIRequest.PostAsync(site.Page(language + "/therapists").ToString(), new APIRequestContextOptions
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Content-Type"] = "application/x-www-form-urlencoded",
                ["Origin"] = site.Page("/").GetLeftPart(UriPartial.Authority),
            },
            DataString = fields,
        });
        await page.GotoAsync(answer.Url);
    }
}
