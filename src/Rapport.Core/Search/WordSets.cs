namespace Rapport.Core.Search;

/// <summary>Which words stand in one field of the profiles of a segment: the words in ordinal order, and for each who has it.</summary>
internal sealed class WordSets
{
    private readonly string[] words;
    private readonly DocSet[] sets;

    private WordSets(string[] words, DocSet[] sets) => (this.words, this.sets) = (words, sets);

    /// <summary>Adds who has a word, or one that begins so.</summary>
    public void Find(string word, bool mayBegin, List<DocSet> found)
    {
        var (from, to) = mayBegin ? Beginning(word) : Exactly(word);
        for (var at = from; at < to; at++)
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
    internal sealed class Builder
    {
        private readonly Dictionary<string, List<int>> docs = new(StringComparer.Ordinal);

        public void Add(int doc, string text)
        {
            var known = docs.GetAlternateLookup<ReadOnlySpan<char>>();
            var reader = new SearchText.WordReader(text);
            while (reader.Next())
            {
                if (!known.TryGetValue(reader.Current, out var list))
                {
                    known[reader.Current] = list = [];
                }

                if (list.Count == 0 || list[^1] != doc)
                {
                    list.Add(doc);
                }
            }
        }

        public WordSets Build(int size)
        {
            var words = docs.Keys.ToArray();
            Array.Sort(words, StringComparer.Ordinal);
            return new WordSets(words, Array.ConvertAll(words, word => Set(docs[word], size)));
        }
    }
}
