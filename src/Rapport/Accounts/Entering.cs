using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>What the pages of the door do alike.</summary>
internal static class Entering
{
    private static readonly Words L = Words.For("Rapport.Accounts.Entering");

    /// <summary>Lets somebody in, on to the second factor, or says why not.</summary>
    public static async Task<IActionResult> Enter(
        this PageModel page, Entered entered, Sessions sessions, PassingCookie passing, string field, string wrong)
    {
        var language = Language.Of(page.HttpContext);
        switch (entered.How)
        {
            case Entry.Done when await sessions.Begin(page.HttpContext, entered):
                var next = passing.Get(page.HttpContext, PassingCookie.Next);
                PassingCookie.Drop(page.HttpContext, PassingCookie.Next);
                return new RedirectResult(next ?? AccountLinks.Overview(language));
            case Entry.FactorNext:
                passing.Put(page.HttpContext, PassingCookie.Half, $"{entered.Account} {entered.Stamp}");
                return new RedirectResult(AccountLinks.Code(language));
            case Entry.TooMany:
                page.Response.Headers.RetryAfter = "3600";
                return page.Refuse(StatusCodes.Status429TooManyRequests, field, L["That was tried too often from your network. Wait an hour, then try again."]);
            case Entry.Busy:
                page.Response.Headers.RetryAfter = "10";
                return page.Refuse(StatusCodes.Status503ServiceUnavailable, field, L["Many people sign in right now. Try again in a moment."]);
            default:
                return page.Refuse(StatusCodes.Status422UnprocessableEntity, field, wrong);
        }
    }

    /// <summary>The same page, with what is to be changed.</summary>
    public static PageResult Refuse(this PageModel page, int status, string field, string problem)
    {
        page.Response.StatusCode = status;
        page.ModelState.AddModelError(field, problem);
        return page.Page();
    }
}
