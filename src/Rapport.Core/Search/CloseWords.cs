namespace Rapport.Core.Search;

/// <summary>
/// Finds, among the words of the names of a segment, those that are close to a misspelt one, looking at few of them: one error
/// leaves either the beginning or the end of a word as it is.
/// </summary>
internal sealed class CloseWords
{
    private readonly string[] words;

    // Written backwards, in ordinal order, and where each stands among the words.
    private readonly string[] backward;
    private readonly int[] positions;

    /// <param name="words">In ordinal order.</param>
    public CloseWords(string[] words)
    {
        this.words = words;
        backward = Array.ConvertAll(words, Reversed);
        positions = [.. Enumerable.Range(0, words.Length)];
        Array.Sort(backward, positions, StringComparer.Ordinal);
    }

    /// <summary>The positions of the close words, in no order, each once.</summary>
    public HashSet<int> Find(string typed)
    {
        var close = new HashSet<int>();
        if (typed.Length < Spelling.OneFrom)
        {
            return close;
        }

        // Between the two lies a letter at least, so that no error, not even two swapped neighbours, touches both.
        var kept = (typed.Length - 1) / 2;
        AddForward(typed, typed.Length >= Spelling.TwoFrom ? 1 : kept, close);
        AddBackward(typed, kept, close);
        return close;
    }

    private void AddForward(string typed, int kept, HashSet<int> close)
    {
        var beginning = typed[..kept];
        var at = First(words, beginning);
        for (; at < words.Length && words[at].StartsWith(beginning, StringComparison.Ordinal); at++)
        {
            if (Spelling.IsClose(typed, words[at]))
            {
                close.Add(at);
            }
        }
    }

    private void AddBackward(string typed, int kept, HashSet<int> close)
    {
        var end = Reversed(typed[^kept..]);
        var at = First(backward, end);
        for (; at < backward.Length && backward[at].StartsWith(end, StringComparison.Ordinal); at++)
        {
            if (Spelling.IsClose(typed, words[positions[at]]))
            {
                close.Add(positions[at]);
            }
        }
    }

    private static int First(string[] sorted, string beginning)
    {
        var at = Array.BinarySearch(sorted, beginning, StringComparer.Ordinal);
        return at < 0 ? ~at : FirstOf(sorted, at);
    }

    // Of equal words, as some are when written backwards beside others, the search meets any.
    private static int FirstOf(string[] sorted, int at)
    {
        while (at > 0 && sorted[at - 1] == sorted[at])
        {
            at--;
        }

        return at;
    }

    private static string Reversed(string word)
    {
        var letters = word.ToCharArray();
        Array.Reverse(letters);
        return new string(letters);
    }
}
