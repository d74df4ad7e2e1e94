using Rapport.Core.PlainWords;

namespace Rapport.Core.Typing;

/// <summary>What somebody may mean who has begun to type.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Kind">What that is, in words.</param>
/// <param name="Put">What to write into the box, so that it is read as what is meant.</param>
/// <param name="Meanings">The values of filters; of suggestions that mean the same only one is made.</param>
public sealed record Suggestion(string Label, string Kind, string Put, IReadOnlyList<Meaning> Meanings);

/// <summary>A suggestion for what stands in a box.</summary>
/// <param name="Suggestion">What may be meant by its end.</param>
/// <param name="Text">The whole text with it: what stood before, then <see cref="Suggestion.Put"/>.</param>
public sealed record Completion(Suggestion Suggestion, string Text);
