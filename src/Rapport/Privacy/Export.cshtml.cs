using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Privacy;

/// <summary>All that is kept of whoever is signed in, in one click.</summary>
internal sealed class ExportModel(PersonalExport export, PasskeyDoor passkeys) : PageModel
{
    public async Task<IActionResult> OnGet(CancellationToken stop) =>
        await passkeys.MayChange(SignedIn.Of(HttpContext)!, stop) ? Page() : Redirect(AccountLinks.Factor(Language.Of(HttpContext)));

    public async Task<IActionResult> OnPost([FromForm(Name = "As")] string? form, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        var language = Language.Of(HttpContext);
        if (!await passkeys.MayChange(who, stop))
        {
            return Redirect(AccountLinks.Factor(language));
        }
        var isWritten = form == "json" ? await export.WriteJson(Response, who.Account, stop) : await export.WriteHtml(Response, who.Account, language, stop);
        return isWritten ? new EmptyResult() : Redirect(AccountLinks.SignIn(language));
    }
}
