using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>The words of a search as they are said again: those that are asked for, and those that nobody is to have.</summary>
internal static class TextWords
{
    private static readonly Words L = Words.For("Rapport.Search.TextWords");

    /// <summary>What is asked for, as it was written; null without such.</summary>
    public static string? Asked(string text) =>
        string.Join(' ', SearchText.Parted(text).Wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } asked ? asked : null;

    /// <summary>"without “couples”"; null where every word is asked for.</summary>
    public static string? Unwanted(string text) => SearchText.UnwantedWords(text) is { Count: > 0 } unwanted
        ? L["without {0}", FactWords.And([.. unwanted.Select(word => L["“{0}”", word])])]
        : null;

    /// <summary>Both, as a chip says them: what leaves people out is never only nice to have.</summary>
    public static string Chip(string text, bool isNice)
    {
        var quoted = Asked(text) is { } words ? SearchText.HasQuotes(words) ? words : L["“{0}”", words] : null;
        var asked = quoted is not null && isNice ? L["Nice to have: {0}", quoted] : quoted;
        return string.Join(", ", new[] { asked, Unwanted(text) }.OfType<string>());
    }
}
