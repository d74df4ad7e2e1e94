using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Nothing: cut, altered, or sealed with a key that is gone. The place only: made when there were other filters.</summary>
    Unreadable,
}

/// <summary>A token as read.</summary>
internal sealed record OpenedToken(TokenState State, SearchRequest Request);

/// <summary>
/// Seals what somebody looks for into an opaque piece of an address, so that her needs stand in no history, log or
/// referrer. Only the browser that asked can open it, and only for a while; anyone else is left with the place.
/// </summary>
internal sealed class SearchTokens(IDataProtectionProvider protection, TimeProvider time, SearchKeys keys)
{
    /// <summary>Unused for so long, the choices are forgotten.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Letters; browsers, proxies and logs cut longer addresses.</summary>
    public const int Longest = 2048;

    // Lengths in steps, so that the length of an address does not tell how much was chosen.
    private const int Step = 256;

    // 1,280 and the seal's 96 bytes are 1,835 letters: below the longest, with room for a key ring's growth.
    private const int LargestContent = 1280;

    /// <summary>What a seal adds at most.</summary>
    private const int SealBytes = 100;

    private readonly IDataProtector _seal = protection.CreateProtector("Rapport.Search.SearchTokens", "v3");

    private readonly IDataProtector _seen = protection.CreateProtector("Rapport.Search.SearchTokens.Seen", "v1");

    private readonly TokenContent _content = new(keys);

    /// <summary>Seals a request for one browser; null when it holds more than fits, which no 200 choices do.</summary>
    public string? Seal(SearchRequest request, string session)
    {
        var content = _content.Write(request, Mark(session), time.GetUtcNow());
        if (content.Length > LargestContent)
        {
            return null;
        }
        // What stands behind the content means nothing to its reader.
        var padded = new byte[(content.Length + Step - 1) / Step * Step];
        content.CopyTo(padded, 0);
        return WebEncoders.Base64UrlEncode(_seal.Protect(padded));
    }

    /// <summary>Opens a token for a browser; never fails, but may know little.</summary>
    /// <param name="token">As it stood in the address.</param>
    /// <param name="session">The browser's session; null when it has none.</param>
    public OpenedToken Open(string token, string? session)
    {
        if (token.Length > Longest || Unsealed(_seal, token) is not { } bytes)
        {
            return new OpenedToken(TokenState.Unreadable, new SearchRequest());
        }
        var content = _content.Read(bytes);
        var whole = content.Request;
        var state = session is null || !CryptographicOperations.FixedTimeEquals(content.Session, Mark(session)) ? TokenState.OtherBrowser
            : time.GetUtcNow() - content.At > Idle ? TokenState.TooLate
            : content.IsOfOtherFilters ? TokenState.Unreadable
            : TokenState.Whole;
        return new OpenedToken(state, state == TokenState.Whole
            ? whole
            : new SearchRequest { Place = whole.Place, RadiusMiles = whole.RadiusMiles, Format = whole.Format });
    }

    /// <summary>
    /// Seals who stood on the pages before, for the address of the next one: the list of them would tell what was looked for.
    /// </summary>
    /// <param name="ids">In their order; the first of them where not all fit, and beyond these it is counted.</param>
    /// <param name="letters">How many letters there is room for.</param>
    /// <returns>Null where there is no room for anybody.</returns>
    public string? SealSeen(IEnumerable<long> ids, int letters)
    {
        var room = Math.Min(SealedBytes(letters), LargestContent);
        var seen = ids.Take(SeenPeople.Most).ToList();
        byte[] content;
        // A third at most of what is written is cut away in a step or two: ids have two to four bytes.
        while ((content = SeenPeople.Write(seen)).Length > room)
        {
            seen.RemoveRange(seen.Count * room / content.Length, seen.Count - (seen.Count * room / content.Length));
        }
        return content.Length == 0 ? null : WebEncoders.Base64UrlEncode(_seen.Protect(content));
    }

    /// <summary>Opens what <see cref="SealSeen"/> made; nobody where it cannot be read: then it is counted.</summary>
    public IReadOnlyList<long> OpenSeen(string? text) =>
        text is { Length: > 0 and <= Longest } && Unsealed(_seen, text) is { } bytes ? SeenPeople.Read(bytes) ?? [] : [];

    // What the seal adds, and a quarter for letters in place of bytes.
    private static int SealedBytes(int letters) => Math.Max(0, (letters * 3 / 4) - SealBytes);

    private static byte[]? Unsealed(IDataProtector seal, string token)
    {
        try
        {
            return seal.Unprotect(WebEncoders.Base64UrlDecode(token));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Mark(string session) => SHA256.HashData(Encoding.UTF8.GetBytes(session))[..TokenContent.MarkBytes];
}
