using Rapport.Keeping;

namespace Rapport.Site;

/// <summary>
/// "Leave this site": one link, without script. It drops the session, and the list she kept unless she wants that to stay,
/// tells the browser to forget our pages, and goes somewhere dull. It cannot clear the browser's history, and the pages say so.
/// </summary>
internal static class Leave
{
    /// <summary>
    /// Left behind so that "Back" in this browser shows an empty page for a while. It says no more than that somebody left.
    /// </summary>
    public const string Cookie = "rapport-left";

    /// <summary>How long "Back" shows nothing. Long enough to walk off; short enough that a return tomorrow is no puzzle.</summary>
    public static readonly TimeSpan Blank = TimeSpan.FromMinutes(15);

    public static IResult Go(HttpContext context, LeaveTarget target, ListCookie list)
    {
        // Another site's link must not empty her list: only she leaves.
        if (IsFromElsewhere(context.Request))
        {
            return Results.Redirect(target.Address);
        }
        var stays = list.Of(context).StaysOnLeaving ? ListCookie.Name(context.Request) : null;
        foreach (var name in context.Request.Cookies.Keys.Where(name => name != stays))
        {
            context.Response.Cookies.Delete(name, new CookieOptions { Path = "/", Secure = context.Request.IsHttps });
        }
        // Waiting for the storage of a large site to be cleared would hold her on the page; ours keeps none. Cookies are
        // dropped one by one, as the browser would clear the one that is set here too.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        context.Response.Cookies.Append(Cookie, "1", new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            // Back is followed from the other site, where a strict cookie would stay home.
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Blank,
        });
        return Results.Redirect(target.Address);
    }

    /// <summary>Puts the empty page in the place of any other but the crisis page, which nobody may be kept from.</summary>
    public static Task ShowNothing(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (IsPage(request) && request.Cookies.ContainsKey(Cookie))
        {
            // A form that is sent once more by "Back" shows nothing either; "Go on" is itself a form.
            if (HttpMethods.IsPost(request.Method) && !IsGoingOn(request))
            {
                request.Method = HttpMethods.Get;
            }
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            {
                request.Path = "/left";
            }
        }
        return next(context);
    }

    /// <summary>The crisis page and the way out, which stand whatever a browser sends along.</summary>
    public static bool IsWayOut(HttpRequest request) =>
        request.Path.StartsWithSegments("/crisis", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/leave", StringComparison.OrdinalIgnoreCase);

    private static bool IsGoingOn(HttpRequest request) => request.Path.Equals("/left", StringComparison.OrdinalIgnoreCase)
        || request.Path.Equals(Layout.Language.Spanish.Prefix + "/left", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Browsers say what they want to show; stylesheets, pictures and programs ask for something else. A list in a frame on
    /// another site reads no cookie.
    /// </summary>
    private static bool IsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !IsWayOut(request)
        && !request.Path.StartsWithSegments("/embed", StringComparison.OrdinalIgnoreCase);

    // Old browsers do not say where a request comes from; our own link names no page, so that any page named is another's.
    private static bool IsFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Referer.ToString() is { Length: > 0 } page
            && !(Uri.TryCreate(page, UriKind.Absolute, out var from) && from.Authority == request.Host.Value),
        var site => site is "cross-site" or "same-site",
    };
}
