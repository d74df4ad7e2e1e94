namespace Rapport.Profiles;

/// <summary>
/// How the visitor of a page would like to work, where she has answered that on her way here: a feature of her request, set by what
/// knows of answers, read by what draws a page.
/// </summary>
/// <param name="Axes">By axis of style: the place, −3 to 3, and it in words.</param>
internal sealed record VisitorWishes(IReadOnlyDictionary<string, (double Place, string Said)> Axes);
