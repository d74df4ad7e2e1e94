using System.Globalization;
using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

public sealed class FactWordsTests
{
    [Fact]
    public void Inside_a_Spanish_sentence_a_language_begins_small_and_an_abbreviation_does_not()
    {
        Assert.Equal("polaco", In("es-US", () => FactWords.Inside("Polaco")));
        Assert.Equal("ASL", In("es-US", () => FactWords.Inside("ASL")));
        Assert.Equal("Polish", In("en-US", () => FactWords.Inside("Polish")));
    }

    private static string In(string culture, Func<string> tell)
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
