using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>Which profiles of a segment have a place within the circle of a search, how far, and in which states.</summary>
internal sealed class NearPlaces : IDisposable
{
    private readonly Segment segment;
    private readonly SearchPlan plan;

    public NearPlaces(Segment segment, SearchPlan plan)
    {
        (this.segment, this.plan) = (segment, plan);
        Any = segment.Rent();
        Selected = plan.State is null ? Any : segment.Rent();
        var chord = Math.Sqrt(plan.ChordSquared);
        var places = segment.Places;
        for (var group = 0; group < places.Groups; group++)
        {
            var (from, to) = places.Group(group, plan.Point, chord);
            for (var block = from; block < to; block++)
            {
                Add(block, chord);
            }
        }

        Any.Settle();
        if (Selected != Any)
        {
            Selected.Settle();
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
    public int Tenths(int doc)
    {
        var place = Place(doc);
        return place < 0 ? -1
            : plan.Areas is not null ? 0
            : GreatCircle.ToTenths(segment.Places.ChordSquared(place, plan.Point));
    }

    /// <summary>The number, in the columns of the segment, of that nearest place; −1 if there is none.</summary>
    public int Place(int doc)
    {
        var (nearest, least) = (-1, double.PositiveInfinity);
        if (Bits.Has(Selected.Bits, doc))
        {
            var places = segment.Places;
            for (var place = places.Starts[doc]; place < places.Starts[doc + 1]; place++)
            {
                var chordSquared = places.ChordSquared(place, plan.Point);
                if (chordSquared < least && IsNear(place, chordSquared) && IsSelected(place))
                {
                    (nearest, least) = (place, chordSquared);
                }
            }
        }

        return nearest;
    }

    /// <summary>Whether a place, by its number in the columns of the segment, lies within the circle.</summary>
    public bool IsNear(int place) => IsNear(place, segment.Places.ChordSquared(place, plan.Point));

    /// <summary>Whether a profile has a place within the circle in a state.</summary>
    public bool IsIn(int state, int doc) => IsIn(state, segment.Places.Starts[doc], segment.Places.Starts[doc + 1]);

    /// <summary>Adds to the counts of the states who has a near place there, is in the first set and not covered already.</summary>
    public void CountStates(Candidates among, Candidates coveredAlready, DocSet[] covers, int[] counts)
    {
        var places = segment.Places;
        foreach (var word in Any.NonZero)
        {
            for (var rest = Any.Bits[word] & among.Bits[word]; rest != 0; rest &= rest - 1)
            {
                var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                var first = places.Starts[doc];
                for (var place = first; place < places.Starts[doc + 1]; place++)
                {
                    var state = places.State(place);
                    if (state >= 0 && IsNear(place) && !IsIn(state, first, place)
                        && !(Bits.Has(coveredAlready.Bits, doc) && covers[state].Contains(doc)))
                    {
                        counts[state]++;
                    }
                }
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
    }

    private void Add(int block, double chord)
    {
        var places = segment.Places;
        if (!places.MayReach(block, plan.Point, chord))
        {
            return;
        }

        if (plan.Areas is null && plan.State is null)
        {
            Any.Bits[block] = places.IsWithin(block, plan.Point, chord)
                ? places.Placed(block)
                : places.Within(block, plan.Point, plan.ChordSquared);
            return;
        }

        for (var rest = places.Placed(block); rest != 0; rest &= rest - 1)
        {
            var doc = (block << 6) + BitOperations.TrailingZeroCount(rest);
            for (var place = places.Starts[doc]; place < places.Starts[doc + 1]; place++)
            {
                if (IsNear(place))
                {
                    Bits.Set(Any.Span, doc);
                    if (Selected != Any && IsSelected(place))
                    {
                        Bits.Set(Selected.Span, doc);
                    }
                }
            }
        }
    }

    private bool IsNear(int place, double chordSquared) => chordSquared <= plan.ChordSquared
        && (plan.Areas is not { } areas || (segment.Places.Area(place) is >= 0 and var area && Bits.Has(areas, area)));

    private bool IsSelected(int place) => plan.State is null || plan.State.Values.Contains(segment.Places.State(place));

    private bool IsIn(int state, int from, int to)
    {
        var isIn = false;
        for (var place = from; !isIn && place < to; place++)
        {
            isIn = segment.Places.State(place) == state && IsNear(place);
        }

        return isIn;
    }
}
