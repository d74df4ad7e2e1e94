using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>Asks for an account: a mail goes to the address, whether it has one or not.</summary>
internal sealed class NewModel(AccountDoor door, PassingCookie passing) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.New");

    [BindProperty]
    public string? Address { get; set; }

    public bool IsSent { get; private set; }

    /// <summary>She has opened an entry, which waits in this browser until her account is there.</summary>
    public bool HasEntry => passing.Get(HttpContext, PassingCookie.Invitation) is not null;

    /// <summary>Whoever sent it twice sees what the first one was told.</summary>
    public void OnGet() => IsSent = Request.Query.ContainsKey("sent");

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (AccountSeal.Plain(Address) is not { } address)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Address), L["Write a whole mail address, like ana@example.org."]);
        }
        await door.AskToRegister(address, Language.Of(HttpContext), HttpContext.Connection.RemoteIpAddress, stop);
        IsSent = true;
        OneEffect.Current?.Again = AccountLinks.New(Language.Of(HttpContext)) + "?sent";
        return Page();
    }
}
