namespace Rapport.Layout;

/// <summary>
/// Refuses what is too long before a page reads it: the page would take the failed reading for an empty form. The
/// server's own limit stays behind it, for bodies that do not say their length.
/// </summary>
internal static class BodyLimit
{
    /// <summary>Bytes. A search with all its choices, or a report of 1,000 characters, is well below.</summary>
    public const int Largest = 256 * 1024;

    public static Task Require(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength is not > Largest)
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
