using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Rosters;

namespace Rapport.Claims;

/// <summary>The code of a letter is typed here.</summary>
internal sealed class TypedModel(Invitations invitations, AccountDoor door, PassingCookie passing) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Claims.Typed");

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Code), L["Type the code of the letter."]);
        }
        if (!await door.MayTypeCode(HttpContext.Connection.RemoteIpAddress, stop))
        {
            Response.Headers.RetryAfter = "3600";
            return this.Refuse(StatusCodes.Status429TooManyRequests, nameof(Code), L["Many codes were typed from your network. Wait an hour, then type it again."]);
        }
        if (Code.Count(char.IsAsciiDigit) == 8 && !Code.Any(char.IsAsciiLetter))
        {
            // The code of a letter to somebody who asked for it, which is worth nothing without her account.
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Code), L["A code of eight digits belongs to an account. Sign in, choose “For therapists” at the foot of the page, and type it there."]);
        }
        if (await invitations.OpenCode(Code, stop) is not { } member)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Code), L["No entry waits under this code. Compare it with the letter; it has twelve letters and digits."]);
        }
        passing.Put(HttpContext, PassingCookie.Invitation, member.Id.ToString());
        return Redirect(ClaimLinks.Entry(Language.Of(HttpContext)));
    }
}
