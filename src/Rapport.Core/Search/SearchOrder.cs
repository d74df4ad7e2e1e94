using Rapport.Core.Fit;

namespace Rapport.Core.Search;

/// <summary>One thing by which results are compared. The rank of each is a whole number; the smaller stands first.</summary>
public enum Criterion
{
    /// <summary>The rank is <see cref="Listing.Tier"/>.</summary>
    Tier,

    /// <summary>0 if every word of the text stands in the name (or there is no text), else 1.</summary>
    NameMatch,

    /// <summary>How many nice-to-haves are not met.</summary>
    NiceMissing,

    /// <summary>The class of the opening: see <see cref="SearchOrder.OpeningDays"/>.</summary>
    OpeningClass,

    /// <summary>The opening to the day: see <see cref="SearchOrder.OpeningRank"/>.</summary>
    OpeningDay,

    /// <summary>The band of the distance: see <see cref="SearchOrder.DistanceMiles"/>.</summary>
    DistanceBand,

    /// <summary>The distance in tenths of a mile; those reached from afar alone come last.</summary>
    Distance,

    /// <summary>The band of the age of the last confirmation: see <see cref="SearchOrder.FreshDays"/>.</summary>
    Freshness,

    /// <summary>Days since the last confirmation; never confirmed comes last.</summary>
    ConfirmedAge,

    /// <summary>The cheapest fee in cents; not known comes last.</summary>
    Fee,

    /// <summary>
    /// 1 if so many of the same practice as <see cref="SearchOrder.PracticeFirst"/> says stand before among those whom all that
    /// comes before leaves equal, else 0. Whoever is found by name, or works in no known practice, has 0.
    /// </summary>
    Practice,

    /// <summary>Where the words of the text stand: see <see cref="SearchOrder.FieldWeights"/>. The rank is what lacks to the most.</summary>
    Text,

    /// <summary>Whether there is room: see <see cref="SearchOrder.Room"/>.</summary>
    Room,

    /// <summary>How well the pair should work: see <see cref="SearchOrder.FitRank"/>.</summary>
    Fit,

    /// <summary>The name, folded; compared as text, so its rank is always 0.</summary>
    Name,

    /// <summary>The lot of the profile for the seed of the search: see <see cref="Core.Search.Lot"/>.</summary>
    Lot,

    /// <summary>The number of the profile; the last word, where even the lots are equal. Its rank is always 0.</summary>
    Id,
}

/// <summary>An order: the criteria one after another, each of which decides only where those before it are equal.</summary>
/// <remarks>The engine compares by this list and by nothing else, so a page that prints it tells the truth.</remarks>
public sealed class SearchOrder
{
    /// <summary>
    /// The number of the formula: of the criteria, their order, and all figures they are measured by. Whoever changes any of
    /// these gives it another number, so that an order that was written down can be told from today's.
    /// </summary>
    public const int Version = 3;

    /// <summary>So many of one practice stand among the others of their class; the rest of it stand after that class's others.</summary>
    public const int PracticeFirst = 3;

    /// <summary>Openings within so many days form the first classes; then come open later, waiting list, not known, and
    /// existing clients only or full.</summary>
    public static IReadOnlyList<int> OpeningDays => OpeningEnds;

    /// <summary>Upper ends, in miles, of the bands of distance; then farther, then reached from afar alone.</summary>
    public static IReadOnlyList<int> DistanceMiles => DistanceEnds;

    /// <summary>Upper ends, in days, of the bands of age of the last confirmation; then older, then never.</summary>
    public static IReadOnlyList<int> FreshDays => FreshEnds;

    /// <summary>What a word adds to the text score for each field in which it stands: name, terms, statements.</summary>
    public static IReadOnlyList<int> FieldWeights => Weights;

    /// <summary>How many classes of openings there are: see <see cref="OpeningDays"/>.</summary>
    internal const int OpeningClasses = 6;

    /// <summary>How many bands of freshness there are: see <see cref="FreshDays"/>.</summary>
    internal const int FreshBands = 6;

    // A score of a point and more is beyond what any answers come to.
    private const double MostPoints = 1;

    private const int FarthestTenths = (1 << 18) - 1;
    private const int DearestCents = (1 << 28) - 1;
    private const int OldestDays = (1 << 22) - 1;
    private const int WaitingFrom = 10_000;
    private const int NotKnownAt = 11_000;

