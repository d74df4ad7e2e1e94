using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Layout.Forms;
using Rapport.Mail;

namespace Rapport.Organisations;

/// <summary>Invites people into an organisation, for its administrators. Whether an address has an account is told by nothing here.</summary>
internal sealed class InvitationsModel(Memberships memberships, OrganisationInvitations invitations, MailWay way) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Organisations.Invitations");

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Does { get; set; }

    [BindProperty]
    public string? LetterIn { get; set; }

    [BindProperty]
    public bool Administrator { get; set; }

    public Organisation Organisation { get; private set; } = null!;

    public IReadOnlyList<OpenInvitation> Open { get; private set; } = [];

    public string? Told { get; private set; }

    public IReadOnlyList<Choice> Works { get; } = [.. Enum.GetValues<MemberWork>().Select(work => new Choice(work.ToString(), OrganisationWords.Of(work)))];

    public static IReadOnlyList<Choice> Languages { get; } = [.. new[] { Language.English, Language.Spanish }.Select(language => new Choice(language.Code, language.Name))];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        Does = (Organisation.Kind == OrganisationKind.Recommends ? MemberWork.Recommends : MemberWork.Therapist).ToString();
        LetterIn = Language.Of(HttpContext).Code;
        Told = Request.Query["done"].ToString() switch
        {
            "sent" => way.IsOpen ? L["The mail is on its way."] : L["The mail waits: this site sends none at the moment."],
            "withdrawn" => L["Its link works no more."],
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(string slug, [FromForm] string? act, [FromForm] Guid number, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        var by = SignedIn.Of(HttpContext)!.Account;
        var page = OrganisationLinks.Invitations(Language.Of(HttpContext), slug);
        switch (act)
        {
            case "withdraw":
                await invitations.Withdraw(by, slug, number, stop);
                return Redirect(page + "?done=withdrawn");
            case "again":
                return Answer(await invitations.SendAgain(by, slug, number, stop), "Open", page);
            default:
                return AccountSeal.Plain(Address) is not { } address
                    ? this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Address), L["Write a whole mail address, like ana@example.org."])
                    : !Enum.TryParse<MemberWork>(Does, out var does) || !Enum.IsDefined(does)
                    ? this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Does), L["Choose what this person does there."])
                    : Answer(await invitations.Invite(by, slug, address, does, Administrator, Language.Of(LetterIn ?? ""), stop), nameof(Address), page);
        }
    }

    private IActionResult Answer(Sent sent, string field, string page)
    {
        switch (sent)
        {
            case Sent.TooMany:
                Response.Headers.RetryAfter = "3600";
                return this.Refuse(StatusCodes.Status429TooManyRequests, field, L["Enough mails went out for now. Wait an hour; to one address, a day."]);
            case Sent.TooManyOpen:
                return this.Refuse(StatusCodes.Status409Conflict, field, L["Many wait for an answer already. Take one back first."]);
            default:
                return Redirect(sent == Sent.Done ? page + "?done=sent" : page);
        }
    }

    private async Task<bool> Read(string slug, CancellationToken stop)
    {
        if (await memberships.Find(SignedIn.Of(HttpContext)!.Account, slug, stop) is not { Me.IsAdministrator: true } seat)
        {
            return false;
        }
        Organisation = seat.Organisation;
        Open = await invitations.List(Organisation.Id, stop);
        return true;
    }
}
