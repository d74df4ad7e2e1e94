namespace Rapport.Core.Search;

/// <summary>
/// The openings of those profiles of a segment that say of one at least for which place it holds, so that a search can leave
/// out the openings of places that do not count for it. Everybody else's are in the columns of the segment.
/// </summary>
internal sealed class PlacedOpenings
{
    private readonly int[] docs;
    private readonly int[] starts;
    private readonly ListingOpening[] openings;
    private readonly uint[] values;
    private readonly ulong[] bits;

    /// <param name="size">How many profiles the segment has.</param>
    /// <param name="placed">By profile, rising: its openings.</param>
    public PlacedOpenings(int size, IReadOnlyList<(int Doc, ListingOpening[] Openings)> placed)
    {
        docs = [.. placed.Select(one => one.Doc)];
        openings = [.. placed.SelectMany(one => one.Openings)];
        values = Array.ConvertAll(openings, opening => opening.Values.Aggregate(0U, (mask, value) => mask | (1U << value)));
        starts = new int[docs.Length + 1];
        bits = new ulong[Search.Bits.Words(size)];
        for (var at = 0; at < docs.Length; at++)
        {
            starts[at + 1] = starts[at] + placed[at].Openings.Length;
            Search.Bits.Set(bits, docs[at]);
        }
    }

    /// <summary>Whose they are, rising.</summary>
    public ReadOnlySpan<int> Docs => docs;

    /// <summary>The same, a bit each.</summary>
    public ulong[] Bits => bits;

    /// <summary>The position of a profile among <see cref="Docs"/>, or −1.</summary>
    public int At(int doc) => Search.Bits.Has(bits, doc) ? Array.BinarySearch(docs, doc) : -1;

    /// <summary>The openings of the profile at a position, each with its values as bits.</summary>
    public ReadOnlySpan<ListingOpening> Of(int at) => openings.AsSpan(starts[at], starts[at + 1] - starts[at]);

    /// <summary>The values of those openings, a bit each.</summary>
    public ReadOnlySpan<uint> ValuesOf(int at) => values.AsSpan(starts[at], starts[at + 1] - starts[at]);
}
