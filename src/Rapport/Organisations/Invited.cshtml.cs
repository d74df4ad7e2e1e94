using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>A mailed invitation. To open it shows a button and spends nothing; to press it leads to who invites, at a clean address.</summary>
internal sealed class InvitedModel(OrganisationInvitations invitations, PassingCookie passing) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public bool IsOver { get; private set; }

    public bool IsUsed { get; private set; }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var (organisation, _, isUsed) = await invitations.Look(Key, stop);
        if (organisation is null)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            (IsOver, IsUsed) = (true, isUsed);
            return Page();
        }
        passing.Put(HttpContext, PassingCookie.Organisation, Key);
        return Redirect(OrganisationLinks.Join(Language.Of(HttpContext)));
    }
}
