namespace Rapport.Core.Places;

/// <summary>
/// How counties are called: most of them county, in Louisiana parish, in Puerto Rico municipio, in Alaska borough or census
/// area; and what people call them all the same.
/// </summary>
internal static class CountyName
{
    private static readonly (string English, string Title, string Sentence)[] Kinds =
    [
        (" County", "Condado de ", "el condado de "),
        (" Parish", "Parroquia de ", "la parroquia de "),
        (" Municipio", "Municipio de ", "el municipio de "),
    ];

    /// <summary>"Condado de Alameda"; what has no such word in Spanish keeps its name ("Kodiak Island Borough").</summary>
    internal static string InSpanish(string name) => Written(name, kind => kind.Title);

    /// <summary>"el condado de Alameda".</summary>
    internal static string InSpanishSentence(string name) => Written(name, kind => kind.Sentence);

    /// <summary>The words in the order of the English name: "condado de alameda", "county of alameda" → alameda county.</summary>
    internal static List<string> Ordered(List<string> words) => words switch
    {
        ["condado", "de" or "del", .. var name] => [.. name, "county"],
        ["county", "of", .. var name] => [.. name, "county"],
        ["parroquia" or "parish", "de" or "of", .. var name] => [.. name, "parish"],
        ["municipio", "de", .. var name] => [.. name, "municipio"],
        ["municipality", "of", .. var name] => [.. name, "municipality"],
        ["borough", "of", .. var name] => [.. name, "borough"],
        _ => words,
    };

    private static string Written(string name, Func<(string English, string Title, string Sentence), string> how)
    {
        var kind = Array.Find(Kinds, kind => name.EndsWith(kind.English, StringComparison.Ordinal));
        return kind.English is null ? name : how(kind) + name[..^kind.English.Length];
    }

    /// <summary>The words without what kind of county it is; null where none is said.</summary>
    internal static List<string>? WithoutKind(List<string> words) => Ordered(words) switch
    {
        [.. { Count: > 0 } name, "census", "area"] => name,
        [.. { Count: > 0 } name, "city", "and", "borough"] => name,
        [.. { Count: > 0 } name, "county" or "co" or "parish" or "municipio" or "municipality" or "borough"] => name,
        _ => null,
    };
}
