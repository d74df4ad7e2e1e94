namespace Rapport.Core.Search;

/// <summary>
/// Segments of an index that are to become one. With large ones that takes long: it is done beside the searches and the edits,
/// and put in place by <see cref="SearchIndex.With(IndexMerge)"/> when it is done.
/// </summary>
public sealed class IndexMerge
{
    private readonly SearchSchema schema;
    private readonly IndexPart[] parts;
    private Segment? merged;

    internal IndexMerge(SearchSchema schema, IndexPart[] parts)
    {
        (this.schema, this.parts) = (schema, parts);
        foreach (var part in parts)
        {
            part.Segment.IsMerging = true;
        }
    }

    /// <summary>Merges them, as they were when the index was asked. Once, on any thread.</summary>
    /// <param name="today">The day, as <see cref="DateOnly.DayNumber"/>, for which searches are made ready, so that the first of
    /// them need not do it.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Run(int today, CancellationToken stop = default)
    {
        var made = SegmentMerge.Merge(schema, [.. parts.Select(part => (part.Segment, part.Live))], stop: stop);
        made.PrepareFor(today);
        merged = made;
    }

    /// <summary>
    /// The parts of an index with the merged one in the place of those it was made of, without who was struck out of them
    /// meanwhile; null if they are not all there any more.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has not run.</exception>
    internal List<IndexPart>? Into(IReadOnlyList<IndexPart> now)
    {
        var made = merged ?? throw new InvalidOperationException("The merge has not run.");
        var gone = new HashSet<long>();
        var left = new List<IndexPart>();
        var found = 0;
        foreach (var part in now)
        {
            if (Array.Find(parts, one => one.Segment == part.Segment) is not { } before)
            {
                left.Add(part);
                continue;
            }

            if (found++ == 0)
            {
                left.Add(IndexPart.Of(made));
            }

            part.AddStruckOutSince(before, gone);
        }

        if (found < parts.Length)
        {
            return null;
        }

        var at = left.FindIndex(part => part.Segment == made);
        left[at] = left[at].Without(gone);
        return left;
    }
}
