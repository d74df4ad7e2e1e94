using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Rapport.Search;

/// <summary>
/// The cookie that ties a search to the browser that made it: a random number, gone when the browser closes, set only
/// when something was chosen that is nobody else's business.
/// </summary>
internal static class SearchSession
{
    private const int Bytes = 16;
    private const int LongestCookie = 64;

    /// <summary>The prefix binds it to this host over https; plain http, as on one's own machine, cannot have it.</summary>
    public static string Name(HttpRequest request) => request.IsHttps ? "__Host-rapport" : "rapport";

    public static string? Of(HttpContext context) =>
        context.Request.Cookies.TryGetValue(Name(context.Request), out var value) && value.Length is > 0 and <= LongestCookie
            ? value
            : null;

    public static string OfOrNew(HttpContext context)
    {
        // One answer may seal several searches, and all must be tied to the one cookie it sets.
        if ((Of(context) ?? context.Items[typeof(SearchSession)] as string) is { } known)
        {
            return known;
        }
        var session = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));
        context.Response.Cookies.Append(Name(context.Request), session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        });
        context.Items[typeof(SearchSession)] = session;
        return session;
    }
}
