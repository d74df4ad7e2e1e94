using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>The organisations that somebody belongs to. Who belongs to one is led there.</summary>
internal sealed class MineModel(Memberships memberships) : PageModel
{
    public IReadOnlyList<Seat> Seats { get; private set; } = [];

    /// <summary>She left one a moment ago.</summary>
    public bool HasLeft { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        HasLeft = Request.Query["done"] == "left";
        Seats = await memberships.Of(SignedIn.Of(HttpContext)!.Account, stop);
        return Seats is [var only] && !HasLeft ? Redirect(OrganisationLinks.Home(Language.Of(HttpContext), only.Organisation.Slug)) : Page();
    }
}
