using Microsoft.AspNetCore.Http.Features;

namespace Rapport.Layout;

/// <summary>
/// Refuses what is too long before a page reads it: the page would take the failed reading for an empty form. Bodies that
/// do not say their length are held to it while they are read.
/// </summary>
internal static class BodyLimit
{
    /// <summary>Bytes. A search with all its choices, or a report of 1,000 characters, is well below.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>
    /// Bytes that the server takes and throws away, so that who sent too much hears the answer: a connection that is cut
    /// while she still sends loses it.
    /// </summary>
    public const int Drained = 4 * 1024 * 1024;

    public static Task Require(HttpContext context, RequestDelegate next)
    {
        if (Allows(context, Largest))
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    /// <summary>False when the request says that its body is longer; otherwise it is held to that many bytes.</summary>
    public static bool Allows(HttpContext context, int bytes)
    {
        if (context.Request.ContentLength > bytes)
        {
            return false;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
        return true;
    }
}
