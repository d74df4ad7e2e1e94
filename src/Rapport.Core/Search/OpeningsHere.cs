using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// Which openings count for a search in a segment: those that hold everywhere, those of the places that count, and those from
/// afar where one may meet so. A profile whose every opening is elsewhere has not said whether there is room here.
/// </summary>
internal sealed class OpeningsHere(Segment segment, SearchPlan plan, NearPlaces? near)
{
    private readonly PlacedOpenings placed = segment.PlacedOpenings;

    /// <summary>The openings of a profile that count.</summary>
    /// <param name="Soonest">The soonest of them; not known without any.</param>
    /// <param name="Values">Their values, a bit each.</param>
    /// <param name="IsKnown">Whether there is any.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Here(Opening Soonest, uint Values, bool IsKnown);

    /// <summary>In which ways and where an opening has to hold, beside the origin of the search.</summary>
    /// <param name="InPerson">Whether people may meet in person.</param>
    /// <param name="FromAfar">Whether they may meet from afar.</param>
    /// <param name="States">The states asked; null is any.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Asked(bool InPerson, bool FromAfar, IReadOnlyList<int>? States);

    /// <summary>Whether the search is made somewhere or somehow, so that some places may not count.</summary>
    public bool Narrows => placed.Docs.Length > 0 && plan.HasLocation;

    /// <summary>Those that count for the search, for a position among <see cref="PlacedOpenings.Docs"/>.</summary>
    public Here Of(int at) => Of(at, plan.OpeningsAsked);

    /// <summary>Those that would count if the formats and the states of the search were other ones.</summary>
    /// <param name="at">A position among <see cref="PlacedOpenings.Docs"/>.</param>
    /// <param name="asked">The formats and states.</param>
    public Here Of(int at, in Asked asked)
    {
        var openings = placed.Of(at);
        var doc = placed.Docs[at];
        var here = default(Here);
        for (var i = 0; i < openings.Length; i++)
        {
            if (Counts(doc, openings[i].Place, asked))
            {
                var soonest = !here.IsKnown || openings[i].Opening.IsSoonerThan(here.Soonest) ? openings[i].Opening : here.Soonest;
                here = new Here(soonest, here.Values | openings[i].Values, IsKnown: true);
            }
        }

        return here;
    }

    /// <summary>The soonest opening that counts for the search.</summary>
    public Opening Soonest(int doc) => At(doc) is >= 0 and var at ? Of(at).Soonest : segment.OpeningOf(doc);

    /// <summary>The position of a profile of which only some openings may count, or −1.</summary>
    public int At(int doc) => Narrows ? placed.At(doc) : -1;

    /// <summary>Sets, in a clear bitmap, the bits of those who have an asked opening that counts for the search.</summary>
    public void Into(Span<ulong> bitmap, KeyFilter filter, bool notKnownToo)
    {
        foreach (var value in filter.Values)
        {
            segment.Values[filter.Key][value].OrInto(bitmap);
        }

        if (notKnownToo)
        {
            segment.Unknown[filter.Key].OrInto(bitmap);
        }

        for (var at = 0; Narrows && at < placed.Docs.Length; at++)
        {
            Bits.Put(bitmap, placed.Docs[at], Meets(Of(at), filter, notKnownToo));
        }
    }

    /// <summary>Whether openings that count are what is asked.</summary>
    public static bool Meets(Here here, KeyFilter filter, bool notKnownToo)
    {
        if (!here.IsKnown)
        {
            return notKnownToo;
        }

        foreach (var value in filter.Values)
        {
            if (((here.Values >> value) & 1) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what holds from afar alone counts for a profile, if people may meet so.</summary>
    public bool CountsFromAfar(int doc, IReadOnlyList<int>? states)
    {
        if (plan.Query.Origin is { } origin && !(origin.State >= 0 && segment.Covers[origin.State].Contains(doc)))
        {
            return false;
        }

        var covers = states is null;
        for (var i = 0; !covers && i < states!.Count; i++)
        {
            covers = segment.Covers[states[i]].Contains(doc);
        }

        return covers;
    }

    /// <summary>Whether a place, by its number in the columns of the segment, counts if people may meet in person.</summary>
    public bool Counts(int place, IReadOnlyList<int>? states) =>
        (near is null || near.IsNear(place)) && (states is null || states.Contains(segment.Places.State(place)));

    private bool Counts(int doc, int place, in Asked asked) => place switch
    {
        ListingOpening.Everywhere => true,
        ListingOpening.FromAfar => asked.FromAfar && CountsFromAfar(doc, asked.States),
        _ => asked.InPerson && Counts(segment.Places.Starts[doc] + place, asked.States),
    };
}
