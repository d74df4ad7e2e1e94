using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>Ends the session of this browser.</summary>
internal sealed class SignOutModel(Sessions sessions) : PageModel
{
    public async Task<IActionResult> OnPost()
    {
        await sessions.End(HttpContext);
        return Redirect(AccountLinks.SignIn(Language.Of(HttpContext)) + "?out");
    }
}
