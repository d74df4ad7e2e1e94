namespace Rapport.Layout;

/// <summary>
/// The address under which the world knows this site, as the operator says it. What a request calls the host is never
/// repeated in a page: anybody may write anything there, and a page that is kept on the way would hand it to others.
/// </summary>
/// <param name="Root">Scheme and host; null when nobody said.</param>
internal sealed record PublicAddress(Uri? Root)
{
    /// <summary>Reads scheme and host, like "https://therapists.example.org"; anything behind them is no address of a site.</summary>
    public static bool TryParse(string text, out PublicAddress address)
    {
        var isSite = Uri.TryCreate(text, UriKind.Absolute, out var root)
            && root is { Scheme: "https" or "http", PathAndQuery: "/", Fragment: "", UserInfo: "" };
        address = new PublicAddress(isSite ? root : null);
        return isSite;
    }

    /// <summary>The whole address of a page in a language; null when nobody said where the site is.</summary>
    public string? Of(Language language, string? path) => Root is null
        ? null
        : Root.GetLeftPart(UriPartial.Authority) + language.Prefix + (path == "/" && language.Prefix.Length > 0 ? "" : path);
}
