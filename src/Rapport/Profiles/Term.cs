namespace Rapport.Profiles;

/// <summary>One entry of a vocabulary.</summary>
/// <param name="Code">What profiles and searches hold.</param>
/// <param name="English">What a page shows in English.</param>
/// <param name="Spanish">What a page shows in Spanish.</param>
/// <param name="Also">Further words that people type for it, in either language.</param>
/// <param name="More">The vocabulary's own columns by name, such as <c>level</c> of a credential.</param>
internal sealed record Term(
    string Code,
    string English,
    string Spanish,
    IReadOnlyList<string> Also,
    IReadOnlyDictionary<string, string> More)
{
    /// <summary>The word for it in a language: Spanish for "es" and its regions, English for all others.</summary>
    internal string Label(string language) => IsSpanish(language) ? Spanish : English;

    /// <summary>What it means in plain words; empty where the vocabulary does not explain its words.</summary>
    internal string Plain(string language) => this[IsSpanish(language) ? "plain_es" : "plain_en"];

    /// <summary>A column of the vocabulary's own; empty where it has none of that name.</summary>
    internal string this[string column] => More.GetValueOrDefault(column, "");

    private static bool IsSpanish(string language) => language.StartsWith("es", StringComparison.OrdinalIgnoreCase);
}
