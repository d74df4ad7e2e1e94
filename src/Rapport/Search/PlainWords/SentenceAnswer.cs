using Rapport.Core.PlainWords;
using Rapport.Core.Search;

namespace Rapport.Search.PlainWords;

/// <summary>What a sentence was taken for, as JSON.</summary>
/// <param name="Parts">Its words that were understood, in their order.</param>
/// <param name="Unread">Its words that were not, and are looked for as they stand, but for those that only tell of the person who looks.</param>
/// <param name="Cut">Whether only its beginning was read.</param>
/// <param name="MayBeName">The word that was taken for a town and is somebody's name here as well: sent as <c>text</c> it is looked for. Null as a rule.</param>
internal sealed record SentenceAnswer(IReadOnlyList<HeardAnswer> Parts, IReadOnlyList<UnreadAnswer> Unread, bool Cut, string? MayBeName)
{
    public static SentenceAnswer Of(string sentence, PlainReading reading, SearchIndex index) => new(
        [.. reading.Parts.Select(part => new HeardAnswer(
            sentence[part.Start..part.End], [.. part.Meanings.Select(meaning => $"{meaning.Key}:{meaning.Code}")]))],
        [.. reading.Unread.Select(words => new UnreadAnswer(sentence[words.Start..words.End], words.Kind.ToString().ToLowerInvariant(), !reading.Told.Contains(words)))],
        reading.IsCut,
        Sentence.Doubted(sentence, reading, index));
}

/// <summary>Some words and what they mean: "issue:sleep", "place:94110", "radius:10", "feeMax:100".</summary>
internal sealed record HeardAnswer(string Said, IReadOnlyList<string> Means);

/// <summary>Words that no filter means, what they seem to be about (place, plan, issue or other), and whether they are looked for.</summary>
internal sealed record UnreadAnswer(string Said, string About, bool LookedFor);
