using System.Buffers;

namespace Rapport.Registry.Values;

/// <summary>
/// Text without characters that steer what shows it: a cell must not write escape sequences into a terminal, or turn
/// the reading direction of a page.
/// </summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Steering = SearchValues.Create(
    [
        .. Enumerable.Range(0x00, 0x20).Concat(Enumerable.Range(0x7F, 0x21)) // C0, DEL and C1
            .Concat(Enumerable.Range(0x202A, 5)).Concat(Enumerable.Range(0x2066, 4)) // reading direction
            .Concat([0x2028, 0x2029]).Select(code => (char)code), // line and paragraph ends
    ]);

    /// <summary>Line ends and tabs become one blank, the others go; blanks at the ends go too.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        text = text.Trim();
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
