using System.Globalization;

namespace Rapport.Tests.Support;

/// <summary>Asks for words as a reader of a language gets them.</summary>
internal static class Told
{
    /// <summary>In one line: a terminal and a page break lines where they like.</summary>
    public static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <param name="culture">As in "es-US".</param>
    /// <param name="tell">What makes the words.</param>
    public static string In(string culture, Func<string> tell)
    {
        var (before, beforeWords) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return tell();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeWords);
        }
    }
}
