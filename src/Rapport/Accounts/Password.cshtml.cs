using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Cli;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>Behind the button of a link: a password is chosen, for a new account or an old one.</summary>
internal sealed class PasswordModel(AccountDoor door, PasskeyDoor passkeys, Sessions sessions, PassingCookie passing) : PageModel
{
    /// <summary>She has opened an entry, which she takes over with this account.</summary>
    public bool HasEntry => passing.Get(HttpContext, PassingCookie.Invitation) is not null;

    public const int LongestName = 100;

    private static readonly Words L = Words.For("Rapport.Accounts.Password");

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public LinkPurpose Purpose { get; private set; }

    public bool IsNew => Purpose is LinkPurpose.Register or LinkPurpose.SetUp;

    /// <summary>
    /// A new account may be opened without a password where browsers have passkeys for this address. Whoever came for something else first goes on to that.
    /// </summary>
    public bool MayBeWithout => Purpose == LinkPurpose.Register && passkeys.IsOffered(Request) && passing.Get(HttpContext, PassingCookie.Next) is null;

    public async Task<IActionResult> OnGet(CancellationToken stop) =>
        await Read(stop) is null ? Redirect(AccountLinks.SignIn(Language.Of(HttpContext))) : Page();

    public async Task<IActionResult> OnPost([FromForm] bool without, CancellationToken stop)
    {
        if (await Read(stop) is not { } key)
        {
            return Redirect(AccountLinks.SignIn(Language.Of(HttpContext)));
        }
        if (AccountSeal.Plain(Address) is not { } address)
        {
            return Refuse(nameof(Address), L["Write a whole mail address, like ana@example.org."]);
        }
        // What steers a terminal or turns the direction of writing is no part of a name.
        var name = Printed.Line(FullName).Trim();
        if (IsNew && !name.Any(char.IsLetter))
        {
            ModelState.AddModelError(nameof(FullName), L["Write your name."]);
        }
        var content = new AccountContent(address, name.Length <= LongestName ? name : name[..LongestName]);
        var language = Language.Of(HttpContext);
        if (without && MayBeWithout && ModelState.IsValid)
        {
            var opened = await door.Choose(key, content, password: null, language, HttpContext.Connection.RemoteIpAddress, stop);
            return await this.Enter(opened, sessions, passing, nameof(FullName), Ended) is RedirectResult ? Redirect(AccountLinks.Passkeys(language)) : Page();
        }
        PasswordFault? fault = without ? null : Passwords.Judge(Password ?? "", content);
        switch (fault)
        {
            case PasswordFault.TooShort:
                return Refuse(nameof(Password), L["A password has {0} letters or more. Add a word or two.", Passwords.Shortest]);
            case PasswordFault.TooLong:
                return Refuse(nameof(Password), L["A password has {0} letters at most.", Passwords.Longest]);
            case PasswordFault.Guessed:
                return Refuse(nameof(Password), L["This is one of the first that somebody would try. Take other words."]);
        }
        if (!ModelState.IsValid || without)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var entered = await door.Choose(key, content, Password!, language, HttpContext.Connection.RemoteIpAddress, stop);
        var next = await this.Enter(entered, sessions, passing, nameof(Password), Ended);
        return Purpose == LinkPurpose.Reset && next is RedirectResult { Url: var url } && url == AccountLinks.Overview(language) ? Redirect(url + "?password") : next;
    }

    private static string Ended => L["The link ended meanwhile, or there is an account with this address. Ask for another link."];

    private PageResult Refuse(string field, string problem) => this.Refuse(StatusCodes.Status422UnprocessableEntity, field, problem);

    /// <summary>The key that this browser holds, where it still opens something.</summary>
    private async Task<string?> Read(CancellationToken stop)
    {
        var key = passing.Get(HttpContext, PassingCookie.Link);
        if (await door.Look(key, stop) is not var (purpose, address))
        {
            return null;
        }
        Purpose = purpose;
        // What the mail was sent to cannot be changed on the way.
        Address = address ?? Address;
        return key;
    }
}
