namespace Rapport.Search;

/// <summary>
/// What a button does to a search, in a few letters: "without:times", "nice:times", "must:times", "add:opening=waiting-list",
/// "set:feeMax=150", "radius:10", "statewide", "anywhere", "without:wishes"; several stand one after another.
/// </summary>
internal static class SearchChange
{
    /// <summary>The name of the field that carries it.</summary>
    public const string Field = "change";

    private const string Format = "format";
    private const int Most = 24;

    /// <summary>The search as the button leaves it. What it does not know it lets be: it can only come from a forger.</summary>
    /// <param name="request">The search before.</param>
    /// <param name="changes">As the button says it.</param>
    /// <param name="state">What the state of the place is called, for "statewide"; null without a place.</param>
    public static SearchRequest Apply(SearchRequest request, string changes, string? state) =>
        changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(Most).Aggregate(request, (left, change) => One(left, change, state));

    private static SearchRequest One(SearchRequest request, string change, string? state)
    {
        var (verb, what) = Cut(change, ':');
        return (verb, what) switch
        {
            ("nice" or "must", SearchForm.Text) => request with { TextIsNice = verb == "nice" },
            ("without", SearchForm.Text) => request with { Text = null },
            ("without", "wishes") => request with { Text = request.TextIsNice ? request.Text : null, Filters = null },
            ("without", _) => Set(request, what, must: null, nice: null),
            ("nice", _) => Chosen(request, what) is { } values ? Set(request, what, must: null, nice: values) : request,
            ("must", _) => Chosen(request, what) is { } values ? Set(request, what, must: values, nice: null) : request,
            ("add", _) when Cut(what, '=') is var (key, value) && Chosen(request, key) is { } before =>
                Set(request, key, new Selection([.. before.Values.Union([value], StringComparer.Ordinal)]), nice: null),
            ("set", _) when Cut(what, '=') is var (key, value) => Set(request, key, new Selection(value), nice: null),
            (SearchForm.Radius, _) => request with { RadiusMiles = SearchForm.RadiusOf(what) ?? request.RadiusMiles },
            ("statewide", _) when state is not null => request with { Place = state, RadiusMiles = null },
            ("anywhere", _) => Preferred(request),
            _ => request,
        };
    }

    // What leaves nobody out stays: everybody is there, in the order that was asked for.
    private static SearchRequest Preferred(SearchRequest request) => new()
    {
        Text = request.TextIsNice ? request.Text : null,
        TextIsNice = request.TextIsNice,
        TextLanguage = request.TextLanguage,
        Nice = request.Nice,
        Heard = request.Nice is null ? null : request.Heard,
        Wishes = request.Wishes,
        NotHelped = request.NotHelped,
        Alike = request.Alike,
    };

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var found ? (text[..found], text[(found + 1)..]) : (text, "");

    private static Selection? Chosen(SearchRequest request, string key) =>
        request.Filters?.GetValueOrDefault(key) ?? request.Nice?.GetValueOrDefault(key)
        ?? (key == Format && request.Format is { Count: > 0 } formats ? new Selection(formats) : null);

    private static SearchRequest Set(SearchRequest request, string key, Selection? must, Selection? nice) => request with
    {
        Format = key != Format ? request.Format : must?.Values,
        Filters = With(request.Filters, key, key == Format ? null : must),
        Nice = With(request.Nice, key, nice),
    };

    private static Dictionary<string, Selection>? With(IReadOnlyDictionary<string, Selection>? before, string key, Selection? selection)
    {
        var after = (before ?? new Dictionary<string, Selection>(StringComparer.Ordinal)).Where(pair => pair.Key != key)
            .ToDictionary(StringComparer.Ordinal);
        if (selection is not null)
        {
            after[key] = selection;
        }
        return after.Count > 0 ? after : null;
    }
}
