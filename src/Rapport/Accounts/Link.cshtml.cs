using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>
/// A link from a mail or the console. To open it shows a button and spends nothing; to press it changes its key for one that only this
/// browser has, and leads to a clean address.
/// </summary>
internal sealed class LinkModel(AccountDoor door, PassingCookie passing) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public bool IsOver { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (await door.Swap(Key, stop) is not { } held)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            IsOver = true;
            return Page();
        }
        passing.Put(HttpContext, PassingCookie.Link, held);
        return Redirect(AccountLinks.Password(Language.Of(HttpContext)));
    }
}
