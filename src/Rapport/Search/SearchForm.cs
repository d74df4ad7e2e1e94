using System.Globalization;
using Microsoft.Extensions.Primitives;
using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>The filters of the results page as they are sent, and back.</summary>
internal static class SearchForm
{
    public const string Place = "place";
    public const string Radius = "radius";
    public const string Text = "text";
    public const string Remove = "remove";

    /// <summary>What a chip takes away that stands for all answers of how one likes to work; and the field in which the filters carry them, sealed.</summary>
    public const string Wishes = "wishes";
    public const string Alike = "alike";

    /// <summary>What a chip takes away that says which ways to work did not help.</summary>
    public const string NotHelped = "not-helped";
    public const string Day = "day";
    public const string Page = "page";
    public const string Seen = "seen";

    /// <summary>Behind the name of a key: the field that says how much it matters.</summary>
    public const string Weight = ".as";

    /// <summary>In that field: whoever has it comes first, nobody is left out.</summary>
    public const string Nice = "nice";

    /// <summary>The words that were only nice to have when the form was made: others that are written over them must be met.</summary>
    public const string NiceText = "text.nice";

    /// <summary>The words that stood in the box when the form was made: they were heard already.</summary>
    public const string OldText = "text.old";

    private const string Format = "format";

    // More than a search takes, so that whoever writes too much is told, and finds it still in the box.
    private const int LongestTyped = 2_000;

    /// <summary>Reads a form. What no filter knows is left out: it can only come from an old page or a forger.</summary>
    public static SearchRequest Read(IFormCollection form, SearchKeys keys, Language language)
    {
        var filters = new Dictionary<string, Selection>(StringComparer.Ordinal);
        var nice = new Dictionary<string, Selection>(StringComparer.Ordinal);
        foreach (var (name, values) in form)
        {
            if (keys.Schema.IndexOf(name) is >= 0 and var key && Known(keys, key, values) is { Count: > 0 } known)
            {
                var isNice = form[name + Weight] == Nice;
                (isNice ? nice : filters)[name] = new Selection(isNice ? [.. known.Where(value => value != SearchKeys.NotKnown)] : known);
            }
        }
        filters.Remove(Format, out var format);
        return OnlinePlace.Split(new SearchRequest
        {
            Place = Line(form[Place], Understanding.LongestPlace),
            RadiusMiles = RadiusOf(form[Radius]),
            Text = Line(form[Text], LongestTyped),
            TextLanguage = language.Code,
            TextIsNice = Line(form[Text], LongestTyped) is { } text && text == Line(form[NiceText], LongestTyped),
            Format = format?.Values,
            Filters = filters.Count > 0 ? filters : null,
            Nice = nice.Count > 0 ? nice : null,
        });
    }

    /// <summary>Whether the words are those that stood there already, and something else was changed.</summary>
    public static bool HasOldText(IFormCollection form) =>
        Line(form[Text], LongestTyped) == Line(form[OldText], LongestTyped);

