using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>Asks for a new password: a mail goes to the address, whether it has an account or not.</summary>
internal sealed class ForgottenModel(AccountDoor door) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.Forgotten");

    [BindProperty]
    public string? Address { get; set; }

    public bool IsSent { get; private set; }

    /// <summary>Whoever sent it twice sees what the first one was told.</summary>
    public void OnGet() => IsSent = Request.Query.ContainsKey("sent");

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (AccountSeal.Plain(Address) is not { } address)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Address), L["Write a whole mail address, like ana@example.org."]);
        }
        await door.AskForPassword(address, Language.Of(HttpContext), HttpContext.Connection.RemoteIpAddress, stop);
        IsSent = true;
        OneEffect.Current?.Again = AccountLinks.Forgotten(Language.Of(HttpContext)) + "?sent";
        return Page();
    }
}
