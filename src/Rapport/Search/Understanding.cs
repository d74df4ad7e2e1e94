using System.Globalization;
using Rapport.Core.Fit;
using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>Something in a request that cannot be searched for.</summary>
/// <param name="Field">Where it stands: place, radiusMiles, filters.language …</param>
/// <param name="Message">What is wrong and what to write instead.</param>
/// <param name="Places">For a place: those that may be meant.</param>
internal sealed record SearchProblem(string Field, string Message, IReadOnlyList<Place>? Places = null)
{
    /// <summary>True where one of the values that a filter has would do: who shows it says where they are listed.</summary>
    public bool IsUnknownValue { get; init; }

    /// <summary>True where several places bear the name that was written, and none is clearly meant.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>True where the place is one state, and a filter asks for others.</summary>
    public bool IsContradiction { get; init; }

    /// <summary>True where an order by fit was asked for, and no wish was told.</summary>
    public bool IsWithoutWish { get; init; }
}

/// <summary>What a request means, or why it means nothing.</summary>
/// <param name="Query">For the index; null when there are problems.</param>
/// <param name="Day">Of which the lot is drawn.</param>
/// <param name="Place">The place it is about, if any.</param>
/// <param name="OtherPlaces">Places of the same name that may have been meant.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">How many results a page.</param>
/// <param name="Problems">Empty when it can be searched.</param>
internal sealed record Understood(
    SearchQuery? Query,
    DateOnly Day,
    Place? Place,
    IReadOnlyList<Place> OtherPlaces,
    int Page,
    int PageSize,
    IReadOnlyList<SearchProblem> Problems)
{
    /// <summary>Larger places of nearly that name, which may have been meant.</summary>
    public IReadOnlyList<Place> NearPlaces { get; init; } = [];

    /// <summary>What was asked for and means nothing without a place: "radiusMiles", "sort".</summary>
    public IReadOnlyList<string> NeedsPlace { get; init; } = [];

    /// <summary>How somebody would like to work, or <see cref="IsAlike"/>.</summary>
    public Preferences Wishes { get; init; } = Preferences.None;

    /// <summary>The wishes are the ways of somebody whose like is looked for.</summary>
    public bool IsAlike { get; init; }

    /// <summary>Whose position is to be explained, if anybody's.</summary>
    public long? Explain { get; init; }

    /// <summary>Beside whom.</summary>
    public long? Than { get; init; }

    /// <summary>Something was written to look for, but no word stands in it: the search goes on without it, and says so.</summary>
    public bool IsTextWithoutWords => !string.IsNullOrWhiteSpace(Query?.Text) && SearchText.QueryWords(Query.Text).Count + SearchText.UnwantedWords(Query.Text).Count == 0;
}

/// <summary>Turns the words of a request into a query of the index, and names each word it does not know.</summary>
internal sealed class Understanding(SearchKeys keys, Gazetteer places)
{
    public const double DefaultRadiusMiles = 25;
    public const double LargestRadiusMiles = 500;
    public const int DefaultPageSize = 20;
    public const int LargestPageSize = 100;
    public const int MostValues = 200;
    public const int LongestPlace = 100;

    /// <summary>How far from today the day of a search may be.</summary>
    public const int FarthestDays = 366;

    private const int MostOthers = 10;

    private const string Members = "sentence, place, radiusMiles, format, text, textLanguage, filters, nice, textIsNice, wishes, sort, day, page, after, pageSize, explain, than";

