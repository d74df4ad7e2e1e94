using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// Runs of words that stand often one behind the other in a field: each is kept once, and running text has a number in its place.
/// </summary>
/// <remarks>
/// The runs are grown from pairs, as in N. J. Larsson and A. Moffat, Off-line dictionary-based compression (2000), but all frequent pairs of a
/// round at once and in a sample. A text is cut from its beginning, always at the longest run that is known.
/// </remarks>
internal sealed class PhraseBook
{
    /// <summary>The longest run, in words.</summary>
    public const int MostWords = 64;

    // A run stands so often in the sample, else it is not worth its own number.
    private const int Fewest = 5;

    // Each round may double the length of the runs.
    private const int Rounds = 10;

    // By run, the most frequent first, where its words begin; one more for the end.
    private readonly int[] starts;
    private readonly byte[] words;

    /// <param name="starts">By run, where its words begin; one more for the end.</param>
    /// <param name="words">The words of all, as <see cref="RunningText"/> writes them.</param>
    public PhraseBook(int[] starts, byte[] words) => (this.starts, this.words) = (starts, words);

    /// <summary>How many there are.</summary>
    public int Count => starts.Length - 1;

    public ReadOnlySpan<int> Starts => starts;

    public ReadOnlySpan<byte> Words => words;

    /// <summary>The words of one.</summary>
    public ReadOnlySpan<byte> this[int run] => words.AsSpan(starts[run], starts[run + 1] - starts[run]);

    /// <summary>The words of each as numbers.</summary>
    public int[][] Runs()
    {
        var runs = new int[Count][];
        var run = new List<int>();
        for (var at = 0; at < Count; at++)
        {
            run.Clear();
            for (var rest = this[at]; rest.Length > 0;)
            {
                run.Add(RunningText.Read(ref rest));
            }

            runs[at] = [.. run];
        }

        return runs;
    }

    /// <summary>Learns the runs of some texts.</summary>
    /// <param name="sample">The words of each, as numbers.</param>
    public static PhraseBook Learn(IReadOnlyList<int[]> sample)
    {
        var known = Grown(sample);

        // Which of them a text is cut into; those are kept, and the most frequent have the shortest numbers.
        var counts = Counts(known, sample);
        int[][] kept = [.. known.Where((_, run) => counts[run] >= Fewest)];
        counts = Counts(kept, sample);
        int[] order = [.. Enumerable.Range(0, kept.Length).Where(run => counts[run] > 0).OrderByDescending(run => counts[run]).ThenBy(run => run)];
        return Written(order.Select(run => kept[run]));
    }

    /// <summary>The same numbers, but without the words of the runs that are not used.</summary>
    public PhraseBook Among(ReadOnlySpan<bool> used)
    {
        var kept = new List<byte>();
        var ends = new List<int> { 0 };
        for (var run = 0; run < Count; run++)
        {
            kept.AddRange(used[run] ? this[run] : []);
            ends.Add(kept.Count);
        }

        return new PhraseBook([.. ends], [.. kept]);
    }

    private static PhraseBook Written(IEnumerable<int[]> runs)
    {
        var written = new List<byte>();
        var ends = new List<int> { 0 };
        foreach (var run in runs)
        {
            foreach (var word in run)
            {
                RunningText.Write(written, word);
            }

            ends.Add(written.Count);
        }

        return new PhraseBook([.. ends], [.. written]);
    }

    private static int[] Counts(IReadOnlyList<int[]> runs, IReadOnlyList<int[]> sample)
    {
        var counts = new int[runs.Count];
        var cutter = new PhraseCutter(runs);
        foreach (var text in sample)
        {
            for (var at = 0; at < text.Length;)
            {
                var run = cutter.Longest(text.AsSpan(at), out var length);
                at += length;
                if (run >= 0)
                {
                    counts[run]++;
                }
            }
        }

        return counts;
    }

    // All words of the sample that are frequent, and the runs that grow of them round by round.
    private static List<int[]> Grown(IReadOnlyList<int[]> sample)
    {
        var runs = new List<int[]>();
        var numbers = new Dictionary<int, int>();
        foreach (var (word, count) in sample.SelectMany(text => text).CountBy(word => word))
        {
            if (count >= Fewest)
            {
                numbers[word] = runs.Count;
                runs.Add([word]);
            }
        }

        // What is rare parts runs.
        var texts = sample.Select(text => Array.ConvertAll(text, word => numbers.GetValueOrDefault(word, -1))).ToArray();
        var pairs = new Dictionary<(int, int), int>();
        for (var round = 0; round < Rounds; round++)
        {
            CountPairs(texts, runs, pairs);
            var before = runs.Count;
            var made = new Dictionary<(int, int), int>();
            for (var at = 0; at < texts.Length; at++)
            {
                texts[at] = Joined(texts[at], pairs, made, runs);
            }

            if (runs.Count == before)
            {
                break;
            }
        }

        return runs;
    }

    private static void CountPairs(int[][] texts, List<int[]> runs, Dictionary<(int, int), int> pairs)
    {
        pairs.Clear();
        foreach (var text in texts)
        {
            for (var at = 0; at + 1 < text.Length; at++)
            {
                if (text[at] >= 0 && text[at + 1] >= 0 && runs[text[at]].Length + runs[text[at + 1]].Length <= MostWords)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(pairs, (text[at], text[at + 1]), out _)++;
                }
            }
        }
    }

    // Of two pairs that share a word the more frequent is joined.
    private static int[] Joined(int[] text, Dictionary<(int, int), int> pairs, Dictionary<(int, int), int> made, List<int[]> runs)
    {
        var joined = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var own = CountAt(at);
            if (own < Fewest || CountAt(at + 1) > own)
            {
                joined.Add(text[at]);
                continue;
            }

            ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(made, (text[at], text[at + 1]), out var isKnown);
            if (!isKnown)
            {
                run = runs.Count;
                runs.Add([.. runs[text[at]], .. runs[text[at + 1]]]);
            }

            joined.Add(run);
            at++;
        }

        return [.. joined];

        int CountAt(int first) => first + 1 < text.Length ? pairs.GetValueOrDefault((text[first], text[first + 1])) : 0;
    }
}
