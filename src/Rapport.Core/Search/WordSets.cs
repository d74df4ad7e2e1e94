namespace Rapport.Core.Search;

/// <summary>Which words stand in one field of the profiles of a segment: the words in ordinal order, and for each who has it.</summary>
internal sealed class WordSets
{
    private readonly string[] words;
    private readonly DocSet[] sets;
    private CloseWords? close;

    public WordSets(string[] words, DocSet[] sets) => (this.words, this.sets) = (words, sets);

    /// <summary>The words, in ordinal order.</summary>
    public string[] Words => words;

    /// <summary>Who has each.</summary>
    public DocSet[] Sets => sets;

    /// <summary>Adds who has a word, or one that begins so.</summary>
    public void Find(string word, bool mayBegin, List<DocSet> found)
    {
        var (from, to) = mayBegin ? Beginning(word) : Exactly(word);
        for (var at = from; at < to; at++)
        {
            found.Add(sets[at]);
        }
    }

    /// <summary>Adds who has a word that a misspelt one may stand for; asked of names alone, for it needs an index of its own.</summary>
    public void FindClose(string word, List<DocSet> found)
    {
        close ??= new CloseWords(words);
        foreach (var at in close.Find(word))
        {
            found.Add(sets[at]);
        }
    }

    /// <summary>Makes the words of a segment out of those of others.</summary>
    /// <param name="parts">What to merge.</param>
    /// <param name="renumbered">For each part, the new number of each profile, or −1; rising within a part.</param>
    /// <param name="size">How many profiles the new segment has.</param>
    public static WordSets Merge(IReadOnlyList<WordSets> parts, IReadOnlyList<int[]> renumbered, int size)
    {
        var allWords = new List<string>();
        var allSets = new List<DocSet>();
        var merged = new List<int>();
        var next = new int[parts.Count];
        while (Least(parts, next) is { } word)
        {
            merged.Clear();
            for (var i = 0; i < parts.Count; i++)
            {
                if (next[i] < parts[i].words.Length && parts[i].words[next[i]] == word)
                {
                    foreach (var doc in parts[i].sets[next[i]++])
                    {
                        if (renumbered[i][doc] is >= 0 and var renamed)
                        {
                            merged.Add(renamed);
                        }
                    }
                }
            }

            if (merged.Count > 0)
            {
                merged.Sort();
                allWords.Add(word);
                allSets.Add(Set(merged, size));
            }
        }

        return new WordSets([.. allWords], [.. allSets]);
    }

    private static string? Least(IReadOnlyList<WordSets> parts, int[] next)
    {
        string? least = null;
        for (var i = 0; i < parts.Count; i++)
        {
            if (next[i] < parts[i].words.Length
                && (least is null || string.CompareOrdinal(parts[i].words[next[i]], least) < 0))
            {
                least = parts[i].words[next[i]];
            }
        }

        return least;
    }

    private static DocSet Set(List<int> docs, int size) =>
        DocSet.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(docs), size);

    private (int From, int To) Exactly(string word)
    {
        var at = Array.BinarySearch(words, word, StringComparer.Ordinal);
        return at < 0 ? (0, 0) : (at, at + 1);
    }

    private (int From, int To) Beginning(string prefix)
    {
        var from = Array.BinarySearch(words, prefix, StringComparer.Ordinal);
        from = from < 0 ? ~from : from;
        var (low, high) = (from, words.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (words[middle].StartsWith(prefix, StringComparison.Ordinal))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (from, low);
    }

    /// <summary>Gathers words, profile after profile in rising order.</summary>
    /// <remarks>They are written one behind the other as numbers, and dealt out to their sets at the end: that writes to memory
    /// in order, where a list for each word would be somewhere else with every word.</remarks>
    internal sealed class Builder
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private readonly List<int> lastDocs = [];
        private readonly List<int> counts = [];
        private readonly List<int> read = [];
        private readonly List<(int Doc, int End)> ends = [];

        public void Add(int doc, string text)
        {
            var known = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            var reader = new SearchText.WordReader(text);
            while (reader.Next())
            {
                if (!known.TryGetValue(reader.Current, out var number))
                {
                    known[reader.Current] = number = lastDocs.Count;
                    lastDocs.Add(-1);
                    counts.Add(0);
                }

                if (lastDocs[number] != doc)
                {
                    lastDocs[number] = doc;
                    counts[number]++;
                    read.Add(number);
                }
            }

            ends.Add((doc, read.Count));
        }

        public WordSets Build(int size)
        {
            var sets = new DocSet.Filling[counts.Count];
            for (var number = 0; number < sets.Length; number++)
            {
                sets[number] = new DocSet.Filling(counts[number], size);
            }

            var at = 0;
            foreach (var (doc, end) in ends)
            {
                for (; at < end; at++)
                {
                    sets[read[at]].Add(doc);
                }
            }

            var words = numbers.Keys.ToArray();
            Array.Sort(words, StringComparer.Ordinal);
            return new WordSets(words, Array.ConvertAll(words, word => sets[numbers[word]].Set));
        }
    }
}
