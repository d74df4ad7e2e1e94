using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>Address and password, or a passkey.</summary>
internal sealed class SignInModel(AccountDoor door, PasskeyDoor passkeys, Sessions sessions, PassingCookie passing) : PageModel
{
    /// <summary>Where the form for a passkey stands on the page; hidden where there is no script.</summary>
    public const string WithPasskey = "WithPasskey";

    private static readonly Words L = Words.For("Rapport.Accounts.SignIn");

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>She is signed in, and asks for what wants it anew.</summary>
    public bool IsAgain { get; private set; }

    public bool IsOut { get; private set; }

    /// <summary>Browsers have passkeys for this address.</summary>
    public bool HasPasskeys => passkeys.IsOffered(Request);

    public void OnGet()
    {
        IsAgain = Request.Query.ContainsKey("again");
        IsOut = Request.Query.ContainsKey("out");
    }

    public async Task<IActionResult> OnPost([FromForm] bool ask, [FromForm] string? passkey, CancellationToken stop)
    {
        if (ask || !string.IsNullOrEmpty(passkey))
        {
            return await OnPasskey(passkey, stop);
        }
        if (string.IsNullOrWhiteSpace(Address) || string.IsNullOrEmpty(Password))
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Address), L["Write your mail address and your password."]);
        }
        var entered = await door.SignIn(Address, Password, HttpContext.Connection.RemoteIpAddress, stop);
        return await this.Enter(entered, sessions, passing, nameof(Address), L["Address or password is not right. Look at both again."]);
    }

    private async Task<IActionResult> OnPasskey(string? passkey, CancellationToken stop)
    {
        if (!HasPasskeys)
        {
            return NotFound();
        }
        if (string.IsNullOrEmpty(passkey))
        {
            return Content(await passkeys.AskToEnter(HttpContext), "application/json");
        }
        var entered = await passkeys.Enter(HttpContext, passkey, stop);
        return await this.Enter(entered, sessions, passing, WithPasskey, L["This passkey did not let you in. Try once more, or sign in with your password."]);
    }
}
