using System.Globalization;
using Rapport.Core.Places;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>The first line over the list: how many, where, and for which wishes.</summary>
internal sealed class ResultsHeading(SearchRequest wanted, Found found, FilterGroups groups, string language)
{
    private static readonly Words L = Words.For("Rapport.Search.ResultsHeading");

    /// <summary>Who keeps her own page. Who is known from the public registry alone is told apart, not counted among these.</summary>
    private readonly int _total = found.Result.Total - found.Result.RegistryOnly;

    /// <summary>"26 therapists near 94610 Oakland, CA take Medi-Cal and have evenings".</summary>
    public string Text()
    {
        if (found.Result.Total == 0)
        {
            return Nobody();
        }
        if (_total == 0)
        {
            return found.Understood.Place is { } asked
                ? L.Many(found.Result.Total, "One person from the public registry {1}", "{0:N0} people from the public registry {1}",
                    asked.Kind == PlaceKind.State ? L["in {0}", StateName(asked)] : Where(asked))
                : L.Many(found.Result.Total, "One person from the public registry", "{0:N0} people from the public registry");
        }
        var wishes = WishWords.Of(wanted, groups, _total);
        return wishes is null ? Who() : L["{0} {1}", WhoTogether(), wishes];
    }

    /// <summary>"And 12 from the public registry, who have not told us anything.", beside those who keep their own page; null without such.</summary>
    public string? Registry() => _total > 0 && found.Result.RegistryOnly is > 0 and var others
        ? L.Many(others, "And one from the public registry, who has not told us anything.", "And {0:N0} from the public registry, who have not told us anything.")
        : null;

    /// <summary>"25 are near, one online in California", where the heading counts both together; null where it need not be said.</summary>
    public string? Split()
    {
        if (found.Understood.Place is not { } place || Near == 0 || Near >= _total || WishWords.Of(wanted, groups, _total) is null)
        {
            return null;
        }
        var (near, afar) = (Near, _total - Near);
        var others = afar == 1 ? L["one"] : afar.ToString("N0", CultureInfo.CurrentCulture);
        var state = StateName(place);
        if (place.Kind == PlaceKind.State)
        {
            return IsEither ? L.Many(near, "One is in {2}, {1} online or by phone.", "{0:N0} are in {2}, {1} online or by phone.", others, state)
                : IsByPhone ? L.Many(near, "One is in {2}, {1} by phone.", "{0:N0} are in {2}, {1} by phone.", others, state)
                : L.Many(near, "One is in {2}, {1} online.", "{0:N0} are in {2}, {1} online.", others, state);
        }
        var there = place.Kind == PlaceKind.County ? L["there"] : L["near"];
        return IsEither ? L.Many(near, "One is {3}, {1} online or by phone in {2}.", "{0:N0} are {3}, {1} online or by phone in {2}.", others, state, there)
            : IsByPhone ? L.Many(near, "One is {3}, {1} by phone in {2}.", "{0:N0} are {3}, {1} by phone in {2}.", others, state, there)
            : L.Many(near, "One is {3}, {1} online in {2}.", "{0:N0} are {3}, {1} online in {2}.", others, state, there);
    }

    /// <summary>"9 of them say they have an opening within a week."; null when nobody has.</summary>
    /// <param name="open">How many have.</param>
    public string? Open(int open) => (open, found.Result.Total) switch
    {
        (0, _) => null,
        (1, 1) => L["This person says there is an opening within a week."],
        _ => L.Many(open, "One of them says there is an opening within a week.", "{0:N0} of them say they have an opening within a week."),
    };

