using System.Text;

namespace Rapport.Registry.Values;

/// <summary>Reads a telephone number of the North American plan.</summary>
internal static class Telephone
{
    private const int Digits = 10;

    /// <summary>
    /// Ten digits, or null when the text is no such number: "0000000000", a foreign one, or one that begins with the
    /// 1 of the long-distance code and has lost its last digit to it.
    /// </summary>
    public static string? Read(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text))
        {
            text = PlainText.Clean(text);
        }
        Span<char> digits = stackalloc char[Digits + 1];
        var count = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                continue;
            }
            if (count > Digits)
            {
                return null;
            }
            digits[count++] = c;
        }
        var number = count == Digits + 1 && digits[0] == '1' ? digits[1..] : digits[..count];
        // Neither an area nor an exchange begins with 0 or 1.
        return number.Length == Digits && number[0] >= '2' && number[3] >= '2' ? number.ToString() : null;
    }
}
