using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Rapport.Layout;

/// <summary>Answers with JSON, or "not modified" where the caller has this very answer already.</summary>
internal static class HttpCache
{
    /// <summary>
    /// The tag is made of the answer's own bytes and of the store: a count of changes could come to the same number twice,
    /// in two stores, or in one that was restored.
    /// </summary>
    public static IResult Answer<T>(HttpContext http, Guid store, T answer)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, options);
        var tag = TagOf(store, bytes);
        http.Response.Headers.ETag = tag.ToString();
        // To be asked about each time, as a profile may be taken off the list at any moment; and kept by nobody on the way.
        http.Response.Headers.CacheControl = "private, no-cache";
        return HasAlready(http.Request, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }
    /// <summary>The tag of an answer with these bytes.</summary>
    public static EntityTagHeaderValue TagOf(Guid store, ReadOnlySpan<byte> answer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(store.ToByteArray());
        hash.AppendData(answer);
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"");
    }

    /// <summary>Whether the caller says that he has the very answer of this tag.</summary>
    public static bool HasAlready(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
}
