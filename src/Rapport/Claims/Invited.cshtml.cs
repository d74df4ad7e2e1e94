using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Rosters;

namespace Rapport.Claims;

/// <summary>A mailed invitation. To open it shows a button and spends nothing; to press it leads to the entry at a clean address.</summary>
internal sealed class InvitedModel(Invitations invitations, PassingCookie passing) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public bool IsOver { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (await invitations.OpenLink(Key, stop) is not { } member)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            IsOver = true;
            return Page();
        }
        passing.Put(HttpContext, PassingCookie.Invitation, member.Id.ToString());
        return Redirect(ClaimLinks.Entry(Language.Of(HttpContext)));
    }
}
