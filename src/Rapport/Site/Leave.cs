using Rapport.Keeping;

namespace Rapport.Site;

/// <summary>
/// "Leave this site": one link, without script. It drops the session, and the list she kept unless she wants that to stay,
/// tells the browser to forget our pages, and goes somewhere dull. It cannot clear the browser's history, and the pages say so.
/// </summary>
internal static class Leave
{
    /// <summary>A public authority's page that anybody may have open.</summary>
    private const string Somewhere = "https://www.weather.gov/";

    public static IResult Go(HttpContext context, ListCookie list)
    {
        var stays = list.Of(context).StaysOnLeaving ? ListCookie.Name(context.Request) : null;
        foreach (var name in context.Request.Cookies.Keys.Where(name => name != stays))
        {
            context.Response.Cookies.Delete(name, new CookieOptions { Path = "/", Secure = context.Request.IsHttps });
        }
        // Waiting for the storage of a large site to be cleared would hold her on the page; ours keeps none.
        context.Response.Headers["Clear-Site-Data"] = stays is null ? "\"cache\", \"cookies\"" : "\"cache\"";
        return Results.Redirect(Somewhere);
    }
}
