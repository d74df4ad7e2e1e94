using System.Buffers;

namespace Rapport.Core.Search;

/// <summary>Which profiles of a segment have a place within the circle of a search, how far, and in which states.</summary>
internal sealed class NearPlaces : IDisposable
{
    private readonly Segment segment;
    private readonly SearchPlan plan;
    private readonly int[] tenths;
    private readonly int[] places;
    private int[] pairDocs = ArrayPool<int>.Shared.Rent(256);
    private short[] pairStates = ArrayPool<short>.Shared.Rent(256);
    private int pairs;

    public NearPlaces(Segment segment, SearchPlan plan)
    {
        this.segment = segment;
        this.plan = plan;
        tenths = ArrayPool<int>.Shared.Rent(Math.Max(1, segment.Size));
        places = ArrayPool<int>.Shared.Rent(Math.Max(1, segment.Size));
        Any = new Candidates(segment.Size);
        Selected = plan.State is null ? Any : new Candidates(segment.Size);
        var chord = Math.Sqrt(plan.ChordSquared);
        for (var block = 0; block < segment.Places.Blocks; block++)
        {
            if (segment.Places.MayReach(block, plan.Point, chord))
            {
                Scan(block);
            }
        }
    }

    /// <summary>Who has a place within the radius.</summary>
    public Candidates Any { get; }

    /// <summary>Who has one within the radius and in a selected state; the same as <see cref="Any"/> if none is selected.</summary>
    public Candidates Selected { get; }

    /// <summary>
    /// Tenths of a mile to the nearest place that counts for <see cref="Selected"/>; −1 if there is none. Among postal areas
    /// nobody is nearer than another: 0.
    /// </summary>
    public int Tenths(int doc) => Bits.Has(Selected.Bits, doc) ? tenths[doc] : -1;

    /// <summary>The number, in the columns of the segment, of that nearest place; −1 if there is none.</summary>
    public int Place(int doc) => Bits.Has(Selected.Bits, doc) ? places[doc] : -1;

    /// <summary>Whether a place, by its number in the columns of the segment, lies within the circle.</summary>
    public bool IsNear(int place) => IsNear(place, segment.Places.ChordSquared(place, plan.Point));

    /// <summary>Whether a profile has a place within the circle in a state.</summary>
    public bool IsIn(int state, int doc)
    {
        var isIn = false;
        for (var place = segment.Places.Starts[doc]; !isIn && place < segment.Places.Starts[doc + 1]; place++)
        {
            isIn = segment.Places.State(place) == state && IsNear(place);
        }

        return isIn;
    }

    /// <summary>Adds to the counts of the states who has a near place there, is in the first set and not covered already.</summary>
    public void CountStates(Candidates among, Candidates coveredAlready, DocSet[] covers, int[] counts)
    {
        for (var i = 0; i < pairs; i++)
        {
            var (doc, state) = (pairDocs[i], pairStates[i]);
            if (Bits.Has(among.Bits, doc) && !(Bits.Has(coveredAlready.Bits, doc) && covers[state].Contains(doc)))
            {
                counts[state]++;
            }
        }
    }

    public void Dispose()
    {
        Any.Dispose();
        if (Selected != Any)
        {
            Selected.Dispose();
        }

        ArrayPool<int>.Shared.Return(tenths);
        ArrayPool<int>.Shared.Return(places);
        ArrayPool<int>.Shared.Return(pairDocs);
        ArrayPool<short>.Shared.Return(pairStates);
    }

    private void Scan(int block)
    {
        var columns = segment.Places;
        var starts = columns.Starts;
        var last = Math.Min((block + 1) << 6, segment.Size);
        for (var doc = block << 6; doc < last; doc++)
        {
            var firstPair = pairs;
            var nearest = double.PositiveInfinity;
            for (var place = starts[doc]; place < starts[doc + 1]; place++)
            {
                var chordSquared = columns.ChordSquared(place, plan.Point);
                if (!IsNear(place, chordSquared))
                {
                    continue;
                }

                Bits.Set(Any.Bits, doc);
                var state = columns.State(place);
                if (chordSquared < nearest && (plan.State is null || plan.State.Values.Contains(state)))
                {
                    nearest = chordSquared;
                    places[doc] = place;
                }

                if (state >= 0 && !pairStates.AsSpan(firstPair, pairs - firstPair).Contains(state))
                {
                    AddPair(doc, state);
                }
            }

            if (!double.IsPositiveInfinity(nearest))
            {
                Bits.Set(Selected.Bits, doc);
                tenths[doc] = plan.Areas is null ? GreatCircle.ToTenths(nearest) : 0;
            }
        }
    }

    private bool IsNear(int place, double chordSquared) => chordSquared <= plan.ChordSquared
        && (plan.Areas is not { } areas || (segment.Places.Area(place) is >= 0 and var area && Bits.Has(areas, area)));

    private void AddPair(int doc, short state)
    {
        if (pairs == Math.Min(pairDocs.Length, pairStates.Length))
        {
            Grow(ref pairDocs);
            Grow(ref pairStates);
        }

        pairDocs[pairs] = doc;
        pairStates[pairs++] = state;
    }

    private void Grow<T>(ref T[] array)
    {
        var larger = ArrayPool<T>.Shared.Rent(array.Length * 2);
        array.AsSpan(0, pairs).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }
}
