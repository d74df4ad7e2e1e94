using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Embed;

/// <summary>
/// A short list for a frame on another site: who keeps a page and can be reached from one place. Nothing is read of who
/// looks, no cookie either, and the address says no more than where, how far and how to meet.
/// </summary>
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class TherapistsModel(Store store, Searches searches, SearchKeys keys, Snapshots snapshots) : PageModel
{
    /// <summary>What an operator types to let a site show it.</summary>
    public const string ToAllow = $"./rapport settings set {EmbedSites.Key} https://clinic.example.org";

    /// <summary>Such a frame stands beside other things; the rest is behind its link.</summary>
    private const int MostPeople = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly Words L = Words.For("Rapport.Embed.Therapists");

    private Language _language = Language.English;

    /// <summary>Whether any site may show it.</summary>
    public bool IsAllowed { get; private set; }

    /// <summary>Null where the address names none that is known.</summary>
    public Place? Place { get; private set; }

    /// <summary>The address says what may stand in none, or what cannot be read.</summary>
    public bool SaysTooMuch { get; private set; }

    public IReadOnlyList<ResultCard> Cards { get; private set; } = [];

    /// <summary>The whole list, with all its filters.</summary>
    public string FullList { get; private set; } = "";

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        var wanted = SearchForm.Read(Request.Query, keys) with { Day = null };
        var sites = await EmbedSites.Of(store, stop);
        IsAllowed = sites.Count > 0;
        if (!IsAllowed)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }
        Snapshot snapshot;
        try
        {
            snapshot = await snapshots.Get(stop).WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        HttpContext.Features.Set(new Framed(sites));
        SaysTooMuch = SearchForm.TellsNeeds(Request.Query, keys) || SearchForm.Misread(Request.Query, keys).Any();
        var understood = searches.Understand(wanted with { PageSize = MostPeople });
        if (understood.Problems.Count > 0 || understood.Place is null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        Place = understood.Place;
        await Fill(wanted with { Place = PlainPlace.Of(understood, _language) }, understood, snapshot, stop);
        return Page();
    }

    /// <summary>"Therapists near Oakland, CA", "Therapists in Alameda County, CA".</summary>
    public string Heading() => Place switch
    {
        _ when !IsAllowed => L["No site may show this list yet"],
        null => L["Which place?"],
        { Kind: PlaceKind.State } state => L["Therapists in {0}", _language == Language.Spanish ? state.State.Spanish : state.State.English],
        { Kind: PlaceKind.County } county => L["Therapists in {0}", _language == Language.Spanish ? $"{county.SpanishName}, {county.State.Code}" : county.Label],
        var place => L["Therapists near {0}", _language == Language.Spanish ? place.SpanishLabel : place.Label],
    };

    private async Task Fill(SearchRequest wanted, Understood understood, Snapshot snapshot, CancellationToken stop)
    {
        FullList = SearchLinks.Plain(_language, wanted);
        // Whom nobody asked is carried to no other site.
        var found = await searches.Find(understood with { Query = understood.Query! with { ConfirmedOnly = true } }, snapshot, stop);
        var cards = new ResultCards(store, keys, new FilterGroups(keys, _language.Code), PlaceTable.Gazetteer, found, _language.Code);
        var back = SearchLinks.Query(wanted, token: null, page: 1);
        Cards = [.. found.Profiles.Select(one => cards.Make(one, back))];
    }
}
