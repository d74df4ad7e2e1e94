using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>
/// A link from a mail or the console. To open it shows a button and spends nothing; to press it changes its key for one that only this
/// browser has, and leads to a clean address.
/// </summary>
internal sealed class LinkModel(AccountDoor door, PassingCookie passing, Sessions sessions, IEnumerable<AddressFollower> followers) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public bool IsOver { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        if (await door.Look(Key, stop) is (LinkPurpose.Move, _))
        {
            if (await sessions.Find(HttpContext) is not { } who)
            {
                // Who has the mailbox alone gets no account by it: the link waits until she has signed in.
                passing.Put(HttpContext, PassingCookie.Next, AccountLinks.Private(language, Key));
                return Redirect(AccountLinks.SignIn(language));
            }
            return await door.Move(Key, who, followers, stop) is null ? Over() : Redirect(AccountLinks.Overview(language) + "?moved");
        }
        if (await door.Swap(Key, stop) is not { } held)
        {
            return Over();
        }
        passing.Put(HttpContext, PassingCookie.Link, held);
        return Redirect(AccountLinks.Password(language));
    }

    private PageResult Over()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        IsOver = true;
        return Page();
    }
}
