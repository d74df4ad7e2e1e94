using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>Closes the account of whoever is signed in, after she has read what goes and what stays, and typed her address.</summary>
internal sealed class CloseModel(Store store, AccountSeal seal, AccountDoor door, PasskeyDoor passkeys, Erasure erasure, Sessions sessions) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Privacy.Close");

    [BindProperty]
    public string? Typed { get; set; }

    public string Address { get; private set; } = "";

    public bool HasProfile { get; private set; }

    public bool IsLastOperator { get; private set; }

    /// <summary>What the law would keep of it; null where nothing.</summary>
    public HoldTerm? Hold { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop) => await Show(stop) ? Page() : Redirect(AccountLinks.Factor(Language.Of(HttpContext)));

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        if (!await Show(stop))
        {
            return Redirect(AccountLinks.Factor(language));
        }
        if (!IsLastOperator && AccountSeal.Plain(Typed) != Address)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Typed), L["Write {0} here, so that nobody closes an account by mistake.", Address]);
        }
        var closed = IsLastOperator ? Closed.LastOperator : await erasure.Close(SignedIn.Of(HttpContext)!.Account, stop);
        if (closed == Closed.LastOperator)
        {
            IsLastOperator = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        await sessions.End(HttpContext);
        return Redirect(PrivacyLinks.Closed(language, closed == Closed.Kept ? Hold?.Until : null));
    }

    /// <summary>False where she has to show a passkey first, or the account has gone meanwhile.</summary>
    private async Task<bool> Show(CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (!await passkeys.MayChange(who, stop) || await door.Of(who.Account, stop) is not var (account, content))
        {
            return false;
        }
        Address = content.Address;
        await using var db = store.Read();
        HasProfile = await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == who.Account, stop);
        IsLastOperator = await Erasure.IsLastOperator(db, account, stop);
        Hold = await Holds.AtClosing(db, seal, who.Account, store.Now, stop);
        return true;
    }
}
