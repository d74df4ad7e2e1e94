using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Rapport.Accounts;

/// <summary>What a browser holds for half an hour between two pages: the key of a link, that the password was right, what a device was asked.</summary>
internal sealed class PassingCookie(IDataProtectionProvider protection)
{
    /// <summary>The key of a link whose button was pressed.</summary>
    public const string Link = "rapport-link";

    /// <summary>The account whose password was right, before the second factor.</summary>
    public const string Half = "rapport-half";

    /// <summary>A new secret of a second factor, before a code of it was shown.</summary>
    public const string Factor = "rapport-factor";

    /// <summary>What was asked of a device so that its owner gets in.</summary>
    public const string PasskeyEntry = "rapport-passkey";

    /// <summary>What was asked of a device so that it makes a passkey.</summary>
    public const string PasskeyNew = "rapport-new-passkey";

    /// <summary>Where she was on her way to when she was asked to sign in; an address of this site.</summary>
    public const string Next = "rapport-next";

    /// <summary>An invitation that was opened.</summary>
    public const string Invitation = "rapport-invitation";

    /// <summary>The key of an invitation into an organisation that was opened.</summary>
    public const string Organisation = "rapport-organisation";

    /// <summary>The key of a link to keep a profile up to date.</summary>
    public const string Upkeep = "rapport-upkeep";

    public void Put(HttpContext context, string kind, string value) => context.Response.Cookies.Append(
        Name(context.Request, kind), Seal(kind).Protect(value, AccountDoor.LinksLast), Options(context));

    /// <summary>What was put; null where nothing was, or its time is over.</summary>
    public string? Get(HttpContext context, string kind)
    {
        if (context.Request.Cookies[Name(context.Request, kind)] is not { Length: > 0 } sealedText)
        {
            return null;
        }
        try
        {
            return Seal(kind).Unprotect(sealedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Drop(HttpContext context, string kind) => Drop(context, [kind]);

    /// <summary>Drops what led to being signed in; where she was on her way to stays.</summary>
    public static void DropEntry(HttpContext context) => Drop(context, [Link, Half, Factor, PasskeyEntry, PasskeyNew, Upkeep]);

    /// <summary>Drops all that the browser has: the next who sits before it begins anew.</summary>
    public static void DropAll(HttpContext context) => Drop(context, [Link, Half, Factor, PasskeyEntry, PasskeyNew, Next, Invitation, Organisation, Upkeep]);

    private static void Drop(HttpContext context, IEnumerable<string> kinds)
    {
        foreach (var kind in kinds.Where(kind => context.Request.Cookies.ContainsKey(Name(context.Request, kind))))
        {
            context.Response.Cookies.Delete(Name(context.Request, kind), Options(context));
        }
    }

    private ITimeLimitedDataProtector Seal(string kind) => protection.CreateProtector("Rapport.Accounts.PassingCookie", kind).ToTimeLimitedDataProtector();

    private static string Name(HttpRequest request, string kind) => request.IsHttps ? "__Host-" + kind : kind;

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
