using Microsoft.AspNetCore.DataProtection;
using Rapport.Storage;

namespace Rapport.Keeping;

/// <summary>
/// The cookie in which "Your list" lies: nowhere else, so that nobody but this browser has it. It comes with the first
/// person kept and goes with the last.
/// </summary>
internal sealed class ListCookie(IDataProtectionProvider protection, Store store)
{
    /// <summary>Days after the last change that a list is remembered, where she asked for it.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly PeopleSeal _seal = new(protection, store, "cookie");

    /// <summary>The prefix binds it to this host over https; plain http, as on one's own machine, cannot have it.</summary>
    public static string Name(HttpRequest request) => request.IsHttps ? "__Host-rapport-list" : "rapport-list";

    /// <summary>Nobody where there is no cookie, or one that cannot be read.</summary>
    public KeptPeople Of(HttpContext context) => Find(context) ?? KeptPeople.Nobody;

    /// <summary>There is a cookie, but it was cut, altered, or sealed with a key that is gone.</summary>
    public bool IsUnreadable(HttpContext context) =>
        context.Request.Cookies.ContainsKey(Name(context.Request)) && Find(context) is null;

    /// <summary>Keeps a list in the browser; an empty one takes the cookie away.</summary>
    public void Keep(HttpContext context, KeptPeople people)
    {
        var name = Name(context.Request);
        var how = new CookieOptions
        {
            HttpOnly = true,
            // Also sent when she comes back by a link in a mail; nothing is changed by a link.
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        };
        if (people.Ids.Count == 0)
        {
            context.Response.Cookies.Delete(name, how);
            return;
        }
        how.MaxAge = people.IsRemembered ? Remembered : null;
        context.Response.Cookies.Append(name, _seal.Seal(people), how);
    }

    /// <summary>Opened once for a page, which asks for each of its people.</summary>
    private KeptPeople? Find(HttpContext context)
    {
        if (context.Items.TryGetValue(this, out var known))
        {
            return (KeptPeople?)known;
        }
        var people = _seal.Open(context.Request.Cookies[Name(context.Request)]);
        context.Items[this] = people;
        return people;
    }
}
