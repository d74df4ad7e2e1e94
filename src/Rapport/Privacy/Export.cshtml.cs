using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>All that is kept of whoever is signed in, in one click.</summary>
internal sealed class ExportModel(AccountSeal seal, Store store, PersonalExport export, PasskeyDoor passkeys) : PageModel
{
    /// <summary>What the law would keep, were the account closed today; null where nothing.</summary>
    public HoldTerm? Hold { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (!await passkeys.MayChange(who, stop))
        {
            return Redirect(AccountLinks.Factor(Language.Of(HttpContext)));
        }
        await using var db = store.Read();
        Hold = await Holds.AtClosing(db, seal, who.Account, store.Now, stop);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm(Name = "As")] string? form, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        var language = Language.Of(HttpContext);
        if (!await passkeys.MayChange(who, stop))
        {
            return Redirect(AccountLinks.Factor(language));
        }
        var isWritten = form == "json" ? await export.WriteJson(Response, who.Account, PersonalExport.Own, stop) : await export.WriteHtml(Response, who.Account, language, PersonalExport.Own, stop);
        return isWritten ? new EmptyResult() : Redirect(AccountLinks.SignIn(language));
    }
}
