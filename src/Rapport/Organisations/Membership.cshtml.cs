using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>One's own place in an organisation: whether everybody sees it, and the way out.</summary>
internal sealed class MembershipModel(Memberships memberships, Store store) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Organisations.Membership");

    public Seat Seat { get; private set; } = null!;

    public bool HasProfile { get; private set; }

    public string? Told { get; private set; }

    /// <summary>What is to be done where nobody would be left to look after it.</summary>
    public static string LastOne => L["Nobody would be left to look after it. Let another member look after it first, under Members; or ask whoever runs this directory to close it."];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        Told = Request.Query["done"].ToString() switch
        {
            "shown" => L["Everybody may see it now."],
            "hidden" => L["It is not shown any more."],
            _ => null,
        };
        return await Read(slug, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPost(string slug, [FromForm] string? act, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        var (language, me) = (Language.Of(HttpContext), Seat.Me.AccountId);
        var page = OrganisationLinks.Membership(language, slug);
        switch (act)
        {
            case "show" or "hide":
                await memberships.Show(me, slug, act == "show", stop);
                return Redirect(page + (act == "show" ? "?done=shown" : "?done=hidden"));
            case "leave":
                return await memberships.Leave(me, slug, stop) == Moved.LastAdministrator
                    ? this.Refuse(StatusCodes.Status409Conflict, "Leave", LastOne)
                    : Redirect(OrganisationLinks.Mine(language) + "?done=left");
            default:
                return Redirect(page);
        }
    }

    private async Task<bool> Read(string slug, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (await memberships.Find(who.Account, slug, stop) is not { } seat)
        {
            return false;
        }
        Seat = seat;
        await using var db = store.Read();
        HasProfile = await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == who.Account, stop);
        return true;
    }
}
