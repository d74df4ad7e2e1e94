using System.Text;

namespace Rapport.Core;

/// <summary>Text in one of the forms of Unicode Standard Annex 15, whatever it holds.</summary>
public static class Unicode
{
    private const int SwappedByteOrderMark = 0xFFFE;

    /// <summary>
    /// The text in a normal form. The runtime refuses what is no text, half a surrogate pair and U+FFFE, which come with hostile, cut or damaged
    /// text: here each becomes U+FFFD, the mark of a letter that cannot be read.
    /// </summary>
    /// <param name="text">Any characters.</param>
    /// <param name="form">Which form.</param>
    public static string Normal(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.Value == SwappedByteOrderMark ? Rune.ReplacementChar : rune);
        }
#pragma warning disable RS0030 // The one place where it is safe.
        return whole.ToString().Normalize(form);
#pragma warning restore RS0030
    }
}
