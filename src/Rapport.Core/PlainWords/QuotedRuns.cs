using System.Runtime.InteropServices;

namespace Rapport.Core.PlainWords;

/// <summary>A run of text in double quotes, quotes included.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QuotedRun(int Start, int End);

/// <summary>
/// Finds what stands in double quotes: "panic attacks", “panic attacks”, «ataques de pánico». Who quotes words wants them as
/// they stand, so nothing is read into them. A quote that is never closed is none.
/// </summary>
internal static class QuotedRuns
{
    private const string Opening = "\"“„«";

    public static List<QuotedRun> In(string text)
    {
        var runs = new List<QuotedRun>();
        for (var at = 0; at < text.Length; at++)
        {
            // Behind a letter or a digit it closes nothing and opens nothing: 5'10".
            if (Opening.Contains(text[at], StringComparison.Ordinal) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && End(text, at + 1, text[at] == '«' ? "»" : "\"”“") is { } end)
            {
                if (HasWord(text, at, end))
                {
                    runs.Add(new QuotedRun(at, end));
                }

                at = end - 1;
            }
        }

        return runs;
    }

    private static int? End(string text, int from, string closing) =>
        text.AsSpan(from).IndexOfAny(closing) is >= 0 and var found ? from + found + 1 : null;

    private static bool HasWord(string text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (char.IsLetterOrDigit(text[at]))
            {
                return true;
            }
        }

        return false;
    }
}
