using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Core.Fit;
using Rapport.Core.Places;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Search.PlainWords;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>The search as JSON: what the pages can ask, a program can ask too.</summary>
internal static class SearchApi
{
    private const int MostPlaces = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Search");
        api.MapPost("/search", Search)
            .WithName("search")
            .WithSummary("Finds therapists.")
            .WithDescription("Any value inside a filter, all the filters; facets are counted each without its own filter.")
            .TakesSearches();
        api.MapPost("/fit", Fit)
            .WithName("fit")
            .WithSummary("Finds therapists, those first who should suit the person who asks.")
            .WithDescription("A search with wishes, by axis of style: the order, and of each pair in words what speaks for and against it, what is not known, "
                + "where it should stand beside the middle of the list, how sure that is, and of the first how many of ten would get on better. No number of a person.")
            .TakesSearches();
        api.MapGet("/filters", Filters)
            .WithName("filters")
            .WithSummary("The filters, their values and what they are called.")
            .Produces<FiltersAnswer>();
        api.MapGet("/places", Places)
            .WithName("places")
            .WithSummary("Places that begin with, or are meant by, a few letters.")
            .Produces<PlacesAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireRateLimiting(NetworkLimits.Typing);
    }

    private static void TakesSearches(this RouteHandlerBuilder route) => route
        .Accepts<SearchRequest>("application/json")
        .Produces<SearchAnswer>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status408RequestTimeout)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .RequireRateLimiting(NetworkLimits.Search);

    private static Task<IResult> Search(HttpContext http, Searches searches, SearchKeys keys, Snapshots snapshots, Lazy<PlainReader> reader, CancellationToken stop) =>
        Answer(http, searches, keys, snapshots, reader, isByFit: false, stop);

    private static Task<IResult> Fit(HttpContext http, Searches searches, SearchKeys keys, Snapshots snapshots, Lazy<PlainReader> reader, CancellationToken stop) =>
        Answer(http, searches, keys, snapshots, reader, isByFit: true, stop);

    private static async Task<IResult> Answer(
        HttpContext http, Searches searches, SearchKeys keys, Snapshots snapshots, Lazy<PlainReader> reader, bool isByFit, CancellationToken stop)
    {
        var (request, problem) = await JsonBody.Read<SearchRequest>(
            http, "A search is a JSON object, like { \"place\": \"94610\", \"filters\": { \"language\": [\"es\"] } }.", stop);
        if (problem is not null)
        {
            return problem;
        }
        if (!snapshots.IsReady)
        {
            http.Response.Headers.RetryAfter = "2";
            return TypedResults.Problem(
                "The directory is being read; try again in a few seconds.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        request ??= new SearchRequest();
        if (isByFit && NoQuestionOfFit(request) is { } wrong)
        {
            return Invalid([wrong]);
        }
        request = isByFit ? request with { Sort = "fit" } : request;
        // One that is too long is told below.
        var reading = request.Sentence is { Length: > 0 and <= SearchText.MaxCharacters } said ? Sentence.Read(said, reader, request.Place is not null, snapshots.Current?.Index) : null;
        var understood = searches.Understand(reading is null ? request : Asked(searches, request, reading, reader));
        if (understood.Problems.Count > 0)
        {
            // There the order is by fit whatever is asked for: what is missing is a wish.
            return Invalid([.. understood.Problems.Select(problem => isByFit && problem.IsWithoutWish
                ? new SearchProblem("wishes", "Without a wish nobody suits better than another, and at place 0 either is fine. Give one axis another place, like { \"push\": { \"place\": -3 } }.") : problem)]);
        }
        // What somebody looks for is nobody's business: no copy stays on the way.
        http.Response.Headers.CacheControl = "no-store";
        var snapshot = await snapshots.Get(stop);
        var found = await searches.Find(understood, snapshot, stop);
        return TypedResults.Ok(SearchAnswer.Of(found, snapshot, keys, reading is null ? null : SentenceAnswer.Of(request.Sentence!, reading, snapshot.Index), stop));
    }

    private static SearchProblem? NoQuestionOfFit(SearchRequest request) =>
        request.Sort is not (null or "fit") ? new("sort", "The order here is by fit: leave \"sort\" out. POST /api/v1/search has the others.")
        : request.Wishes is null or { Count: 0 } ? new("wishes", $"Say how somebody would like to work, on one axis or more, like {{ \"structure\": {{ \"place\": 1.5 }} }}. The axes: {string.Join(", ", StyleAxes.Ids)}.")
        : null;

    private static SearchRequest Asked(Searches searches, SearchRequest request, PlainReading reading, Lazy<PlainReader> reader)
    {
        var asked = Sentence.Into(request, request.Sentence!, reading);
        return StatePlan.Into(asked, reading, searches.Understand(asked).Place?.State, reader);
    }

    private static IResult Filters(HttpContext http, Store store, SearchKeys keys) =>
        HttpCache.Answer(http, store.Mark.StoreId, FiltersAnswer.Of(keys));

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

    private static ValidationProblem Invalid(IReadOnlyList<SearchProblem> problems)
    {
        var errors = problems
            .GroupBy(
                problem => problem.Field,
                problem => problem.IsUnknownValue ? problem.Message + " GET /api/v1/filters lists them." : problem.Message,
                StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        var places = problems.SelectMany(problem => problem.Places ?? []).Select(PlaceAnswer.Of).ToList();
        return TypedResults.ValidationProblem(
            errors,
            title: JsonBody.Title,
            extensions: places.Count > 0
                ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["places"] = places }
                : null);
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
