using System.Runtime.InteropServices;
using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Core.Typing;

/// <summary>
/// Finds what may be meant by a few letters: by the beginning of any word of the phrases that people have for it. Immutable;
/// may be asked from several threads at once. How long it takes depends on the phrases, not on how many people there are.
/// </summary>
public sealed class SuggestionBook
{
    // By their beginnings, each phrase from each of its words on: "panic attacks" lies at "panic attacks" and at "attacks".
    private readonly string[] begun;
    private readonly Beginning[] beginnings;

    // Suggestions that mean the same have one number; the more telling stand first.
    private readonly Suggestion[] suggestions;
    private readonly int[] numbers;

    /// <summary>Makes a book.</summary>
    /// <param name="phrases">What is typed and what it leads to; where two lead to the same, the first is shown.</param>
    public SuggestionBook(IEnumerable<(string Phrase, Suggestion Suggested)> phrases)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var (shown, of, from) = (new List<Suggestion>(), new List<int>(), new List<(string Words, Beginning Beginning)>());
        foreach (var (phrase, suggested) in phrases)
        {
            var folded = SearchText.Fold(phrase);
            var meant = string.Join('|', suggested.Meanings.Select(meaning => $"{meaning.Key}:{meaning.Code}").Order(StringComparer.Ordinal));
            known.TryAdd(meant, known.Count);
            for (var at = 0; at < folded.Length; at = folded.IndexOf(' ', at) is >= 0 and var blank ? blank + 1 : folded.Length)
            {
                from.Add((folded[at..], new Beginning(shown.Count, at == 0)));
            }

            shown.Add(suggested);
            of.Add(known[meant]);
        }

        from.Sort((a, b) => string.CompareOrdinal(a.Words, b.Words));
        begun = [.. from.Select(one => one.Words)];
        beginnings = [.. from.Select(one => one.Beginning)];
        (suggestions, numbers) = ([.. shown], [.. of]);
    }

    /// <summary>
    /// What the end of a text may mean, the likeliest first: what more of its words begin before what fewer do; what is typed
    /// exactly so, then what begins so, then what has a later word that begins so; then what more people have. Where there is
    /// nothing, what is one letter off.
    /// </summary>
    /// <param name="text">What stands in the box.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="people">How many people have the values of a suggestion, all or nearly.</param>
    public IReadOnlyList<Completion> Complete(string? text, int most, Func<Suggestion, long> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var tails = TypedTail.Of(text);
        var found = new Dictionary<int, Found>();
        for (var tail = 0; tail < tails.Count; tail++)
        {
            Add(found, Beginnings.Of(begun, tails[tail].Words), tails, tail, isClose: false);
            if (found.Count > 0 && tails[tail].Words.Trim().Contains(' ', StringComparison.Ordinal))
            {
                // Who has written two words of something goes on with it: behind "can't sl" there is no Slovak.
                break;
            }
        }

        for (var tail = 0; tail < tails.Count && found.Count == 0; tail++)
        {
            // A blank behind the last word says that it is whole; without it something else would be completed.
            foreach (var range in tails[tail].Words.EndsWith(' ') ? [] : Beginnings.CloseTo(begun, tails[tail].Words))
            {
                Add(found, range, tails, tail, isClose: true);
            }
        }

        return [.. found.Values
            .OrderBy(one => one.Rank).ThenByDescending(one => people(suggestions[one.Suggestion])).ThenBy(one => one.Suggestion)
            .Take(most)
            .Select(one => new Completion(suggestions[one.Suggestion], text![..tails[one.Tail].Start] + suggestions[one.Suggestion].Put))];
    }

    private void Add(Dictionary<int, Found> found, (int From, int To) range, List<TypedTail> tails, int tail, bool isClose)
    {
        for (var at = range.From; at < range.To; at++)
        {
            var (suggestion, isWhole) = beginnings[at];
            var kind = isClose || !isWhole ? 2 : begun[at].Length == tails[tail].Words.Length ? 0 : 1;
            var one = new Found((tail * 3) + kind, suggestion, tail);
            ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(found, numbers[suggestion], out var isKnown);
            if (!isKnown || (one.Rank, one.Suggestion).CompareTo((best.Rank, best.Suggestion)) < 0)
            {
                best = one;
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Beginning(int Suggestion, bool IsWhole);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(int Rank, int Suggestion, int Tail);
}
