using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Rapport.Search.PlainWords;

/// <summary>Cuts the endings off words, in English and Spanish. For use from several threads.</summary>
internal static class Stems
{
    [ThreadStatic]
    private static SnowballProgram? english;

    [ThreadStatic]
    private static SnowballProgram? spanish;

    public static string Of(string language, string word)
    {
        var stemmer = language == "es" ? spanish ??= new SpanishStemmer() : english ??= new EnglishStemmer();
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current;
    }
}
