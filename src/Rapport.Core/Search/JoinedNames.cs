using System.Text;

namespace Rapport.Core.Search;

/// <summary>
/// The same name is written in one word and in several: "de la Cruz" and "Delacruz", "McDonald" and "Mc Donald", "Garcia-Lopez"
/// and "Garcialopez". A name is found by both: what it has in several words is kept in one too, and what is typed in several
/// is also looked for in one.
/// </summary>
public static class JoinedNames
{
    private const int MostJoined = 3;

    // Whoever types one word for several begins with one of these, or leaves out a hyphen. Other single letters are initials.
    private static readonly HashSet<string> Particles = new(
        [
            "al", "ap", "ben", "bin", "d", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "fitz",
            "ibn", "la", "las", "le", "les", "lo", "los", "mac", "mc", "o", "san", "santa", "st", "ten", "ter", "van", "von", "zu",
        ], StringComparer.Ordinal);

    private static readonly HashSet<char> Hyphens = ['-', '\u2010', '\u2011', '\u2012', '\u2013'];

    /// <summary>A name, and behind it what it has in several words in one: "Ana de la Cruz delacruz lacruz".</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StringBuilder? all = null;
        var words = Words(name);
        for (var from = 0; from + 1 < words.Count; from++)
        {
            var to = from + 1;
            while (to + 1 < words.Count && Particles.Contains(words[from].Text) && Particles.Contains(words[to].Text))
            {
                to++;
            }

            if (Particles.Contains(words[from].Text) || words[to].AfterHyphen)
            {
                all = (all ?? new StringBuilder(name)).Append(' ').AppendJoin("", words.GetRange(from, to - from + 1).Select(word => word.Text));
            }
        }

        return all?.ToString() ?? name;
    }

    /// <summary>What a word of a search may be part of, if it and its neighbours are one word of a name.</summary>
    /// <param name="words">Words that stand one behind the other.</param>
    /// <param name="at">Which of them.</param>
    internal static AskedWord[]? With(IReadOnlyList<AskedWord> words, int at)
    {
        List<AskedWord>? joined = null;
        for (var from = Math.Max(0, at - MostJoined + 1); from <= at; from++)
        {
            for (var to = Math.Max(at, from + 1); to < Math.Min(words.Count, from + MostJoined); to++)
            {
                if (to == from + 1 || (Particles.Contains(words[from].Text) && Particles.Contains(words[from + 1].Text)))
                {
                    var whole = words[from].Text + words[from + 1].Text + (to == from + 1 ? "" : words[to].Text);
                    (joined ??= []).Add(new AskedWord(whole, words[to].MayBegin));
                }
            }
        }

        return joined?.ToArray();
    }

    private static List<(string Text, bool AfterHyphen)> Words(string name)
    {
        var words = new List<(string Text, bool AfterHyphen)>();
        var from = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            if (at == name.Length || Hyphens.Contains(name[at]) || char.IsWhiteSpace(name[at]))
            {
                var afterHyphen = from > 0 && Hyphens.Contains(name[from - 1]);
                foreach (var word in SearchText.Words(name[from..at], SearchText.MaxWords))
                {
                    words.Add((word, afterHyphen));
                    afterHyphen = false;
                }

                from = at + 1;
            }
        }

        return words;
    }
}
