using System.Buffers;
using System.Text;

namespace Rapport.Registry.Values;

/// <summary>Reads a postal code: nine or five digits, with or without hyphen, or a foreign one.</summary>
internal static class PostalCode
{
    private const int Five = 5;
    private const int Nine = 9;
    private const int Longest = 10;
    private const int MostLetters = 3;

    private static readonly SearchValues<char> ZipSigns = SearchValues.Create("0123456789-");

    /// <summary>Whether codes of this country are ZIPs. Blank means the United States; territories have codes like states.</summary>
    /// <param name="country">Two letters, or blank.</param>
    public static bool IsZip(ReadOnlySpan<char> country) => country is "" or "US" or "PR" or "VI" or "GU" or "AS" or "MP" or "UM";

    /// <summary>
    /// Five digits; a foreign code in capitals as given; empty when there is none ("00000" is none), and where a telephone
    /// number or street stands instead.
    /// </summary>
    /// <param name="country">Two letters; blank means the United States. Territories have codes like states.</param>
    public static string Read(ReadOnlySpan<char> text, ReadOnlySpan<char> country)
    {
        var trimmed = text.Trim();
        if (!Ascii.IsValid(trimmed))
        {
            trimmed = PlainText.Clean(trimmed);
        }
        if (!IsZip(country))
        {
            return Foreign(trimmed);
        }
        if (trimmed.Length < Five || trimmed.ContainsAnyExcept(ZipSigns) || trimmed[..Five].Contains('-'))
        {
            return Foreign(trimmed);
        }
        var digits = trimmed.Length - trimmed.Count('-');
        return digits > Nine || trimmed[..Five] is "00000" ? "" : trimmed[..Five].ToString();
    }

    // A code has ten characters at most and few letters in a row: anything else is a street in the wrong column.
    private static string Foreign(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            letters = char.IsLetter(c) ? letters + 1 : 0;
            if (letters > MostLetters)
            {
                return "";
            }
        }
        var code = text.ToString().ToUpperInvariant();
        return text.Length > Longest || code.Split(' ').Any(StreetWords.IsType) ? "" : code;
    }
}
