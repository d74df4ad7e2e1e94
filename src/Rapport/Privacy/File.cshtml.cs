using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Privacy;

/// <summary>What two agreed to open, for the one who asked.</summary>
internal sealed class FileModel(OpenedFiles files, PersonalExport export) : PageModel
{
    public new ShownFile File { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid file, CancellationToken stop)
    {
        var me = SignedIn.Of(HttpContext)!.Account;
        if ((await files.Open(me, stop)).FirstOrDefault(one => one.Row.Id == file && one.Row.AgreedAt is not null && one.Row.AskedBy == me) is not { } found)
        {
            return NotFound();
        }
        File = found;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid file, [FromForm(Name = "As")] string? form, CancellationToken stop)
    {
        if (await files.Read(SignedIn.Of(HttpContext)!.Account, file, stop) is not { } whose)
        {
            return NotFound();
        }
        var isWritten = form == "json" ? await export.WriteJson(Response, whose, PersonalExport.Another, stop) : await export.WriteHtml(Response, whose, Language.Of(HttpContext), PersonalExport.Another, stop);
        return isWritten ? new EmptyResult() : NotFound();
    }
}
