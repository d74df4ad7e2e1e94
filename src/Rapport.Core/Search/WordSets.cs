using Rapport.Core.Places;

namespace Rapport.Core.Search;

/// <summary>
/// Which words stand in one field of the profiles of a segment: the words in ordinal order, for each who has it, and the
/// fields themselves as running text.
/// </summary>
internal sealed class WordSets
{
    private readonly string[] words;

    // In how many profiles each stands; who they are is worked out where it is asked.
    private readonly int[] counts;
    private readonly int size;
    private DocSet[]? sets;

    // By word, its number in the running text: the more frequent the smaller.
    private readonly int[] numbers;
    private readonly RunningText text;
    private StemTable[] stems = [];
    private CloseWords? close;

    public WordSets(string[] words, DocSet[] sets, int[] numbers, RunningText text) =>
        (this.words, this.sets, this.numbers, this.text, counts) = (words, sets, numbers, text, []);

    private WordSets(string[] words, int[] counts, int[] numbers, RunningText text, int size) =>
        (this.words, this.counts, this.numbers, this.text, this.size) = (words, counts, numbers, text, size);

    /// <summary>The words, in ordinal order.</summary>
    public string[] Words => words;

    /// <summary>Who has each.</summary>
    public DocSet[] Sets => sets ??= Dealt();

    /// <summary>By word, its number in the running text.</summary>
    public int[] Numbers => numbers;

    /// <summary>What each profile has in this field.</summary>
    public RunningText Text => text;

    /// <summary>How many have one.</summary>
    public int CountOf(int at) => sets is null ? counts[at] : sets[at].Count;

    /// <summary>Works out what is looked up: who has each word, and the stems of the words, where words with the same stem are to be found too.</summary>
    public void WithLookup(WordStems? languages)
    {
        sets ??= Dealt();
        stems = languages is null ? [] : [.. languages.All.Select(stem => new StemTable(words, stem))];
    }

    /// <summary>Adds who has a word, or one that begins so, or one with the same stem.</summary>
    public void Find(AskedWord word, List<DocSet> found)
    {
        var (from, to) = word.MayBegin ? Beginning(word.Text) : Exactly(word.Text);
        for (var at = from; at < to; at++)
        {
            found.Add(Sets[at]);
        }

        if (word.Language >= 0 && word.Language < stems.Length)
        {
            stems[word.Language].Find(word.Text, from, to, at => found.Add(Sets[at]));
        }
    }

    /// <summary>Some words as they stand in running text one behind the other; null if one of them stands nowhere.</summary>
    public byte[]? PhraseOf(IReadOnlyList<string> phrase)
    {
        var written = new List<byte>();
        foreach (var word in phrase)
        {
            var (at, to) = Exactly(word);
            if (at == to)
            {
                return null;
            }

            RunningText.Write(written, numbers[at]);
        }

        return [.. written];
    }

    /// <summary>Whether a phrase stands in a profile.</summary>
    /// <param name="doc">The profile.</param>
    /// <param name="phrase">As <see cref="PhraseOf"/> writes it.</param>
    /// <param name="room">As for <see cref="RunningText.Of"/>.</param>
    public bool Has(int doc, ReadOnlySpan<byte> phrase, ref byte[] room) => text.Has(doc, phrase, ref room);

    /// <summary>Adds who has a word that a misspelt one may stand for; asked of names alone, for it needs an index of its own.</summary>
    public void FindClose(string word, List<DocSet> found)
    {
        foreach (var at in PrepareClose().Find(word))
        {
            found.Add(Sets[at]);
        }
    }

    /// <summary>Makes the index of close words, which the first that is misspelt would have to wait for.</summary>
    public CloseWords PrepareClose() => close ??= new CloseWords(words);

    /// <summary>Adds who has a word that begins so, or, if asked, one of which the beginning is one letter off.</summary>
    public void FindBegun(string word, bool isClose, List<DocSet> found)
    {
        Find(new AskedWord(word, MayBegin: true), found);
        foreach (var (from, to) in isClose ? Beginnings.CloseTo(words, word) : [])
        {
            found.AddRange(Sets[from..to]);
        }
    }

    // Deals out the text to the words, profile by profile.
    private DocSet[] Dealt()
    {
        var filling = new DocSet.Filling[words.Length];
        for (var at = 0; at < filling.Length; at++)
        {
            filling[numbers[at]] = new DocSet.Filling(counts[at], size, isCounted: false);
        }

        byte[] room = [];
        int[] read = [];
        for (var doc = 0; doc < size; doc++)
        {
            var count = RunningText.ReadAll(text.Of(doc, ref room), ref read);
            foreach (var number in read.AsSpan(0, count))
            {
                filling[number].Add(doc);
            }
        }

        return Array.ConvertAll(numbers, number => filling[number].Set);
    }

    /// <summary>For each word its place among all, the most frequent first.</summary>
    public static int[] Ranked(List<int> counts)
    {
        var ranked = new int[counts.Count];
        var rank = 0;
        foreach (var word in Enumerable.Range(0, counts.Count).OrderByDescending(word => counts[word]))
        {
            ranked[word] = rank++;
        }

        return ranked;
    }

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
    /// <remarks>They are written one behind the other as numbers, and dealt out to their sets where these are asked: that writes to memory
    /// in order, where a list for each word would be somewhere else with every word. What is merged at once deals none.</remarks>
    internal sealed class Builder
    {
        // After so many profiles it is seen which words are frequent: these get the short numbers.
        private const int Seen = 4096;

        // By word in the order in which they were met: in how many profiles, the last of them, and the number in the text.
        private readonly WordNumbers met = new();
        private readonly List<int> counts = [];
        private readonly List<int> lastDocs = [];
        private int[]? numbers;

        // The words of the first profiles, and where each one's end.
        private readonly List<int> first = [];
        private readonly List<int> ends = [];
        private readonly RunningText.Builder text = new();

        public void Add(int doc, string said)
        {
            var reader = new SearchText.WordReader(said);
            while (reader.Next())
            {
                var word = met.Of(reader.Current);
                if (word == counts.Count)
                {
                    counts.Add(0);
                    lastDocs.Add(-1);
                }

                if (lastDocs[word] != doc)
                {
                    lastDocs[word] = doc;
                    counts[word]++;
                }

                Write(word);
            }

            End();
        }

        public WordSets Build(int size)
        {
            Number();
            var words = new string[met.Count];
            for (var word = 0; word < words.Length; word++)
            {
                words[word] = met[word].ToString();
            }

            int[] sorted = [.. Enumerable.Range(0, words.Length)];
            Array.Sort(words, sorted, StringComparer.Ordinal);
            return new WordSets(words, Array.ConvertAll(sorted, word => counts[word]), Array.ConvertAll(sorted, NumberOf), text.Build(), size);
        }

        private int NumberOf(int word) => word < numbers!.Length ? numbers[word] : word;

        private void Write(int word)
        {
            if (numbers is null)
            {
                first.Add(word);
            }
            else
            {
                text.Add(NumberOf(word));
            }
        }

        private void End()
        {
            if (numbers is not null)
            {
                text.End();
                return;
            }

            ends.Add(first.Count);
            if (ends.Count == Seen)
            {
                Number();
            }
        }

        private void Number()
        {
            if (numbers is not null)
            {
                return;
            }

            numbers = Ranked(counts);
            var at = 0;
            foreach (var end in ends)
            {
                for (; at < end; at++)
                {
                    text.Add(numbers[first[at]]);
                }

                text.End();
            }
        }
    }
}
