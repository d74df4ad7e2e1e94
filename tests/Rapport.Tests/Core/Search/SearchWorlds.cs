using CsCheck;
using Rapport.Core.Fit;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>Small random directories and queries, made to collide: few values, few places, many ties.</summary>
internal static class SearchWorlds
{
    public const int Today = 739_000;

    public static readonly SearchSchema Schema = new(
    [
        new FilterKey("issue", FilterKind.Values, ["anxiety", "grief", "sleep", "trauma"])
        {
            Texts = ["panic", "", "can't sleep", "anabela calm"],
            IsOftenCounted = true,
        },
        new FilterKey("notTaken", FilterKind.Exclude, ["anxiety", "grief", "sleep", "trauma"]),
        new FilterKey("language", FilterKind.Values, ["en", "es", "zh"]) { Texts = ["calm", "Pánico pan", "日本 panic panic"] },
        new FilterKey("slidingScale", FilterKind.Flag, ["yes", "no"]),
        new FilterKey("feeMax", FilterKind.Maximum, ["50", "100", "150"]),
        new FilterKey("format", FilterKind.Format, ["inPerson", "online", "phone"]),
        new FilterKey("state", FilterKind.State, ["AK", "CA", "NV", "GU"]),
        new FilterKey("opening", FilterKind.Opening, ["now", "month", "list"]),
    ])
    {
        Nicknames = new Nicknames([["Pepe", "Ana"], ["calm", "Pepe", "42"]]),
        Stems = new WordStems([("first", Stem), ("last", word => word.TrimEnd('l', 'o', 'm', 'c'))]),
    };

    /// <summary>No stem of any language: the first three letters.</summary>
    public static string Stem(string word) => word[..Math.Min(word.Length, 3)];

    private static readonly string[] Vocabulary =
        ["Ana", "Ánabel", "anabl", "obrian", "pnaic", "Pepe", "O'Brien", "obrien", "O Brien", "de la Ana", "delaana", "la", "Ana-Pepe", "anapepe", "can't sleep", "panic", "PANICO", "pánico", "calm", "日本", "قلق", "42", "-", "😀", "-calm", "-panic", "calm-42", "\"calm panic\"", "\"pánico\"", "-\"cant sleep\"", "--ana", "\"", "”", "“Ana ", "-«"];

