namespace Rapport.Search;

/// <summary>Somebody whose ways are looked for in others. It stands beside what a visitor has answered, and takes its place in no answer.</summary>
/// <param name="Name">The first name.</param>
/// <param name="Ways">How this one works, by axis, as wishes; where it depends on the person there is nothing to look for.</param>
internal sealed record Alike(string Name, IReadOnlyDictionary<string, StyleWish> Ways);
