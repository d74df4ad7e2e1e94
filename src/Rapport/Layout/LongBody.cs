namespace Rapport.Layout;

/// <summary>A path to which more may be sent than to others; features bring theirs.</summary>
/// <param name="Path">Without the language; what lies below it too.</param>
/// <param name="Bytes">What is read of it.</param>
internal sealed record LongBody(string Path, int Bytes);
