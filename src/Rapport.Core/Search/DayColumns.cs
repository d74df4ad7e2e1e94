namespace Rapport.Core.Search;

/// <summary>
/// What the order needs of each profile of a segment on one day: the class of its opening and the band of its freshness.
/// They change at midnight only, so they are worked out once a day and not once a search.
/// </summary>
internal sealed class DayColumns
{
    private DayColumns(int today, Segment segment)
    {
        Today = today;
        OpeningClasses = new byte[segment.Size];
        Freshness = new byte[segment.Size];
        for (var doc = 0; doc < segment.Size; doc++)
        {
            OpeningClasses[doc] = (byte)SearchOrder.OpeningClass(SearchOrder.OpeningRank(segment.OpeningOf(doc), today));
            Freshness[doc] = (byte)SearchOrder.Freshness(segment.AgeOf(doc, today));
        }
    }

    public int Today { get; }

    public byte[] OpeningClasses { get; }

    public byte[] Freshness { get; }

    public static DayColumns Of(Segment segment, int today) => new(today, segment);
}
