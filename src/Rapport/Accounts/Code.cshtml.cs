using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>The second factor, after the password.</summary>
internal sealed class CodeModel(AccountDoor door, Sessions sessions, PassingCookie passing) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.Code");

    [BindProperty]
    public string? Code { get; set; }

    public IActionResult OnGet() => Half is null ? Redirect(AccountLinks.SignIn(Language.Of(HttpContext))) : Page();

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (Half is not var (account, stamp))
        {
            return Redirect(AccountLinks.SignIn(Language.Of(HttpContext)));
        }
        if (string.IsNullOrWhiteSpace(Code))
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Code), L["Write the code."]);
        }
        var entered = await door.ShowFactor(account, stamp, Code, HttpContext.Connection.RemoteIpAddress, stop);
        return await this.Enter(entered, sessions, passing, nameof(Code), L["This code is not right, or was used. Wait for the next one, then write that."]);
    }

    /// <summary>Whose password was right a moment ago in this browser.</summary>
    private (Guid Account, string Stamp)? Half =>
        passing.Get(HttpContext, PassingCookie.Half)?.Split(' ') is [var account, var stamp] && Guid.TryParse(account, out var id) ? (id, stamp) : null;
}
