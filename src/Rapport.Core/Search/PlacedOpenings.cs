using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>One opening of a profile that says of one at least where alone it holds.</summary>
/// <param name="Kind">An <see cref="OpeningKind"/>.</param>
/// <param name="When">As <see cref="Opening.When"/>.</param>
/// <param name="Values">The values of the opening key that it meets, a bit each.</param>
/// <param name="Place">As <see cref="ListingOpening.Place"/>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PlacedOpening(int Kind, int When, uint Values, int Place)
{
    public Opening Opening => Opening.Of((OpeningKind)Kind, When);

    public static PlacedOpening Of(ListingOpening one) =>
        new((int)one.Opening.Kind, one.Opening.When, one.Values.Aggregate(0U, (mask, value) => mask | (1U << value)), one.Place);
}

/// <summary>
/// The openings of those profiles of a segment that say of one at least at which place, or that from afar alone, it holds, so
/// that a search can leave out the openings that do not count for it. Everybody else's are in the columns of the segment.
/// </summary>
internal sealed class PlacedOpenings
{
    private readonly int[] docs;
    private readonly int[] starts;
    private readonly PlacedOpening[] openings;
    private readonly ulong[] bits;

    /// <param name="size">How many profiles the segment has.</param>
    /// <param name="docs">Whose they are, rising.</param>
    /// <param name="starts">Where the openings of each begin; one more for the end.</param>
    /// <param name="openings">All of them.</param>
    public PlacedOpenings(int size, int[] docs, int[] starts, PlacedOpening[] openings)
    {
        (this.docs, this.starts, this.openings) = (docs, starts, openings);
        bits = new ulong[Search.Bits.Words(size)];
        foreach (var doc in docs)
        {
            Search.Bits.Set(bits, doc);
        }
    }

    /// <summary>Whose they are, rising.</summary>
    public ReadOnlySpan<int> Docs => docs;

    /// <summary>By position among <see cref="Docs"/>, where the openings begin; one more for the end.</summary>
    public ReadOnlySpan<int> Starts => starts;

    public ReadOnlySpan<PlacedOpening> All => openings;

    /// <summary>Whose they are, a bit each.</summary>
    public ulong[] Bits => bits;

    /// <summary>The position of a profile among <see cref="Docs"/>, or −1.</summary>
    public int At(int doc) => Search.Bits.Has(bits, doc) ? Array.BinarySearch(docs, doc) : -1;

    /// <summary>The openings of the profile at a position.</summary>
    public ReadOnlySpan<PlacedOpening> Of(int at) => openings.AsSpan(starts[at], starts[at + 1] - starts[at]);

    /// <summary>Gathers openings, profile after profile.</summary>
    internal sealed class Builder
    {
        private readonly List<int> docs = [];
        private readonly List<int> starts = [0];
        private readonly List<PlacedOpening> openings = [];

        public void Add(int doc, ReadOnlySpan<PlacedOpening> own)
        {
            docs.Add(doc);
            openings.AddRange(own);
            starts.Add(openings.Count);
        }

        public PlacedOpenings Build(int size) => new(size, [.. docs], [.. starts], [.. openings]);
    }
}
