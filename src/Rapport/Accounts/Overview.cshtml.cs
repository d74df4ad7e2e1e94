using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>One's own account: second factor, passkeys, sessions, the way out.</summary>
internal sealed class OverviewModel(AccountDoor door, PasskeyDoor passkeys, Sessions sessions, IEnumerable<AccountRoom> rooms) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.Overview");

    public AccountContent Owner { get; private set; } = new("", "");

    /// <summary>What opens from here to whoever asks.</summary>
    public IReadOnlyList<AccountRoom> Rooms { get; private set; } = [];

    /// <summary>The language in which mails are written to her.</summary>
    public Language MailsIn { get; private set; } = Language.English;

    public bool HasPassword { get; private set; }

    public bool HasFactor { get; private set; }

    public int RecoveryLeft { get; private set; }

    public IReadOnlyList<ShownPasskey> Passkeys { get; private set; } = [];

    /// <summary>Browsers have passkeys for this address.</summary>
    public bool HasPasskeys => passkeys.IsOffered(Request);

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    /// <summary>Which of the sessions this one is.</summary>
    public string This { get; private set; } = "";

    /// <summary>What was done a moment ago.</summary>
    public string? Told { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (await door.Of(who.Account, stop) is not var (account, content))
        {
            return Redirect(AccountLinks.SignIn(Language.Of(HttpContext)));
        }
        Owner = content;
        MailsIn = Language.Of(account.Language);
        // Who holds a role comes for that.
        Rooms = [.. rooms.Where(room => room.For == Roles.None || who.Roles.HasFlag(room.For)).OrderBy(room => room.For == Roles.None)];
        HasPassword = account.Password.Length > 0;
        HasFactor = account.Factor is not null;
        RecoveryLeft = account.Recovery.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        Passkeys = await passkeys.List(who.Account, stop);
        Sessions = await sessions.List(who.Account, stop);
        This = who.Session;
        Told = Request.Query.ContainsKey("ended") ? L["Signed out there."]
            : Request.Query.ContainsKey("mails") ? (MailsIn == Language.English ? L["From now on mails are written in English."] : L["From now on mails are written in Spanish."])
            : Request.Query.ContainsKey("without") && !HasFactor ? L["You have no second factor any more."]
            : Request.Query.ContainsKey("password") ? L["Your new password holds from now on."]
            : Request.Query.ContainsKey("moved") ? L["Mails go to your new address from now on. You are signed out everywhere else."]
            : null;
        return Page();
    }

    /// <summary>Since when, and when she was seen last where that is another day. The hour is that of no place: where she is, nobody asks.</summary>
    public string When(Session session) => session.SeenAt.Date == session.SignedInAt.Date
        ? L["signed in on {0} at {1} UTC", session.SignedInAt.ToString("D", CultureInfo.CurrentCulture), session.SignedInAt.ToString("t", CultureInfo.CurrentCulture)]
        : L["signed in on {0}, last seen on {1} at {2} UTC", session.SignedInAt.ToString("D", CultureInfo.CurrentCulture), session.SeenAt.ToString("D", CultureInfo.CurrentCulture), session.SeenAt.ToString("t", CultureInfo.CurrentCulture)];

    public async Task<IActionResult> OnPost([FromForm] string? end, [FromForm] string? mails, CancellationToken stop)
    {
        var who = SignedIn.Of(HttpContext)!;
        if (mails is not null)
        {
            await door.WriteIn(who.Account, Language.Of(mails), stop);
            return Redirect(AccountLinks.Overview(Language.Of(HttpContext)) + "?mails");
        }
        if (!string.IsNullOrEmpty(end))
        {
            await sessions.End(who.Account, end == "others" ? null : end, who.Session, stop);
        }
        return Redirect(AccountLinks.Overview(Language.Of(HttpContext)) + "?ended");
    }
}
