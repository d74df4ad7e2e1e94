using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>Reads what a program sends as JSON, and says what is wrong with it.</summary>
internal static class JsonBody
{
    public const string Title = "This search cannot be made.";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>What was sent, or what to answer where that cannot be read. Nothing at all is null and no problem.</summary>
    /// <param name="http">The request.</param>
    /// <param name="example">What is said of a body that is no JSON object: what one looks like.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<(T? Body, IResult? Problem)> Read<T>(HttpContext http, string example, CancellationToken stop)
        where T : class
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Reading, stop), null);
        }
        catch (JsonException e)
        {
            // The parser's own words name types of this program and positions in bytes; its path is all a caller can use.
            var member = e.Path?.TrimStart('$', '.') ?? "";
            return (null, Invalid("body", member.Length is > 0 and <= 100
                ? $"\"{member}\" holds something that cannot be read there; /openapi/v1.json says what it takes."
                : example));
        }
        catch (BadHttpRequestException e)
        {
            return (null, Unread(e.StatusCode));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            return (null, Unread(StatusCodes.Status400BadRequest));
        }
    }

    public static ValidationProblem Invalid(string field, string message) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] }, title: Title);

    /// <summary>The body did not come, or not as a body comes.</summary>
    private static ProblemHttpResult Unread(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyLimit.TooLong(),
        StatusCodes.Status408RequestTimeout => TypedResults.Problem(
            "The request came too slowly and was not waited for any longer; send it again.", statusCode: status),
        _ => TypedResults.Problem("The request broke off or could not be read; send it again.", statusCode: status),
    };
}