    // Arrays, because they are read once a candidate; the public lists above are the same ones.
    private static readonly int[] OpeningEnds = [7, 30];
    private static readonly int[] DistanceEnds = [2, 5, 10, 25, 50, 100];
    private static readonly int[] FreshEnds = [14, 90, 180, 365];
    private static readonly int[] Weights = [4, 2, 1];

    private static readonly byte[] WeightOfFields = [.. Enumerable.Range(0, 1 << Weights.Length)
        .Select(fields => (byte)Weights.Where((_, field) => ((fields >> field) & 1) != 0).Sum())];

    private static readonly SearchOrder[] All =
    [
        new(SearchSort.Best, Criterion.Tier, Criterion.NameMatch, Criterion.NiceMissing, Criterion.OpeningClass,
            Criterion.DistanceBand, Criterion.Freshness, Criterion.Practice, Criterion.Text, Criterion.Lot, Criterion.Id),
        new(SearchSort.Distance, Criterion.Tier, Criterion.Distance, Criterion.NiceMissing, Criterion.OpeningClass,
            Criterion.Freshness, Criterion.Text, Criterion.Lot, Criterion.Id),
        new(SearchSort.Opening, Criterion.Tier, Criterion.OpeningDay, Criterion.NiceMissing, Criterion.DistanceBand,
            Criterion.Freshness, Criterion.Text, Criterion.Lot, Criterion.Id),
        new(SearchSort.Fee, Criterion.Tier, Criterion.Fee, Criterion.NiceMissing, Criterion.OpeningClass,
            Criterion.DistanceBand, Criterion.Lot, Criterion.Id),
        new(SearchSort.Confirmed, Criterion.Tier, Criterion.ConfirmedAge, Criterion.NiceMissing, Criterion.OpeningClass,
            Criterion.DistanceBand, Criterion.Lot, Criterion.Id),
        new(SearchSort.Name, Criterion.Tier, Criterion.Name, Criterion.Id),
        new(SearchSort.Fit, Criterion.Tier, Criterion.NameMatch, Criterion.Room, Criterion.NiceMissing, Criterion.Fit, Criterion.Lot, Criterion.Id),
    ];

    private SearchOrder(SearchSort sort, params Criterion[] criteria)
    {
        Sort = sort;
        Criteria = criteria;
        KeyBits = criteria.Sum(Bits);
        if (KeyBits > 64)
        {
            throw new InvalidOperationException($"The order {sort} does not fit into one key.");
        }

        // It is added to the lowest bits, and only to the key of whoever may stand on the page.
        HasLot = criteria.Contains(Criterion.Lot);
        PracticeShift = criteria.Contains(Criterion.Practice) ? criteria.SkipWhile(one => one != Criterion.Practice).Skip(1).Sum(Bits) : -1;
        if (HasLot && criteria[^2] != Criterion.Lot)
        {
            throw new InvalidOperationException($"In the order {sort} the lot decides before something else.");
        }
    }

    /// <summary>What it is called.</summary>
    public SearchSort Sort { get; }

    /// <summary>The criteria, the first one deciding first.</summary>
    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>How many bits a packed key takes.</summary>
    internal int KeyBits { get; }

    /// <summary>Whether equals are ordered by lot.</summary>
    internal bool HasLot { get; }

    /// <summary>How far up in the key the rank of the practice stands; −1 if the order does not ask for it.</summary>
    internal int PracticeShift { get; }

    /// <summary>All that <see cref="Version"/> is the number of, as text: each order with its criteria, then the figures.</summary>
    public static string Formula => string.Join(
        '\n',
        All.Select(order => $"{order.Sort}: {string.Join(", ", order.Criteria.Select(one => $"{one} {Bits(one)}"))}")
            .Append($"Opening days: {string.Join(", ", OpeningEnds)}")
            .Append($"Distance miles: {string.Join(", ", DistanceEnds)}")
            .Append($"Fresh days: {string.Join(", ", FreshEnds)}")
            .Append($"Field weights: {string.Join(", ", Weights)}")
            .Append($"First of a practice: {PracticeFirst}")
            .Append(FormattableString.Invariant($"Fit: steps of {FitOrder.Step} points over {2 * MostPoints}")));

    /// <summary>The order of a sort.</summary>
    public static SearchOrder Of(SearchSort sort) => All[(int)sort];

