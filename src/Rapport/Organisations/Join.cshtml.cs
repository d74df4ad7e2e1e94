using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>Behind the button of an invitation: who invites, and the one button that accepts. Who has no account makes one on the way.</summary>
internal sealed class JoinModel(OrganisationInvitations invitations, Sessions sessions, AccountDoor door, PassingCookie passing) : PageModel
{
    public Organisation Organisation { get; private set; } = null!;

    public OrganisationInvitation Invitation { get; private set; } = null!;

    /// <summary>The address of the account that accepts with one tap; null where nobody is signed in.</summary>
    public string? SignedInAs { get; private set; }

    /// <summary>The invitation was mailed to another address than that of the account.</summary>
    public bool IsAnother { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop) => await Read(stop) is null ? Redirect(OrganisationLinks.Mine(Language.Of(HttpContext))) : Page();

    public async Task<IActionResult> OnPost([FromForm] string? answer, CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        if (await Read(stop) is not { } key)
        {
            // A second click: she belongs to it already.
            return Redirect(OrganisationLinks.Mine(language));
        }
        if (await sessions.Find(HttpContext) is { } who)
        {
            var joined = await invitations.Accept(key, who.Account, stop);
            PassingCookie.Drop(HttpContext, PassingCookie.Organisation);
            return Redirect(joined is null ? OrganisationLinks.Mine(language) : OrganisationLinks.Home(language, joined.Slug) + "?done=joined");
        }
        passing.Put(HttpContext, PassingCookie.Next, OrganisationLinks.Join(language));
        // The link has shown already that the mailbox is hers: no second mail is needed.
        if (answer != "sign-in" && await door.OpenWith(invitations.AddressOf(Invitation), stop) is { } opens)
        {
            passing.Put(HttpContext, PassingCookie.Link, opens);
            return Redirect(AccountLinks.Password(language));
        }
        return Redirect(AccountLinks.SignIn(language));
    }

    /// <summary>The key that this browser holds, where it still leads somewhere.</summary>
    private async Task<string?> Read(CancellationToken stop)
    {
        var key = passing.Get(HttpContext, PassingCookie.Organisation);
        if (await invitations.Look(key, stop) is not ({ } organisation, { } invitation, _))
        {
            return null;
        }
        (Organisation, Invitation) = (organisation, invitation);
        if (await sessions.Find(HttpContext) is { } who && await door.Of(who.Account, stop) is var (_, content))
        {
            SignedInAs = content.Address;
            IsAnother = content.Address != invitations.AddressOf(invitation);
        }
        return key;
    }
}
