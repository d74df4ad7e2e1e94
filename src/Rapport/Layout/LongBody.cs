namespace Rapport.Layout;

/// <summary>A path to which more may be sent than to others; features bring theirs.</summary>
/// <param name="Path">Without the language; what lies below it too.</param>
/// <param name="Bytes">What is read of it.</param>
/// <param name="End">How it ends; null for whatever lies below.</param>
internal sealed record LongBody(string Path, int Bytes, string? End = null)
{
    public bool Is(PathString path) => path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) && (End is null || path.Value!.EndsWith(End, StringComparison.OrdinalIgnoreCase));
}
