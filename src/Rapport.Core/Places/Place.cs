namespace Rapport.Core.Places;

/// <summary>What a place is.</summary>
public enum PlaceKind
{
    /// <summary>One postal area.</summary>
    Zip,

    /// <summary>A city or town.</summary>
    City,

    /// <summary>A county, parish, borough, municipio or independent city.</summary>
    County,

    /// <summary>A state or territory.</summary>
    State,
}

/// <summary>A place that a person can mean.</summary>
public sealed class Place
{
    private Place(PlaceKind kind, string name, State state, GeoPoint point, int people, IReadOnlyList<PostalArea> areas)
    {
        Kind = kind;
        Name = name;
        State = state;
        Point = point;
        People = people;
        Areas = areas;
    }

    /// <summary>What it is.</summary>
    public PlaceKind Kind { get; }

    /// <summary>"94610", "Oakland", "Alameda County" or "California".</summary>
    public string Name { get; }

    /// <summary>The state it lies in or is.</summary>
    public State State { get; }

    /// <summary>Its centre: of a city, county or state the middle of its ZIPs, weighted by people.</summary>
    public GeoPoint Point { get; }

    /// <summary>About how many people live there.</summary>
    public int People { get; }

    /// <summary>Its ZIPs in ascending order; none for a town whose name is in no ZIP's address ("Queens").</summary>
    public IReadOnlyList<PostalArea> Areas { get; }

    /// <summary>
    /// The English name that finds this very place again: "94610 Oakland, CA", "Oakland, CA", "Alameda County, CA",
    /// "California". Two states share their name with a larger city and say "New York State", "Washington State".
    /// </summary>
    public string Label => Kind switch
    {
        PlaceKind.Zip => $"{Name} {Areas[0].City}, {State.Code}",
        PlaceKind.State => SharesNameWithCity ? State.English + " State" : State.English,
        _ => $"{Name}, {State.Code}",
    };

    /// <summary>
    /// The same in Spanish: "Condado de Alameda, CA", "Parroquia de Orleans, LA", "Municipio de Ponce, PR", "Nuevo México";
    /// finds this place again too.
    /// </summary>
    public string SpanishLabel => Kind switch
    {
        PlaceKind.State => SharesNameWithCity ? "Estado de " + State.Spanish : State.Spanish,
        PlaceKind.County => $"{CountyName.InSpanish(Name)}, {State.Code}",
        _ => Label,
    };

    /// <summary>The Spanish name inside a sentence, without a state: "el condado de Alameda", "Oakland", "Nuevo México".</summary>
    public string SpanishName => Kind switch
    {
        PlaceKind.State => State.Spanish,
        PlaceKind.County => CountyName.InSpanishSentence(Name),
        _ => Name,
    };

    /// <summary>
    /// The name in plain small letters, for an address: "oakland", "saint-louis", "alameda-county", "94610"; of a state its
    /// code, "ca". With the state's code before it, it is nobody else's.
    /// </summary>
    public string Slug => Kind == PlaceKind.State
        ? State.Code.ToLowerInvariant()
        : string.Join('-', PlaceText.Words(Name));

    /// <summary>
    /// A circle around <see cref="Point"/> that holds the centres of all its ZIPs, in miles, with a tenth to spare.
    /// </summary>
    public double ReachMiles => Areas.Count == 0 ? 0 : Areas.Max(area => Point.MilesTo(area.Point)) + 0.1;

    private bool SharesNameWithCity => State.Code is "NY" or "WA";

    /// <inheritdoc/>
    public override string ToString() => Label;

    internal static Place OfZip(PostalArea area) =>
        new(PlaceKind.Zip, area.Zip, area.State, area.Point, area.People, [area]);

    internal static Place OfTown(string name, State state, GeoPoint point, int people) =>
        new(PlaceKind.City, name, state, point, people, []);

    internal static Place OfAreas(PlaceKind kind, string name, State state, IReadOnlyList<PostalArea> areas) =>
        new(
            kind,
            name,
            state,
            GeoPoint.Centre(areas.Select(a => (a.Point, (double)a.People))),
            areas.Sum(a => a.People),
            areas);
}
