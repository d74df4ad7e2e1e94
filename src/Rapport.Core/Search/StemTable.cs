namespace Rapport.Core.Search;

/// <summary>Finds, among the words of a field, those that have the same stem in one language.</summary>
internal sealed class StemTable
{
    private readonly string[] words;
    private readonly Func<string, string> stem;

    // The hash of each word's stem, rising, and where the word stands: two numbers a word in place of another dictionary.
    private readonly uint[] hashes;
    private readonly int[] positions;

    public StemTable(string[] words, Func<string, string> stem)
    {
        (this.words, this.stem) = (words, stem);
        hashes = Array.ConvertAll(words, word => Hash(stem(word)));
        positions = [.. Enumerable.Range(0, words.Length)];
        Array.Sort(hashes, positions);
    }

    /// <summary>Adds the positions of the words with a stem, but for some that were found already.</summary>
    public void Find(string asked, int from, int to, Action<int> found)
    {
        var wanted = stem(asked);
        var hash = Hash(wanted);
        var at = Array.BinarySearch(hashes, hash);
        while (at > 0 && hashes[at - 1] == hash)
        {
            at--;
        }

        for (; at >= 0 && at < hashes.Length && hashes[at] == hash; at++)
        {
            var position = positions[at];
            if ((position < from || position >= to) && stem(words[position]) == wanted)
            {
                found(position);
            }
        }
    }

    // FNV-1a over the letters; the same in every process.
    private static uint Hash(string text)
    {
        var hash = 2_166_136_261;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 16_777_619);
        }

        return hash;
    }
}
