namespace Rapport.Core.PlainWords;

/// <summary>Something that people say, and what they mean by it.</summary>
/// <param name="Language">Of which its words are bent: "en" or "es"; null where they are taken as they stand (abbreviations, names).</param>
/// <param name="Text">As people write it; case, accents and punctuation do not count.</param>
/// <param name="Meanings">All that is meant, together; empty where it says nothing of what is looked for ("therapist").</param>
public sealed record Phrase(string? Language, string Text, IReadOnlyList<Meaning> Meanings)
{
    /// <summary>Stands in a text for words that may come between: "dad ... died".</summary>
    internal const string Gap = "...";

    /// <summary>Whether other words may stand inside of it, so that nobody would write it as it stands.</summary>
    public bool HasGaps => Text.Contains(Gap, StringComparison.Ordinal);

    /// <summary>Whether it is only meant where nothing else of the kind is said: "my ex" beside "co-parenting" tells of no breakup.</summary>
    public bool IsFaint { get; init; }
}
