using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Near;

/// <summary>A link to the page of a place, with how many people work there; null where that is not counted.</summary>
internal sealed record PlaceLink(string Address, string Text, int? Count = null);

/// <summary>Who works in one town, county or state.</summary>
[PublicPage]
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class PlacePageModel(Store store, Searches searches, SearchKeys keys, Snapshots snapshots, CountedPlaces counted) : PageModel
{
    private const int Shown = 10;
    private const double NearbyMiles = 60;
    private const int MostNearby = 12;
    private const int MostTowns = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly Words L = Words.For("Rapport.Near.PlacePage");

    private Language _language = Language.English;

    /// <summary>Null where the address names none.</summary>
    public Place? Place { get; private set; }

    /// <summary>
    /// How many keep their own page and have a practice here, as the list counts those who are near; those whom nobody asked
    /// do not count.
    /// </summary>
    public int Total { get; private set; }

    /// <summary>Where nobody keeps a page: how many the public registry knows here, whom nobody asked.</summary>
    public int FromRegistry { get; private set; }

    /// <summary>How many see people online in the state.</summary>
    public int Online { get; private set; }

    /// <summary>Whether search engines may show it: somebody who keeps a page works in the place itself, not only around it.</summary>
    public bool IsPeopled { get; private set; }

    public PlaceFigures? Figures { get; private set; }

    public IReadOnlyList<ResultCard> Cards { get; private set; } = [];

    /// <summary>From the largest to this one, which is not among them.</summary>
    public IReadOnlyList<PlaceLink> Above { get; private set; } = [];

    public IReadOnlyList<PlaceLink> Towns { get; private set; } = [];

    public IReadOnlyList<PlaceLink> Counties { get; private set; } = [];

    /// <summary>What may have been meant by an address that names no place.</summary>
    public IReadOnlyList<PlaceLink> Meant { get; private set; } = [];

    public async Task<IActionResult> OnGet(string state, string? place, CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        if (Find(state, place) is not { } known)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            Meant = [.. Likely(state, place).Take(MostNearby)];
            return Page();
        }
        if (PlaceLinks.Page(known, Language.English) is { } address && !string.Equals(address, Request.Path.Value, StringComparison.Ordinal))
        {
            return RedirectPermanent(PlaceLinks.Page(known, _language)!);
        }
        Place = known;
        try
        {
            await Fill(known, await snapshots.Get(stop).WaitAsync(Patience, stop), stop);
        }
        catch (TimeoutException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        return Page();
    }

    public string Name(Place place) => place.Kind == PlaceKind.State ? StateName(place.State)
        : _language == Language.Spanish ? place.SpanishLabel : place.Label;

    /// <summary>"Therapists near Oakland, CA", "Therapists in Alameda County, CA".</summary>
    public string Heading() => Place switch
    {
        null => L["We do not know this place"],
        { Kind: PlaceKind.City } city => L["Therapists near {0}", Name(city)],
        _ => L["Therapists in {0}", Inside()],
    };

    /// <summary>How many, and where they are.</summary>
    public string HowMany() => Place!.Kind switch
    {
        _ when Total == 0 => L["Nobody who keeps a page with us works here yet."],
        PlaceKind.City => L.Many(Total, "One therapist works within {1} miles.", "{0:N0} therapists work within {1} miles.", (int)Understanding.DefaultRadiusMiles),
        PlaceKind.County => L.Many(Total, "One therapist works here.", "{0:N0} therapists work here."),
        _ => L.Many(Total, "One therapist sees people here.", "{0:N0} therapists see people here, face to face or online."),
    };

    /// <summary>What a search engine or a link handed on shows of the page.</summary>
    public string Preview() => L["{0}. {1} See who has an opening and what it costs. Free, with no account.", Heading(), HowMany()];

    public string StateName(State state) => _language == Language.Spanish ? state.Spanish : state.English;

    /// <summary>The whole list of this place, with all filters.</summary>
    public string List() => SearchLinks.Plain(_language, SearchHere(Place!));

    /// <summary>Everyone in the state who works online.</summary>
    public string ListOnline() => SearchLinks.Plain(
        _language, new SearchRequest { Place = Name(PlaceTable.Gazetteer.Find(Place!.State)!), Format = ["online"] });

    private async Task Fill(Place place, Snapshot snapshot, CancellationToken stop)
    {
        var request = SearchHere(place) with { PageSize = Shown };
        var understood = searches.Understand(request);
        var query = understood.Query! with { ConfirmedOnly = true, PlacedOnly = true };
        var found = await searches.Find(understood with { Query = query }, snapshot, stop);
        Total = found.Result.Total;
        FromRegistry = Total > 0 ? 0 : snapshot.Index.Search(query with { ConfirmedOnly = false }, stop).Total;
        Online = PlaceFigures.Count(found.Result, keys, "format", "online");
        Figures = PlaceFigures.Of(snapshot.Index, query, found.Result, keys);
        var cards = new ResultCards(
            store, keys, new FilterGroups(keys, _language.Code), PlaceTable.Gazetteer, found, _language.Code);
        Cards = [.. found.Profiles.Select(one => cards.Make(one, SearchLinks.Query(request, token: null, page: 1)))];
        var people = counted.Of(snapshot.Index);
        IsPeopled = people.Holds(place);
        Above = [.. AboveOf(place)];
        Towns = Links(place.Kind != PlaceKind.City ? people.TownsIn(place, MostTowns)
            : Total == 0 ? people.Near(place, double.MaxValue, MostNearby / 2)
            : people.Near(place, NearbyMiles, MostNearby));
        Counties = place.Kind == PlaceKind.State ? Links(people.Counties.Where(county => county.Place.State == place.State)) : [];
    }

    private SearchRequest SearchHere(Place place) => new() { Place = _language == Language.Spanish ? place.SpanishLabel : place.Label };

    private IEnumerable<PlaceLink> AboveOf(Place place)
    {
        yield return new PlaceLink(PlaceLinks.States(_language), L["All states"]);
        if (place.Kind == PlaceKind.State)
        {
            yield break;
        }
        if (PlaceTable.Gazetteer.Find(place.State) is { } state)
        {
            yield return new PlaceLink(PlaceLinks.Page(state, _language)!, StateName(place.State));
        }
        if (place.Kind == PlaceKind.City && PeopleByPlace.CountyOf(place) is { } county)
        {
            yield return new PlaceLink(PlaceLinks.Page(county, _language)!, Short(county));
        }
    }

    /// <summary>The name inside a sentence, in its state: "Alameda County, CA", "el condado de Alameda, CA".</summary>
    private string Inside() => Place is { Kind: PlaceKind.County } county && _language == Language.Spanish
        ? $"{county.SpanishName}, {county.State.Code}"
        : Name(Place!);

    /// <summary>The name without its state.</summary>
    public string Short(Place place) => place.Kind == PlaceKind.State ? StateName(place.State) : Name(place)[..^", CA".Length];

    private List<PlaceLink> Links(IEnumerable<PeopledPlace> places) =>
    [
        .. places.Select(one => new PlaceLink(
            PlaceLinks.Page(one.Place, _language)!, one.Place.State == Place!.State ? Short(one.Place) : Name(one.Place), one.Count)),
    ];

    private static Place? Find(string state, string? place) =>
        !State.TryParse(state, out var known) ? null
            : place is null ? PlaceTable.Gazetteer.Find(known)
            : place.Length <= PlaceLinks.Longest ? PlaceTable.Gazetteer.Find(known, place)
            : null;

    /// <summary>The places that an address may mean: "/therapists/oakland", "/therapists/ca/oaklnd", "/therapists/ca/94610".</summary>
    private IEnumerable<PlaceLink> Likely(string state, string? place)
    {
        if (state.Length + (place?.Length ?? 0) > PlaceLinks.Longest)
        {
            yield break;
        }
        var match = PlaceTable.Gazetteer.Resolve($"{place} {state}".Replace('-', ' '));
        if (match.Kind == PlaceMatchKind.Unknown && match.Candidates.Count == 0)
        {
            match = PlaceTable.Gazetteer.Resolve(place?.Replace('-', ' '));
        }
        foreach (var likely in match.Place is { } found ? [found] : match.Candidates)
        {
            yield return new PlaceLink(
                PlaceLinks.Page(likely, _language) ?? SearchLinks.Plain(_language, new SearchRequest { Place = likely.Name }), Name(likely));
        }
    }
}