    /// <summary>Reads the part of a search that may stand in an address.</summary>
    public static SearchRequest Read(IQueryCollection query, SearchKeys keys)
    {
        var format = Known(keys, keys[Format], query[Format]);
        return OnlinePlace.Split(new SearchRequest
        {
            Place = Line(query[Place], Understanding.LongestPlace),
            RadiusMiles = RadiusOf(query[Radius]),
            Format = format.Count > 0 ? format : null,
            Day = DateOnly.TryParseExact(
                query[Day].ToString(), SearchLinks.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        });
    }

    /// <summary>Names of the parts of an address that say something which cannot be understood, and are passed over.</summary>
    public static IEnumerable<string> Misread(IQueryCollection query, SearchKeys keys)
    {
        if (query[Radius].ToString().Length > 0 && RadiusOf(query[Radius]) is null)
        {
            yield return Radius;
        }
        if (query[Format].Any(value => !string.IsNullOrEmpty(value) && value != SearchKeys.NotKnown && keys.Schema.Keys[keys[Format]].OrdinalOf(value) < 0))
        {
            yield return Format;
        }
        if (query[Page].ToString() is { Length: > 0 } page && PageOf(page) is null)
        {
            yield return Page;
        }
    }

    /// <summary>
    /// Whether an address names what may not stand in one: needs. They are not read from it, for whoever sees the address
    /// could read them too.
    /// </summary>
    public static bool TellsNeeds(IQueryCollection query, SearchKeys keys) =>
        query.Any(part => !string.IsNullOrWhiteSpace(part.Value.ToString())
            && (part.Key == Text || StyleAxes.IndexOf(part.Key) >= 0 || (part.Key != Format && keys.Schema.IndexOf(part.Key) >= 0)));

    /// <summary>The number of a page as an address says it; null where it is none.</summary>
    public static int? PageOf(string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : null;

    /// <summary>
    /// The day of which the lot is drawn: the one on which the paging began, so that nobody stands on two pages or on none
    /// after midnight; but no older one, for a kept link is a new look.
    /// </summary>
    public static DateOnly DayOf(SearchRequest request, DateOnly today) =>
        request.Day is { } begun && begun == today.AddDays(-1) ? begun : today;

    /// <summary>Drops what the filters of today do not know: a token may be older than the vocabulary.</summary>
    public static SearchRequest Clean(SearchRequest request, SearchKeys keys) => request with
    {
        Filters = Clean(request.Filters, keys),
        Nice = Clean(request.Nice, keys),
        NotHelped = request.NotHelped?.Where(way => keys.Schema.Keys[keys["approach"]].OrdinalOf(way) >= 0).ToList() is { Count: > 0 } ways ? ways : null,
    };

    private static Dictionary<string, Selection>? Clean(IReadOnlyDictionary<string, Selection>? asked, SearchKeys keys) => asked?
        .Where(pair => keys.Schema.IndexOf(pair.Key) >= 0)
        .Select(pair => (pair.Key, Known: Known(keys, keys[pair.Key], new StringValues([.. pair.Value.Values]))))
        .Where(pair => pair.Known.Count > 0)
        .ToDictionary(pair => pair.Key, pair => new Selection(pair.Known), StringComparer.Ordinal);

    /// <summary>True when the search says nothing but place, distance and format.</summary>
    public static bool IsPlain(SearchRequest request) =>
        string.IsNullOrWhiteSpace(request.Text) && request.Filters is null or { Count: 0 } && request.Nice is null or { Count: 0 }
        && request.Sort is null && request.Wishes is null or { Count: 0 } && request.NotHelped is null or { Count: 0 } && request.Alike is null;

    /// <summary>Whether nothing at all is asked for.</summary>
    public static bool IsEmpty(SearchRequest request) =>
        IsPlain(request) && string.IsNullOrWhiteSpace(request.Place) && request.Format is null or { Count: 0 };

    /// <summary>The search without one choice, as a chip names it: "place", "radius", "text", "language:es" or "age:teens,adults".</summary>
    public static SearchRequest Without(SearchRequest request, string choice)
    {
        var colon = choice.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? (choice, "") : (choice[..colon], choice[(colon + 1)..]);
        return name switch
        {
            Place => request with { Place = null, RadiusMiles = null },
            Radius => request with { RadiusMiles = null },
            Text => request with { Text = null },
            Wishes => request with { Wishes = null },
            Alike => request with { Alike = null },
            NotHelped => request with { NotHelped = null },
            _ => request with
            {
                Format = name == Format ? Left(request.Format, value) : request.Format,
                Filters = Without(request.Filters, name, value),
                Nice = Without(request.Nice, name, value),
            },
        };
    }

    private static Dictionary<string, Selection>? Without(IReadOnlyDictionary<string, Selection>? asked, string name, string value)
    {
        var left = (asked ?? new Dictionary<string, Selection>(StringComparer.Ordinal))
            .Select(pair => (pair.Key, Values: pair.Key == name ? Left(pair.Value.Values, value) : pair.Value.Values))
            .Where(pair => pair.Values is not null)
            .ToDictionary(pair => pair.Key, pair => new Selection(pair.Values!), StringComparer.Ordinal);
        return left.Count > 0 ? left : null;
    }

    /// <summary>The search without the states that were chosen among the filters.</summary>
    public static SearchRequest WithoutState(SearchRequest request) => Without(request, [new SearchProblem("filters.state", "")]);

    /// <summary>The search without what cannot be searched for.</summary>
    public static SearchRequest Without(SearchRequest request, IEnumerable<SearchProblem> problems) =>
        problems.Aggregate(request, static (left, problem) => problem.Field switch
        {
            Place => left with { Place = null, RadiusMiles = null },
            Text => left with { Text = null },
            "radiusMiles" => left with { RadiusMiles = null },
            "sort" => left with { Sort = null },
            "format" or "filters.format" => left with { Format = null },
            "filters" => left with { Filters = null },
            var field when field.StartsWith("nice", StringComparison.Ordinal) => left with { Nice = null },
            var field when field.StartsWith("filters.", StringComparison.Ordinal) => left with
            {
                Filters = left.Filters?.Where(pair => pair.Key != field["filters.".Length..])
                    .ToDictionary(StringComparer.Ordinal),
            },
            _ => left,
        });

    /// <param name="without">One value, or several with commas between.</param>
    private static List<string>? Left(IReadOnlyList<string>? values, string without) =>
        values?.Except(without.Split(','), StringComparer.Ordinal).ToList() is { } left && left.Exists(value => value != SearchKeys.NotKnown) ? left : null;

    private static List<string> Known(SearchKeys keys, int key, StringValues values)
    {
        var kind = keys.Schema.Keys[key].Kind;
        var known = values.OfType<string>()
            .Where(value => keys.Schema.Keys[key].OrdinalOf(value) >= 0 || (kind == FilterKind.Maximum && Understanding.Price(value) is not null))
            .Distinct(StringComparer.Ordinal).ToList();
        // Up to $100 or up to $150 is up to $150: the index takes one bound.
        if (kind == FilterKind.Maximum && known.Count > 1)
        {
            known = [known.MaxBy(value => decimal.Parse(value, CultureInfo.InvariantCulture))!];
        }
        if (known.Count > 0 && kind != FilterKind.Exclude && values.Contains(SearchKeys.NotKnown))
        {
            known.Add(SearchKeys.NotKnown);
        }
        return known;
    }

    private static string? Line(StringValues values, int longest) =>
        values.ToString().Trim() is { Length: > 0 } line ? line[..Math.Min(line.Length, longest)] : null;

    /// <summary>A distance as a form or a button says it; null where it is none.</summary>
    public static double? RadiusOf(StringValues values) =>
        double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var radius)
            && radius is >= 0 and <= Understanding.LargestRadiusMiles
            ? radius
            : null;
}
