using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Rapport.Layout;

/// <summary>
/// Refuses an address or headers that are too long, in our own words and frame. The server would refuse them too, but
/// without a word, so it takes more than we do.
/// </summary>
internal static class HeadLimit
{
    /// <summary>Characters of an address with its query. The longest of ours holds a sealed search, 2 kB.</summary>
    public const int LongestAddress = 8 * 1024;

    /// <summary>Characters of all headers. A browser sends one or two thousand, and our cookies stay below four.</summary>
    public const int LongestHeaders = 32 * 1024;

    /// <summary>Lines of headers.</summary>
    public const int MostHeaders = 100;

    /// <summary>How much more the server reads before it hangs up.</summary>
    private const int Room = 2;

    /// <summary>Lets the server take what <see cref="Require"/> then refuses.</summary>
    public static void LeaveRoom(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = LongestAddress * Room;
        limits.MaxRequestHeadersTotalSize = LongestHeaders * Room;
        limits.MaxRequestHeaderCount = MostHeaders * Room;
    }

    public static Task Require(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > LongestAddress)
        {
            return Refuse(context, StatusCodes.Status414UriTooLong,
                $"An address has at most {LongestAddress / 1024} KB, and this one is longer. POST a search instead.");
        }
        if (IsTooLong(context.Request.Headers))
        {
            return Refuse(context, StatusCodes.Status431RequestHeaderFieldsTooLarge,
                $"A request has at most {MostHeaders} headers of {LongestHeaders / 1024} KB together. Send fewer; no cookie is needed here.");
        }
        return next(context);
    }

    private static bool IsTooLong(IHeaderDictionary headers)
    {
        var lines = 0;
        var length = 0L;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                lines++;
                length += name.Length + (value?.Length ?? 0);
            }
        }
        return lines > MostHeaders || length > LongestHeaders;
    }

    private static Task Refuse(HttpContext context, int status, string toProgram)
    {
        if (ForPrograms.Is(context.Request))
        {
            return TypedResults.Problem(toProgram, statusCode: status).ExecuteAsync(context);
        }
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
