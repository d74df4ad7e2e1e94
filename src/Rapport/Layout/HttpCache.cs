using Microsoft.Net.Http.Headers;

namespace Rapport.Layout;

/// <summary>Answers "not modified" where the caller has this version already.</summary>
internal static class HttpCache
{
    public static IResult Answer(HttpContext http, string tag, Func<IResult> answer)
    {
        http.Response.Headers.ETag = tag;
        // To be asked about each time: a profile may be taken off the list at any moment.
        http.Response.Headers.CacheControl = "no-cache";
        var known = http.Request.GetTypedHeaders().IfNoneMatch;
        var current = EntityTagHeaderValue.Parse(tag);
        return known.Any(one => one.Compare(current, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer();
    }
}
