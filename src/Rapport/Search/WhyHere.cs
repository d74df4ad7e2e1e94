using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>Why somebody stands where she stands in a list, told from what the engine compared.</summary>
/// <param name="keys">The filters.</param>
/// <param name="groups">Their words.</param>
/// <param name="found">The list.</param>
/// <param name="language">The reader's language: "en" or "es".</param>
internal sealed class WhyHere(SearchKeys keys, FilterGroups groups, Found found, string language)
{
    private static readonly Words L = Words.For("Rapport.Search.WhyHere");

    /// <summary>Wishes and steps of the order that are named.</summary>
    private const int Most = 4;

    /// <summary>What was asked for leaves room for a step of the order.</summary>
    private const int MostWishes = 3;

    /// <summary>What the card says anyway, in lines of its own; and that somebody does not refuse is no reason.</summary>
    private static readonly string[] Said = ["format", "state", "opening", "feeMax", "notTaken"];

    private readonly SearchResult _result = found.Result;

    private readonly bool _textIsNice = found.Understood.Query is { TextIsNice: true };

    private readonly Place? _place = found.Understood.Place;

    private readonly FoundWords _words = new(found.Result.Words, keys.Words, language);

    /// <summary>"takes Medi-Cal · opening within a week · within 2 miles": wishes met, then steps of the order, then the lot.</summary>
    /// <param name="doubted">Visitors say that her openings may have changed.</param>
    /// <param name="soonest">Where the soonest of them is.</param>
    public string Of(SearchHit hit, ProfileFacts facts, bool doubted, SoonestAt soonest)
    {
        var met = Wishes(hit).ToList();
        var told = _words.Told(facts, met);
        var nices = hit.Matches.Count(match => match.IsNice);
        var niceMet = hit.Matches.Count(match => match is { IsNice: true, Met: true });
        // Where all are met, the list of them above the results says the same.
        var wishes = (niceMet < nices ? met.Prepend(L["{0} of {1} nice to have", niceMet, nices]) : met).Concat(told is null ? [] : [told]);
        var steps = hit.Standing.Select(step => Step(step, hit, facts, doubted, soonest)).OfType<string>().ToList();
        List<string> reasons = [.. wishes.Distinct(StringComparer.Ordinal).Take(steps.Count > 0 ? MostWishes : Most)];
        reasons.AddRange(steps.Take(Most - reasons.Count));
        if (hit.Standing.Contains(new Standing(Criterion.Practice, 1)))
        {
            reasons.Add(L["after {0} others of the same practice", SearchOrder.PracticeFirst]);
        }
        if (hit.ByLot)
        {
            reasons.Add(reasons.Count == 0 && IsFromRegistry(hit)
                ? L["nothing more is known, so by today’s lot"]
                : L["among equals, by today’s lot"]);
        }
        return reasons.Count > 0 ? string.Join(FactWords.Dot, reasons)
            : _result.Words.Count > 0 && !_textIsNice ? L["fits your words"]
            : _result.Total == 1 ? L["the only one found"]
            : L["no step of the order sets this one apart"];
    }

    /// <summary>What was asked for and is met, "panic attacks · takes Medi-Cal"; null where the card says it all anyway.</summary>
    public string? Met(SearchHit hit) => string.Join(FactWords.Dot, Wishes(hit).Distinct(StringComparer.Ordinal)) is { Length: > 0 } met ? met : null;

    /// <summary>What would be nice to have and is not met, or not said: "evenings · takes Aetna (not said)"; null where all is met.</summary>
    public string? Missing(SearchHit hit) => string.Join(FactWords.Dot, hit.Matches.Where(match => match.IsNice)
        .Select(match => (match, Name: keys.Schema.Keys[match.Key].Name))
        .Where(wish => !Said.Contains(wish.Name, StringComparer.Ordinal))
        .SelectMany(wish => Lacking(wish.Name, wish.match))) is { Length: > 0 } missing ? missing : null;

    // Of several issues each is a wish of its own; of times, plans and the like one is enough.
    private IEnumerable<string> Lacking(string name, KeyMatch match)
    {
        var asked = Asked(match.Key).ToList();
        if (name == "issue")
        {
            var met = match is { Met: true, NotKnown: false } ? match.Values.Select(value => keys.Schema.Keys[match.Key].Values[value]).ToList() : [];
            return asked.Except(met, StringComparer.Ordinal).Select(value => L["{0} (not said)", Met(name, value)]);
        }
        var text = string.Join(L[" or "], asked.Select(value => Met(name, value)));
        return match.Met ? [] : [match.NotKnown ? L["{0} (not said)", text] : text];
    }

    private IEnumerable<string> Asked(int key) =>
        found.Understood.Query!.Nice.Where(nice => nice.Key == key).SelectMany(nice => nice.Values).Select(value => keys.Schema.Keys[key].Values[value]);

