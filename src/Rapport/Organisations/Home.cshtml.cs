using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>One organisation, as one of its members sees it. Of others it is not there.</summary>
internal sealed class HomeModel(Memberships memberships, OrganisationInvitations invitations) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Organisations.Home");

    public Seat Seat { get; private set; } = null!;

    public IReadOnlyList<NamedMember> Members { get; private set; } = [];

    /// <summary>Names of those who look after it.</summary>
    public IReadOnlyList<string> Administrators => [.. Members.Where(one => one.Member.IsAdministrator).Select(OrganisationWords.Name)];

    /// <summary>Invitations that wait for an answer.</summary>
    public int Open { get; private set; }

    public bool HasOthers { get; private set; }

    public string? Told { get; private set; }

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (await memberships.Find(who.Account, slug, stop) is not { } seat)
        {
            return NotFound();
        }
        Seat = seat;
        Members = await memberships.List(seat.Organisation.Id, stop);
        Open = seat.Me.IsAdministrator ? (await invitations.List(seat.Organisation.Id, stop)).Count : 0;
        HasOthers = (await memberships.Of(who.Account, stop)).Count > 1;
        Told = Request.Query["done"].ToString() switch
        {
            "joined" => L["You belong to it now. Nobody else sees that until you say so."],
            "saved" => L["Saved."],
            _ => null,
        };
        return Page();
    }
}
