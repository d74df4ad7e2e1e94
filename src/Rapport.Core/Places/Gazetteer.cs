namespace Rapport.Core.Places;

/// <summary>
/// All places of the United States: finds ZIPs, understands what people type, proposes names. Immutable and safe for use from
/// many threads.
/// </summary>
public sealed class Gazetteer
{
    private readonly PostalArea?[] byZip = new PostalArea?[100_000];
    private readonly Lazy<PlaceNames> names;
    private readonly Lazy<CityCells> cells;

    private Gazetteer(IReadOnlyList<PostalArea> areas, IReadOnlyList<Place> towns)
    {
        Areas = areas;
        foreach (var area in areas)
        {
            if (byZip[ZipNumber(area.Zip)] is not null)
            {
                throw new InvalidDataException($"The table of places has the ZIP {area.Zip} twice.");
            }

            byZip[ZipNumber(area.Zip)] = area;
        }

        // Whoever only looks up ZIPs (an import, the building of an index) does not wait for the names.
        names = new(() => new PlaceNames(areas, towns));
        cells = new(() => new CityCells(Cities));
    }

    /// <summary>Every ZIP, ascending.</summary>
    public IReadOnlyList<PostalArea> Areas { get; }

    /// <summary>Every city and town, by people, most first.</summary>
    public IReadOnlyList<Place> Cities => names.Value.Cities;

    /// <summary>The cities and towns that are drawn in the box of a view, by people, most first.</summary>
    public IEnumerable<Place> CitiesIn(MapView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return cells.Value.In(view);
    }

    /// <summary>Every county, by people, most first.</summary>
    public IReadOnlyList<Place> Counties => names.Value.Counties;

    /// <summary>Every state and territory that has a ZIP, in the order of <see cref="State.All"/>.</summary>
    public IReadOnlyList<Place> States => names.Value.States;

    /// <summary>
    /// Builds the gazetteer from its table: UTF-8 lines <c>zip,city,state,county,lat,lon,people</c>, without quotes, below one
    /// line with these names. A line without ZIP is a town whose name is in no ZIP's address.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is damaged; the message names it.</exception>
    public static Gazetteer Read(Stream table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (areas, towns) = PlaceTableReader.Read(table);
        return new Gazetteer(areas, towns);
    }

    /// <summary>Finds a ZIP of five digits, or of nine with or without hyphen. Anything else, and an unknown one, is null.</summary>
    public PostalArea? Find(ReadOnlySpan<char> zip)
    {
        var number = ZipNumber(zip.Trim());
        return number < 0 ? null : byZip[number];
    }

    /// <summary>
    /// The city or county of a state that bears exactly this name, whatever the case, accents, blanks and hyphens; null where
    /// there is none.
    /// </summary>
    public Place? Find(State state, string? name) => string.IsNullOrWhiteSpace(name) ? null : names.Value.Find(state, name);

    /// <summary>The place of a state or territory; null where it has no ZIP.</summary>
    public Place? Find(State state) => names.Value.Find(state);

    /// <summary>
    /// What a typed text means: a ZIP, "city, state", a city, county or state, in English or with Spanish state names. Takes
    /// any text and never throws. A ZIP wins over a name beside it.
    /// </summary>
    public PlaceMatch Resolve(string? text) => Resolve(text, propose: true);

    /// <summary>As <see cref="Resolve(string?)"/>, but where a text names no place, none is proposed: quick, for any run of words.</summary>
    internal PlaceMatch Named(string text) => Resolve(text, propose: false);

    private PlaceMatch Resolve(string? text, bool propose)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return PlaceMatch.Nothing;
        }

        var words = PlaceText.Words(text);
        var hasComma = text.Contains(',', StringComparison.Ordinal);
        var zip = words.FindIndex(w => w.Length is 5 or 9 && ZipNumber(w) >= 0);
        if (zip < 0)
        {
            return words is [{ Length: 3 or 4 } digits] && digits.All(char.IsAsciiDigit)
                ? PlaceMatch.Unknown(propose ? ZipsNear(digits.PadLeft(5, '0')) : [])
                : names.Value.Resolve(words, hasComma, propose);
        }

        var typed = words[zip];
        if (Find(typed) is { } area)
        {
            return PlaceMatch.Of(Place.OfZip(area));
        }

        // The four digits of a ZIP+4 go with it; what is left may still name the place.
        var rest = words.Where((w, i) => i != zip && !(i == zip + 1 && w.Length == 4 && w.All(char.IsAsciiDigit))).ToList();
        return rest.Count > 0 && names.Value.Resolve(rest, hasComma, propose) is { Kind: not PlaceMatchKind.Unknown } named
            ? named
            : PlaceMatch.Unknown(propose ? ZipsNear(typed[..5]) : []);
    }

    /// <summary>
    /// Places whose name begins with a text, by people, most first: for completing what is being typed. Digits propose ZIPs.
    /// </summary>
    /// <param name="prefix">What has been typed so far; any text.</param>
    /// <param name="limit">How many at most; held between 1 and 50.</param>
    public IReadOnlyList<Place> Suggest(string? prefix, int limit)
    {
        var most = Math.Clamp(limit, 1, 50);
        if (string.IsNullOrWhiteSpace(prefix))
        {
            return [];
        }

        var words = PlaceText.Words(prefix);
        if (words is [{ Length: <= 5 } digits, ..] && digits.All(char.IsAsciiDigit))
        {
            return [.. WithPrefix(digits).OrderByDescending(a => a.People).ThenBy(a => a.Zip, StringComparer.Ordinal)
                .Take(most).Select(Place.OfZip)];
        }

        return names.Value.Suggest(prefix, most);
    }

    // Same first three digits are the same sorting centre, so most likely a digit was mistyped or the ZIP is new.
    private List<Place> ZipsNear(string zip)
    {
        var number = ZipNumber(zip);
        return byZip[number] is { } exact
            ? [Place.OfZip(exact)]
            : [.. WithPrefix(zip[..3]).Where(a => a.People > 0)
                .OrderBy(a => Math.Abs(ZipNumber(a.Zip) - number)).ThenBy(a => a.Zip, StringComparer.Ordinal)
                .Take(5).Select(Place.OfZip)];
    }

    private IEnumerable<PostalArea> WithPrefix(string digits)
    {
        var from = ZipNumber(digits.PadRight(5, '0'));
        var to = ZipNumber(digits.PadRight(5, '9'));
        return Enumerable.Range(from, to - from + 1).Select(n => byZip[n]).OfType<PostalArea>();
    }

    private static int ZipNumber(ReadOnlySpan<char> zip)
    {
        if (zip.Length is not (5 or 9 or 10) || (zip.Length == 10 && zip[5] != '-'))
        {
            return -1;
        }

        var number = 0;
        for (var i = 0; i < zip.Length; i++)
        {
            if (i == 5 && zip.Length == 10)
            {
                continue;
            }

            if (!char.IsAsciiDigit(zip[i]))
            {
                return -1;
            }

            number = i < 5 ? (number * 10) + (zip[i] - '0') : number;
        }

        return number;
    }
}
