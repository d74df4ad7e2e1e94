using System.Globalization;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>One profile as JSON.</summary>
internal static class ProfileApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/profiles/{id}", Show)
            .WithTags("Profiles")
            .WithName("profile")
            .WithSummary("Everything that may be shown of one therapist; each fact with its source and when it was confirmed.")
            .Produces<ProfileAnswer>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Show(string id, HttpContext http, Store store, CancellationToken stop)
    {
        // Hidden, removed, never there: one answer, so that nobody learns who is known but not listed.
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await Listed.Find(store, number, stop) is not { } row)
        {
            return TypedResults.Problem("There is no such profile here.", statusCode: StatusCodes.Status404NotFound);
        }
        return HttpCache.Answer(http, store.Mark.StoreId, ProfileAnswer.Of(row));
    }
}

/// <summary>One therapist.</summary>
/// <param name="Id">Number of the profile.</param>
/// <param name="Npi">Number in the national registry.</param>
/// <param name="Url">Address of the page.</param>
/// <param name="RegistryOnly">Known from the public registry alone, not confirmed by this person.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="Facts">A fact that is missing is not known.</param>
internal sealed record ProfileAnswer(long Id, long? Npi, string Url, bool RegistryOnly, DateTime UpdatedAt, ProfileFacts Facts)
{
    /// <summary>What may be shown of somebody who is listed; the same for one person and for an export of all.</summary>
    /// <exception cref="System.Text.Json.JsonException">A document that cannot be read.</exception>
    public static ProfileAnswer Of(Profile row)
    {
        var facts = row.Shown();
        return new(row.Id, row.Npi, ProfileLinks.Page(row.Id, facts.Name?.Value), !row.Claimed, row.UpdatedAt, facts);
    }
}
