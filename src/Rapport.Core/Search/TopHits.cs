using System.Numerics;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>A profile in the running for the page, with all that decides its position.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Contender(ulong Key, long Id, int Segment, int Doc, string? Name)
{
    public static int Compare(in Contender one, in Contender other)
    {
        if (one.Key != other.Key)
        {
            return one.Key < other.Key ? -1 : 1;
        }

        var byName = one.Name is null ? 0 : string.CompareOrdinal(one.Name, other.Name);
        return byName != 0 ? byName : one.Id.CompareTo(other.Id);
    }
}

/// <summary>Keeps the best of all that are offered, in a heap whose root is the worst of them.</summary>
internal sealed class TopHits(int capacity)
{
    private Contender[] heap = new Contender[Math.Min(capacity, 64)];
    private int count;

    /// <summary>Offers everybody in a segment who passes.</summary>
    public void Offer(SegmentSearch search, int segmentNumber)
    {
        var ranking = new Ranking(search);
        var segment = search.Segment;
        var byName = search.Plan.Query.Sort == SearchSort.Name;
        foreach (var word in search.Passing.NonZero)
        {
            for (var rest = search.Passing.Bits[word]; rest != 0; rest &= rest - 1)
            {
                var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                var key = ranking.KeyWithoutLot(doc);
                if (count == capacity && key > heap[0].Key)
                {
                    continue;
                }

                key += ranking.LotOf(doc);

                Offer(new Contender(key, segment.Ids[doc], segmentNumber, doc, byName ? segment.SortNames[doc] : null));
            }
        }
    }

    /// <summary>Those kept, the best first.</summary>
    public ReadOnlySpan<Contender> Ordered()
    {
        var kept = heap.AsSpan(0, count);
        kept.Sort((a, b) => Contender.Compare(a, b));
        return kept;
    }

    private void Offer(in Contender contender)
    {
        if (count < capacity)
        {
            if (count == heap.Length)
            {
                Array.Resize(ref heap, (int)Math.Min(capacity, (long)heap.Length * 2));
            }

            heap[count++] = contender;
            Rise(count - 1);
        }
        else if (Contender.Compare(contender, heap[0]) < 0)
        {
            heap[0] = contender;
            Sink();
        }
    }

    private void Rise(int at)
    {
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (Contender.Compare(heap[at], heap[parent]) <= 0)
            {
                return;
            }

            (heap[at], heap[parent]) = (heap[parent], heap[at]);
            at = parent;
        }
    }

    private void Sink()
    {
        var at = 0;
        while (true)
        {
            var worst = (2 * at) + 1;
            if (worst >= count)
            {
                return;
            }

            if (worst + 1 < count && Contender.Compare(heap[worst + 1], heap[worst]) > 0)
            {
                worst++;
            }

            if (Contender.Compare(heap[worst], heap[at]) <= 0)
            {
                return;
            }

            (heap[at], heap[worst]) = (heap[worst], heap[at]);
            at = worst;
        }
    }
}
