using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// The doc values of the one segment, read into arrays as Lucene's "direct" format holds them (whose package cannot be had):
/// the counted values of each document together and group by group, its places, its order.
/// </summary>
internal sealed class LuceneColumns
{
    private readonly int[] placeStarts;
    private readonly UnitVector[] points;

    public LuceneColumns(AtomicReader reader, DemoDirectory people)
    {
        var size = reader.MaxDoc;
        Ids = Numbers(reader, LuceneIndex.Id);
        Orders = Numbers(reader, LuceneIndex.Order);
        Fees = Numbers(reader, LuceneIndex.Fee);
        All = Bytes(reader, LuceneIndex.Counted, _ => true);
        Groups = [.. Enumerable.Range(0, people.Groups.Length).Select(group => Bytes(
            reader, LuceneIndex.Counted, value => value >= people.StartOf(group) && value < people.StartOf(group + 1)))];
        var (starts, bytes) = Bytes(reader, LuceneIndex.Places, _ => true);
        placeStarts = Array.ConvertAll(starts, start => start / (3 * sizeof(double)));
        var numbers = MemoryMarshal.Cast<byte, double>(bytes);
        points = new UnitVector[numbers.Length / 3];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new UnitVector(numbers[3 * i], numbers[(3 * i) + 1], numbers[(3 * i) + 2]);
        }

        Size = size;
    }

    public int Size { get; }

    public long[] Ids { get; }

    public long[] Orders { get; }

    public long[] Fees { get; }

    /// <summary>The counted values of all groups: where those of each document begin, and the values.</summary>
    public (int[] Starts, byte[] Values) All { get; }

    /// <summary>The same of one group alone.</summary>
    public (int[] Starts, byte[] Values)[] Groups { get; }

    public long MemoryBytes => (Size * 8L * 3) + (points.Length * 24L) + Groups.Append(All).Sum(column => (column.Starts.Length * 4L) + column.Values.Length);

    /// <summary>The square of the chord to the nearest place; infinite without one.</summary>
    public double NearestChordSquared(int doc, UnitVector point)
    {
        var nearest = double.PositiveInfinity;
        for (var place = placeStarts[doc]; place < placeStarts[doc + 1]; place++)
        {
            nearest = Math.Min(nearest, points[place].ChordSquared(point));
        }

        return nearest;
    }

    private static long[] Numbers(AtomicReader reader, string field)
    {
        var values = reader.GetNumericDocValues(field);
        return [.. Enumerable.Range(0, reader.MaxDoc).Select(values.Get)];
    }

    private static (int[] Starts, byte[] Values) Bytes(AtomicReader reader, string field, Predicate<byte> wanted)
    {
        var values = reader.GetBinaryDocValues(field);
        var starts = new int[reader.MaxDoc + 1];
        var all = new List<byte>(reader.MaxDoc);
        var bytes = new BytesRef();
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            values.Get(doc, bytes);
            foreach (var value in bytes.Bytes.AsSpan(bytes.Offset, bytes.Length))
            {
                if (wanted(value))
                {
                    all.Add(value);
                }
            }

            starts[doc + 1] = all.Count;
        }

        return (starts, [.. all]);
    }
}
