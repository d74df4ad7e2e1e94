using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>Address and password.</summary>
internal sealed class SignInModel(AccountDoor door, Sessions sessions, PassingCookie passing) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.SignIn");

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>She is signed in, and asks for what wants it anew.</summary>
    public bool IsAgain { get; private set; }

    public bool IsOut { get; private set; }

    public void OnGet()
    {
        IsAgain = Request.Query.ContainsKey("again");
        IsOut = Request.Query.ContainsKey("out");
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Address) || string.IsNullOrEmpty(Password))
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Address), L["Write your mail address and your password."]);
        }
        var entered = await door.SignIn(Address, Password, HttpContext.Connection.RemoteIpAddress, stop);
        return await this.Enter(entered, sessions, passing, nameof(Address), L["Address or password is not right. Look at both again."]);
    }
}
