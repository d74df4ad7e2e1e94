namespace Rapport.Core.Search;

/// <summary>A segment and who in it lives.</summary>
internal sealed record IndexPart(Segment Segment, ulong[] Live, int LiveCount)
{
    public static IndexPart Of(Segment segment)
    {
        var live = new ulong[Bits.Words(segment.Size)];
        Bits.Fill(live, segment.Size);
        return new IndexPart(segment, live, segment.Size);
    }

    public static IndexPart Merge(IReadOnlyList<IndexPart> parts) =>
        Of(SegmentMerge.Merge([.. parts.Select(part => (part.Segment, part.Live))]));

    public IndexPart Without(HashSet<long> ids)
    {
        ulong[]? live = null;
        var count = LiveCount;
        foreach (var id in ids)
        {
            var doc = Segment.DocOf(id);
            if (doc >= 0 && Bits.Has(live ?? Live, doc))
            {
                live ??= [.. Live];
                Bits.Clear(live, doc);
                count--;
            }
        }

        return live is null ? this : new IndexPart(Segment, live, count);
    }
}