    // Both sides of the dateline, the poles with any longitude, points on one spot, and ordinary ones.
    private static readonly Gen<(double Latitude, double Longitude)> Point = Gen.OneOf(
        Among((90d, 0d), (90d, 120d), (-90d, -60d), (0d, 180d), (0d, -180d), (37.8, -122.4), (37.8, -122.4), (13.4, 144.8)),
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180]),
        Gen.Select(Gen.Double[37, 38.5], Gen.Double[-123, -121]),
        Gen.Select(Gen.Double[51, 53], Gen.OneOf(Gen.Double[179, 180], Gen.Double[-180, -179])));

    private static readonly Gen<string> Text = Among(Vocabulary).Array[0, 4].Select(words => string.Join(' ', words));

    private static readonly Gen<ListingPlace> Place =
        Gen.Select(Point, Gen.Int[-1, 3], Among(-1, 0, 1, 63, 64, 99_999), (point, state, area) =>
            new ListingPlace(point.Latitude, point.Longitude, state, area));

    private static readonly Gen<int[]?> Areas = Maybe(Among(0, 1, 63, 64, 99_999).Array[0, 3]);

    private static readonly Gen<Opening> AnyOpening = Gen.Select(
        Gen.Enum<OpeningKind>(), Gen.Int[-40, 60], Gen.Int[0, 9], Gen.Bool, (kind, day, weeks, known) => kind switch
        {
            OpeningKind.Open => new Opening(kind, known ? Today + day : null),
            OpeningKind.WaitingList => new Opening(kind, Weeks: known ? weeks : null),
            _ => new Opening(kind),
        });

    private static readonly Gen<int[]?[]> Facts = Gen.Select(
        Ordinals(4), Ordinals(4), Ordinals(3), Ordinals(2), Ordinals(3), (a, b, c, d, e) =>
            new int[]?[] { a, b, c, d, null, e, null, null });

    private static readonly Gen<(ListingOpening[]? Openings, int? Fee, int? Confirmed, int Tier)> Numbers = Gen.Select(
        Maybe(Gen.Select(AnyOpening, Gen.Int[0, 2].Array[0, 2], Gen.Int[-2, 2], (opening, values, place) =>
            new ListingOpening(opening, values, place)).Array[0, 3]),
        Maybe(Among(0, 4_999, 5_000, 5_001, 10_000, 12_000, 15_000, 90_000)),
        Maybe(Gen.Int[-500, 3].Select(age => Today + age)),
        Gen.Int[0, 1]);

    public static Gen<Listing> Listing(Gen<long> id) => Gen.Select(
        id, Place.Array[0, 3], Ordinals(4), Facts, Numbers, Text, Text, Text,
        (number, places, online, facts, numbers, name, terms, statements) => new Listing
        {
            Id = number,
            Tier = numbers.Tier,
            Places = places,
            OnlineStates = online,
            Values = facts,
            CheapestFeeCents = numbers.Fee,
            Openings = numbers.Openings?.Select(opening => opening with { Place = Math.Min(opening.Place, places.Length - 1) }).ToArray(),
            ConfirmedDay = numbers.Confirmed,
            Name = name,
            SortName = name.Length % 2 == 0 ? null : terms,
            Terms = terms,
            Statements = statements,
            Slug = name.Length % 3 == 0 ? null : $"{name}-{number}",
            ChangedDay = Today - terms.Length,
            Style = StyleOf(name.Length + (7 * terms.Length) + (3 * statements.Length)),
            Practice = statements.Length % 4 == 0 ? null : statements.Length % 4,
        });

    // Few styles, so that many are alike.
    private static ulong StyleOf(int number) => (number % 5) switch
    {
        0 => 0,
        1 => StyleCode.Of(new Style([.. Enumerable.Range(0, StyleAxes.Count).Select(axis => StyleAnswer.At(StyleAxes.Places[(axis + number) % 5]))])),
        2 => StyleCode.Of(new Style([.. Enumerable.Repeat(StyleAnswer.Either, StyleAxes.Count)])),
        _ => StyleCode.Of(new Style([.. Enumerable.Range(0, StyleAxes.Count).Select(axis => axis == number % 8 ? StyleAnswer.At(3) : StyleAnswer.None)])),
    };

    /// <summary>Directories in which no id stands twice.</summary>
    public static Gen<Listing[]> Directory(int most) => Listing(Gen.Const(0L)).Array[0, most].Select(listings =>
        listings.Select((listing, i) => WithId(listing, (i * 37L) % 1009)).ToArray());

    public static Gen<SearchQuery> Query => Gen.Select(
        Maybe(Gen.Select(Point, Gen.OneOf(Among(0d, 1e9, 12_400d), Gen.Double[0, 300], Gen.Double[0, 13_000]), Gen.Int[-1, 3],
            Areas, (point, radius, state, areas) => new SearchOrigin(point.Latitude, point.Longitude, radius, state, areas))),
        Filters, Filters, Maybe(Text), Gen.Enum<SearchSort>(), Gen.Select(Gen.Int[0, 12], Gen.Int[0, 40], Gen.ULong), Gen.Int[0, 7],
        (origin, must, nice, text, sort, page, ways) => new SearchQuery
        {
            Origin = origin,
            ConfirmedOnly = ways % 4 == 0,
            PlacedOnly = ways % 4 == 1,
            Must = must,
            Nice = nice,
            Text = text,
            TextIsNice = ways > 4,
            Language = (page.Item3 % 4) switch { 0 => null, 1 => "none", 2 => "first", _ => "last" },
            ForgivesNames = ways % 2 == 0,
            Sort = sort,
            Fit = ways % 3 == 0 ? null : new FitScorer(
                new FitScale { LengthLimit = 0.5 }, [0.05, 0.1, 0, -0.02, 0.05, 0, 0, 0.2],
                new Preferences([.. Enumerable.Range(0, StyleAxes.Count).Select(axis => (Preference?)new Preference(StyleAxes.Places[(axis + ways) % 5]))]),
                new Dictionary<long, double> { [3] = 0.03, [40] = -0.05 }),
            Skip = page.Item1,
            Take = page.Item2,
            Today = Today,
            Seed = page.Item3,
            WithAreas = true,
        });

    /// <summary>Somewhere else to search, or in another way.</summary>
    public static Gen<SearchPlacing> Placing => Query.Select(query => new SearchPlacing(
        query.Origin,
        query.Must.FirstOrDefault(must => must.Key == Schema.FormatKey),
        query.Must.FirstOrDefault(must => must.Key == Schema.StateKey)));

    public static Listing WithId(Listing listing, long id) => new()
    {
        Id = id,
        Tier = listing.Tier,
        Places = listing.Places,
        OnlineStates = listing.OnlineStates,
        Values = listing.Values,
        CheapestFeeCents = listing.CheapestFeeCents,
        Openings = listing.Openings,
        ConfirmedDay = listing.ConfirmedDay,
        Name = listing.Name,
        Style = listing.Style,
        SortName = listing.SortName,
        Terms = listing.Terms,
        Statements = listing.Statements,
        Slug = listing.Slug,
        ChangedDay = listing.ChangedDay,
        Practice = listing.Practice,
    };

    private static Gen<KeyFilter[]> Filters =>
        Gen.Select(Gen.Int[0, Schema.Keys.Count - 1].SelectMany(Filter).Array[0, 3], filters =>
            filters.DistinctBy(filter => filter.Key).ToArray());

    private static Gen<KeyFilter> Filter(int key) => Gen.Select(
        Gen.Int[0, Schema.Keys[key].Values.Count - 1].Array[0, 3], Gen.Bool, Gen.Int[0, 20_000], Gen.Bool,
        (values, unknownToo, cents, bound) => Schema.Keys[key].Kind == FilterKind.Maximum && bound
            ? KeyFilter.AtMost(key, cents, unknownToo)
            : new KeyFilter(key, values.Distinct().ToArray(), unknownToo));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<int[]?> Ordinals(int count) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, count - 1].Array[0, 3], (known, values) =>
            known == 0 ? null : values.Distinct().ToArray());

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Select(Gen.Bool, gen, (known, value) => known ? value : null);

    private static Gen<int?> Maybe(Gen<int> gen) =>
        Gen.Select(Gen.Int[0, 3], gen, (known, value) => known == 0 ? (int?)null : value);
}
