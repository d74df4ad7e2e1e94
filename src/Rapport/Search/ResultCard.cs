using System.Globalization;
using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>One person in the list, in words.</summary>
internal sealed record ResultCard(
    string Name,
    string FirstName,
    string Initials,
    string Address,
    string? Second,
    string? Pronouns,
    bool FactsOnly,
    OpeningLine Opening,
    string? Confirmed,
    string Where,
    string Cost,
    string? Why,
    string? Words);

/// <summary>Makes cards for one search in one language.</summary>
internal sealed class ResultCards(
    SearchKeys keys, FilterGroups groups, Gazetteer gazetteer, GeoPoint? origin, string language, DateTime now)
{
    private static readonly Words L = Layout.Words.For("Rapport.Search.ResultCard");

    /// <summary>Three lines at most; the rest is on her page.</summary>
    private const int LongestWords = 240;

    private readonly Vocabularies _words = keys.Words;

    public ResultCard Make(FoundProfile found, string? token)
    {
        var facts = found.Facts;
        var name = facts.Name?.Value;
        var display = name?.Display() ?? "";
        var credentials = facts.Credentials?.Value.Codes ?? [];
        return new ResultCard(
            credentials.Count > 0 ? $"{display}, {string.Join(", ", credentials)}" : display,
            name?.First ?? display,
            Listed.Initials(name),
            ProfileLinks.Page(found.Row.Id, name, language) + (token is null ? "" : "?q=" + token),
            Profession(facts),
            facts.Pronouns?.Value,
            !found.Row.Claimed,
            OpeningWords.Best(facts.Openings, now),
            facts.Openings is { } openings ? FactWords.Origin(openings, now, FactWords.FreshOpeningDays) : null,
            Where(facts, found.Hit),
            Cost(facts, found.Hit),
            Why(found.Hit),
            Shorten(facts.WhoIHelp?.Value ?? facts.AboutMe?.Value ?? facts.HowWeWork?.Value));
    }

    private string? Profession(ProfileFacts facts)
    {
        if (facts.Professions?.Value is not { Count: > 0 } professions)
        {
            return null;
        }
        var profession = _words.Professions.Find(professions[0])?.Label(language) ?? professions[0];
        var states = facts.Licences?.Value.Select(licence => StateName(licence.State)).Distinct(StringComparer.Ordinal).ToList();
        return states is { Count: > 0 and <= 2 } ? $"{profession}, {FactWords.And(states)}" : profession;
    }

    private string Where(ProfileFacts facts, SearchHit hit)
    {
        var formats = facts.Formats?.Value ?? [];
        var online = formats.Contains("online", StringComparer.Ordinal);
        if (facts.Places?.Value is not { Count: > 0 } places || (hit.FromAfar && hit.Miles is null && online))
        {
            var states = facts.OnlineStates?.Value ?? [];
            return (online, states.Count) switch
            {
                (true, 1) => L["Online, all of {0}", StateName(states[0])],
                (true, > 1) => L["Online, {0} states", states.Count],
                (true, _) => L["Online"],
                _ => L["Place not known"],
            };
        }
        var place = Nearest(places);
        var where = hit.Miles switch
        {
            null => $"{place.City}, {place.State}",
            0 => L["{0}, near you", place.City],
            < 1.5 => L["{0}, about 1 mile", place.City],
            { } miles => L["{0}, about {1} miles", place.City, Math.Round(miles).ToString("0", CultureInfo.CurrentCulture)],
        };
        return online ? L["{0}. Also online", where] : where;
    }

    /// <summary>The place that the distance speaks of.</summary>
    private PracticePlace Nearest(IReadOnlyList<PracticePlace> places) =>
        origin is { } from && places.Count > 1
            ? places.MinBy(place => gazetteer.Find(place.Zip) is { } area ? from.MilesTo(area.Point) : double.MaxValue)!
            : places[0];

    private string Cost(ProfileFacts facts, SearchHit hit)
    {
        var taken = facts.Insurers?.Value.Select(plan => plan.Insurer).Distinct(StringComparer.Ordinal).ToList() ?? [];
        var asked = hit.Matches.Where(match => match.Key == keys["insurer"] && match.Met)
            .SelectMany(match => match.Values.Select(value => keys.Schema.Keys[match.Key].Values[value])).ToHashSet(StringComparer.Ordinal);
        var named = taken.OrderByDescending(asked.Contains).Take(2)
            .Select(code => _words.Insurers.Find(code)?.Label(language) ?? code).ToList();
        if (taken.Count > named.Count)
        {
            named[^1] = L.Many(taken.Count - named.Count, "{1} and one more plan", "{1} and {0} more plans", named[^1]);
        }
        return CostWords.Line(named, CostWords.Usual(facts.Fees), facts.SlidingScale?.Value == true);
    }

    /// <summary>What of the wishes is met; without wishes, by what the person stands here.</summary>
    private string? Why(SearchHit hit)
    {
        var met = hit.Matches.Where(match => match.Met && !match.NotKnown)
            .SelectMany(match => match.Values.Select(value => groups.Text(
                keys.Schema.Keys[match.Key].Name, keys.Schema.Keys[match.Key].Values[value])))
            .Distinct(StringComparer.Ordinal)
            .Take(4)
            .ToList();
        var reasons = met.Count > 0 ? met : [.. hit.Standing.Select(Reason).OfType<string>()];
        return reasons.Count == 0 ? null : string.Join(" · ", reasons);
    }

    private static string? Reason(Standing standing) => (standing.Criterion, standing.Rank) switch
    {
        (Criterion.OpeningClass, 0) => L["opening within a week"],
        (Criterion.OpeningClass, 1) => L["opening within a month"],
        (Criterion.DistanceBand, var band) when band < SearchOrder.DistanceMiles.Count =>
            L["within {0} miles", SearchOrder.DistanceMiles[band]],
        (Criterion.Freshness, 0) => L["told us lately"],
        _ => null,
    };

    private string StateName(string code) => State.TryParse(code, out var state)
        ? language == "es" ? state.Spanish : state.English
        : code;

    private static string? Shorten(string? words)
    {
        if (words is not { Length: > LongestWords })
        {
            return words;
        }
        var end = words.LastIndexOf(' ', LongestWords);
        return words[..(end > 0 ? end : LongestWords)].TrimEnd(',', ';', ':', '-', ' ') + "…";
    }
}
