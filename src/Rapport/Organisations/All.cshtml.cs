using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Organisations;

/// <summary>All organisations, for whoever runs the site.</summary>
internal sealed class AllModel(OrganisationBook book, OrganisationInvitations invitations, AuditTrail trail, MailWay way) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Organisations.All");

    public IReadOnlyList<ToldOrganisation> Organisations { get; private set; } = [];

    /// <summary>Of which one a form came that could not be used.</summary>
    public string? Asked { get; private set; }

    public string? Told { get; private set; }

    public async Task OnGet(CancellationToken stop)
    {
        await Read(stop);
        Told = Request.Query["done"].ToString() switch
        {
            "made" => way.IsOpen ? L["It is here now. The invitation is on its way."] : L["It is here now. The invitation waits: this site sends no mail at the moment."],
            "invited" => way.IsOpen ? L["The invitation is on its way."] : L["The invitation waits: this site sends no mail at the moment."],
            "closed" => L["It is closed."],
            _ => null,
        };
    }

    public async Task<IActionResult> OnPost([FromForm] string? act, [FromForm] string? slug, CancellationToken stop)
    {
        var all = OrganisationLinks.All(Language.Of(HttpContext));
        if (act == "close" && slug is not null)
        {
            if (Request.Form["Sure-" + slug] != "true")
            {
                return await AskBack(slug, "Sure-" + slug, L["It cannot be undone. Tick the box if you are sure."], stop);
            }
            await book.Close(slug, stop);
            return Redirect(all + "?done=closed");
        }
        if (act != "invite" || slug is null)
        {
            return Redirect(all);
        }
        var field = "Address-" + slug;
        var problem = AccountSeal.Plain(Request.Form[field]) is { } address
            ? await invitations.InviteAdministrator(slug, address, Language.Of(HttpContext), stop) switch
            {
                Sent.TooMany => L["Enough mails went out for now. Wait an hour; to one address, a day."],
                Sent.TooManyOpen => L["Many wait for an answer already. Its administrators can take one back."],
                _ => null,
            }
            : L["Write a whole mail address, like ana@example.org."];
        return problem is null ? Redirect(all + "?done=invited") : await AskBack(slug, field, problem, stop);
    }

    private async Task Read(CancellationToken stop)
    {
        await trail.Read(AuditPart.Operator, SignedIn.Of(HttpContext)!.Account, AuditAct.ListedAdministrators, owners: null, stop);
        Organisations = await book.All(stop);
    }

    private async Task<PageResult> AskBack(string slug, string field, string problem, CancellationToken stop)
    {
        await Read(stop);
        Asked = slug;
        return this.Refuse(StatusCodes.Status422UnprocessableEntity, field, problem);
    }
}
