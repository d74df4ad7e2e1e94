using Rapport.Core.PlainWords;
using Rapport.Core.Search;

namespace Rapport.Core.Typing;

/// <summary>The last words of what somebody types, which may be the beginning of something longer.</summary>
/// <param name="Words">Folded, one blank between them; a blank at the end where the last one is whole.</param>
/// <param name="Start">Where they begin in the text.</param>
internal readonly record struct TypedTail(string Words, int Start)
{
    /// <summary>Fewer letters may mean anything.</summary>
    public const int Shortest = 2;

    /// <summary>Nothing that is suggested has more words.</summary>
    private const int MostWords = 6;

    /// <summary>
    /// The last six words, the last five, and so on to the last one. None where the text ends with a sign that parts words,
    /// or with a word that is not wanted.
    /// </summary>
    public static List<TypedTail> Of(string? text)
    {
        var tails = new List<TypedTail>();
        if (text is null || text.Length > SearchText.MaxCharacters || SaidWord.Of(text, QuotedRuns.In(text)) is not { Count: > 0 } words
            || text.AsSpan(words[^1].End).Trim(' ').Length > 0 || SearchText.Parted(text).Wanted[words[^1].Start] == ' ')
        {
            return tails;
        }

        var after = words[^1].End < text.Length ? " " : "";
        var first = words.Count - 1;
        while (first > 0 && words.Count - first < MostWords && !words[first].AfterBreak)
        {
            first--;
        }

        for (var from = first; from < words.Count; from++)
        {
            var folded = string.Join(' ', words.Skip(from).Select(word => word.Folded));
            if (folded.Length >= Shortest)
            {
                tails.Add(new TypedTail(folded + after, words[from].Start));
            }
        }

        return tails;
    }
}
