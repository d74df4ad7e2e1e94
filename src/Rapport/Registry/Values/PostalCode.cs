
namespace Rapport.Registry.Values;

/// <summary>Reads a postal code: nine or five digits, with or without hyphen, or a foreign one.</summary>
internal static class PostalCode
{
    private const int Five = 5;

    /// <summary>Five digits; a foreign code in capitals as given; empty when there is none ("00000" is none).</summary>
    /// <param name="country">Two letters; blank means the United States. Territories have codes like states.</param>
    public static string Read(ReadOnlySpan<char> text, ReadOnlySpan<char> country)
    {
        var trimmed = text.Trim();
        if (country is not ("" or "US" or "PR" or "VI" or "GU" or "AS" or "MP" or "UM"))
        {
            return trimmed.ToString().ToUpperInvariant();
        }
        var digits = trimmed.Length;
        foreach (var c in trimmed)
        {
            digits -= char.IsAsciiDigit(c) || c == '-' ? 0 : 1;
        }
        if (digits == trimmed.Length && digits >= Five && trimmed[..Five].IndexOf('-') < 0)
        {
            return trimmed[..Five] is "00000" ? "" : trimmed[..Five].ToString();
        }
        return trimmed.ToString().ToUpperInvariant();
    }
}
