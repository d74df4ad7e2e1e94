using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search.Typing;

/// <summary>
/// Suggestions as JSON. What somebody types about herself is sent in a body and kept by nobody; a place may stand in an address.
/// </summary>
internal static class SuggestionApi
{
    private const string Address = "/api/v1/suggestions";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Address).WithTags("Search").RequireRateLimiting(NetworkLimits.Typing);
        api.MapPost("", OfWords)
            .WithName("suggest")
            .WithSummary("What may be meant by words that somebody has begun to type.")
            // Scripts that say nothing of what they send say that it is text.
            .Accepts<TypedRequest>("application/json", "text/plain")
            .Produces<SuggestionsAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status408RequestTimeout)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGet("", OfPlaces)
            .WithName("suggestPlaces")
            .WithSummary("Places that may be meant by the beginning of a name or of a ZIP code.")
            .Produces<SuggestionsAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Where a page asks for words; with a place behind it, for places.</summary>
    public static string ForWords(Language language) => language.Prefix + Address;

    /// <summary>Where a page asks for places: what is typed is written behind it.</summary>
    public static string ForPlaces(Language language) => ForWords(language) + "?place=";

    private static async Task<IResult> OfWords(HttpContext http, Suggestions suggestions, CancellationToken stop)
    {
        var (typed, problem) = await JsonBody.Read<TypedRequest>(http, "Send what was typed as a JSON object, like { \"text\": \"pani\" }.", stop);
        if (problem is not null)
        {
            return problem;
        }
        http.Response.Headers.CacheControl = "no-store";
        return typed is { Text: { Length: <= SearchText.MaxCharacters } text }
            ? TypedResults.Ok(await suggestions.OfWords(text, Language.Of(http), stop))
            : JsonBody.Invalid("text", $"Send what was typed, at most {SearchText.MaxCharacters} letters, like {{ \"text\": \"pani\" }}.");
    }

    private static IResult OfPlaces(HttpContext http, string? place)
    {
        if (string.IsNullOrWhiteSpace(place) || place.Length > Understanding.LongestPlace)
        {
            return JsonBody.Invalid("place", $"Write a ZIP code or the beginning of a name, at most {Understanding.LongestPlace} letters, like ?place=oakl");
        }
        // The same for everybody, for as long as this version of the program serves.
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Ok(Suggestions.OfPlaces(place, Language.Of(http)));
    }
}

/// <summary>What somebody has typed so far.</summary>
internal sealed record TypedRequest(string? Text);
