using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>A profile in the running for the page, with all that decides its position.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Contender(ulong Key, long Id, int Segment, int Doc, TextColumn? Names, long Practice)
{
    public static int Compare(in Contender one, in Contender other)
    {
        if (one.Key != other.Key)
        {
            return one.Key < other.Key ? -1 : 1;
        }

        var byName = one.Names is null ? 0 : one.Names[one.Doc].SequenceCompareTo(other.Names![other.Doc]);
        return byName != 0 ? byName : one.Id.CompareTo(other.Id);
    }
}

/// <summary>Keeps the best of all that are offered, in a heap whose root is the worst of them.</summary>
internal sealed class TopHits(int capacity) : IDisposable
{
    // So few are all offered: going through the classes takes longer.
    private const int Few = 1000;

    // After so many words of the bitmap it is looked whether the work is to end.
    private const int Looks = 64;

    // Of so few of a segment the best are not met soon by going through everybody in order.
    private const int Rare = 64;

    private PracticeFirsts? firsts;
    private Contender[] heap = ArrayPool<Contender>.Shared.Rent(Math.Min(capacity, 64));
    private int count;

    /// <summary>
    /// Gives those who stand on a page already their places among the first of their practices, which nobody else is to get on a
    /// later page. Before anybody is offered.
    /// </summary>
    public void Precede(SegmentSearch search, Candidates seen)
    {
        var ranking = new Ranking(search);
        foreach (var word in seen.NonZero)
        {
            for (var rest = seen.Bits[word]; rest != 0; rest &= rest - 1)
            {
                var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                if (ranking.PracticeOf(doc) is not 0 and var practice)
                {
                    var key = ranking.KeyWithoutLot(doc, ulong.MaxValue) + ranking.LotOf(doc);
                    firsts ??= PracticeFirsts.Lend();
                    firsts.Take(new Contender(key, search.Segment.Ids[doc], 0, doc, null, practice), search.Plan.Order.PracticeShift, out _);
                }
            }
        }
    }

    /// <summary>Offers everybody in a segment who passes, as far as anybody may still come among the best.</summary>
    /// <param name="search">Who passes.</param>
    /// <param name="segmentNumber">Its position.</param>
    /// <param name="seen">Who is not offered.</param>
    /// <param name="stop">Ends the work.</param>
    public void Offer(SegmentSearch search, int segmentNumber, Candidates? seen, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var ranking = new Ranking(search);
        var passing = search.Passing;
        if (!ranking.FollowsClasses || passing.Count < Math.Max(Few, 4L * capacity))
        {
            foreach (var word in passing.NonZero)
            {
                // Who goes to the last page of a country ranks everybody in it.
                if (word % Looks == 0)
                {
                    stop.ThrowIfCancellationRequested();
                }

                Offer(search, ranking, segmentNumber, word, passing.Bits[word] & ~(seen?.Bits[word] ?? 0));
            }

            return;
        }

        // Whom the classes do not place goes first: who is found by name, and whose openings depend on the place.
        using var apart = search.Segment.Rent();
        search.Text?.Named.OrInto(apart.Span);
        if (search.Openings.Narrows)
        {
            Bits.Or(apart.Span, search.Segment.PlacedOpenings.Bits);
        }

        apart.Settle();
        foreach (var word in apart.NonZero)
        {
            Offer(search, ranking, segmentNumber, word, passing.Bits[word] & apart.Bits[word] & ~(seen?.Bits[word] ?? 0));
        }

        seen?.OrInto(apart.Span);
        OfferClasses(search, ranking, segmentNumber, apart.Bits);
    }

    private void OfferClasses(SegmentSearch search, Ranking ranking, int segmentNumber, ulong[] apart)
    {
        var bands = ranking.FollowsFreshness ? SearchOrder.FreshBands : 1;
        for (var group = 0; group < DayColumns.Classes * bands; group++)
        {
            var (number, freshness) = Math.DivRem(group, bands);
            var least = ranking.Least(number, freshness, isNamed: false);
            if (count == capacity && least > heap[0].Key)
            {
                continue;
            }

            if (ranking.IsTheLotAlone && search.Passing.Count > search.Segment.Size / Rare)
            {
                OfferByLot(search, ranking, segmentNumber, apart, number, freshness, least);
            }
            else
            {
                OfferClass(search, ranking, segmentNumber, apart, number, ranking.FollowsFreshness ? freshness : -1, least);
            }
        }
    }

    private void OfferClass(SegmentSearch search, Ranking ranking, int segmentNumber, ulong[] apart, int number, int freshness, ulong least)
    {
        var (passing, day) = (search.Passing, search.Segment.On(search.Plan.Query.Today));
        var byScore = ranking.FollowsFreshness && ranking.IsTextOrTheLotAlone && ranking.TextShift >= 0;
        var ofClass = day.OfClass[number];
        var fresh = freshness < 0 ? ofClass : day.OfFreshness[freshness];
        foreach (var word in passing.NonZero)
        {
            var here = passing.Bits[word] & ofClass[word] & fresh[word] & ~apart[word];
            if (here == 0)
            {
                continue;
            }

            if (byScore)
            {
                OfferByScore(search, ranking, segmentNumber, word, here, least);
            }
            else
            {
                Offer(search, ranking, segmentNumber, word, here);
            }
        }
    }

