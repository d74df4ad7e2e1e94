using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Core.Places;
using Rapport.Places;

namespace Rapport.Search;

/// <summary>The search as JSON: what the pages can ask, a program can ask too.</summary>
internal static class SearchApi
{
    private const int LongestRequest = 64 * 1024;
    private const int MostPlaces = 10;

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        // A misspelt word in a request would otherwise be passed over in silence.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Search");
        api.MapPost("/search", Search)
            .WithName("search")
            .WithSummary("Finds therapists.")
            .WithDescription("Any value inside a filter, all the filters; facets are counted each without its own filter.")
            .Accepts<SearchRequest>("application/json")
            .Produces<SearchAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new RequestSizeLimitAttribute(LongestRequest));
        api.MapGet("/filters", Filters)
            .WithName("filters")
            .WithSummary("The filters, their values and what they are called.")
            .Produces<FiltersAnswer>();
        api.MapGet("/places", Places)
            .WithName("places")
            .WithSummary("Places that begin with, or are meant by, a few letters.")
            .Produces<PlacesAnswer>()
            .ProducesValidationProblem();
    }

    private static async Task<IResult> Search(HttpContext http, Searches searches, SearchKeys keys, Snapshots snapshots, CancellationToken stop)
    {
        SearchRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<SearchRequest>(http.Request.Body, Reading, stop);
        }
        catch (JsonException e)
        {
            var where = string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "" : $" at {e.Path}";
            return Invalid("body", $"The request is not JSON as described in /openapi/v1.json{where}: {Reason(e)}");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TypedResults.Problem($"A request has at most {LongestRequest / 1024} KB.", statusCode: e.StatusCode);
        }
        if (!snapshots.IsReady)
        {
            http.Response.Headers.RetryAfter = "2";
            return TypedResults.Problem(
                "The directory is being read; try again in a few seconds.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        var understood = searches.Understand(request ?? new SearchRequest());
        if (understood.Problems.Count > 0)
        {
            return Invalid(understood.Problems);
        }
        // What somebody looks for is nobody's business: no copy stays on the way.
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(SearchAnswer.Of(await searches.Find(understood, stop), keys));
    }

    private static IResult Filters(HttpContext http, SearchKeys keys)
    {
        var answer = FiltersAnswer.Of(keys);
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer));
        var tag = $"\"{Convert.ToHexStringLower(hash.AsSpan(0, 8))}\"";
        return Layout.HttpCache.Answer(http, tag, () => TypedResults.Ok(answer));
    }

    private static Results<Ok<PlacesAnswer>, ValidationProblem> Places(string? q)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > Understanding.LongestPlace)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["q"] = [$"Write a ZIP code or the beginning of a name, at most {Understanding.LongestPlace} letters, like ?q=oakl"],
            });
        }
        var begun = PlaceTable.Gazetteer.Suggest(q, MostPlaces);
        var match = PlaceTable.Gazetteer.Resolve(q);
        var places = begun.Count > 0 ? begun : match.Place is { } place ? [place] : match.Candidates;
        return TypedResults.Ok(new PlacesAnswer(q, [.. places.Take(MostPlaces).Select(PlaceAnswer.Of)]));
    }

    private static ValidationProblem Invalid(string field, string message) => Invalid([new SearchProblem(field, message)]);

    private static ValidationProblem Invalid(IReadOnlyList<SearchProblem> problems)
    {
        var errors = problems.GroupBy(problem => problem.Field, problem => problem.Message, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        var places = problems.SelectMany(problem => problem.Places ?? []).Select(PlaceAnswer.Of).ToList();
        return TypedResults.ValidationProblem(
            errors,
            title: "This search cannot be made.",
            extensions: places.Count > 0
                ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["places"] = places }
                : null);
    }

    /// <summary>The parser's own words end in positions that its caller cannot use.</summary>
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" Path:", StringComparison.Ordinal);
        var message = end < 0 ? e.Message : e.Message[..end];
        return message.Length <= 200 ? message : message[..200] + "…";
    }
}

/// <summary>A place in an answer.</summary>
internal sealed record PlaceAnswer(string Label, string LabelEs, string Kind, string State, double Latitude, double Longitude)
{
    public static PlaceAnswer Of(Place place) => new(
        place.Label,
        place.SpanishLabel,
        place.Kind.ToString().ToLowerInvariant(),
        place.State.Code,
        Math.Round(place.Point.Latitude, 4),
        Math.Round(place.Point.Longitude, 4));
}

/// <summary>Places for what was typed.</summary>
internal sealed record PlacesAnswer(string Query, IReadOnlyList<PlaceAnswer> Places);
