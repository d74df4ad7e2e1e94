using System.Buffers;
using System.Globalization;
using System.Text;
using Rapport.Core;

namespace Rapport.Registry.Values;

/// <summary>
/// Text without characters that steer what shows it: a cell must not write escape sequences into a terminal, or turn
/// the reading direction of a page. Nor does it hold what looks like other text and is none: wide digits, letters with
/// nothing between them. An address so typed would pass for another one.
/// </summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Steering = SearchValues.Create(
    [
        .. Enumerable.Range(0x00, 0x20).Concat(Enumerable.Range(0x7F, 0x21)) // C0, DEL and C1
            .Concat(Enumerable.Range(0x202A, 5)).Concat(Enumerable.Range(0x2066, 4)) // reading direction
            .Concat([0x2028, 0x2029]).Select(code => (char)code), // line and paragraph ends
    ]);

    /// <summary>Letters and digits in their plain form ("７４２" is 742), without characters that are not seen.</summary>
    public static string Plain(ReadOnlySpan<char> text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                valid.Append(rune);
            }
        }
        var plain = new StringBuilder(text.Length);
        foreach (var rune in Unicode.Normal(valid.ToString(), NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                plain.Append((int)Rune.GetNumericValue(rune));
            }
            else
            {
                plain.Append(rune);
            }
        }
        return plain.ToString();
    }

    /// <summary>Letters and digits become plain ones, line ends and tabs become one blank, the others go; blanks at the ends go too.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        text = Ascii.IsValid(text) ? text.Trim() : Plain(text).AsSpan().Trim();
        if (!text.ContainsAny(Steering))
        {
            return text.ToString();
        }
        var kept = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!Steering.Contains(c))
            {
                kept[length++] = c;
            }
            else if (char.IsWhiteSpace(c))
            {
                kept[length++] = ' ';
            }
        }
        return string.Join(' ', new string(kept, 0, length).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
