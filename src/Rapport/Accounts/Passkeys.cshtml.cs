using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Cli;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>One's passkeys: another one, another name, one fewer.</summary>
internal sealed class PasskeysModel(AccountDoor door, PasskeyDoor passkeys, Sessions sessions) : PageModel
{
    /// <summary>Where the list stands on the page.</summary>
    public const string Yours = "Yours";

    /// <summary>Where the form for another one stands; hidden where there is no script.</summary>
    public const string New = "New";

    private static readonly Words L = Words.For("Rapport.Accounts.Passkeys");

    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<ShownPasskey> Passkeys { get; private set; } = [];

    /// <summary>Browsers have passkeys for this address.</summary>
    public bool IsOffered { get; private set; }

    public bool IsFull => Passkeys.Count >= PasskeyDoor.Most;

    /// <summary>What was done a moment ago.</summary>
    public string? Told { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        Told = Request.Query.ContainsKey("added") ? L["It is added. From now on it lets you in."]
            : Request.Query.ContainsKey("named") ? L["It has its new name."]
            : Request.Query.ContainsKey("removed") ? L["It is taken away, and you are signed out everywhere else."]
            : null;
        return await Show(stop) is null ? Redirect(AccountLinks.Factor(Language.Of(HttpContext))) : Page();
    }

    public async Task<IActionResult> OnPost([FromForm] bool ask, [FromForm] string? passkey, [FromForm] Guid? rename, [FromForm] Guid? remove, CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        var who = SignedIn.Of(HttpContext)!;
        if (await Show(stop) is not { } owner)
        {
            return Redirect(AccountLinks.Factor(language));
        }
        var name = Printed.Line(Name).Trim();
        name = name.Length <= PasskeyDoor.LongestName ? name : name[..PasskeyDoor.LongestName];
        if (rename is { } named)
        {
            await passkeys.Rename(who, named, name, stop);
            return Redirect(AccountLinks.Passkeys(language) + "?named");
        }
        if (remove is { } old)
        {
            switch (await passkeys.Remove(who, old, stop))
            {
                case PasskeyRemoval.LastWayIn:
                    return Refuse(Yours, L["You have no password, so this is your only way in. Add another passkey first."]);
                case PasskeyRemoval.LastFactor:
                    return Refuse(Yours, L["You see others' affairs, so a password alone is not enough. Add a second factor or another passkey first."]);
            }
            // Whoever has the device may be signed in with it.
            await sessions.End(who.Account, name: null, who.Session, stop);
            return Redirect(AccountLinks.Passkeys(language) + "?removed");
        }
        if (!IsOffered)
        {
            return NotFound();
        }
        if (ask)
        {
            return Content(await passkeys.AskToAdd(HttpContext, who, owner), "application/json");
        }
        if (await passkeys.Add(HttpContext, who, passkey ?? "", name, stop) is not { } entered)
        {
            return Refuse(IsFull ? Yours : New, L["This passkey was not added. Try once more."]);
        }
        if (!who.HasFactor)
        {
            await sessions.Begin(HttpContext, entered);
        }
        return Redirect(AccountLinks.Passkeys(language) + "?added");
    }

    private PageResult Refuse(string where, string problem) => this.Refuse(StatusCodes.Status422UnprocessableEntity, where, problem);

    /// <summary>Whose passkeys they are; null where she has to show one first.</summary>
    private async Task<AccountContent?> Show(CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        Passkeys = await passkeys.List(who.Account, stop);
        IsOffered = passkeys.IsOffered(Request);
        return PasskeyDoor.MayChange(who, Passkeys.Count > 0) && await door.Of(who.Account, stop) is var (_, content) ? content : null;
    }
}
