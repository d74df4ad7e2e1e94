namespace Rapport.Core.Search;

/// <summary>What cuts the endings off words, by language: words with the same stem are found for one another in what profiles say.</summary>
public sealed class WordStems
{
    private readonly string[] languages;

    /// <summary>Makes it.</summary>
    /// <param name="languages">Each language as a search names it, and what makes the stem of a word of it: for use from
    /// several threads, and always the same for the same word.</param>
    public WordStems(IReadOnlyList<(string Language, Func<string, string> Stem)> languages)
    {
        ArgumentNullException.ThrowIfNull(languages);
        this.languages = [.. languages.Select(one => one.Language)];
        All = [.. languages.Select(one => one.Stem)];
    }

    /// <summary>Each word stands for itself alone.</summary>
    public static WordStems None { get; } = new([]);

    internal Func<string, string>[] All { get; }

    /// <summary>Whether words of a language have stems.</summary>
    public bool Knows(string language) => IndexOf(language) >= 0;

    /// <summary>The number of a language, or −1.</summary>
    internal int IndexOf(string? language) => Array.IndexOf(languages, language);
}
