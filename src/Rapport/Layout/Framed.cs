namespace Rapport.Layout;

/// <summary>The sites that may show one answer in a frame of theirs. An answer without this may be framed by nobody.</summary>
/// <param name="Sites">Scheme and host of each, like "https://clinic.example".</param>
internal sealed record Framed(IReadOnlyList<string> Sites)
{
    /// <summary>Lets them: into an answer that runs nothing, sends nothing and asks nobody.</summary>
    public void Put(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors {string.Join(' ', Sites)}";
        // A site that isolates itself may show only what says that it may be shown.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
    }
}
