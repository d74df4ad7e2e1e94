using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// The words by which values are found in a text. Whoever has the value has its words: they are kept once for the directory,
/// not once for each profile.
/// </summary>
internal sealed class ValueWords
{
    private readonly string[] words;
    private readonly KeyValue[][] values;
    private readonly Lazy<StemTable[]> stems;

    // The words of each value that has some, in order, between spaces.
    private readonly List<(KeyValue Value, string Words)> texts = [];

    /// <param name="keys">Whose values.</param>
    /// <param name="languages">By the stems of which words count too; asked when the first word is looked for.</param>
    public ValueWords(IReadOnlyList<FilterKey> keys, Func<WordStems> languages)
    {
        var gathered = new SortedDictionary<string, List<KeyValue>>(StringComparer.Ordinal);
        for (var key = 0; key < keys.Count; key++)
        {
            for (var value = 0; value < keys[key].Texts.Count; value++)
            {
                texts.Add((new KeyValue(key, value), $" {SearchText.Fold(keys[key].Texts[value])} "));
                var reader = new SearchText.WordReader(keys[key].Texts[value]);
                while (reader.Next())
                {
                    Add(gathered, reader.Current.ToString(), new KeyValue(key, value));
                }
            }
        }

        words = [.. gathered.Keys];
        values = [.. gathered.Values.Select(list => list.ToArray())];
        stems = new Lazy<StemTable[]>(() => [.. languages().All.Select(stem => new StemTable(words, stem))]);
    }

    /// <summary>Adds who of a segment has a value with a word, or with one that begins so, or that has the same stem.</summary>
    public void Find(Segment segment, AskedWord word, List<DocSet> found)
    {
        var from = Array.BinarySearch(words, word.Text, StringComparer.Ordinal);
        from = from < 0 ? ~from : from;
        var to = from;
        while (to < words.Length && (word.MayBegin ? words[to].StartsWith(word.Text, StringComparison.Ordinal) : words[to] == word.Text))
        {
            Add(to++);
        }

        if (word.Language >= 0)
        {
            stems.Value[word.Language].Find(word.Text, from, to, Add);
        }

        void Add(int at)
        {
            foreach (var (key, value) in values[at])
            {
                found.Add(segment.Values[key][value]);
            }
        }
    }

    /// <summary>Who of a segment has a value in whose text some words stand one behind the other.</summary>
    public IEnumerable<DocSet> WithPhrase(Segment segment, IReadOnlyList<string> phrase)
    {
        var written = $" {string.Join(' ', phrase)} ";
        return texts.Where(text => text.Words.Contains(written, StringComparison.Ordinal))
            .Select(text => segment.Values[text.Value.Key][text.Value.Value]);
    }

    private static void Add(SortedDictionary<string, List<KeyValue>> gathered, string word, KeyValue value)
    {
        if (!gathered.TryGetValue(word, out var list))
        {
            gathered[word] = list = [];
        }

        if (list.Count == 0 || list[^1] != value)
        {
            list.Add(value);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct KeyValue(int Key, int Value);
}
