using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// Counts as Lucene's drill-sideways does: whoever passes all filters of counted groups counts in all groups, whoever fails
/// exactly one in that group alone; and keeps the best 20 who pass.
/// </summary>
internal sealed class LuceneCollector(
    LuceneColumns columns, FixedBitSet[] filters, int[] groups, UnitVector? point, double chordSquared, int values) : ICollector
{
    private const int Page = 20;

    private readonly PriorityQueue<int, long> worstFirst = new(Page);
    private readonly (int[] Starts, byte[] Values) all = columns.All;
    private readonly int[] counts = new int[values];
    private int total;

    public bool AcceptsDocsOutOfOrder => true;

    public Answer Answer()
    {
        var first = new long[worstFirst.Count];
        for (var i = first.Length - 1; i >= 0; i--)
        {
            first[i] = columns.Ids[worstFirst.Dequeue()];
        }

        return new Answer(total, first, counts);
    }

    public void SetScorer(Scorer scorer)
    {
        // Nothing is scored.
    }

    public void SetNextReader(AtomicReaderContext context)
    {
        // There is one segment.
    }

    public void Collect(int doc)
    {
        var failed = -1;
        for (var i = 0; i < filters.Length; i++)
        {
            if (!filters[i].Get(doc))
            {
                if (failed >= 0)
                {
                    return;
                }

                failed = i;
            }
        }

        if (failed >= 0)
        {
            Count(columns.Groups[groups[failed]], doc);
            return;
        }

        total++;
        Count(all, doc);
        Offer(doc);
    }

    private void Count((int[] Starts, byte[] Values) column, int doc)
    {
        foreach (var value in column.Values.AsSpan(column.Starts[doc], column.Starts[doc + 1] - column.Starts[doc]))
        {
            counts[value]++;
        }
    }

    private void Offer(int doc)
    {
        var order = DemoDirectory.WithBand(columns.Orders[doc], 0);
        if (worstFirst.Count == Page && worstFirst.TryPeek(out _, out var worst) && order > -worst)
        {
            return;
        }

        if (point is { } from)
        {
            var nearest = columns.NearestChordSquared(doc, from);
            order = DemoDirectory.WithBand(
                columns.Orders[doc], SearchOrder.DistanceBand(nearest <= chordSquared ? GreatCircle.ToTenths(nearest) : -1));
        }

        if (worstFirst.Count < Page)
        {
            worstFirst.Enqueue(doc, -order);
        }
        else
        {
            worstFirst.EnqueueDequeue(doc, -order);
        }
    }
}
