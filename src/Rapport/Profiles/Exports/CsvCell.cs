using System.Buffers;
using System.Text.RegularExpressions;

namespace Rapport.Profiles.Exports;

/// <summary>
/// One cell of a table that people open in a spreadsheet. What somebody wrote of herself must never be taken there for a
/// formula, which could read other cells and send them away.
/// </summary>
internal static partial class CsvCell
{
    /// <summary>What begins a formula, also in the wide letters of East Asian keyboards.</summary>
    private static readonly SearchValues<char> FormulaMarks = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>What programs pass over before they look for a formula, and what they throw away as a quote.</summary>
    private static readonly SearchValues<char> PassedOver = SearchValues.Create("\"'“”‘’` \u00a0\ufeff");

    /// <summary>Cells of nothing else need no quotes. Not even a semicolon or a tab: some programs part cells by those.</summary>
    private static readonly SearchValues<char> Bare = SearchValues.Create(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-/:.");

    /// <summary>The cell as it is written, quoted where it must be; empty for what is not known.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        var safe = InnerFormula().Replace(IsFormula(text) ? "'" + text : text, "'");
        return safe.AsSpan().ContainsAnyExcept(Bare) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>
    /// Where in a text a formula would begin for a program that parts cells by semicolons or tabs: it takes our quotes for
    /// letters, and each of these and each line end begins a cell.
    /// </summary>
    [GeneratedRegex(@"(?<=[;\t\r\n])(?=[""'“”‘’` \u00a0\ufeff]*[=+\-@＝＋－＠])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerFormula();

    /// <summary>
    /// Whether a spreadsheet may take it for a formula, also after quotes and blanks. A text that only looks as if it had
    /// been made safe counts too, so that taking the first "'" away again always gives the text that was there.
    /// </summary>
    private static bool IsFormula(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(PassedOver);
        return first >= 0 && FormulaMarks.Contains(text[first]);
    }
}
