using Microsoft.Extensions.Primitives;

namespace Rapport.Layout;

/// <summary>The headers that every answer carries: pages, errors, the stylesheet, the programmers' interface.</summary>
internal static class Headers
{
    private static readonly KeyValuePair<string, StringValues>[] Always =
    [
        // Nothing but our own stylesheet, icon, forms and three small scripts; no frame, no other host. Two of them ask us: what may
        // be meant by what is typed, what a device is to sign; those who check a page for search engines read robots.txt from within it.
        new("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
        // No other host learns anything; our own forms must be able to say that they are ours.
        new("Referrer-Policy", "same-origin"),
        new("X-Content-Type-Options", "nosniff"),
        new("Permissions-Policy",
            "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            + "interest-cohort=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>Sets them when the answer begins, so that no error handler can have cleared them.</summary>
    public static Task Set(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            Put(context.Response.Headers, context.Response.StatusCode);
            // Not for the page that says what failed: it was put in the place of the one that may be framed.
            if (context.Response.StatusCode < StatusCodes.Status500InternalServerError)
            {
                context.Features.Get<Framed>()?.Put(context.Response.Headers);
            }
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Puts them among the headers of one answer.</summary>
    public static void Put(IHeaderDictionary headers, int status)
    {
        foreach (var (name, value) in Always)
        {
            headers[name] = value;
        }
        if (StringValues.IsNullOrEmpty(headers.CacheControl) || status >= StatusCodes.Status400BadRequest)
        {
            // Whom somebody looked at stays in no cache; what may be kept says so itself, and no failure may.
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>
    /// Nothing of a demo is to be found by search engines: somebody who looks for help would meet people who do not exist.
    /// </summary>
    public static Task NotToBeFound(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
