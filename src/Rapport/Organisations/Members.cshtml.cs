using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>Who belongs to an organisation, for its administrators.</summary>
internal sealed class MembersModel(Memberships memberships) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Organisations.Members");

    public Seat Seat { get; private set; } = null!;

    public IReadOnlyList<NamedMember> Members { get; private set; } = [];

    public string? Told { get; private set; }

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        Told = Request.Query["done"].ToString() switch
        {
            "removed" => L["That member is removed."],
            "administrator" => L["One more looks after it now."],
            _ => null,
        };
        return await Read(slug, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(string slug, [FromForm] string? act, [FromForm] Guid person, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        var me = Seat.Me.AccountId;
        var moved = act switch
        {
            "remove" => await memberships.Remove(me, slug, person, stop),
            "administrator" => await memberships.MakeAdministrator(me, slug, person, stop),
            _ => Moved.NotThere,
        };
        var members = OrganisationLinks.Members(Language.Of(HttpContext), slug);
        return moved switch
        {
            Moved.Done => Redirect(members + (act == "remove" ? "?done=removed" : "?done=administrator")),
            Moved.LastAdministrator => this.Refuse(StatusCodes.Status409Conflict, nameof(Members), MembershipModel.LastOne),
            // Somebody else was quicker, or she is no administrator any more.
            _ => Redirect(members),
        };
    }

    private async Task<bool> Read(string slug, CancellationToken stop)
    {
        if (await memberships.Find(SignedIn.Of(HttpContext)!.Account, slug, stop) is not { Me.IsAdministrator: true } seat)
        {
            return false;
        }
        Seat = seat;
        Members = await memberships.List(seat.Organisation.Id, stop);
        return true;
    }
}