    /// <summary>"None of them has said this: children and teens."; null where somebody has, or nothing is asked that may be unsaid.</summary>
    public string? Unsaid(SearchKeys keys)
    {
        var unsaid = (wanted.Filters ?? new Dictionary<string, Selection>(StringComparer.Ordinal))
            .Where(wish => wish.Value.Values.Contains(SearchKeys.NotKnown, StringComparer.Ordinal) && found.Result.Facets.Count > 0
                && found.Result.Total > 0 && found.Result.Facets[keys[wish.Key]].NotKnown == found.Result.Total)
            .Select(wish => new LettingGo(keys, groups).Values(keys[wish.Key], wanted))
            .Where(words => words.Length > 0).ToList();
        return unsaid.Count > 0 ? L["None of them has said this: {0}.", string.Join("; ", unsaid)] : null;
    }

    private string Nobody() => Wishes switch
    {
        0 => L["Nobody is here yet"],
        1 => L["Nobody here fits this wish yet"],
        2 => L["Nobody here fits both wishes yet"],
        var many => L["Nobody here fits all {0:N0} wishes yet", many],
    };

    /// <summary>What was asked beside the place. What is only nice to have keeps nobody off the list.</summary>
    public int Wishes => (wanted.Filters?.Count ?? 0) + (wanted.Format is { Count: > 0 } ? 1 : 0) + (wanted is { Text: not null, TextIsNice: false } ? 1 : 0);

    /// <summary>Nothing was said of online or phone, so both may be among those afar.</summary>
    private bool IsEither => wanted.Format is null or { Count: 0 };

    private bool IsByPhone => wanted.Format is { } formats && !formats.Contains("online", StringComparer.Ordinal);

    /// <summary>How many of them have a place near, whatever they say of how one meets.</summary>
    private int Near => found.Result.Areas.Sum(area => area.Count - area.RegistryOnly);

    /// <summary>Those near and those afar, each with their number.</summary>
    private string Who()
    {
        if (found.Understood.Place is not { Kind: not PlaceKind.State } place)
        {
            return WhoTogether();
        }
        var (near, afar) = (Near, _total - Near);
        if (near == 0 || afar == 0)
        {
            return WhoTogether();
        }
        var here = L.Many(near, "One therapist {1}", "{0:N0} therapists {1}", Where(place));
        return IsEither ? L.Many(afar, "{1}, and one online or by phone in {2}", "{1}, and {0:N0} online or by phone in {2}", here, StateName(place))
            : IsByPhone ? L.Many(afar, "{1}, and one by phone in {2}", "{1}, and {0:N0} by phone in {2}", here, StateName(place))
            : L.Many(afar, "{1}, and one online in {2}", "{1}, and {0:N0} online in {2}", here, StateName(place));
    }

    /// <summary>All of them as one subject, so that the wishes can follow.</summary>
    private string WhoTogether()
    {
        if (found.Understood.Place is not { } place)
        {
            return L.Many(_total, "One therapist", "{0:N0} therapists");
        }
        if (place.Kind == PlaceKind.State)
        {
            return L.Many(_total, "One therapist for people in {1}", "{0:N0} therapists for people in {1}", StateName(place));
        }
        return (Near, IsByPhone) switch
        {
            (0, false) => L.Many(_total, "One therapist online in {1}", "{0:N0} therapists online in {1}", StateName(place)),
            (0, true) => L.Many(_total, "One therapist by phone in {1}", "{0:N0} therapists by phone in {1}", StateName(place)),
            (var near, _) when near == _total => L.Many(_total, "One therapist {1}", "{0:N0} therapists {1}", Where(place)),
            (_, false) => L["{0:N0} therapists {1} or online", _total, Where(place)],
            (_, true) => L["{0:N0} therapists {1} or by phone", _total, Where(place)],
        };
    }

    private string StateName(Place place) => language == "es" ? place.State.Spanish : place.State.English;

    /// <summary>"near 94610 Oakland, CA", "in Alameda County, CA": nobody in a county is nearer to it than another.</summary>
    private string Where(Place place) => place.Kind == PlaceKind.County
        ? L["in {0}, {1}", language == "es" ? place.SpanishName : place.Name, place.State.Code]
        : L["near {0}", language == "es" ? place.SpanishLabel : place.Label];
}
