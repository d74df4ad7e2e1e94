namespace Rapport.Core.Places;

/// <summary>Cities, counties and states by name.</summary>
internal sealed class PlaceNames
{
    private const int MostCandidates = 20;
    private const int MostNear = 5;

    // Beside a town that bears the name as it was written, another must be that much likelier to be told.
    private const int MostLarger = 3;
    private const int PeopleOfLarger = 50_000;
    private const int TimesLarger = 5;
    private const int ShortestOfLarger = 5;

    // A state's name means its city too where that city is as large as these.
    private const int PeopleOfCityThatRivalsState = 400_000;

    private static readonly Dictionary<string, (string City, string State)> Nicknames = new(StringComparer.Ordinal)
    {
        ["nyc"] = ("newyork", "NY"),
        ["newyorkcity"] = ("newyork", "NY"),
        ["ciudaddenuevayork"] = ("newyork", "NY"),
        ["sf"] = ("sanfrancisco", "CA"),
        ["philly"] = ("philadelphia", "PA"),
        ["filadelfia"] = ("philadelphia", "PA"),
        ["nola"] = ("neworleans", "LA"),
        ["nuevaorleans"] = ("neworleans", "LA"),
        ["vegas"] = ("lasvegas", "NV"),
        ["slc"] = ("saltlakecity", "UT"),
        ["okc"] = ("oklahomacity", "OK"),
        ["atx"] = ("austin", "TX"),
        ["abq"] = ("albuquerque", "NM"),
        ["jax"] = ("jacksonville", "FL"),
        ["indy"] = ("indianapolis", "IN"),
        ["cincy"] = ("cincinnati", "OH"),
        ["pdx"] = ("portland", "OR"),
        ["phx"] = ("phoenix", "AZ"),
        ["stl"] = ("saintlouis", "MO"),
        ["sanfran"] = ("sanfrancisco", "CA"),
        ["santone"] = ("sanantonio", "TX"),
        ["bmore"] = ("baltimore", "MD"),
        ["thebronx"] = ("bronx", "NY"),
    };