    /// <summary>
    /// The rank of an opening to the day: days until it is open (0 to 9,999), 10,000 and the weeks of a waiting list (999 if
    /// not known), 11,000 for not known, 11,001 for existing clients only, 11,002 for full.
    /// </summary>
    public static int OpeningRank(Opening opening, int today) => opening.Kind switch
    {
        OpeningKind.Open => opening.FromDay is { } day ? (int)Math.Clamp((long)day - today, 0, WaitingFrom - 1) : 0,
        OpeningKind.WaitingList => WaitingFrom + Math.Clamp(opening.Weeks ?? 999, 0, 999),
        OpeningKind.NotKnown => NotKnownAt,
        OpeningKind.ExistingOnly => NotKnownAt + 1,
        _ => NotKnownAt + 2,
    };

    /// <summary>
    /// The rank of a score of fit in steps of a hundredth of a point: 0 for a point above the usual and more, 200 for a point below and less.
    /// </summary>
    /// <param name="points">Expected difference from the usual pair (<see cref="FitScorer.Of"/>).</param>
    public static int FitRank(double points) =>
        (int)Math.Round((MostPoints - Math.Clamp(points, -MostPoints, MostPoints)) / FitOrder.Step, MidpointRounding.AwayFromZero);

    /// <summary>0 open, now or later; 1 waiting list; 2 not known; 3 existing clients only or full.</summary>
    /// <param name="openingClass">The rank of <see cref="Criterion.OpeningClass"/>.</param>
    internal static int Room(int openingClass) => Math.Max(0, openingClass - OpeningEnds.Length);

    internal static int OpeningClass(int rank) => rank switch
    {
        < WaitingFrom => Band(rank, OpeningEnds),
        < NotKnownAt => OpeningEnds.Length + 1,
        NotKnownAt => OpeningEnds.Length + 2,
        _ => OpeningEnds.Length + 3,
    };

    internal static int DistanceBand(int tenths) =>
        tenths < 0 ? DistanceEnds.Length + 1 : Band((tenths + 9) / 10, DistanceEnds);

    internal static int Distance(int tenths) => tenths < 0 ? FarthestTenths : tenths;

    internal static int Freshness(int age) => age == OldestDays ? FreshEnds.Length + 1 : Band(age, FreshEnds);

    internal static int ConfirmedAge(int? day, int today) =>
        day is { } known ? (int)Math.Clamp((long)today - known, 0, OldestDays - 1) : OldestDays;

    internal static int Fee(int? cents) => cents is { } known ? Math.Min(known, DearestCents - 1) : DearestCents;

    /// <summary>The weight of a set of fields: bit 0 the name, bit 1 the terms, bit 2 the statements.</summary>
    internal static int Weight(int fields) => WeightOfFields[fields];

    /// <summary>How many bits of the key a criterion takes; those compared otherwise take none.</summary>
    internal static int Bits(Criterion criterion) => criterion switch
    {
        Criterion.Tier or Criterion.NameMatch or Criterion.Practice => 1,
        Criterion.NiceMissing => 6,
        Criterion.OpeningClass or Criterion.Freshness => 3,
        Criterion.Room => 2,
        Criterion.Fit => 8,
        Criterion.OpeningDay => 14,
        Criterion.DistanceBand => 3,
        Criterion.Distance => 18,
        Criterion.ConfirmedAge => 22,
        Criterion.Fee => 28,
        Criterion.Text => 7,
        Criterion.Lot => Lot.Bits,
        _ => 0,
    };

    /// <summary>Whether two packed keys are equal in all that comes before the lot.</summary>
    internal bool IsLotBetween(ulong one, ulong other) => HasLot && one >> Lot.Bits == other >> Lot.Bits;

    /// <summary>Reads the ranks back out of a packed key.</summary>
    internal Standing[] Unpack(ulong key)
    {
        var standing = new Standing[Criteria.Count];
        for (var i = Criteria.Count - 1; i >= 0; i--)
        {
            var bits = Bits(Criteria[i]);
            standing[i] = new Standing(Criteria[i], (int)(key & ((1UL << bits) - 1)));
            key >>= bits;
        }

        return standing;
    }

    private static int Band(int value, int[] ends)
    {
        var band = 0;
        while (band < ends.Length && value > ends[band])
        {
            band++;
        }

        return band;
    }
}
