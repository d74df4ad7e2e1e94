using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Rapport;

/// <summary>What the description for programs says of the whole: the endpoints speak for themselves.</summary>
internal static class ApiDescription
{
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = endpoint =>
            endpoint.RelativePath is { } path && (path == "health" || path.StartsWith("api/", StringComparison.Ordinal));
        options.AddDocumentTransformer((description, _, _) =>
        {
            description.Info = new OpenApiInfo
            {
                Title = "Rapport, a directory of therapists",
                Description = "Finds therapists by place, words and filters, and tells of each what is known, from whom and since when. "
                    + "Nothing is asked about who searches: no key, no account. A fact that is missing is not known. "
                    + "Errors are problem details (RFC 9457) that name what to change.",
                Version = "1",
                License = new OpenApiLicense { Name = "Apache License 2.0", Identifier = "Apache-2.0" },
            };
            // Without servers it describes the one that it came from; by itself it would repeat what the request calls the host.
            description.Servers = null;
            return Task.CompletedTask;
        });
    }
}
