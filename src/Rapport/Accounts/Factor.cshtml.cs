using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>Puts a second factor on one's account, and shows the recovery codes once, as the answer to the form itself.</summary>
internal sealed class FactorModel(AccountDoor door, PasskeyDoor passkeys, Sessions sessions, PassingCookie passing) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.Factor");

    private byte[] _secret = [];

    [BindProperty]
    public string? Code { get; set; }

    public bool HasFactor { get; private set; }

    /// <summary>Of a code.</summary>
    private const int Digits = 6;

    /// <summary>Who sees others' affairs cannot do without.</summary>
    public bool IsNeeded { get; private set; }

    /// <summary>She has a passkey for it and came in without.</summary>
    public bool HasToShowPasskey { get; private set; }

    /// <summary>Browsers have passkeys for this address.</summary>
    public bool HasPasskeys => passkeys.IsOffered(Request);

    public IReadOnlyList<string> Recovery { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<bool>> Square { get; private set; } = [];

    /// <summary>The secret, to be typed.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Opens the app on the telephone that shows this page; the same as the square.</summary>
    public string Opens { get; private set; } = "";

    /// <summary>The dark modules as one path.</summary>
    public string SquarePath
    {
        get
        {
            var path = new StringBuilder();
            for (var y = 0; y < Square.Count; y++)
            {
                for (var x = 0; x < Square[y].Count; x++)
                {
                    path.Append(Square[y][x] ? string.Create(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z") : "");
                }
            }
            return path.ToString();
        }
    }

    public async Task<IActionResult> OnGet(CancellationToken stop) => await Show(stop) ? Page() : Redirect(AccountLinks.SignIn(Language.Of(HttpContext)));

    public async Task<IActionResult> OnPost([FromForm] bool drop, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (!await Show(stop))
        {
            return Redirect(AccountLinks.SignIn(Language.Of(HttpContext)));
        }
        if (HasToShowPasskey)
        {
            return Page();
        }
        if (drop)
        {
            if (await door.DropFactor(who.Account, stop))
            {
                await sessions.End(who.Account, name: null, who.Session, stop);
            }
            return Redirect(AccountLinks.Overview(Language.Of(HttpContext)) + "?without");
        }
        if ((Code ?? "").Count(char.IsDigit) < Digits)
        {
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Code), L["Write all six digits that the app shows."]);
        }
        if (await door.PutFactor(who.Account, who.HasFactor, _secret, Code ?? "", stop) is not { } recovery)
        {
            // The secret that is in force is shown to nobody again.
            if (await door.Of(who.Account, stop) is var (now, content) && door.IsFactorOf(now, _secret))
            {
                Renew(who, content);
            }
            return this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Code), L["These are not the digits of now. Wait for the next ones, and write those. Is the time of your telephone right?"]);
        }
        // Other browsers have not shown it.
        await sessions.End(who.Account, name: null, who.Session, stop);
        var (changed, _) = (await door.Of(who.Account, stop))!.Value;
        await sessions.Begin(HttpContext, Entered.To(changed, hasFactor: true));
        // Kept a while: sent once more, the form has the same answer.
        passing.Put(HttpContext, PassingCookie.Factor, $"{who.Account:n} {Convert.ToBase64String(_secret)}");
        Recovery = recovery;
        return Page();
    }

    private async Task<bool> Show(CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (await door.Of(who.Account, stop) is not var (account, content))
        {
            return false;
        }
        HasFactor = account.Factor is not null;
        IsNeeded = who.Roles != Roles.None;
        HasToShowPasskey = !PasskeyDoor.MayChange(who, (await passkeys.List(who.Account, stop)).Count > 0);
        // The same until a code of it was shown: a page that is loaded again must not outdate what was scanned. A form that is sent again has the same answer.
        if (passing.Get(HttpContext, PassingCookie.Factor)?.Split(' ') is [var whose, var held] && whose == who.Account.ToString("n")
            && Convert.FromBase64String(held) is var secret && (HttpMethods.IsPost(Request.Method) || !door.IsFactorOf(account, secret)))
        {
            _secret = secret;
        }
        else
        {
            Renew(who, content);
            return true;
        }
        Draw(content);
        return true;
    }

    private void Renew(SignedIn who, AccountContent content)
    {
        _secret = SecondFactor.NewSecret();
        passing.Put(HttpContext, PassingCookie.Factor, $"{who.Account:n} {Convert.ToBase64String(_secret)}");
        Draw(content);
    }

    private void Draw(AccountContent content)
    {
        Opens = SecondFactor.Address(_secret, content.Address);
        Square = SecondFactor.Square(Opens);
        Key = SecondFactor.Typed(_secret);
    }
}
