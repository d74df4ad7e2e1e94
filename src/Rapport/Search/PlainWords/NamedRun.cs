using Rapport.Core.PlainWords;
using Rapport.Core.Search;

namespace Rapport.Search.PlainWords;

/// <summary>Finds somebody's name among other words: "Matilde Pagan, evenings" asks for no pagan.</summary>
internal static class NamedRun
{
    private const int Longest = 4;

    /// <summary>
    /// The words, two to four side by side, by which somebody here is called; null where there are none. One of them at least must mean
    /// nothing else: "christian young adults" are no Christian Young. Nor are the words of a place of several words.
    /// </summary>
    public static (int Start, int End)? In(string said, PlainReading reading, PlainReader reader, SearchIndex index)
    {
        var place = reading.Parts.FirstOrDefault(part => part.Kind == ReadKind.Place && said[part.Start..part.End].Contains(' ', StringComparison.Ordinal));
        var words = Words(said).Select(word => (word.Start, word.End, word.AfterBreak, Folded: SearchText.Fold(said[word.Start..word.End]))).ToList();
        var isOfName = words.ConvertAll(word => word.Folded.Length > 1 && !(place is not null && word.Start < place.End && word.End > place.Start) && index.IsNamed(word.Folded));
        for (var length = Math.Min(Longest, words.Count); length > 1; length--)
        {
            for (var from = 0; from + length <= words.Count; from++)
            {
                var run = words.GetRange(from, length);
                if (isOfName[from] && isOfName[from + length - 1] && !run.Skip(1).Any(word => word.AfterBreak) && !run.TrueForAll(word => reader.Knows(word.Folded))
                    && index.IsNamed(said[run[0].Start..run[^1].End]))
                {
                    return (run[0].Start, run[^1].End);
                }
            }
        }
        return null;
    }

    /// <summary>The same text with the name out of the way, every other word where it was.</summary>
    public static string Without(string said, (int Start, int End) name) =>
        string.Concat(said.AsSpan(0, name.Start), new string(';', name.End - name.Start), said.AsSpan(name.End));

    private static IEnumerable<(int Start, int End, bool AfterBreak)> Words(string said)
    {
        for (var (at, isBroken) = (0, false); at < said.Length; at++)
        {
            if (!IsOfWord(said[at]))
            {
                isBroken |= said[at] is ',' or ';' or '\n' or '!' or '?';
                continue;
            }
            var start = at;
            while (at + 1 < said.Length && IsOfWord(said[at + 1]))
            {
                at++;
            }
            yield return (start, at + 1, isBroken);
            isBroken = false;
        }
    }

    private static bool IsOfWord(char one) => char.IsLetterOrDigit(one) || char.IsSurrogate(one) || one is '\'' or '’' or '-';
}
