using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>Asks for another mail address: a link goes there, and whether it has an account already is told to nobody but its owner.</summary>
internal sealed class AddressModel(AccountDoor door, PasskeyDoor passkeys) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.Address");

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>The one that the account has.</summary>
    public string Now { get; private set; } = "";

    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        IsSent = Request.Query.ContainsKey("sent");
        return await Show(stop) ? Page() : Redirect(AccountLinks.Factor(Language.Of(HttpContext)));
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (!await Show(stop))
        {
            return Redirect(AccountLinks.Factor(Language.Of(HttpContext)));
        }
        if (AccountSeal.Plain(Address) is not { } address)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Address), L["Write a whole mail address, like ana@example.org."]);
        }
        if (address == Now)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Address), L["This is your address already. Write another one."]);
        }
        await door.AskToMove(SignedIn.Of(HttpContext)!.Account, address, Language.Of(HttpContext), HttpContext.Connection.RemoteIpAddress, stop);
        IsSent = true;
        OneEffect.Current?.Again = AccountLinks.Address(Language.Of(HttpContext)) + "?sent";
        return Page();
    }

    /// <summary>False where she has to show a passkey first.</summary>
    private async Task<bool> Show(CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (!await passkeys.MayChange(who, stop) || await door.Of(who.Account, stop) is not var (_, content))
        {
            return false;
        }
        Now = content.Address;
        return true;
    }
}
