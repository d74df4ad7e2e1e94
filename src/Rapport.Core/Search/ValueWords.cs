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

    public ValueWords(IReadOnlyList<FilterKey> keys)
    {
        var gathered = new SortedDictionary<string, List<KeyValue>>(StringComparer.Ordinal);
        for (var key = 0; key < keys.Count; key++)
        {
            for (var value = 0; value < keys[key].Texts.Count; value++)
            {
                var reader = new SearchText.WordReader(keys[key].Texts[value]);
                while (reader.Next())
                {
                    Add(gathered, reader.Current.ToString(), new KeyValue(key, value));
                }
            }
        }

        words = [.. gathered.Keys];
        values = [.. gathered.Values.Select(list => list.ToArray())];
    }

    /// <summary>Adds who of a segment has a value with a word, or with one that begins so.</summary>
    public void Find(Segment segment, string word, bool mayBegin, List<DocSet> found)
    {
        var at = Array.BinarySearch(words, word, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < words.Length && IsIt(words[at]); at++)
        {
            foreach (var (key, value) in values[at])
            {
                found.Add(segment.Values[key][value]);
            }
        }

        bool IsIt(string known) => mayBegin ? known.StartsWith(word, StringComparison.Ordinal) : known == word;
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
