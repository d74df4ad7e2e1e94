using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>A profile's page.</summary>
/// <param name="Id">The number of the profile.</param>
/// <param name="Slug">How it is addressed.</param>
/// <param name="ChangedDay">The day, as <see cref="DateOnly.DayNumber"/>, when anything of it was last changed.</param>
public sealed record PageOf(long Id, string Slug, int ChangedDay);

/// <summary>Walks over those of a segment who live and are confirmed by their owners, without any search.</summary>
internal static class ConfirmedPages
{
    public static void CheckGroups(ReadOnlySpan<int> groupOfArea, int groups)
    {
        if (groupOfArea.Length != Segment.MostAreas || groupOfArea.IndexOfAnyExceptInRange(-1, groups - 1) >= 0)
        {
            throw new ArgumentException("Each postal area has one group that exists, or none.", nameof(groupOfArea));
        }
    }

    public static void Count(Segment segment, ulong[] live, ReadOnlySpan<int> groupOfArea, int[] counts)
    {
        var places = segment.Places;
        var starts = places.Starts;
        for (var word = 0; word < live.Length; word++)
        {
            for (var rest = live[word] & segment.Confirmed[word]; rest != 0; rest &= rest - 1)
            {
                var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                for (var place = starts[doc]; place < starts[doc + 1]; place++)
                {
                    var group = GroupOf(place, groupOfArea);
                    if (group >= 0 && !IsAmongEarlier(group, starts[doc], place, groupOfArea))
                    {
                        counts[group]++;
                    }
                }
            }
        }

        int GroupOf(int place, ReadOnlySpan<int> groups) => places.Area(place) is >= 0 and var area ? groups[area] : -1;

        // A person has few places: looking back costs less than keeping a set.
        bool IsAmongEarlier(int group, int from, int before, ReadOnlySpan<int> groups)
        {
            for (var place = from; place < before; place++)
            {
                if (GroupOf(place, groups) == group)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static void Add(Segment segment, ulong[] live, long from, long before, List<PageOf> pages)
    {
        foreach (var doc in segment.DocsOf(from, before))
        {
            if (Bits.Has(live, doc) && Bits.Has(segment.Confirmed, doc) && !segment.Slugs[doc].IsEmpty)
            {
                pages.Add(new PageOf(segment.Ids[doc], segment.Slugs.TextOf(doc), segment.ChangedDays[doc]));
            }
        }
    }

    public static void AddStretches(Segment segment, ulong[] live, int length, SortedDictionary<long, int> newest)
    {
        foreach (var doc in segment.DocsOf(long.MinValue, long.MaxValue))
        {
            if (Bits.Has(live, doc) && Bits.Has(segment.Confirmed, doc) && !segment.Slugs[doc].IsEmpty)
            {
                var stretch = Math.DivRem(segment.Ids[doc], length).Quotient;
                newest[stretch] = Math.Max(newest.GetValueOrDefault(stretch, int.MinValue), segment.ChangedDays[doc]);
            }
        }
    }
}
