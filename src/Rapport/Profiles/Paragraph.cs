namespace Rapport.Profiles;

/// <summary>A paragraph of somebody's own words.</summary>
/// <param name="Language">"en" or "es", so that a screen reader speaks it in that; null where the words do not tell.</param>
internal sealed record Paragraph(string Text, string? Language)
{
    /// <summary>
    /// The paragraphs of statements, each of which may be in a language of its own; those in the reader's language
    /// first, for many write the same twice.
    /// </summary>
    public static IReadOnlyList<Paragraph> Of(string reader, params IEnumerable<string?> statements) =>
    [
        .. statements.OfType<string>()
            .SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(text => new Paragraph(text, TextLanguage.SpokenIn(text)))
            .OrderBy(words => words.Language is { } language && language != reader ? 1 : 0),
    ];
}
