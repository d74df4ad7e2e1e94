using Rapport.Core.Fit;

namespace Rapport.Core.Search;

/// <summary>Where the search is made from.</summary>
/// <param name="Latitude">Degrees, −90 to 90.</param>
/// <param name="Longitude">Degrees, −180 to 180.</param>
/// <param name="RadiusMiles">How far an in-person place may be, in miles along the great circle; 0 or more.</param>
/// <param name="State">The ordinal, in the state key, of the state in which the point lies; −1 if in none, and then nobody
/// reaches it from afar.</param>
/// <param name="Areas">Null, or the postal areas in one of which an in-person place must lie besides. A county is exactly its
/// areas, in a circle that holds them all: nobody in it is nearer than another, so all are at no distance.</param>
public sealed record SearchOrigin(
    double Latitude, double Longitude, double RadiusMiles, int State, IReadOnlyList<int>? Areas = null);

/// <summary>What is asked of one key.</summary>
/// <param name="Key">The position of the key in the schema.</param>
/// <param name="Values">The ordinals of the selected values; empty asks nothing.</param>
/// <param name="NotKnownToo">Profiles of which the fact is not known stay too. Read for musts alone.</param>
/// <param name="AtMostCents">For a key of kind <see cref="FilterKind.Maximum"/>: the bound in cents, in place of values.</param>
public sealed record KeyFilter(int Key, IReadOnlyList<int> Values, bool NotKnownToo = false, int? AtMostCents = null)
{
    /// <summary>A bound on the cheapest fee, in cents.</summary>
    public static KeyFilter AtMost(int key, int cents, bool notKnownToo = false) => new(key, [], notKnownToo, cents);

    internal bool AsksNothing => Values.Count == 0 && AtMostCents is null;
}

/// <summary>By what the results are put in order; the criteria of each are in <see cref="SearchOrder"/>.</summary>
public enum SearchSort
{
    /// <summary>What suits best.</summary>
    Best,

    /// <summary>Nearest in person first.</summary>
    Distance,

    /// <summary>Soonest opening first.</summary>
    Opening,

    /// <summary>Cheapest fee first.</summary>
    Fee,

    /// <summary>Most lately confirmed first.</summary>
    Confirmed,

    /// <summary>By name.</summary>
    Name,

    /// <summary>Who suits the client best first, of those who have room: see <see cref="SearchQuery.Fit"/>.</summary>
    Fit,
}

/// <summary>A search.</summary>
/// <remarks>
/// <para>A profile is found when it passes every must: any one of the selected values inside a key, all the keys.</para>
/// <para>With an origin it must be reachable from there in one of the selected formats (any, if none is selected): in
/// person by a place within the radius; from afar by covering the origin's state. Selected states narrow the same way of
/// meeting: the place near must lie in one of them, or the coverage must hold one of them. Without an origin, formats are
/// plain values, and states are those of its places (in person) or of its coverage (from afar).</para>
/// <para>What is not known is not a yes. A place near is enough where no format is selected; a selected format must be
/// said. Where profiles of which the formats are not known stay too, one passes that has a place near (if in person is
/// selected), or that may cover the origin's state: it says so, or says nothing and has a place there, or no known place
/// at all. With a known place and in person alone selected, the place decides.</para>
/// <para>An opening that holds for one place counts, as a filter and in the order, if that place does: within the radius and
/// in a selected state, and only where people may meet in person. Who has no other one has not said whether there is room.</para>
/// </remarks>
public sealed record SearchQuery
{
    /// <summary>Where from; null is anywhere.</summary>
    public SearchOrigin? Origin { get; init; }

    /// <summary>Filters that each result passes; a key at most once.</summary>
    public IReadOnlyList<KeyFilter> Must { get; init; } = [];

    /// <summary>Filters that never leave out anybody; each one matched lifts a result. A key at most once.</summary>
    public IReadOnlyList<KeyFilter> Nice { get; init; } = [];

    /// <summary>
    /// Words, each of which must stand in the name, the statements or the terms; the last one may be the beginning of a
    /// word if it has three letters or more. Only the first <see cref="SearchText.MaxCharacters"/> characters and
    /// <see cref="SearchText.MaxWords"/> words are read. A text without a word asks nothing. A word behind a minus sign must
    /// stand nowhere: "grief -couples". Words in quotes are meant as they are, one behind the other in one field or one term:
    /// "\"school refusal\"".
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// The language by whose stems (<see cref="SearchSchema.Stems"/>) the words of the text stand for others in terms and
    /// statements, such as "en"; null, or one that has none, and each stands for itself.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>
    /// The words leave nobody out: each lifts whoever has it, as the order says. So of a sentence of which the rest was
    /// understood as filters. Unwanted ones still leave out who has them.
    /// </summary>
    public bool TextIsNice { get; init; }

    /// <summary>
    /// Forgives errors in names: a word that stands in no profile of the index counts for the names that are close to it (see
    /// <see cref="Spelling.IsClose"/> and <see cref="SearchSchema.Nicknames"/>). If nobody has all the words even so, or each
    /// stands somewhere but nobody has all, each counts for the names close to it too. What was forgiven is told by <see cref="SearchResult.CloseWords"/>.
    /// </summary>
    public bool ForgivesNames { get; init; }

    /// <summary>Leaves out who rests on a public registry alone (<see cref="Listing.Tier"/> 1), from the counts too.</summary>
    public bool ConfirmedOnly { get; init; }

    /// <summary>
    /// Of an origin, leaves out who reaches it from afar alone: found is who has a place within it, and who does not say how
    /// one meets counts as meeting there. The counts of formats keep those from afar. Without an origin it asks nothing.
    /// </summary>
    public bool PlacedOnly { get; init; }

    /// <summary>The order.</summary>
    public SearchSort Sort { get; init; }

    /// <summary>How well each would work with the client; read in the order <see cref="SearchSort.Fit"/> alone. Null, and all are alike.</summary>
    public FitScorer? Fit { get; init; }

    /// <summary>How many of the first results are passed over, without those <see cref="Seen"/>; from 0.</summary>
    public int Skip { get; init; }

    /// <summary>
    /// Ids of those whom the searcher has met on the pages before: they are found, counted and keep their places in the order,
    /// and stand on no page. Who reads on so meets nobody twice and misses nobody, whatever is edited meanwhile; a number to
    /// <see cref="Skip"/> cannot promise that.
    /// </summary>
    public IReadOnlyList<long> Seen { get; init; } = [];

    /// <summary>How many results are returned at most; from 0.</summary>
    public int Take { get; init; } = 20;

    /// <summary>Today, as <see cref="DateOnly.DayNumber"/>: openings and confirmations are judged against it.</summary>
    public int Today { get; init; }

    /// <summary>The seed of the lot that decides among equals: see <see cref="Lot.SeedOf"/>.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether values are counted.</summary>
    public bool WithFacets { get; init; } = true;

    /// <summary>
    /// The positions of the keys whose values are counted; null is all of them. Who shows eight keys need not wait for the
    /// counts of the others.
    /// </summary>
    public IReadOnlyList<int>? FacetKeys { get; init; }

    /// <summary>Whether those found are counted by the area in which they meet people.</summary>
    public bool WithAreas { get; init; }
}
