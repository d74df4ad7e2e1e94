using System.Globalization;

namespace Rapport.Core.Search;

/// <summary>
/// Builds an index of many listings, some at a time: what was added need not be kept, and several threads may add at once.
/// </summary>
/// <remarks>A segment is made of each some thousands, and at the end one of all; who was added when makes no difference.</remarks>
public sealed class IndexBuilder
{
    // Fewer make more segments to merge, more take more memory.
    private const int Enough = 16_384;

    private readonly SearchSchema schema;
    private readonly int enough;
    private readonly Lock gate = new();
    private readonly HashSet<long> ids = [];
    private readonly List<Segment> made = [];
    private List<Listing> waiting = [];

    /// <param name="schema">The keys and values by which it filters.</param>
    public IndexBuilder(SearchSchema schema)
        : this(schema, Enough)
    {
    }

    /// <param name="schema">The keys and values by which it filters.</param>
    /// <param name="enough">Of how many a segment is made.</param>
    internal IndexBuilder(SearchSchema schema, int enough) => (this.schema, this.enough) = (schema, enough);

    /// <summary>Adds listings.</summary>
    /// <exception cref="ArgumentException">An id stands twice, or a listing does not fit the schema.</exception>
    public void Add(IReadOnlyCollection<Listing> listings)
    {
        ArgumentNullException.ThrowIfNull(listings);
        foreach (var listing in listings)
        {
            ListingCheck.Require(schema, listing);
        }

        if (Wait(listings) is { } all)
        {
            var segment = SegmentBuilder.Build(schema, all);
            lock (gate)
            {
                made.Add(segment);
            }
        }
    }

    /// <summary>The index of all that were added. Once, after the last was added.</summary>
    /// <param name="isAlone">Nobody searches beside it: two processors may work at it.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public SearchIndex Build(bool isAlone = false, CancellationToken stop = default)
    {
        if (waiting.Count > 0)
        {
            made.Add(SegmentBuilder.Build(schema, waiting));
            waiting = [];
        }

        return new SearchIndex(schema, made switch
        {
            [] => [],
            [var only] => [IndexPart.Of(only.WithLookup(schema, isAlone))],
            _ => [IndexPart.Of(SegmentMerge.Merge(schema, [.. made.Select(IndexPart.Of).Select(part => (part.Segment, part.Live))], isAlone, stop))],
        });
    }

    // Those that wait, once they are enough for a segment.
    private List<Listing>? Wait(IReadOnlyCollection<Listing> listings)
    {
        lock (gate)
        {
            foreach (var listing in listings)
            {
                if (!ids.Add(listing.Id))
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The profile {listing.Id} stands twice."), nameof(listings));
                }
            }

            waiting.AddRange(listings);
            if (waiting.Count < enough)
            {
                return null;
            }

            var all = waiting;
            waiting = [];
            return all;
        }
    }
}