    private static readonly Comparer<Place> ByPeople = Comparer<Place>.Create((a, b) =>
        a.People != b.People ? b.People.CompareTo(a.People)
            : a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind)
            : string.CompareOrdinal(a.Label, b.Label));

    private readonly Dictionary<string, List<Place>> cities;
    private readonly Dictionary<string, List<Place>> counties;
    private readonly Dictionary<string, List<Place>> countiesInBrief;
    private readonly Dictionary<State, Place> states;
    private readonly Lazy<(string Key, Place Place)[]> byPrefix;
    private readonly Lazy<string[]> prefixes;

    internal PlaceNames(IReadOnlyList<PostalArea> areas, IReadOnlyList<Place> towns)
    {
        var keys = areas.Select(a => a.City).Concat(areas.Select(a => a.County)).Concat(towns.Select(t => t.Name))
            .Distinct(StringComparer.Ordinal).ToDictionary(n => n, PlaceText.Key, StringComparer.Ordinal);
        states = areas.GroupBy(a => a.State)
            .ToDictionary(g => g.Key, g => Place.OfAreas(PlaceKind.State, g.Key.English, g.Key, [.. g]));
        var known = new HashSet<(State, string)>();
        Cities = [.. areas.GroupBy(a => (a.State, Key: keys[a.City]))
            .Where(g => known.Add(g.Key))
            .Select(g => (g.Key.State, Areas: g.ToArray()))
            .Select(g => Place.OfAreas(PlaceKind.City, MostUsedName(g.Areas), g.State, g.Areas))
            .Concat(towns.Where(t => known.Add((t.State, keys[t.Name]))))
            .OrderByDescending(p => p.People).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.State.Index)];

        // An independent city that is called what its city is called ("Carson City") is that city.
        Counties = [.. areas.Where(a => a.County.Length > 0 && a.County != a.State.English)
            .GroupBy(a => (a.State, Key: keys[a.County]))
            .Where(g => !known.Contains(g.Key))
            .Select(g => Place.OfAreas(PlaceKind.County, g.First().County, g.Key.State, [.. g]))
            .OrderByDescending(p => p.People).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.State.Index)];

        cities = ByKey(Cities, p => keys[p.Name]);
        counties = ByKey(Counties, p => keys[p.Name]);
        countiesInBrief = ByKey(Counties, p => PlaceText.Key(p.Name[..p.Name.LastIndexOf(' ')]));
        byPrefix = new(SortByKey);
        prefixes = new(() => Array.ConvertAll(byPrefix.Value, named => named.Key));
    }

    internal IReadOnlyList<Place> Cities { get; }

    internal IReadOnlyList<Place> Counties { get; }

    internal IReadOnlyList<Place> States => [.. states.Values.OrderBy(place => place.State.Index)];

    internal Place? Find(State state) => states.GetValueOrDefault(state);

    internal Place? Find(State state, string name)
    {
        var key = PlaceText.Key(name);
        return (Named(cities, key, state) ?? Named(counties, key, state))?.Best;
    }

    /// <param name="typed">The words typed.</param>
    /// <param name="hasComma">Whether a comma parts a place from its state: "Newton, IA" is not Newtonia.</param>
    /// <param name="propose">Whether names close to an unknown one are looked for.</param>
    internal PlaceMatch Resolve(List<string> typed, bool hasComma, bool propose)
    {
        var words = WithoutCountry(typed);
        var key = string.Concat(words);
        return Nicknamed(key)
            ?? StateOf(words, key)
            ?? (hasComma ? InState(words) : null)
            ?? Town(key, propose)
            ?? County(words, null)
            ?? InState(words)
            ?? County(AbbreviatedCounty(words), null)
            ?? Named(countiesInBrief, key, null)
            ?? CountyOfAnyKind(words, null)
            ?? PlaceMatch.Unknown(propose ? Near(words) : []);
    }

    /// <summary>
    /// Names that begin so, in a state if one is begun behind a comma; where there is none, those of which the beginning is one
    /// letter off.
    /// </summary>
    internal IReadOnlyList<Place> Suggest(string prefix, int most)
    {
        var comma = prefix.LastIndexOf(',');
        var state = comma < 0 ? "" : PlaceText.Key(prefix[(comma + 1)..]);
        var key = PlaceText.Key(comma < 0 ? prefix : prefix[..comma]);
        if (key.Length == 0)
        {
            return [];
        }

        var begun = Largest([Beginnings.Of(prefixes.Value, key)], state, most);
        return begun.Count > 0 ? begun : Largest(Beginnings.CloseTo(prefixes.Value, key), state, most);
    }

    // Thousands begin with one letter, so they are not all put in order: the best so far are kept.
    private List<Place> Largest(List<(int From, int To)> ranges, string state, int most)
    {
        var best = new SortedSet<Place>(ByPeople);
        foreach (var (from, to) in ranges)
        {
            for (var at = from; at < to; at++)
            {
                var place = byPrefix.Value[at].Place;
                var mayStand = best.Count < most || ByPeople.Compare(place, best.Max) < 0;
                if (mayStand && (state.Length == 0 || BeginsState(place.State, state)) && best.Add(place) && best.Count > most)
                {
                    best.Remove(best.Max!);
                }
            }
        }

        return [.. best];
    }

    private PlaceMatch? Nicknamed(string key)
    {
        if (key == "la")
        {
            // Louisiana's code, but also what half the country calls its second city.
            var losAngeles = cities.GetValueOrDefault("losangeles") ?? [];
            return PlaceMatch.Among([.. losAngeles.Take(1), .. StatePlace(State.Parse("LA"))]);
        }

        return Nicknames.TryGetValue(key, out var name) ? Named(cities, name.City, State.Parse(name.State)) : null;
    }

    private PlaceMatch? StateOf(List<string> words, string key)
    {
        var plain = words switch
        {
            ["state" or "estado", "of" or "de", .. var name] => name,
            [.. var name, "state"] => name,
            _ => words,
        };
        if (!State.TryParse(string.Join(' ', plain), out var state) || !states.TryGetValue(state, out var place))
        {
            return null;
        }

        var rivals = plain.Count == words.Count && key.Length > 2
            ? cities.GetValueOrDefault(PlaceText.Key(state.English))?.Where(c => c.People >= PeopleOfCityThatRivalsState)
            : null;
        return PlaceMatch.Among([.. rivals ?? [], place]);
    }

    private PlaceMatch? InState(List<string> words)
    {
        // The longest name of a state first: "West Virginia" before "Virginia".
        for (var length = Math.Min(4, words.Count - 1); length > 0; length--)
        {
            if (State.TryParse(string.Join(' ', words[^length..]), out var state))
            {
                var rest = words[..^length];
                var key = string.Concat(rest);
                var name = Nicknames.TryGetValue(key, out var nickname) && nickname.State == state.Code ? nickname.City : key;
                var match = Named(cities, name, state) ?? County(AbbreviatedCounty(rest), state)
                    ?? Named(countiesInBrief, key, state) ?? CountyOfAnyKind(rest, state);
                if (match is not null)
                {
                    return match;
                }
            }
        }

        return null;
    }

    private PlaceMatch? County(List<string> words, State? state) =>
        Named(counties, string.Concat(CountyName.Ordered(words)), state);

    // Parishes, municipios and boroughs are called county too, and the other way round.
    private PlaceMatch? CountyOfAnyKind(List<string> words, State? state) =>
        CountyName.WithoutKind(words) is { } name ? Named(countiesInBrief, string.Concat(name), state) : null;

    // Only where "co" is not Colorado, which is tried before.
    private static List<string> AbbreviatedCounty(List<string> words) =>
        words is [_, .., "co"] ? [.. words[..^1], "county"] : words;

    private IEnumerable<Place> StatePlace(State state) => states.TryGetValue(state, out var place) ? [place] : [];

    private List<Place> Near(List<string> words)
    {
        var (key, within) = (string.Concat(words), (State?)null);
        for (var length = Math.Min(4, words.Count - 1); length > 0 && within is null; length--)
        {
            if (State.TryParse(string.Join(' ', words[^length..]), out within))
            {
                key = string.Concat(words[..^length]);
            }
        }

        var most = key.Length switch { < 3 => 0, < 5 => 1, _ => 2 };
        return most == 0
            ? []
            : [.. byPrefix.Value.Where(p => (within is null || p.Place.State == within) && p.Key.Length > 2)
                .Select(p => (p.Place, Errors: EditDistance.Between(key, p.Key, most)))
                .Where(p => p.Errors <= most)
                .OrderBy(p => p.Errors).ThenByDescending(p => p.Place.People)
                .Select(p => p.Place).Distinct().Take(MostNear)];
    }

    private PlaceMatch? Town(string key, bool propose) =>
        Named(cities, key, null) is { } match ? propose ? match with { Near = Larger(key, match.Best!) } : match : null;

    private List<Place> Larger(string key, Place written) => key.Length < ShortestOfLarger
        ? []
        : [.. Cities.TakeWhile(city => city.People >= Math.Max(PeopleOfLarger, TimesLarger * (long)written.People))
            .Where(city => EditDistance.Between(key, PlaceText.Key(city.Name), 1) == 1).Take(MostLarger)];

    // Needed for proposals only, so not before the first.
    private (string Key, Place Place)[] SortByKey()
    {
        var named = cities.Concat(counties).SelectMany(p => p.Value.Select(v => (p.Key, Place: v)))
            .Concat(Counties.Select(c => (Key: PlaceText.Key(CountyName.InSpanish(c.Name)), Place: c))
                .Where(c => !counties.ContainsKey(c.Key)))
            .Concat(states.Values.SelectMany(s => new[] { s.State.English, s.State.Spanish, s.State.Code }
                .Select(PlaceText.Key).Distinct(StringComparer.Ordinal).Select(k => (Key: k, Place: s))))
            .ToArray();
        Array.Sort(named, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return named;
    }

    private static PlaceMatch? Named(Dictionary<string, List<Place>> places, string key, State? state) =>
        places.TryGetValue(key, out var named)
            ? PlaceMatch.Among([.. named.Where(p => state is null || p.State == state).Take(MostCandidates)])
            : null;

    private static bool BeginsState(State state, string key) =>
        new[] { state.Code, state.English, state.Spanish }
            .Any(n => PlaceText.Key(n).StartsWith(key, StringComparison.Ordinal));

    private static List<string> WithoutCountry(List<string> words) => words switch
    {
        [_, .., "united", "states"] => words[..^2],
        [_, .., "estados", "unidos"] => words[..^2],
        [_, .., "usa" or "us" or "eeuu" or "america"] => words[..^1],
        _ => words,
    };

    private static Dictionary<string, List<Place>> ByKey(IEnumerable<Place> places, Func<Place, string> key) =>
        places.GroupBy(key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);

    private static string MostUsedName(PostalArea[] areas) => areas.All(a => a.City == areas[0].City)
        ? areas[0].City
        : areas.GroupBy(a => a.City, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
}
