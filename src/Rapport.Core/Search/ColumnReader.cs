using System.Text;

namespace Rapport.Core.Search;

/// <summary>Reads the columns of a segment as <see cref="LiveColumns"/> writes them.</summary>
internal sealed class ColumnReader(BlockReader from, int size)
{
    private const int MostWordBytes = 4 * SearchText.MaxWordCharacters;

    public T[] Numbers<T>()
        where T : unmanaged => from.Raw<T>(size);

    public TextColumn Texts()
    {
        var starts = Offsets.Read(from, size + 1);
        return new TextColumn(starts, from.Raw<byte>(starts[size]));
    }

    /// <summary>Sets that are counted, or only looked up.</summary>
    public DocSet[] Sets(int count, bool isCounted = true)
    {
        var counts = from.Raw<int>(count);
        return Array.ConvertAll(counts, members => DocSet.Read(from, members, size, isCounted));
    }

    public WordSets Words()
    {
        Span<byte> letters = stackalloc byte[MostWordBytes];
        var words = new List<string>();
        for (var left = from.Number(); left > 0; left--)
        {
            var word = letters[..from.Number(MostWordBytes)];
            from.Into(word);
            words.Add(Encoding.UTF8.GetString(word));
        }

        return new WordSets([.. words], Sets(words.Count, isCounted: false), from.Raw<int>(words.Count), RunningText.Read(from, size));
    }

    public PlaceColumns Places()
    {
        var starts = Offsets.Read(from, size + 1);
        var places = starts[size];
        return new PlaceColumns(new PlaceColumns.Arrays(
            starts, from.Raw<double>(places), from.Raw<double>(places), from.Raw<double>(places), from.Raw<short>(places), from.Raw<int>(places)));
    }

    public PlacedOpenings PlacedOpenings()
    {
        var docs = from.Array<int>();
        var starts = from.Raw<int>(docs.Length + 1);
        return new PlacedOpenings(size, docs, starts, from.Raw<PlacedOpening>(starts[^1]));
    }

    public ValuePairs? Pairs(int bits)
    {
        var counts = from.Array<int>();
        return counts.Length == 0 ? null : new ValuePairs(bits, counts);
    }
}
