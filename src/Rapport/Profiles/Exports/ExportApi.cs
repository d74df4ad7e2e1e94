using System.Globalization;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Profiles.Exports;

/// <summary>Everybody who is listed, for programs: as lines of JSON, or as a table.</summary>
internal static class ExportApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var format in ExportFormat.All)
        {
            routes.MapGet($"/api/v1/profiles.{format.Ending}", (string? after, HttpContext http, Store store, ILoggerFactory logs) =>
                    Write(format, after, http, store, logs))
                .WithTags("Profiles")
                .WithName($"profiles-{format.Ending}")
                .WithSummary(
                    "Everybody who is listed, by ascending number, each as the profile's own address shows it. "
                    + "\"after\" goes on behind a number, where an earlier answer broke off.")
                .Produces(StatusCodes.Status200OK, responseType: null, format.ContentType.Split(';')[0])
                .ProducesValidationProblem()
                .ProducesProblem(StatusCodes.Status429TooManyRequests)
                .RequireRateLimiting(NetworkLimits.Export);
        }
    }

    private static IResult Write(ExportFormat format, string? after, HttpContext http, Store store, ILoggerFactory logs)
    {
        var from = 0L;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["after"] = ["This is not the number of a profile. Write the \"id\" of the last one that you have, or leave \"after\" out."],
            });
        }
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"profiles.{format.Ending}\"";
        if (HeadAsGet.IsHead(http))
        {
            http.Response.ContentType = format.ContentType;
            return TypedResults.Empty;
        }
        return TypedResults.Stream(
            async body =>
            {
                var made = await Export.Write(store, format, body, from, (_, _) => { }, http.RequestAborted);
                if (made.Unreadable > 0)
                {
                    logs.CreateLogger(typeof(ExportApi).FullName!).LogWarning(
                        "The facts of {Count} profiles cannot be read; an export left them out. Run \"{Doctor}\".", made.Unreadable,
                        store.Location.Command("doctor"));
                }
            },
            format.ContentType);
    }
}