    private IEnumerable<string> Wishes(SearchHit hit) => hit.Matches.Where(match => match.Met && !match.NotKnown)
        .Select(match => (Name: keys.Schema.Keys[match.Key].Name, match))
        .Where(wish => !Said.Contains(wish.Name, StringComparer.Ordinal))
        .SelectMany(wish => wish.match.Values.Select(value => Met(wish.Name, keys.Schema.Keys[wish.match.Key].Values[value])));

    private string Met(string key, string value)
    {
        var text = groups.InSentence(key, value);
        return key switch
        {
            "insurer" => L["takes {0}", text],
            "language" => L["speaks {0}", text],
            "age" => L["works with {0}", text],
            _ => text,
        };
    }

    private string? Step(Standing step, SearchHit hit, ProfileFacts facts, bool doubted, SoonestAt soonest) => (step.Criterion, step.Rank) switch
    {
        (Criterion.Tier, 1) => IsMixed ? L["from the registry, so after those who keep their own page"] : null,
        // Who is known from the registry alone has told us nothing, and that is said.
        (Criterion.OpeningClass or Criterion.Freshness, _) when IsFromRegistry(hit) => null,
        (Criterion.OpeningClass, var rank) when doubted && rank <= SearchOrder.OpeningDays.Count + 1 => L["said to have openings, which may have changed"],
        (Criterion.OpeningClass, var rank) when rank <= SearchOrder.OpeningDays.Count + 1 => soonest switch
        {
            SoonestAt.OtherOffice => L["{0}, at another office", Opening(rank)],
            SoonestAt.Online => L["{0}, online", Opening(rank)],
            SoonestAt.Phone => L["{0}, by phone", Opening(rank)],
            _ => Opening(rank),
        },
        (Criterion.OpeningClass, var rank) => Opening(rank),
        (Criterion.DistanceBand, var band) => Distance(band, hit, facts),
        (Criterion.Freshness, var band) => Fresh(band),
        _ => null,
    };

    private bool IsMixed => _result.RegistryOnly > 0 && _result.RegistryOnly < _result.Total;

    private static bool IsFromRegistry(SearchHit hit) => hit.Standing.Any(step => step is { Criterion: Criterion.Tier, Rank: 1 });

    /// <summary>The classes of <see cref="SearchOrder.OpeningDays"/>, then those that follow them.</summary>
    private static string Opening(int rank) => (rank - SearchOrder.OpeningDays.Count) switch
    {
        < 0 => SearchOrder.OpeningDays[rank] switch
        {
            7 => L["opening within a week"],
            30 => L["opening within a month"],
            var days => L["opening within {0} days", days],
        },
        0 => L["opening at a later time"],
        1 => L["waiting list, so after openings"],
        2 => L["openings not known, so after those we know"],
        _ => L["no room now, so after those who may have some"],
    };

    private string? Distance(int band, SearchHit hit, ProfileFacts facts)
    {
        var miles = SearchOrder.DistanceMiles;
        if (band <= miles.Count && _place is { Kind: PlaceKind.County } county)
        {
            return L["in {0}", language == "es" ? county.SpanishName : county.Name];
        }
        if (band <= miles.Count)
        {
            return band < miles.Count ? L["within {0} miles", miles[band]] : L["more than {0} miles away", miles[^1]];
        }
        if (!hit.FromAfar || _place is null)
        {
            return null;
        }
        var state = language == "es" ? _place.State.Spanish : _place.State.English;
        var isOnline = facts.Formats?.Value.Contains("online", StringComparer.Ordinal) == true;
        return (isOnline, _result.Areas.Count > 0) switch
        {
            (true, true) => L["online in {0}, so after those near", state],
            (true, false) => L["online in {0}", state],
            (false, true) => L["works from afar in {0}, so after those near", state],
            (false, false) => L["works from afar in {0}", state],
        };
    }

    private static string Fresh(int band) => band < SearchOrder.FreshDays.Count
        ? SearchOrder.FreshDays[band] switch
        {
            14 => L["confirmed within two weeks"],
            90 => L["confirmed within three months"],
            180 => L["confirmed within six months"],
            365 => L["confirmed within a year"],
            var days => L["confirmed within {0} days", days],
        }
        : band == SearchOrder.FreshDays.Count ? L["confirmed more than a year ago"] : L["not confirmed yet"];
}

/// <summary>Where the soonest of somebody's openings is.</summary>
internal enum SoonestAt
{
    /// <summary>Where the card says that she is, or wherever one meets her.</summary>
    Here,

    /// <summary>At another of her offices than the nearest.</summary>
    OtherOffice,

    /// <summary>Online, and not at an office.</summary>
    Online,

    /// <summary>By telephone, and not at an office.</summary>
    Phone,
}
