using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;
using Opening = Rapport.Profiles.Opening;

namespace Rapport.Search;

/// <summary>One person in the list, in words.</summary>
internal sealed record ResultCard(
    long Id,
    string Name,
    string FirstName,
    Face Face,
    string Address,
    string? Second,
    string? Pronouns,
    string? Speaks,
    bool FactsOnly,
    OpeningLine Opening,
    string? Confirmed,
    string Where,
    string Cost,
    string? Why,
    Paragraph? Words)
{
    /// <summary>What leads to this card on the page.</summary>
    public string? Anchor { get; init; }

    /// <summary>What speaks for this pair and against it; null in an order that is not by fit.</summary>
    public FitLines? Fit { get; init; }

    /// <summary>What was asked for and is met, where the order is by fit; elsewhere <see cref="Why"/> begins with it.</summary>
    public string? Met { get; init; }

    /// <summary>What would be nice to have and is not met.</summary>
    public string? Missing { get; init; }

    /// <summary>Ways to work of this person that did not help before; they change no order.</summary>
    public string? DidNotHelp { get; init; }

    /// <summary>The number on the map of the place where she meets people; null when she is not on it.</summary>
    public int? Pin { get; init; }
}

/// <summary>Makes cards in one language, for one search or for people whom none has found.</summary>
internal sealed class ResultCards(
    Store store, SearchKeys keys, FilterGroups groups, Gazetteer gazetteer, Found? list, string language)
{
    private static readonly Words L = Layout.Words.For("Rapport.Search.ResultCard");

    /// <summary>Three or four lines; the rest is on her page.</summary>
    private const int LongestWords = 150;

    /// <summary>Whole sentences of less say too little.</summary>
    private const int FewestWords = 50;

    private const string InPerson = "in-person";

    private readonly Vocabularies _words = keys.Words;

    private readonly WhyHere? _why = list is null ? null : new WhyHere(keys, groups, list, language);

    private readonly Place? _place = list?.Understood.Place;

    /// <summary>The states of the search, a place that is a state among them.</summary>
    private readonly IReadOnlyList<string> _states = Asked(list, keys, keys.Schema.StateKey);

    /// <summary>Only meeting from afar was asked for.</summary>
    private readonly bool _isFromAfar = Asked(list, keys, keys.Schema.FormatKey) is { Count: > 0 } formats && !formats.Contains(InPerson, StringComparer.Ordinal);

    // One moment for the whole page.
    private readonly DateTime _now = store.Now;

    /// <param name="found">Whom the card shows.</param>
    /// <param name="back">What leads back to this list, as a query: "?place=94610", "?q=…&amp;page=2", or nothing.</param>
    public ResultCard Make(FoundProfile found, string back)
    {
        var facts = found.Facts;
        var name = facts.Name?.Value;
        var display = name?.Display() ?? "";
        var credentials = facts.Credentials?.Value.Codes ?? [];
        // By whole days, as the index judges it, so that the card and the order agree.
        var openingHolds = !(facts.Openings is { } stated && (_now.Date - stated.Confirmed.Date).Days > ListingOf.StaleOpeningDays);
        var doubted = facts.Openings is { } told && found.Doubts.On("openings", told) > 0;
        return new ResultCard(
            found.Profile.Id,
            credentials.Count > 0 ? $"{display}, {string.Join(", ", credentials)}" : display,
            name?.First ?? display,
            Face.Of(store, found.Profile.Id, found.Profile.Claimed, found.Profile.Face, name),
            ProfileLinks.Page(found.Profile.Id, name, language) + back,
            Profession(facts),
            facts.Pronouns is { } pronouns ? Pronouns.Told(pronouns.Value) : null,
            // Who reads Spanish looks for it on every card.
            language == "es" && facts.Languages?.Value.Any(one => one.Code == "es") == true ? L["speaks Spanish"] : null,
            !found.Profile.Claimed,
            openingHolds ? Opening(facts, found.Hit) : new OpeningLine("unknown", L["Openings not known any more"]),
            facts.Openings is { } openings ? FactWords.Origin(openings, _now, FactWords.FreshOpeningDays, doubted) : null,
            Where(facts, found.Hit),
            Cost(facts, found.Hit),
            _why?.Of(found.Hit, facts, doubted, openingHolds ? WhereSoonest(facts, found.Hit) : SoonestAt.Here),
            Excerpt(facts))
        {
            Met = list?.Release is null ? null : _why?.Met(found.Hit),
            Missing = _why?.Missing(found.Hit),
        };
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

    /// <summary>
    /// The soonest opening where the search looks, as the order judges it; with its place where the card's distance speaks of
    /// another, or where there is another answer from afar. Where room comes sooner at an office too far away, that is told after it.
    /// </summary>
    private OpeningLine Opening(ProfileFacts facts, SearchHit hit)
    {
        var (there, afar, elsewhere) = Soonest(facts, hit);
        var isAfarFirst = IsSoonestFromAfar(there, afar);
        OpeningLine line;
        if (afar is null)
        {
            line = there is null ? OpeningWords.NotKnown : Told(there, facts, hit);
        }
        else if (there is null)
        {
            line = FromAfar(afar, facts);
        }
        else
        {
            line = InCity(there, facts, hit);
            line = isAfarFirst ? FromAfar(afar, facts).Followed(line.Text) : line;
        }
        if (elsewhere is null || !OpeningWords.IsSooner(elsewhere, isAfarFirst ? afar : there, _now))
        {
            return line;
        }
        return (hit.Areas is { Count: 0 }, afar) switch
        {
            (true, null) => line with { Text = L["{0} from afar. In {2}: {1}", line.Text, OpeningWords.Tell(elsewhere, _now).Text, CityOf(elsewhere, facts)] },
            (true, _) => line.Followed(L["{0}, in {1}", OpeningWords.Tell(elsewhere, _now).Text, CityOf(elsewhere, facts)]),
            (false, null) => line with { Text = L["{0}, in {1}. {2}", line.Text, Nearest(facts.Places!.Value, hit).City, Told(elsewhere, facts, hit).Text] },
            (false, _) => line.Followed(Told(elsewhere, facts, hit).Text),
        };
    }

    /// <summary>The soonest that counts at an office or everywhere; from afar, if the answer is another; and at an office that does not count.</summary>
    private (Opening? There, Opening? Afar, Opening? Elsewhere) Soonest(ProfileFacts facts, SearchHit hit)
    {
        var offices = Office.Of(facts, gazetteer);
        var openings = Office.Openings(facts, offices).ToLookup(one =>
            (IsFromAfar: one.Place == ListingOpening.FromAfar, Counts: Office.Counts(one, offices, hit)), one => one.Opening);
        var there = OpeningWords.Soonest([.. openings[(false, true)]], _now);
        var afar = OpeningWords.Soonest([.. openings[(true, true)]], _now);
        var isOneAnswer = there is not null && afar is not null && OpeningWords.Tell(there, _now) == OpeningWords.Tell(afar, _now);
        return (there, isOneAnswer ? null : afar, OpeningWords.Soonest([.. openings[(false, false)]], _now));
    }

    private bool IsSoonestFromAfar(Opening? there, Opening? afar) =>
        afar is not null && (there is null || OpeningWords.IsSooner(afar, there, _now));

    /// <summary>"Open now, online".</summary>
    private OpeningLine FromAfar(Opening opening, ProfileFacts facts)
    {
        var line = OpeningWords.Tell(opening, _now);
        return line with { Text = IsByPhoneOnly(facts) ? L["{0}, by phone", line.Text] : L["{0}, online", line.Text] };
    }

    private static bool IsByPhoneOnly(ProfileFacts facts) =>
        facts.Formats?.Value is { } formats && formats.Contains("phone", StringComparer.Ordinal) && !formats.Contains("online", StringComparer.Ordinal);

    /// <summary>"Full, in Oakland": an opening with its place, also where it is the one of which the card speaks.</summary>
    private OpeningLine InCity(Opening opening, ProfileFacts facts, SearchHit hit)
    {
        var line = Told(opening, facts, hit);
        return facts.Places?.Value.FirstOrDefault(place => place.Id == opening.PlaceId) is { } place && !IsElsewhere(opening, facts, hit, out _, out _)
            ? line with { Text = L["{0}, in {1}", line.Text, place.City] }
            : line;
    }

    /// <summary>"Greenwood, AR": who meets people from afar may look from another state.</summary>
    private static string CityOf(Opening opening, ProfileFacts facts)
    {
        var place = facts.Places!.Value.First(place => place.Id == opening.PlaceId);
        return $"{place.City}, {place.State}";
    }

    /// <summary>An opening with its place, where that is another than the one of which the card speaks.</summary>
    private OpeningLine Told(Opening opening, ProfileFacts facts, SearchHit hit)
    {
        var line = OpeningWords.Tell(opening, _now);
        if (!IsElsewhere(opening, facts, hit, out var room, out var near))
        {
            return line;
        }
        var miles = Away(room, hit);
        return line with
        {
            Text = room.City == near.City
                ? miles is null ? L["{0}, at another office", line.Text] : L["{0}, at another office, about {1} miles", line.Text, miles]
                : miles is null ? L["{0}, in {1}", line.Text, room.City] : L["{0}, in {1}, about {2} miles", line.Text, room.City, miles],
        };
    }

    /// <summary>Whether an opening is at another of her offices than the one of which the card speaks.</summary>
    private bool IsElsewhere(
        Opening? opening, ProfileFacts facts, SearchHit hit, [NotNullWhen(true)] out PracticePlace? room, [NotNullWhen(true)] out PracticePlace? near)
    {
        (room, near) = (null, null);
        if (opening is { PlaceId: { } id, Kind: "open" or "waiting-list" } && facts.Places?.Value is { Count: > 1 } places)
        {
            (room, near) = (places.FirstOrDefault(one => one.Id == id), Nearest(places, hit));
        }
        return room is not null && near is not null && room.Id != near.Id;
    }

    private SoonestAt WhereSoonest(ProfileFacts facts, SearchHit hit)
    {
        var (there, afar, _) = Soonest(facts, hit);
        return IsSoonestFromAfar(there, afar) ? IsByPhoneOnly(facts) ? SoonestAt.Phone : SoonestAt.Online
            : IsElsewhere(there, facts, hit, out _, out _) ? SoonestAt.OtherOffice
            : SoonestAt.Here;
    }

    /// <summary>Miles to another place than the nearest; null where distances say nothing.</summary>
    private string? Away(PracticePlace room, SearchHit hit) =>
        hit.Miles is not null && _place is { Point: var from } && gazetteer.Find(room.Zip) is { } area && Math.Round(from.MilesTo(area.Point)) is > 1 and var miles
            ? miles.ToString("0", CultureInfo.CurrentCulture)
            : null;

    private string Where(ProfileFacts facts, SearchHit hit)
    {
        var formats = facts.Formats?.Value ?? [];
        var online = formats.Contains("online", StringComparer.Ordinal);
        var isAfar = online || formats.Contains("phone", StringComparer.Ordinal);
        var afar = FromAfar(facts.OnlineStates?.Value ?? [], online);
        if (facts.Places?.Value is not { Count: > 0 } places)
        {
            return isAfar ? afar : L["Place not known"];
        }
        if (isAfar && IsElsewhere(places, hit))
        {
            return afar;
        }
        var near = Nearest(places, hit);
        var where = hit.Miles switch
        {
            null => $"{near.City}, {near.State}",
            0 => L["{0}, near you", near.City],
            < 1.5 => L["{0}, about 1 mile", near.City],
            { } miles => L["{0}, about {1} miles", near.City, Math.Round(miles).ToString("0", CultureInfo.CurrentCulture)],
        };
        return isAfar && _isFromAfar
            ? formats.Contains(InPerson, StringComparer.Ordinal) ? L["{0}. Office in {1}", afar, $"{near.City}, {near.State}"] : afar
            : online ? L["{0}. Also online", where] : where;
    }

    /// <summary>None of her places is where the search looks, so she was found as one who works from afar.</summary>
    private bool IsElsewhere(IReadOnlyList<PracticePlace> places, SearchHit hit) => hit is { Miles: null, Area: null }
        && (hit.FromAfar || (_states.Count > 0 && !places.Any(one => _states.Contains(one.State, StringComparer.Ordinal))));

    /// <summary>"Online, all of Texas", "By phone in Texas and 2 more states".</summary>
    private string FromAfar(IReadOnlyList<string> states, bool online) => (online, states.Count) switch
    {
        (true, 0) => L["Online"],
        (true, 1) => L["Online, all of {0}", StateName(states[0])],
        (true, _) => L.Many(states.Count - 1, "Online in {1} and one more state", "Online in {1} and {0} more states", StateName(First(states))),
        (false, 0) => L["By phone"],
        (false, 1) => L["By phone, all of {0}", StateName(states[0])],
        (false, _) => L.Many(states.Count - 1, "By phone in {1} and one more state", "By phone in {1} and {0} more states", StateName(First(states))),
    };

    /// <summary>The state of the search where it is one of them.</summary>
    private string First(IReadOnlyList<string> states) =>
        _states.Concat(_place is { } place ? [place.State.Code] : []).FirstOrDefault(code => states.Contains(code, StringComparer.Ordinal)) ?? states[0];

    private static IReadOnlyList<string> Asked(Found? list, SearchKeys keys, int key) =>
        [.. list?.Understood.Query?.Must.FirstOrDefault(must => must.Key == key)?.Values.Select(value => keys.Schema.Keys[key].Values[value]) ?? []];

    /// <summary>The place by which she was found, and of which the distance speaks.</summary>
    private PracticePlace Nearest(IReadOnlyList<PracticePlace> places, SearchHit hit) =>
        places.FirstOrDefault(one => hit.Area is { } area && gazetteer.Find(one.Zip)?.Number == area) ?? Nearest(places);

    private PracticePlace Nearest(IReadOnlyList<PracticePlace> places) =>
        _place is { Point: var from } && places.Count > 1
            ? places.MinBy(one => gazetteer.Find(one.Zip) is { } area
                ? (IsOutside(area), from.MilesTo(area.Point))
                : (true, double.MaxValue))!
            : places[0];

    /// <summary>In a county the distance says nothing: what counts is to lie in it.</summary>
    private bool IsOutside(PostalArea area) => _place is { Kind: PlaceKind.County } county && !county.Areas.Contains(area);

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
        var usual = CostWords.Usual(facts.Fees);
        var line = CostWords.Line(named, usual, facts.SlidingScale?.Value == true);
        // Found by a price that is not the usual one: that price first, or the card seems to contradict the filter.
        return hit.Matches.Any(match => match.Key == keys["feeMax"] && match is { Met: true, NotKnown: false })
            && ListingOf.SessionFee(facts.Fees?.Value ?? [], facts.Who?.Value) is { } cheapest
            && cheapest.FromCents < usual!.FromCents
            ? Both(cheapest, usual, line, named.Count > 0)
            : line;
    }

    /// <summary>"Group $75; one person $185".</summary>
    private static string Both(Fee cheapest, Fee usual, string line, bool hasPlans)
    {
        var first = L["{0} {1}", cheapest.Kind == usual.Kind ? L["{0} minutes", cheapest.Minutes] : Kind(cheapest.Kind), CostWords.Range(cheapest)];
        var other = hasPlans ? line : L["{0} {1}", cheapest.Kind == usual.Kind ? L["{0} minutes", usual.Minutes] : L["one person"], line];
        return $"{char.ToUpper(first[0], CultureInfo.CurrentCulture)}{first[1..]}; {other}";
    }

    private static string Kind(string kind) => kind switch
    {
        "couple" => L["for two"],
        "family" => L["for a family"],
        "group" => L["group"],
        _ => L["one person"],
    };

    private string StateName(string code) => State.TryParse(code, out var state)
        ? language == "es" ? state.Spanish : state.English
        : code;

    /// <summary>The beginning of her own words, in the reader's language where she wrote in it.</summary>
    private Paragraph? Excerpt(ProfileFacts facts)
    {
        var words = Paragraph.Of(language, facts.WhoIHelp?.Value ?? facts.AboutMe?.Value ?? facts.HowWeWork?.Value);
        return words.Count == 0 ? null : words[0] with { Text = Shorten(words[0].Text) };
    }

    private static string Shorten(string words)
    {
        if (words.Length <= LongestWords)
        {
            return words;
        }
        var sentence = new[] { ". ", "! ", "? " }.Max(end => words.LastIndexOf(end, LongestWords, StringComparison.Ordinal));
        if (sentence >= FewestWords)
        {
            return words[..(sentence + 1)];
        }
        var cut = words.LastIndexOf(' ', LongestWords);
        return words[..(cut > 0 ? cut : LongestWords)].TrimEnd(',', ';', ':', '-', ' ') + "…";
    }
}