    /// <summary>Reads the request; every problem is named, not only the first.</summary>
    public Understood Read(SearchRequest request, DateOnly today)
    {
        request = OnlinePlace.Split(request);
        var problems = new List<SearchProblem>();
        var others = (request.Others?.Keys ?? []).Take(MostOthers).ToList();
        for (var other = 0; other < others.Count; other++)
        {
            problems.Add(new(Cut(others[other]), $"A search has no \"{Cut(others[other])}\"." + (other == 0 ? $" It takes: {Members}." : "")));
        }
        var pageSize = Within(
            request.PageSize ?? DefaultPageSize, 1, LargestPageSize, "pageSize", $"Ask for 1 to {LargestPageSize} a page.", problems);
        var seen = Seen(request, problems);
        var page = Within(request.Page ?? 1 + (seen.Count / pageSize), 1, int.MaxValue, "page", "The first page is 1.", problems);
        var radius = request.RadiusMiles ?? DefaultRadiusMiles;
        if (!(radius >= 0 && radius <= LargestRadiusMiles))
        {
            problems.Add(new("radiusMiles", $"The distance must be between 0 and {LargestRadiusMiles} miles."));
        }
        var wishes = StyleWish.Read(request.Alike?.Ways ?? request.Wishes, problems);
        var sort = SortOf(request.Sort, wishes, problems);
        if (sort == SearchSort.Fit && (request.Explain ?? request.Than) is not null)
        {
            problems.Add(new("explain", "The order by fit is told in words, on each person's reasons; its numbers are of no person's."));
        }
        var day = request.Day ?? today;
        if (Math.Abs(day.DayNumber - today.DayNumber) > FarthestDays)
        {
            problems.Add(new("day", "Give a day that is at most a year away, like 2026-11-26."));
        }
        var text = TextOf(request.Text, "text", problems);
        TextOf(request.Sentence, "sentence", problems);
        var language = request.TextLanguage ?? Language.English.Code;
        if (!keys.Schema.Stems.Knows(language))
        {
            problems.Add(new("textLanguage", $"\"{Cut(language)}\" is not a language of the directory. Choose en or es."));
        }
        var match = PlaceOf(request.Place, problems);
        var must = Filters("filters", WithFormat(request, problems), problems);
        // What is nice to have would lift people who work otherwise.
        var nice = Filters("nice", request.Alike is null ? request.Nice : null, problems);
        var place = match?.Best;
        if (place is { Kind: PlaceKind.State })
        {
            must = InState(must, place, problems);
        }
        if (request is { Than: not null, Explain: null })
        {
            problems.Add(new("than", "Say whose position is to be explained beside it: \"explain\" takes the number of a profile."));
        }
        var query = problems.Count > 0 ? null : new SearchQuery
        {
            Origin = Origin(place, radius),
            Must = must,
            Nice = nice,
            Text = text,
            Language = language,
            TextIsNice = request.TextIsNice,
            Sort = sort,
            // Beyond the last result there is an empty page, not an overflow.
            Skip = (int)Math.Clamp(((page - 1L) * pageSize) - seen.Count, 0, int.MaxValue - LargestPageSize),
            Seen = seen,
            Take = pageSize,
            Today = day.DayNumber,
            Seed = Lot.SeedOf(day.DayNumber),
        };
        var namesakes = match is { Kind: PlaceMatchKind.Ambiguous } ? match.Candidates.Skip(1).ToList() : [];
        return new Understood(query, day, place, namesakes, page, pageSize, problems) { NearPlaces = match?.Near ?? [], NeedsPlace = [.. WithoutPlace(request, place, sort)], Explain = request.Explain, Than = request.Than, Wishes = wishes, IsAlike = request.Alike is not null };
    }

    private static IEnumerable<string> WithoutPlace(SearchRequest request, Place? place, SearchSort sort)
    {
        // The page's own forms always carry the usual distance.
        if (place is null && request.RadiusMiles is not (null or DefaultRadiusMiles))
        {
            yield return "radiusMiles";
        }
        if (place is null && sort == SearchSort.Distance)
        {
            yield return "sort";
        }
    }

    private static IReadOnlyList<long> Seen(SearchRequest request, List<SearchProblem> problems)
    {
        if (string.IsNullOrEmpty(request.After))
        {
            return request.Seen;
        }
        if (SeenPeople.Read(request.After) is { } seen)
        {
            return seen;
        }
        problems.Add(new("after", "This cannot be read. Take it as \"next\" stands in the answer with the page before, or leave it away for the first page."));
        return [];
    }

    private static int Within(int value, int least, int most, string field, string message, List<SearchProblem> problems)
    {
        if (value >= least && value <= most)
        {
            return value;
        }
        problems.Add(new(field, message));
        return least;
    }

