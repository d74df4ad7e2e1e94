using System.Globalization;
using System.Text;

namespace Rapport.Cli;

/// <summary>
/// Text from outside as it may stand on a terminal. Names, statements, reports and reasons were typed by anybody; what
/// steers a terminal or turns the direction of writing in them could hide or forge what the operator reads. Cleaned
/// where it is printed, since a store may hold it from before it was cleaned on its way in.
/// </summary>
internal static class Printed
{
    /// <summary>Characters that turn the direction of writing for what follows them.</summary>
    public const string Turning = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    /// <summary>Text of several lines: its line ends stay, everything else that steers goes.</summary>
    public static string Text(string? text) => Clean(text, lineEnd: "\n");

    /// <summary>Text that stands in one line: its line ends become blanks.</summary>
    public static string Line(string? text) => Clean(text, lineEnd: " ");

    private static string Clean(string? text, string lineEnd)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (letter.Value == '\n')
            {
                kept.Append(lineEnd);
            }
            else if (letter.Value == '\t')
            {
                kept.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(letter) is not UnicodeCategory.Control
                && !(letter.IsBmp && Turning.Contains((char)letter.Value, StringComparison.Ordinal)))
            {
                kept.Append(letter.ToString());
            }
        }
        return kept.ToString();
    }
}
