using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>One word of a searched text.</summary>
/// <param name="Text">Folded.</param>
/// <param name="MayBegin">Longer words that begin so count too.</param>
/// <param name="Language">The language by whose stems other words count too; −1 if none do.</param>
/// <param name="IsExact">It stands in quotes, and is meant as it is.</param>
/// <param name="Joined">What it may be part of in a name, if it and its neighbours are one word.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AskedWord(string Text, bool MayBegin = false, int Language = -1, bool IsExact = false, AskedWord[]? Joined = null);

/// <summary>What a searched text asks for: words, and which of them stand one behind the other.</summary>
/// <param name="Words">All of them, in order.</param>
/// <param name="Phrases">Words in quotes, where they are two or more.</param>
internal sealed record AskedText(AskedWord[] Words, string[][] Phrases)
{
    /// <summary>Reads a text that holds what is wanted alone: see <see cref="SearchText.Parted"/>.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="language">The number of the language whose stems count; −1 for none.</param>
    public static AskedText Of(string text, int language)
    {
        var words = new List<AskedWord>();
        var phrases = new List<string[]>();
        foreach (var (run, isQuoted) in Runs(text))
        {
            var first = words.Count;
            var reader = new SearchText.WordReader(run);
            while (words.Count < SearchText.MaxWords && reader.Next())
            {
                words.Add(new AskedWord(reader.Current.ToString(), Language: isQuoted ? -1 : language, IsExact: isQuoted));
            }

            if (isQuoted && words.Count - first > 1)
            {
                phrases.Add([.. words.Skip(first).Select(word => word.Text)]);
            }
        }

        if (words is [.., { IsExact: false, Text.Length: >= SearchText.MinPrefixCharacters } last])
        {
            words[^1] = last with { MayBegin = true };
        }

        Join(words);
        return new AskedText([.. words], [.. phrases]);
    }

    // Quotes part what is meant as it is from the rest.
    private static void Join(List<AskedWord> words)
    {
        for (var from = 0; from < words.Count;)
        {
            var to = from;
            while (to < words.Count && !words[to].IsExact)
            {
                to++;
            }

            if (to > from + 1)
            {
                var run = words.GetRange(from, to - from);
                for (var at = from; at < to; at++)
                {
                    words[at] = words[at] with { Joined = JoinedNames.With(run, at - from) };
                }
            }

            from = to + 1;
        }
    }

    /// <summary>What stands in quotes and what does not. A quote that is not closed is none.</summary>
    public static IEnumerable<(string Run, bool IsQuoted)> Runs(string text)
    {
        var from = 0;
        while (from < text.Length)
        {
            var open = text.AsSpan(from).IndexOfAny(SearchText.Quotes) is >= 0 and var found ? from + found : text.Length;
            var close = open < text.Length && text.AsSpan(open + 1).IndexOfAny(SearchText.Quotes) is >= 0 and var after ? open + 1 + after : -1;
            if (close < 0)
            {
                yield return (text[from..], false);
                yield break;
            }

            yield return (text[from..open], false);
            yield return (text[(open + 1)..close], true);
            from = close + 1;
        }
    }
}
