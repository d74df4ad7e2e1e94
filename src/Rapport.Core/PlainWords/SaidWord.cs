using System.Globalization;
using System.Runtime.InteropServices;
using Rapport.Core.Search;

namespace Rapport.Core.PlainWords;

/// <summary>One word of what was said.</summary>
/// <param name="Folded">In lower case, without accents.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends, not included.</param>
/// <param name="AfterBreak">Whether a comma, a full stop or a new line parts it from the word before.</param>
/// <param name="IsMoney">Whether a dollar sign stands before it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SaidWord(string Folded, int Start, int End, bool AfterBreak, bool IsMoney)
{
    /// <summary>So many words are read.</summary>
    public const int Most = SearchText.MaxWords * 2;

    /// <summary>The words of a text but for those in quotes, which part the others; one more than are read tells that there are more.</summary>
    public static List<SaidWord> Of(string text, IReadOnlyList<QuotedRun> quoted)
    {
        var words = new List<SaidWord>();
        var (from, brk, money, run) = (0, false, false, 0);
        while (from < text.Length && words.Count <= Most)
        {
            if (run < quoted.Count && from >= quoted[run].Start)
            {
                (from, brk, money) = (quoted[run].End, true, false);
                run++;
                continue;
            }

            if (!IsOfWord(text, from))
            {
                brk |= text[from] is ',' or ';' or '\n' or '!' or '?' || (text[from] == '.' && (from + 1 == text.Length || text[from + 1] == ' '));
                money = text[from] == '$' || (money && text[from] == ' ');
                from++;
                continue;
            }

            var to = from + 1;
            while (to < text.Length && IsOfWord(text, to))
            {
                to++;
            }

            var folded = SearchText.Fold(text[from..to]);
            if (folded.Length > 0)
            {
                words.Add(new SaidWord(folded, from, to, brk && words.Count > 0, money));
                (brk, money) = (false, false);
            }

            from = to;
        }

        return words;
    }

    // An apostrophe inside joins, wherever it does in what is searched: "can't", "5'M".
    private static bool IsOfWord(string text, int at) => IsLetter(text[at])
        || (text[at] is '\'' or '’' && at > 0 && at + 1 < text.Length && IsLetter(text[at - 1])
            && (char.IsLetter(text[at + 1]) || char.IsSurrogate(text[at + 1])));

    private static bool IsLetter(char one) => char.IsLetterOrDigit(one) || char.IsSurrogate(one)
        || char.GetUnicodeCategory(one) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
