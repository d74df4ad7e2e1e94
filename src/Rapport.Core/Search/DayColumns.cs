namespace Rapport.Core.Search;

/// <summary>
/// What the order needs of each profile of a segment on one day: the class of its opening and the band of its freshness.
/// They change at midnight only, so they are worked out once a day and not once a search.
/// </summary>
internal sealed class DayColumns
{
    /// <summary>Classes of tier and opening together, best first.</summary>
    public const int Classes = 2 * SearchOrder.OpeningClasses;

    private DayColumns(int today, Segment segment)
    {
        Today = today;
        Seed = Lot.SeedOf(today);
        OpeningClasses = new byte[segment.Size];
        Freshness = new byte[segment.Size];
        var words = Bits.Words(segment.Size);
        OfClass = [.. Enumerable.Range(0, Classes).Select(_ => new ulong[words])];
        OfFreshness = [.. Enumerable.Range(0, SearchOrder.FreshBands).Select(_ => new ulong[words])];
        for (var doc = 0; doc < segment.Size; doc++)
        {
            OpeningClasses[doc] = (byte)SearchOrder.OpeningClass(SearchOrder.OpeningRank(segment.OpeningOf(doc), today));
            Freshness[doc] = (byte)SearchOrder.Freshness(segment.AgeOf(doc, today));
            Bits.Set(OfClass[(segment.Tiers[doc] * SearchOrder.OpeningClasses) + OpeningClasses[doc]], doc);
            Bits.Set(OfFreshness[Freshness[doc]], doc);
        }

        (ByLot, LotStarts) = InOrderOfLot(segment);
    }

    public int Today { get; }

    public byte[] OpeningClasses { get; }

    public byte[] Freshness { get; }

    /// <summary>By tier and class of opening, who is in it: the best come first.</summary>
    public ulong[][] OfClass { get; }

    /// <summary>By band of freshness, who is in it.</summary>
    public ulong[][] OfFreshness { get; }

    /// <summary>The seed of the day.</summary>
    public ulong Seed { get; }

    /// <summary>All profiles by class, freshness, and the lot of the seed.</summary>
    public int[] ByLot { get; }

    /// <summary>Where, among them, those of a class and freshness begin.</summary>
    public int LotStart(int number, int freshness) => LotStarts[(number * SearchOrder.FreshBands) + freshness];

    /// <summary>Where they end.</summary>
    public int LotEnd(int number, int freshness) => LotStarts[(number * SearchOrder.FreshBands) + freshness + 1];

    private int[] LotStarts { get; }

    private (int[] Docs, int[] Starts) InOrderOfLot(Segment segment)
    {
        var keys = new long[segment.Size];
        var docs = new int[segment.Size];
        var starts = new int[(Classes * SearchOrder.FreshBands) + 1];
        for (var doc = 0; doc < docs.Length; doc++)
        {
            var group = (((segment.Tiers[doc] * SearchOrder.OpeningClasses) + OpeningClasses[doc]) * SearchOrder.FreshBands) + Freshness[doc];
            starts[group + 1]++;
            docs[doc] = doc;
            keys[doc] = ((long)group << Lot.Bits) | (long)Lot.Of(Seed, segment.Ids[doc]);
        }

        for (var group = 1; group < starts.Length; group++)
        {
            starts[group] += starts[group - 1];
        }

        Array.Sort(keys, docs);
        return (docs, starts);
    }

    public static DayColumns Of(Segment segment, int today) => new(today, segment);
}
