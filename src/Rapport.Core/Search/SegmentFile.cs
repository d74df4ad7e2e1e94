namespace Rapport.Core.Search;

/// <summary>
/// A segment as bytes. What is quicker worked out anew than read is not written: the rows, the order of the ids, the balls
/// around the places. To add a column: write it, read it at the same place, raise <see cref="SearchIndexFile.Format"/>.
/// </summary>
internal static class SegmentFile
{
    public static void Write(IndexPart part, BlockWriter to)
    {
        var segment = part.Segment;
        var columns = new LiveColumns(part, to);
        to.Number(segment.Size);
        to.Number(part.LiveCount);
        to.Raw<ulong>(part.Live);
        columns.WriteIds();
        columns.Write<uint>(segment.Curve, 0);
        columns.Write<byte>(segment.Tiers, 1);
        columns.Write<byte>(segment.OpeningKinds, 0);
        columns.Write(segment.OpeningWhens, Segment.NotKnown);
        columns.Write(segment.ConfirmedDays, Segment.NotKnown);
        columns.Write(segment.Fees, Segment.NotKnown);
        columns.Write(segment.ChangedDays, 0);
        columns.Write<long>(segment.Practices, 0);
        columns.Write<ulong>(segment.Styles, 0);
        columns.Write(segment.Slugs);
        columns.Write(segment.SortNames);
        foreach (var sets in segment.Values)
        {
            columns.Write(sets);
        }

        columns.Write(segment.Unknown);
        columns.Write(segment.Covers);
        columns.Write(segment.PlacedIn);
        columns.Write([segment.CoverageUnknown]);
        columns.Write([segment.Placeless]);
        columns.Write(segment.Places);
        columns.Write(segment.PlacedOpenings);
        columns.Write(segment.Names);
        columns.Write(segment.Terms);
        columns.Write(segment.Statements);
        columns.Write(segment.Pairs);
    }

    public static IndexPart Read(SearchSchema schema, BlockReader from)
    {
        var size = from.Number(int.MaxValue - 64);
        var columns = new ColumnReader(from, size);
        var liveCount = from.Number(size);
        var live = from.Raw<ulong>(Bits.Words(size));
        var segment = new Segment
        {
            Ids = columns.Numbers<long>(),
            Curve = columns.Numbers<uint>(),
            Tiers = columns.Numbers<byte>(),
            OpeningKinds = columns.Numbers<byte>(),
            OpeningWhens = columns.Numbers<int>(),
            ConfirmedDays = columns.Numbers<int>(),
            Fees = columns.Numbers<int>(),
            ChangedDays = columns.Numbers<int>(),
            Practices = columns.Numbers<long>(),
            Styles = columns.Numbers<ulong>(),
            Slugs = columns.Texts(),
            SortNames = columns.Texts(),
            Values = [.. schema.Keys.Select(key => columns.Sets(key.Values.Count))],
            Unknown = columns.Sets(schema.Keys.Count),
            Covers = columns.Sets(schema.StateCount),
            PlacedIn = columns.Sets(schema.StateCount),
            CoverageUnknown = columns.Sets(1)[0],
            Placeless = columns.Sets(1)[0],
            Places = columns.Places(),
            PlacedOpenings = columns.PlacedOpenings(),
            Names = columns.Words(),
            Terms = columns.Words(),
            Statements = columns.Words(),
        };
        // Whoever reads an index waits for it.
        return new IndexPart(segment.WithLookup(schema, isAlone: true, columns.Pairs), live, liveCount);
    }
}
