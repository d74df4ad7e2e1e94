namespace Rapport.Search;

/// <summary>A question about what was meant, beside a list that took it one way: each answer is a link to the list of the other.</summary>
/// <param name="Says">What was understood, and what may have been meant.</param>
/// <param name="Answers">What else, each in a few words and with the address of its list.</param>
internal sealed record AskedBack(string Says, IReadOnlyList<(string Text, string Address)> Answers);
