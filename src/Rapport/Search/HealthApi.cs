using Microsoft.AspNetCore.Http.HttpResults;

namespace Rapport.Search;

/// <summary>Whether this node can answer searches, for a load balancer or a watcher.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", Check)
            .WithTags("Health")
            .WithName("health")
            .WithSummary("200 when searches are answered; 503 while the directory is being read, or when the store cannot be reached.")
            .Produces<Health>()
            .Produces<Health>(StatusCodes.Status503ServiceUnavailable);

    private static IResult Check(HttpContext http, Snapshots snapshots)
    {
        http.Response.Headers.CacheControl = "no-store";
        return snapshots switch
        {
            { Current: not { } } => Unwell(new Health("starting", 0, 0)),
            { Current: { } current, IsFollowing: false } => Unwell(new Health("store unreachable", current.Index.Count, current.Sequence)),
            { Current: { } current } => TypedResults.Ok(new Health("ready", current.Index.Count, current.Sequence)),
        };
    }

    private static JsonHttpResult<Health> Unwell(Health health) => TypedResults.Json(health, statusCode: StatusCodes.Status503ServiceUnavailable);
}

/// <summary>How a node is.</summary>
/// <param name="Status">ready · starting · store unreachable.</param>
/// <param name="Profiles">How many people can be found.</param>
/// <param name="Change">Number of the last change that searches see.</param>
internal sealed record Health(string Status, int Profiles, long Change);
