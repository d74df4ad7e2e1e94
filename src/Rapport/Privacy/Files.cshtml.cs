using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Layout;

namespace Rapport.Privacy;

/// <summary>For whoever runs the site: asking to read all that is kept of somebody, and agreeing to it.</summary>
internal sealed class FilesModel(OpenedFiles files, AuditTrail trail) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Privacy.Files");

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ShownFile> Open { get; private set; } = [];

    public string? Told { get; private set; }

    public Guid Me => SignedIn.Of(HttpContext)!.Account;

    public async Task OnGet(CancellationToken stop)
    {
        await Read(stop);
        Told = Request.Query["done"].ToString() switch
        {
            "asked" => L["Asked. A mail tells the others who run this site. One of them has three days to agree."],
            "agreed" => L["Open for an hour. Only the one who asked can read it. A mail tells the person."],
            "dropped" => L["Taken back."],
            "refused" => L["Not agreed. Nothing was opened."],
            "closed" => L["Closed."],
            "gone" => L["It had ended, or somebody was quicker. Nothing was changed."],
            _ => null,
        };
    }

    public async Task<IActionResult> OnPost([FromForm] string? act, [FromForm] Guid file, CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        var page = PrivacyLinks.Files(language);
        switch (act)
        {
            case "agree":
                return Redirect(page + (await files.Agree(Me, file, stop) ? "?done=agreed" : "?done=gone"));
            case "drop":
                return Redirect(page + (await files.Drop(Me, file, stop) ? "?done=dropped" : "?done=gone"));
            case "refuse":
                return Redirect(page + (await files.Drop(Me, file, stop) ? "?done=refused" : "?done=gone"));
            case "close":
                return Redirect(page + (await files.Close(Me, file, stop) ? "?done=closed" : "?done=gone"));
            case "ask":
                return await Ask(page, stop);
            default:
                return Redirect(page);
        }
    }

    private async Task<IActionResult> Ask(string page, CancellationToken stop)
    {
        var reason = Printed.Line(Reason).Trim();
        var address = AccountSeal.Plain(Address);
        if (address is null)
        {
            ModelState.AddModelError(nameof(Address), L["Write a whole mail address, like ana@example.org."]);
        }
        if (reason.Length is < OpenedFiles.ShortestReason or > OpenedFiles.LongestReason)
        {
            ModelState.AddModelError(nameof(Reason), L["Say in {0} to {1} letters why. The person reads it.", OpenedFiles.ShortestReason, OpenedFiles.LongestReason]);
        }
        if (ModelState.IsValid)
        {
            switch (await files.Ask(Me, address!, reason, stop))
            {
                case AskedFile.Done:
                    return Redirect(page + "?done=asked");
                case AskedFile.NotThere:
                    ModelState.AddModelError(nameof(Address), L["There is no account with this address."]);
                    break;
                case AskedFile.Alone:
                    ModelState.AddModelError(nameof(Reason), L["Nobody else runs this site who could agree. Give somebody that role first."]);
                    break;
                case AskedFile.Own:
                    ModelState.AddModelError(nameof(Address), L["This is your own account. Your account has a page for your data."]);
                    break;
                default:
                    ModelState.AddModelError(nameof(Address), L["You have asked for this already."]);
                    break;
            }
        }
        await Read(stop);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task Read(CancellationToken stop)
    {
        Open = await files.Open(Me, stop);
        await trail.Read(AuditPart.Operator, Me, AuditAct.ListedFiles, Open.Where(file => file.Row.AskedBy != Me).Select(file => file.Row.AccountId), stop);
    }
}
