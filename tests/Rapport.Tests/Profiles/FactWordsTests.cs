using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class FactWordsTests
{
    [Fact]
    public void Inside_a_Spanish_sentence_a_language_begins_small_and_an_abbreviation_does_not()
    {
        Assert.Equal("polaco", Told.In("es-US", () => FactWords.Inside("Polaco")));
        Assert.Equal("ASL", Told.In("es-US", () => FactWords.Inside("ASL")));
        Assert.Equal("Polish", Told.In("en-US", () => FactWords.Inside("Polish")));
    }
}
