namespace Rapport.Layout;

/// <summary>
/// Refuses forms that another site sends through a visitor's browser. Browsers say where a request comes from
/// (Sec-Fetch-Site); that needs no cookie, so nobody is given one for looking at a form.
/// </summary>
internal static class SameOrigin
{
    public static Task Require(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOurs(request))
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            // "none" is a person who typed or reloaded.
            return site is "same-origin" or "none";
        }
        // Older browsers and plain http say the origin only. A page that hides its own says "null": not ours, whose referrer
        // policy lets the origin be said.
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}";
    }
}
