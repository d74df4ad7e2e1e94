using Rapport.Core.Search;

namespace Rapport.Core.PlainWords;

/// <summary>
/// What people say, to be found again in a longer text: word by word, whatever the case, the accents and the endings, with
/// small words between. Immutable; safe for use from several threads where the stemming is.
/// </summary>
public sealed class PhraseBook
{
    /// <summary>Endings are only cut off words of so many letters: "is" is no form of "i".</summary>
    private const int ShortestStemmed = 4;

    /// <summary>Only a longer word is taken for a misspelt one that says nothing.</summary>
    private const int ShortestIdle = 8;

    /// <summary>So many words of any kind, beside the small ones, may stand in a gap.</summary>
    private const int MostInGap = 3;

    private readonly Dictionary<string, List<Entry>> byFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<string> stems = new(StringComparer.Ordinal);
    private readonly HashSet<string> ofNothing = new(StringComparer.Ordinal);
    private readonly HashSet<string> wishes = new(StringComparer.Ordinal);
    private readonly HashSet<string> smallWords;
    private readonly Func<string, string, string> stem;

    /// <summary>Builds the book.</summary>
    /// <param name="phrases">The more decided first: where two are the same words, the first holds.</param>
    /// <param name="smallWords">Words that may stand between those of a phrase ("the", "my", "un"), folded.</param>
    /// <param name="stem">Cuts the ending off a folded word, given the language ("en" or "es") and the word.</param>
    public PhraseBook(IEnumerable<Phrase> phrases, IEnumerable<string> smallWords, Func<string, string, string> stem)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        ArgumentNullException.ThrowIfNull(smallWords);
        ArgumentNullException.ThrowIfNull(stem);
        this.smallWords = [.. smallWords];
        this.stem = stem;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            var runs = phrase.Text.Split(Phrase.Gap).Select(SearchText.Fold).Where(run => run.Length > 0).ToList();
            if (runs.Count > 0 && known.Add(string.Join(Phrase.Gap, runs)))
            {
                Add(phrase, runs.ConvertAll(run => run.Split(' ')));
                (phrase.Meanings.Count == 0 ? ofNothing : wishes).Add(string.Join(' ', runs));
            }
        }
    }

    /// <summary>Whether the word stands in a phrase, exactly so.</summary>
    internal bool Knows(string word) => words.Contains(word);

    /// <summary>Whether the word stands in a phrase, whatever its ending.</summary>
    internal bool KnowsForm(string word) => Knows(word) || Bent(word).Any(stems.Contains);

    /// <summary>Whether the word may stand between those of a phrase.</summary>
    internal bool IsSmall(string word) => smallWords.Contains(word);

    /// <summary>Whether the word, exactly so, asks for nothing by itself.</summary>
    internal bool SaysNothing(string word) => ofNothing.Contains(word);

    /// <summary>The only known word that differs by one letter, or by two where it is long; null where there is none, or several.</summary>
    internal string? Corrected(string word)
    {
        // Short words are too close to each other, and to names ("Maria" is no mania).
        var most = word.Length switch { < 6 => 0, < 8 => 1, _ => 2 };
        return most == 0 || word.Any(char.IsAsciiDigit) || Knows(word) || Closest(word, words, most) is not { } closest
            // In what says nothing a name would be lost: "Fuentes" is no "fuertes", and "Quiñones" no "quienes".
            || (SaysNothing(closest) && (word.Length < ShortestIdle || Places.EditDistance.Between(word, closest, most) > 1)) ? null : closest;
    }

    /// <summary>
    /// For a word of five letters the only one that asks for something by itself and differs by one letter ("panik"), for one of four that
    /// has one more ("slep"). Whoever asks makes sure that it is nobody's name.
    /// </summary>
    internal string? CorrectedShort(string word) => word.Length switch
    {
        _ when word.Any(char.IsAsciiDigit) || Knows(word) => null,
        5 => Closest(word, wishes, 1),
        4 => Closest(word, wishes.Where(known => known.Length == word.Length + 1), 1),
        _ => null,
    };

    private string? Closest(string word, IEnumerable<string> among, int most)
    {
        string? best = null;
        var (least, ties) = (Slip(most + 1), 0);
        foreach (var known in among)
        {
            // People seldom miss the first letter; who allows it corrects names into wishes.
            if (known.Length < 4 || known[0] != word[0] || known.Contains(' ', StringComparison.Ordinal) || Math.Abs(known.Length - word.Length) > most)
            {
                continue;
            }

            // A letter is left out or doubled more often than another is hit.
            var errors = Places.EditDistance.Between(word, known, most);
            var slip = errors > most ? Slip(most + 1) : Slip(errors) - (known.Length > word.Length ? 1 : 0);
            if (slip < least)
            {
                (best, least, ties) = (known, slip, 0);
            }
            else if (slip == least && errors <= most && Stems(known) != Stems(best!))
            {
                ties++;
            }
        }

        return ties == 0 ? best : null;
    }

    private static int Slip(int errors) => errors * 2;

    /// <summary>All phrases that begin at a word.</summary>
    /// <param name="said">Each word in the ways it may be read: as it stands, then corrected.</param>
    /// <param name="at">Where they begin.</param>
    /// <returns>Each with where it ends, not included; how many words are its own; how many of them stand exactly so; how many letters differ; and how many other words stand in its gaps.</returns>
    internal IEnumerable<(Phrase Phrase, int To, int Words, int Exact, int Changed, int InGaps)> At(IReadOnlyList<string[]> said, int at)
    {
        var seen = new HashSet<Entry>(ReferenceEqualityComparer.Instance);
        foreach (var key in Keys(said[at]))
        {
            foreach (var entry in byFirst.GetValueOrDefault(key) ?? [])
            {
                if (seen.Add(entry) && entry.EndIn(said, at, this) is { To: > 0 } found)
                {
                    yield return (entry.Phrase, found.To, entry.Words.Length, found.Exact, found.Changed, found.InGaps);
                }
            }
        }
    }

    private void Add(Phrase phrase, List<string[]> runs)
    {
        string[] parts = [.. runs.SelectMany(run => run)];
        var gaps = runs.Count == 1 ? [] : runs.SkipLast(1).Aggregate(new List<int>(), (ends, run) => [.. ends, run.Length + ends.LastOrDefault()]);
        var entry = new Entry(phrase, parts, phrase.Language is { } language ? Array.ConvertAll(parts, part => Stem(language, part)) : null, gaps);
        words.UnionWith(parts);
        stems.UnionWith(entry.Stems?.Select(stemmed => $"{phrase.Language} {stemmed}") ?? []);
        foreach (var key in new[] { parts[0], entry.Stems is null ? parts[0] : $"{phrase.Language} {entry.Stems[0]}" }.Distinct(StringComparer.Ordinal))
        {
            if (!byFirst.TryGetValue(key, out var entries))
            {
                byFirst[key] = entries = [];
            }

            entries.Add(entry);
        }
    }

    private IEnumerable<string> Keys(string[] readings) => readings.SelectMany(word => Bent(word).Prepend(word));

    private IEnumerable<string> Bent(string word) => [$"en {Stem("en", word)}", $"es {Stem("es", word)}"];

    private string Stems(string word) => $"{Stem("en", word)} {Stem("es", word)}";

    private string Stem(string language, string word) =>
        word.Length < ShortestStemmed || word.Any(char.IsAsciiDigit) ? word : stem(language, word);

    private sealed record Entry(Phrase Phrase, string[] Words, string[]? Stems, List<int> Gaps)
    {
        // Gaps holds the words of the phrase before which others may stand.

        /// <summary>
        /// Where the phrase ends, not included, or 0 where it does not stand there; how many words are exactly its own; how many letters differ; how
        /// many other words stand in its gaps.
        /// </summary>
        public (int To, int Exact, int Changed, int InGaps) EndIn(IReadOnlyList<string[]> said, int at, PhraseBook book)
        {
            var (exact, changed, inGaps) = (0, 0, 0);
            for (var word = 0; word < Words.Length; word++)
            {
                // Small words between are passed over, but a phrase does not begin with one that is not its own.
                var gap = Gaps.Contains(word) ? MostInGap : 0;
                while (word > 0 && at < said.Count && !Is(said[at], word, book) && (book.smallWords.Contains(said[at][0]) || gap-- > 0))
                {
                    inGaps += book.smallWords.Contains(said[at][0]) ? 0 : 1;
                    at++;
                }

                if (at >= said.Count || !Is(said[at], word, book))
                {
                    return (0, 0, 0, 0);
                }

                exact += said[at][0] == Words[word] ? 1 : 0;
                changed += Differing(said[at][0], Words[word]);
                at++;
            }

            return (at, exact, changed, inGaps);
        }

        /// <summary>The letters behind the common beginning of two words.</summary>
        private static int Differing(string a, string b) => a.Length + b.Length - (2 * a.AsSpan().CommonPrefixLength(b));

        // A small word is meant as it stands: "Susan" is no bent "sus".
        private bool Is(string[] readings, int word, PhraseBook book) =>
            readings.Any(reading => reading == Words[word]
                || (Stems is not null && !book.smallWords.Contains(Words[word]) && book.Stem(Phrase.Language!, reading) == Stems[word] && reading.Length >= ShortestStemmed));
    }
}
