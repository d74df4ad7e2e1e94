namespace Rapport.Layout;

/// <summary>The addresses that programs ask: their errors are problem details, not pages.</summary>
internal static class ForPrograms
{
    private static readonly PathString[] Starts = ["/api", "/openapi", "/health"];

    public static bool Is(HttpRequest request) =>
        Array.Exists(Starts, start => request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
}
