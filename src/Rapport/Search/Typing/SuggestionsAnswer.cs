using Rapport.Layout;

namespace Rapport.Search.Typing;

/// <summary>One thing that may be meant.</summary>
/// <param name="Label">What to show.</param>
/// <param name="Kind">What that is, in words; null of a place.</param>
/// <param name="Text">What to put into the box: what stood there, with its end completed.</param>
internal sealed record SuggestionAnswer(string Label, string? Kind, string Text);

/// <summary>What may be meant, the likeliest first.</summary>
/// <param name="Told">How many they are, in words, for who cannot see them appear.</param>
internal sealed record SuggestionsAnswer(string Told, IReadOnlyList<SuggestionAnswer> Suggestions)
{
    private static readonly Words L = Words.For<SuggestionsAnswer>();

    public static SuggestionsAnswer Of(IReadOnlyList<SuggestionAnswer> suggestions) => new(
        suggestions.Count == 0 ? L["None to pick from"] : L.Many(suggestions.Count, "One to pick from", "{0} to pick from"), suggestions);
}
