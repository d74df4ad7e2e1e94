using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Rapport.Layout;

/// <summary>
/// Refuses what is too long before a page reads it: the page would take the failed reading for an empty form. Bodies that
/// do not say their length are held to it while they are read.
/// </summary>
internal static class BodyLimit
{
    /// <summary>Bytes. A search with all its choices, or a report of 1,000 characters, is well below.</summary>
    private const int Largest = 256 * 1024;

    /// <summary>Bytes of a search as JSON, all its values at their longest.</summary>
    private const int LargestOfPrograms = 64 * 1024;

    /// <summary>
    /// Bytes that the server takes and throws away, so that who sent too much hears the answer: a connection that is cut
    /// while she still sends loses it.
    /// </summary>
    public const int Drained = 4 * 1024 * 1024;

    public static Task Require(HttpContext context, RequestDelegate next)
    {
        var isProgram = ForPrograms.Is(context.Request);
        var bytes = isProgram ? LargestOfPrograms : LongestAt(context) ?? Largest;
        if (!(context.Request.ContentLength > bytes))
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = bytes;
            }
            return next(context);
        }
        if (isProgram)
        {
            return TooLong().ExecuteAsync(context);
        }
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }

    private static int? LongestAt(HttpContext context) => HttpMethods.IsPost(context.Request.Method)
        ? context.RequestServices.GetServices<LongBody>().FirstOrDefault(one => one.Is(context.Request.Path))?.Bytes
        : null;

    /// <summary>What a program hears that sent too much.</summary>
    public static ProblemHttpResult TooLong() => TypedResults.Problem(
        $"A request has at most {LargestOfPrograms / 1024} KB, and this one is longer. Send fewer values or a shorter text.",
        statusCode: StatusCodes.Status413PayloadTooLarge);
}
