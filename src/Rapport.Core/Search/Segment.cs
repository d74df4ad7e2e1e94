namespace Rapport.Core.Search;

/// <summary>
/// An immutable block of profiles, numbered along a space-filling curve: a set for each value, a column for each number,
/// sets for the words.
/// </summary>
internal sealed class Segment
{
    /// <summary>Stands in a column for a number that is not known.</summary>
    public const int NotKnown = int.MinValue;

    /// <summary>How many postal areas there may be: five digits.</summary>
    public const int MostAreas = 100_000;

    private volatile DayColumns? day;
    private volatile DayColumns? otherDay;
    private CandidatePool? pool;
    private ValueRows? rows;
    private ValuePairs? pairs;

    public required long[] Ids { get; init; }

    /// <summary>Positions along the curve; rising, and with equal ones the ids rise.</summary>
    public required uint[] Curve { get; init; }

    public required byte[] Tiers { get; init; }

    public required byte[] OpeningKinds { get; init; }

    /// <summary>Of the soonest opening, wherever it is: the first day or the weeks of a waiting list.</summary>
    public required int[] OpeningWhens { get; init; }

    public required int[] ConfirmedDays { get; init; }

    public required int[] Fees { get; init; }

    /// <summary>The number of the practice; 0 for none.</summary>
    public required long[] Practices { get; init; }

    /// <summary>How each works, as <see cref="Fit.StyleCode"/> packs it; 0 for nothing known.</summary>
    public required ulong[] Styles { get; init; }

    /// <summary>How pages are addressed, and when each was last changed. Who has no page has an empty one.</summary>
    public required TextColumn Slugs { get; init; }

    public required int[] ChangedDays { get; init; }

    /// <summary>Names as they are sorted, folded.</summary>
    public required TextColumn SortNames { get; init; }

    /// <summary>
    /// By key and value, who has it. For a maximum: whose cheapest fee is within the value; for the state key: who has a
    /// place there or covers it; for the format: who says to offer it.
    /// </summary>
    public required DocSet[][] Values { get; init; }

    /// <summary>By key, of whom it is not known.</summary>
    public required DocSet[] Unknown { get; init; }

    /// <summary>By state, who covers it from afar.</summary>
    public required DocSet[] Covers { get; init; }

    /// <summary>By state, who has a place in it.</summary>
    public required DocSet[] PlacedIn { get; init; }

    /// <summary>Of whom the coverage from afar is not known.</summary>
    public required DocSet CoverageUnknown { get; init; }

    /// <summary>Of whom no place is known.</summary>
    public required DocSet Placeless { get; init; }

    public required PlaceColumns Places { get; init; }

    public required PlacedOpenings PlacedOpenings { get; init; }

    /// <summary>The words of names, of the terms that no value says, and of what profiles say in sentences.</summary>
    public required WordSets Names { get; init; }

    public required WordSets Terms { get; init; }

    public required WordSets Statements { get; init; }

    public int Size => Ids.Length;

    /// <summary>Whether a merge is at work on it: an edit that made another of it meanwhile would undo that work.</summary>
    public bool IsMerging { get; set; }

    /// <summary>The values of each profile, side by side.</summary>
    public ValueRows Rows => rows!;

    /// <summary>How many have each two values together; null where so few are quicker gone through.</summary>
    public ValuePairs? Pairs => pairs;

    /// <summary>Lends a clear bitmap.</summary>
    public Candidates Rent() => pool!.Rent();

    /// <summary>Who is confirmed by its owner, a bit each.</summary>
    public ulong[] Confirmed { get; private set; } = [];

    // In the order of their ids.
    private int[] ById { get; set; } = [];

    /// <summary>The number of a profile in this segment, or −1.</summary>
    public int DocOf(long id)
    {
        var at = FirstAt(id);
        return at < ById.Length && Ids[ById[at]] == id ? ById[at] : -1;
    }

    /// <summary>The numbers of the profiles whose ids lie in a range, by id.</summary>
    public ReadOnlySpan<int> DocsOf(long from, long before)
    {
        var start = FirstAt(from);
        return ById.AsSpan(start, Math.Max(0, FirstAt(before) - start));
    }

    private int FirstAt(long id)
    {
        var (low, high) = (0, ById.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Ids[ById[middle]] < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Works out what follows from the rest: the order of the ids, so that they can be looked up, who is confirmed, the rows.</summary>
    /// <param name="schema">The keys there are.</param>
    /// <param name="isAlone">Nobody searches beside it: two processors may work at it.</param>
    /// <param name="readPairs">Reads the pairs, by the number of values, where they are not to be counted.</param>
    public Segment WithLookup(SearchSchema schema, bool isAlone = false, Func<int, ValuePairs?>? readPairs = null)
    {
        pool = new CandidatePool(Size);
        Names.WithLookup(languages: null);
        Terms.WithLookup(schema.Stems);
        Statements.WithLookup(schema.Stems);
        var together = new ParallelOptions { MaxDegreeOfParallelism = isAlone ? 2 : 1 };
        Parallel.Invoke(together, () => rows = new ValueRows(schema, this), PutInOrder);
        pairs = readPairs is not null ? readPairs(Rows.Bits)
            : Size >= Rows.Bits ? new ValuePairs(Rows, Size)
            : null;
        return this;
    }

    /// <summary>What the order needs on this day; kept for the last two days asked. Threads that meet here make the same.</summary>
    public DayColumns On(int today)
    {
        if (day is { } known && known.Today == today)
        {
            return known;
        }

        if (otherDay is { } other && other.Today == today)
        {
            return other;
        }

        otherDay = day;
        return day = DayColumns.Of(this, today);
    }

    /// <summary>Makes what the first search of a day would have to wait for.</summary>
    public void PrepareFor(int today)
    {
        On(today);
        Names.PrepareClose();
    }

    public int AgeOf(int doc, int today)
    {
        var confirmed = ConfirmedDays[doc];
        return SearchOrder.ConfirmedAge(confirmed == NotKnown ? null : confirmed, today);
    }

    /// <summary>The soonest opening of a profile, wherever it is.</summary>
    public Opening OpeningOf(int doc) => Opening.Of((OpeningKind)OpeningKinds[doc], OpeningWhens[doc]);

    private void PutInOrder()
    {
        Confirmed = new ulong[Bits.Words(Size)];
        ById = new int[Size];
        for (var doc = 0; doc < Size; doc++)
        {
            ById[doc] = doc;
            if (Tiers[doc] == 0)
            {
                Bits.Set(Confirmed, doc);
            }
        }

        Array.Sort((long[])Ids.Clone(), ById);
    }
}