    private static SearchSort SortOf(string? sort, Preferences wishes, List<SearchProblem> problems)
    {
        // Where either is fine everywhere, nobody suits better than another.
        var hasWish = wishes.Axes.Any(wish => wish is { Place: not 0 });
        if (string.IsNullOrEmpty(sort))
        {
            return hasWish ? SearchSort.Fit : SearchSort.Best;
        }
        if (string.Equals(sort, nameof(SearchSort.Fit), StringComparison.OrdinalIgnoreCase) && !hasWish)
        {
            if (problems.Exists(problem => problem.Field.StartsWith("wishes", StringComparison.Ordinal)))
            {
                return SearchSort.Best;
            }
            problems.Add(new("sort", "Without a wish there is no order by fit (at place 0 either is fine). Give \"wishes\", or choose another order.") { IsWithoutWish = true });
            return SearchSort.Best;
        }
        // Names only: Enum.TryParse would take numbers too.
        foreach (var known in Enum.GetValues<SearchSort>())
        {
            if (string.Equals(known.ToString(), sort, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }
        var names = string.Join(", ", Enum.GetNames<SearchSort>().Select(name => name.ToLowerInvariant()));
        problems.Add(new("sort", $"\"{Cut(sort)}\" is not an order. Choose one of: {names}."));
        return SearchSort.Best;
    }

    private static string? TextOf(string? text, string member, List<SearchProblem> problems)
    {
        if (text is { Length: > SearchText.MaxCharacters })
        {
            problems.Add(new(member, $"The {member} has {text.Length} letters; give at most {SearchText.MaxCharacters}."));
            return null;
        }
        return text;
    }

    private PlaceMatch? PlaceOf(string? text, List<SearchProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (OnlinePlace.IsWithoutState(text))
        {
            problems.Add(new("place", "Write the state too, like \"online in Texas\": a license holds in a state."));
            return null;
        }
        if (text.Length > LongestPlace)
        {
            problems.Add(new("place", "This is too long for a place. Write a ZIP code, or a city and state, like Oakland, CA."));
            return null;
        }
        var match = places.Resolve(text);
        if (match.Kind == PlaceMatchKind.Unknown)
        {
            var near = match.Candidates.Count > 0 ? $" Did you mean {match.Candidates[0].Label}?" : "";
            problems.Add(new(
                "place", $"We do not know \"{Cut(text)}\". Write a ZIP code, or a city and state, like Oakland, CA.{near}", match.Candidates));
            return null;
        }
        if (match.HasRival)
        {
            problems.Add(new(
                "place",
                $"There is more than one place called \"{Cut(text)}\". Write the state too, like {match.Candidates[0].Label}.",
                [.. match.Candidates.Concat(match.Near).OrderByDescending(other => other.People)])
            { IsAmbiguous = true });
            return null;
        }
        return match.Kind == PlaceMatchKind.Empty ? null : match;
    }

    private static IReadOnlyDictionary<string, Selection>? WithFormat(SearchRequest request, List<SearchProblem> problems)
    {
        if (request.Format is not { Count: > 0 })
        {
            return request.Filters;
        }
        if (request.Filters?.ContainsKey("format") == true)
        {
            problems.Add(new("format", "Say \"format\" once: beside the filters or among them."));
            return request.Filters;
        }
        return new Dictionary<string, Selection>(request.Filters ?? new Dictionary<string, Selection>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["format"] = new Selection(request.Format),
        };
    }

    private List<KeyFilter> Filters(
        string where, IReadOnlyDictionary<string, Selection>? asked, List<SearchProblem> problems)
    {
        var filters = new List<KeyFilter>();
        if (asked is null)
        {
            return filters;
        }
        if (asked.Values.Sum(selection => selection?.Values.Count ?? 0) > MostValues)
        {
            problems.Add(new(where, $"These are too many filters: give at most {MostValues} values in all."));
            return filters;
        }
        var unknown = asked.Keys.Where(name => keys.Schema.IndexOf(name) < 0).ToList();
        if (unknown.Count > 0)
        {
            // One sentence for all of them: the list of what there is need not be read sixty times.
            var more = unknown.Count > MostOthers ? $" and {unknown.Count - MostOthers} more" : "";
            problems.Add(new(
                unknown.Count == 1 ? $"{where}.{Cut(unknown[0])}" : where,
                $"There is no filter {string.Join(", ", unknown.Take(MostOthers).Select(name => $"\"{Cut(name)}\""))}{more}. The filters are: {string.Join(", ", SearchKeys.All.Select(known => known.Name))}."));
        }
        foreach (var (name, selection) in asked)
        {
            var key = keys.Schema.IndexOf(name);
            if (key >= 0 && Filter(key, $"{where}.{name}", selection?.Values ?? [], problems) is { } filter)
            {
                filters.Add(filter);
            }
        }
        return filters;
    }

    private KeyFilter? Filter(int key, string where, IReadOnlyList<string> values, List<SearchProblem> problems)
    {
        var notKnownToo = values.Contains(SearchKeys.NotKnown, StringComparer.Ordinal);
        var named = values.Where(value => value != SearchKeys.NotKnown).ToList();
        if (named.Count == 0)
        {
            if (notKnownToo)
            {
                problems.Add(new(where, $"Give a value too: \"{SearchKeys.NotKnown}\" beside it keeps those of whom it is not known."));
            }
            return null;
        }
        if (keys.Schema.Keys[key].Kind == FilterKind.Maximum)
        {
            if (named.Count == 1 && Price(named[0]) is { } dollars)
            {
                return KeyFilter.AtMost(key, (int)(dollars * 100), notKnownToo);
            }
            problems.Add(new(where, "Write one price in US dollars, like 120."));
            return null;
        }
        var ordinals = new SortedSet<int>(named.Select(value => keys.Schema.Keys[key].OrdinalOf(value)).Where(ordinal => ordinal >= 0));
        var unknown = named.Where(value => keys.Schema.Keys[key].OrdinalOf(value) < 0).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            var more = unknown.Count > MostOthers ? $" and {unknown.Count - MostOthers} more" : "";
            var (be, what) = unknown.Count == 1 ? ("is", "not a value") : ("are", "no values");
            problems.Add(new(
                where, $"{string.Join(", ", unknown.Take(MostOthers).Select(value => $"\"{Cut(value)}\""))}{more} {be} {what} of {SearchKeys.All[key].Name}.")
            { IsUnknownValue = true });
        }
        return ordinals.Count > 0 ? new KeyFilter(key, [.. ordinals], notKnownToo) : null;
    }

    /// <summary>
    /// A state as the place: everyone who sees people there. States already selected stay as they are, if it is among them: else
    /// nobody can know which is meant.
    /// </summary>
    private List<KeyFilter> InState(List<KeyFilter> must, Place place, List<SearchProblem> problems)
    {
        if (must.Find(filter => filter.Key == keys.Schema.StateKey) is not { } chosen)
        {
            return [.. must, new KeyFilter(keys.Schema.StateKey, [StateOrdinal(place.State)])];
        }
        if (!chosen.Values.Contains(StateOrdinal(place.State)))
        {
            var others = chosen.Values.Select(value => State.Parse(keys.Schema.Keys[chosen.Key].Values[value])).ToList();
            problems.Add(new(
                "place",
                $"The place is {place.State.English}, and \"state\" among the filters asks for {string.Join(", ", others.Select(other => other.English))}. Leave one of them out.",
                [place, .. others.Select(places.Find).OfType<Place>()])
            { IsContradiction = true });
        }
        return must;
    }

    /// <summary>A county is exactly its ZIPs; around anything smaller it is the distance that counts.</summary>
    private SearchOrigin? Origin(Place? place, double radius) => place switch
    {
        null or { Kind: PlaceKind.State } => null,
        { Kind: PlaceKind.County } => new(
            place.Point.Latitude, place.Point.Longitude, place.ReachMiles, StateOrdinal(place.State), [.. place.Areas.Select(area => area.Number)]),
        _ => new(place.Point.Latitude, place.Point.Longitude, radius, StateOrdinal(place.State)),
    };

    private int StateOrdinal(State state) => keys.Schema.Keys[keys.Schema.StateKey].OrdinalOf(state.Code);

    internal static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>A price in US dollars, as a filter takes it; null if it is none.</summary>
    public static decimal? Price(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars <= 100_000 ? dollars : null;
}
