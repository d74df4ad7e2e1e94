namespace Rapport.Search;

/// <summary>Whether this node can answer searches, for a load balancer or a watcher.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", Check)
            .WithTags("Health")
            .WithName("health")
            .WithSummary("200 when searches are answered; 503 while the directory is being read.")
            .Produces<Health>()
            .Produces<Health>(StatusCodes.Status503ServiceUnavailable);

    private static IResult Check(HttpContext http, Snapshots snapshots)
    {
        http.Response.Headers.CacheControl = "no-store";
        return snapshots.Current is { } snapshot
            ? TypedResults.Ok(new Health("ready", snapshot.Index.Count, snapshot.Sequence))
            : TypedResults.Json(new Health("starting", 0, 0), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>How a node is.</summary>
/// <param name="Status">ready · starting.</param>
/// <param name="Profiles">How many people can be found.</param>
/// <param name="Change">Number of the last change that searches see.</param>
internal sealed record Health(string Status, int Profiles, long Change);
