using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Rapport.Search;

/// <summary>What was found in a token.</summary>
internal enum TokenState
{
    /// <summary>All choices.</summary>
    Whole,

    /// <summary>Place, distance and format only: it was made in another browser, or that browser was closed since.</summary>
    OtherBrowser,

    /// <summary>Place, distance and format only: it lay unused for longer than half an hour.</summary>
    TooLate,

    /// <summary>Nothing: cut, altered, or sealed with a key that is gone.</summary>
    Unreadable,
}

/// <summary>A token as read.</summary>
internal sealed record OpenedToken(TokenState State, SearchRequest Request);

/// <summary>
/// Seals what somebody looks for into an opaque piece of an address, so that her needs stand in no history, log or
/// referrer. Only the browser that asked can open it, and only for a while; anyone else is left with the place.
/// </summary>
internal sealed class SearchTokens(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Unused for so long, the choices are forgotten.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Letters; browsers, proxies and logs cut longer addresses.</summary>
    public const int Longest = 2048;

    // Lengths in steps, so that the length of an address does not tell how much was chosen.
    private const int Step = 256;

    // 1,280 and the seal's 96 bytes are 1,835 letters: below the longest, with room for a key ring's growth.
    private const int LargestContent = 1280;

    private readonly IDataProtector _seal = protection.CreateProtector("Rapport.Search.SearchTokens", "v1");

    /// <summary>Seals a request for one browser; null when it holds more than fits.</summary>
    public string? Seal(SearchRequest request, string session)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new Content(
                request.Place, request.RadiusMiles, request.Format, request.Text,
                request.Filters?.ToDictionary(pair => pair.Key, pair => pair.Value.Values, StringComparer.Ordinal),
                request.Sort, Mark(session), time.GetUtcNow().ToUnixTimeSeconds()),
            TokenJson.Default.Content);
        if (content.Length > LargestContent)
        {
            return null;
        }
        // Blanks after a JSON object mean nothing to its reader.
        var padded = new byte[(content.Length + Step - 1) / Step * Step];
        padded.AsSpan().Fill((byte)' ');
        content.CopyTo(padded, 0);
        return WebEncoders.Base64UrlEncode(_seal.Protect(padded));
    }

    /// <summary>Opens a token for a browser; never fails, but may know little.</summary>
    /// <param name="token">As it stood in the address.</param>
    /// <param name="session">The browser's session; null when it has none.</param>
    public OpenedToken Open(string token, string? session)
    {
        if (token.Length <= Longest && Read(token) is { } content)
        {
            var place = new SearchRequest { Place = content.Place, RadiusMiles = content.Radius, Format = content.Format };
            var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(content.At);
            return (session is not null && IsSame(content.Session, Mark(session)), age <= Idle) switch
            {
                (false, _) => new OpenedToken(TokenState.OtherBrowser, place),
                (_, false) => new OpenedToken(TokenState.TooLate, place),
                _ => new OpenedToken(TokenState.Whole, place with
                {
                    Text = content.Text,
                    Filters = content.Filters?.ToDictionary(
                        pair => pair.Key, pair => new Selection(pair.Value), StringComparer.Ordinal),
                    Sort = content.Sort,
                }),
            };
        }
        return new OpenedToken(TokenState.Unreadable, new SearchRequest());
    }

    private Content? Read(string token)
    {
        try
        {
            return JsonSerializer.Deserialize(_seal.Unprotect(WebEncoders.Base64UrlDecode(token)), TokenJson.Default.Content);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static string Mark(string session) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(session)).AsSpan(0, 12));

    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    /// <summary>What is sealed; short names, since an address is short.</summary>
    internal sealed record Content(
        [property: JsonPropertyName("p")] string? Place,
        [property: JsonPropertyName("r")] double? Radius,
        [property: JsonPropertyName("f")] IReadOnlyList<string>? Format,
        [property: JsonPropertyName("t")] string? Text,
        [property: JsonPropertyName("k")] IReadOnlyDictionary<string, IReadOnlyList<string>>? Filters,
        [property: JsonPropertyName("o")] string? Sort,
        [property: JsonPropertyName("s")] string Session,
        [property: JsonPropertyName("a")] long At);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SearchTokens.Content))]
internal sealed partial class TokenJson : JsonSerializerContext;