    // The best scores of 64 profiles first, until none of them comes among the best any more.
    private void OfferByScore(SegmentSearch search, Ranking ranking, int segmentNumber, int word, ulong docs, ulong least)
    {
        var (text, shift) = (search.Text!, ranking.TextShift);
        Span<ulong> planes = stackalloc ulong[TextMatch.ScoreDigits];
        text.Scores(word, planes);
        while (docs != 0)
        {
            var (best, score) = (docs, 0);
            for (var digit = planes.Length - 1; digit >= 0; digit--)
            {
                if ((best & planes[digit]) is not 0 and var have)
                {
                    best = have;
                    score |= 1 << digit;
                }
            }

            var key = least + ((ulong)(uint)(text.BestScore - score) << shift);
            if (count == capacity && key > heap[0].Key)
            {
                return;
            }

            for (var rest = best; rest != 0; rest &= rest - 1)
            {
                var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                var id = search.Segment.Ids[doc];
                var whole = key + (uint)Lot.Of(search.Plan.Query.Seed, id);
                if (count < capacity || whole <= heap[0].Key)
                {
                    Offer(search, new Contender(whole, id, segmentNumber, doc, null, ranking.PracticeOf(doc)));
                }
            }

            docs &= ~best;
        }
    }

    // In the order of the lot of the day the first who pass are the best of their class.
    private void OfferByLot(SegmentSearch search, Ranking ranking, int segmentNumber, ulong[] apart, int number, int freshness, ulong least)
    {
        var (passing, query) = (search.Passing.Bits, search.Plan.Query);
        var day = search.Segment.On(query.Today);
        var end = day.LotEnd(number, freshness);
        for (var at = day.LotStart(number, freshness); at < end; at++)
        {
            var doc = day.ByLot[at];
            if (Bits.Has(passing, doc) && !Bits.Has(apart, doc))
            {
                var id = search.Segment.Ids[doc];
                var contender = new Contender(least + (uint)Lot.Of(query.Seed, id), id, segmentNumber, doc, null, ranking.PracticeOf(doc));
                if (count == capacity && query.Seed == day.Seed && contender.Key > heap[0].Key)
                {
                    break;
                }

                Offer(search, contender);
            }
        }
    }

    private void Offer(SegmentSearch search, Ranking ranking, int segmentNumber, int word, ulong docs)
    {
        var byName = search.Plan.Query.Sort == SearchSort.Name;
        for (var rest = docs; rest != 0; rest &= rest - 1)
        {
            var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
            var key = ranking.KeyWithoutLot(doc, count == capacity ? heap[0].Key : ulong.MaxValue);
            if (count == capacity && key > heap[0].Key)
            {
                continue;
            }

            key += ranking.LotOf(doc);
            if (count == capacity && key > heap[0].Key)
            {
                continue;
            }

            Offer(search, new Contender(key, search.Segment.Ids[doc], segmentNumber, doc, byName ? search.Segment.SortNames : null, ranking.PracticeOf(doc)));
        }
    }

    /// <summary>Those kept, the best first.</summary>
    public ReadOnlySpan<Contender> Ordered()
    {
        var kept = heap.AsSpan(0, count);
        kept.Sort(static (a, b) => Contender.Compare(a, b));
        firsts?.GiveBack();
        firsts = null;
        return kept;
    }

    public void Dispose() => ArrayPool<Contender>.Shared.Return(heap, clearArray: true);

    // Who comes after those first of a practice pushes nobody else back; who comes before one of them takes that one's position,
    // and the other is offered anew. Of whom the heap let go, or has not taken, nobody in it can be pushed back.
    private void Offer(SegmentSearch search, in Contender contender)
    {
        if (contender.Practice == 0 || (count == capacity && Contender.Compare(contender, heap[0]) > 0))
        {
            Offer(contender);
            return;
        }

        var shift = search.Plan.Order.PracticeShift;
        var later = 1UL << shift;
        firsts ??= PracticeFirsts.Lend();
        switch (firsts.Take(contender, shift, out var displaced))
        {
            case PracticeFirsts.Turn.First:
                Offer(contender);
                break;
            case PracticeFirsts.Turn.Later:
                Offer(contender with { Key = contender.Key | later });
                break;
            default:
                Displace(displaced, contender, later);
                break;
        }
    }

    private void Displace(long id, in Contender by, ulong later)
    {
        for (var at = 0; at < count; at++)
        {
            if (heap[at].Id == id)
            {
                var displaced = heap[at];
                heap[at] = by;
                Sink(at);
                Offer(displaced with { Key = displaced.Key | later });
                return;
            }
        }

        Offer(by);
    }

    private void Offer(in Contender contender)
    {
        if (count < capacity)
        {
            if (count == heap.Length)
            {
                var wider = ArrayPool<Contender>.Shared.Rent((int)Math.Min(capacity, (long)heap.Length * 2));
                heap.AsSpan(0, count).CopyTo(wider);
                ArrayPool<Contender>.Shared.Return(heap);
                heap = wider;
            }

            heap[count++] = contender;
            Rise(count - 1);
        }
        else if (Contender.Compare(contender, heap[0]) < 0)
        {
            heap[0] = contender;
            Sink(0);
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

    private void Sink(int at)
    {
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
