using System.Text;

namespace Rapport.Profiles;

/// <summary>Tidies a licence number as the registry holds it: "26 SC", "E.2202987", "#115661", "NONE".</summary>
internal static class LicenceNumber
{
    /// <summary>The registry's column is twenty characters wide; more is somebody's remark, not a number.</summary>
    public const int Longest = 40;

    /// <summary>
    /// The number as a board would print it, or null when the text is none: blank, "NONE", "PENDING", all zeros,
    /// without any digit. Dots, hyphens and letters stay: boards use them.
    /// </summary>
    public static string? Clean(ReadOnlySpan<char> text)
    {
        Span<char> kept = stackalloc char[Longest];
        var length = 0;
        bool digit = false, notZero = false;
        foreach (var c in text.Trim(" \t#.:-"))
        {
            // What divides entries of a list is no part of a number.
            var blank = char.IsWhiteSpace(c) || c is '#' or '|' or ';';
            if (blank && (length == 0 || kept[length - 1] == ' '))
            {
                continue;
            }
            if (length == Longest)
            {
                return null;
            }
            kept[length++] = blank ? ' ' : char.ToUpperInvariant(c);
            digit |= char.IsAsciiDigit(c);
            notZero |= c is >= '1' and <= '9';
        }
        return digit && notZero ? kept[..length].ToString() : null;
    }

    /// <summary>What two spellings of one number have in common: capital letters and digits, nothing else.</summary>
    public static string Key(string number)
    {
        var key = new StringBuilder(number.Length);
        foreach (var c in number)
        {
            if (char.IsLetterOrDigit(c))
            {
                key.Append(c);
            }
        }
        return key.ToString();
    }
}
