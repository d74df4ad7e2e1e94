namespace Rapport.Core.Search;

/// <summary>
/// Which words stand where in a segment: the words in ordinal order, and for each one the profiles, rising, with the
/// fields that hold it.
/// </summary>
/// <remarks>A posting is one number: the profile times 8, plus a bit for each field (1 name, 2 terms, 4 statements).</remarks>
internal sealed class Postings
{
    public const int InName = 1;
    public const int InTerms = 2;
    public const int InStatements = 4;

    private readonly string[] words;
    private readonly int[] starts;
    private readonly int[] packed;

    private Postings(string[] words, int[] starts, int[] packed) =>
        (this.words, this.starts, this.packed) = (words, starts, packed);

    /// <summary>The postings of one word; empty if it stands nowhere.</summary>
    public ReadOnlySpan<int> Of(string word)
    {
        var at = Array.BinarySearch(words, word, StringComparer.Ordinal);
        return at < 0 ? [] : At(at);
    }

    /// <summary>The numbers of the words that begin so: from the first, up to but without the second.</summary>
    public (int From, int To) Beginning(string prefix)
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

    /// <summary>The postings of the word of this number.</summary>
    public ReadOnlySpan<int> At(int word) => packed.AsSpan(starts[word], starts[word + 1] - starts[word]);

    /// <summary>Makes the postings of a segment out of those of others.</summary>
    /// <param name="parts">The postings to merge.</param>
    /// <param name="renumbered">For each part, the new number of each profile, or −1; rising within a part.</param>
    public static Postings Merge(IReadOnlyList<Postings> parts, IReadOnlyList<int[]> renumbered)
    {
        var allWords = new List<string>();
        var allStarts = new List<int> { 0 };
        var all = new List<int>(parts.Sum(part => part.packed.Length));
        var next = new int[parts.Count];
        while (true)
        {
            string? word = null;
            for (var i = 0; i < parts.Count; i++)
            {
                if (next[i] < parts[i].words.Length
                    && (word is null || string.CompareOrdinal(parts[i].words[next[i]], word) < 0))
                {
                    word = parts[i].words[next[i]];
                }
            }

            if (word is null)
            {
                return new Postings([.. allWords], [.. allStarts], [.. all]);
            }

            var from = all.Count;
            var sources = 0;
            for (var i = 0; i < parts.Count; i++)
            {
                if (next[i] < parts[i].words.Length && parts[i].words[next[i]] == word)
                {
                    sources++;
                    Append(all, parts[i].At(next[i]++), renumbered[i]);
                }
            }

            if (all.Count == from)
            {
                continue;
            }

            if (sources > 1)
            {
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)[from..].Sort();
            }

            allWords.Add(word);
            allStarts.Add(all.Count);
        }
    }

    private static void Append(List<int> packed, ReadOnlySpan<int> postings, int[] renumbered)
    {
        foreach (var posting in postings)
        {
            var doc = renumbered[posting >> 3];
            if (doc >= 0)
            {
                packed.Add((doc << 3) | (posting & 7));
            }
        }
    }

    /// <summary>Gathers postings, profile after profile in rising order.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, List<int>> postings = new(StringComparer.Ordinal);

        public void Add(int doc, string text, int field)
        {
            var known = postings.GetAlternateLookup<ReadOnlySpan<char>>();
            var reader = new SearchText.WordReader(text);
            while (reader.Next())
            {
                if (!known.TryGetValue(reader.Current, out var list))
                {
                    known[reader.Current] = list = [];
                }

                if (list.Count > 0 && list[^1] >> 3 == doc)
                {
                    list[^1] |= field;
                }
                else
                {
                    list.Add((doc << 3) | field);
                }
            }
        }

        public Postings Build()
        {
            var words = postings.Keys.ToArray();
            Array.Sort(words, StringComparer.Ordinal);
            var starts = new int[words.Length + 1];
            var packed = new int[postings.Values.Sum(list => list.Count)];
            for (var i = 0; i < words.Length; i++)
            {
                var list = postings[words[i]];
                list.CopyTo(packed, starts[i]);
                starts[i + 1] = starts[i] + list.Count;
            }

            return new Postings(words, starts, packed);
        }
    }
}
