namespace Rapport.Core.Search;

/// <summary>Makes the words of one field of a segment out of those of several.</summary>
internal static class WordMerge
{
    // After so many profiles it is looked whether the work is to end.
    private const int Looks = 4096;

    // Of fewer profiles learning what stands often in their texts takes longer than all the rest, for little.
    private const int Packed = 16_384;

    // Of so many at least it is learnt.
    private const int Sampled = 4096;

    /// <summary>Merges them, without the words of who is left out.</summary>
    /// <param name="parts">What to merge.</param>
    /// <param name="renumbered">For each part, the new number of each profile, or −1; rising within a part.</param>
    /// <param name="order">For each new number, the part and the number there.</param>
    /// <param name="stop">Ends the work.</param>
    public static WordSets Of(IReadOnlyList<WordSets> parts, IReadOnlyList<int[]> renumbered, (int Part, int Doc)[] order, CancellationToken stop = default)
    {
        var words = new List<string>();
        var counts = new List<int>();
        var next = new int[parts.Count];
        var isWhole = renumbered.Select(numbers => !numbers.Contains(-1)).ToArray();

        // By part and number there: the word, and once all are counted its new number.
        var becomes = parts.Select(part => new int[part.Numbers.Length == 0 ? 0 : part.Numbers.Max() + 1]).ToArray();
        while (Least(parts, next) is { } word)
        {
            stop.ThrowIfCancellationRequested();
            var count = 0;
            for (var i = 0; i < parts.Count; i++)
            {
                if (next[i] < parts[i].Words.Length && parts[i].Words[next[i]] == word)
                {
                    becomes[i][parts[i].Numbers[next[i]]] = words.Count;
                    count += isWhole[i] ? parts[i].CountOf(next[i]) : parts[i].Sets[next[i]].CountKept(renumbered[i]);
                    next[i]++;
                }
            }

            // What nobody says any more stands in no text that is kept either: its number goes to the next word.
            if (count > 0)
            {
                words.Add(word);
                counts.Add(count);
            }
        }

        var ranks = WordSets.Ranked(counts);
        foreach (var numbers in becomes)
        {
            for (var number = 0; number < numbers.Length; number++)
            {
                numbers[number] = numbers[number] < ranks.Length ? ranks[numbers[number]] : -1;
            }
        }

        var (sets, text) = Dealt(parts, becomes, Filling(counts, ranks, order.Length), order, stop);
        return new WordSets([.. words], Array.ConvertAll(ranks, rank => sets[rank].Set), ranks, text);
    }

    private static DocSet.Filling[] Filling(List<int> counts, int[] ranks, int size)
    {
        var sets = new DocSet.Filling[counts.Count];
        for (var word = 0; word < sets.Length; word++)
        {
            sets[ranks[word]] = new DocSet.Filling(counts[word], size, isCounted: false);
        }

        return sets;
    }

    // Goes through the text that is kept once: writes it anew, and who has each word.
    private static (DocSet.Filling[] Sets, RunningText Text) Dealt(
        IReadOnlyList<WordSets> parts, int[][] becomes, DocSet.Filling[] sets, (int Part, int Doc)[] order, CancellationToken stop)
    {
        var text = new RunningText.Builder(order.Length < Packed ? null : PhraseBook.Learn(Sample(parts, becomes, order)));
        byte[] room = [];
        int[] words = [];
        for (var doc = 0; doc < order.Length; doc++)
        {
            if (doc % Looks == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            var (part, old) = order[doc];
            var count = RunningText.ReadAll(parts[part].Text.Of(old, ref room), ref words);
            var numbers = words.AsSpan(0, count);
            var become = becomes[part];
            foreach (ref var number in numbers)
            {
                number = become[number];
                sets[number].Add(doc);
            }

            text.AddAll(numbers);
            text.End();
        }

        return (sets, text.Build());
    }

    // The texts of some, the same distance apart from one another.
    private static List<int[]> Sample(IReadOnlyList<WordSets> parts, int[][] becomes, (int Part, int Doc)[] order)
    {
        var sample = new List<int[]>();
        byte[] room = [];
        int[] words = [];
        for (var doc = 0; doc < order.Length; doc += Math.Max(1, order.Length / Sampled))
        {
            var (part, old) = order[doc];
            var count = RunningText.ReadAll(parts[part].Text.Of(old, ref room), ref words);
            sample.Add(Array.ConvertAll(words[..count], number => becomes[part][number]));
        }

        return sample;
    }

    private static string? Least(IReadOnlyList<WordSets> parts, int[] next)
    {
        string? least = null;
        for (var i = 0; i < parts.Count; i++)
        {
            if (next[i] < parts[i].Words.Length
                && (least is null || string.CompareOrdinal(parts[i].Words[next[i]], least) < 0))
            {
                least = parts[i].Words[next[i]];
            }
        }

        return least;
    }
}
