using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>A choice that a click takes away.</summary>
internal sealed record Chip(string Remove, string Text);

/// <summary>The list of people.</summary>
internal sealed class ResultsModel(Store store, Searches searches, SearchKeys keys, Snapshots snapshots, SearchTokens tokens) : PageModel
{
    /// <summary>Distances that are offered, miles.</summary>
    public static readonly IReadOnlyList<int> Radii = [5, 10, 25, 50, 100];

    private static readonly Words L = Words.For("Rapport.Search.Results");

    private Language _language = Language.English;
    private FilterGroups _groups = null!;

    public SearchRequest Wanted { get; private set; } = new();

    public Found? Found { get; private set; }

    public IReadOnlyList<ResultCard> Cards { get; private set; } = [];

    public IReadOnlyList<FilterGroup> Groups { get; private set; } = [];

    public IReadOnlyList<Chip> Chips { get; private set; } = [];

    /// <summary>Why choices are gone; null when none are.</summary>
    public string? Notice { get; private set; }

    /// <summary>Sealed anew on each page, so that half an hour counts from the last look; null for a plain search.</summary>
    public string? Token { get; private set; }

    public double Radius => Wanted.RadiusMiles ?? Understanding.DefaultRadiusMiles;

    public int PageNumber { get; private set; } = 1;

    public async Task<IActionResult> OnGet(string? q, [FromQuery(Name = "page")] string? number, CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        PageNumber = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1;
        Wanted = string.IsNullOrEmpty(q) ? SearchForm.Read(Request.Query, keys) : Open(q);
        if (!snapshots.IsReady)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        if (!SearchForm.IsPlain(Wanted))
        {
            Token = tokens.Seal(Wanted, SearchSession.OfOrNew(HttpContext));
        }
        var understood = searches.Understand(Wanted with { Page = PageNumber });
        if (understood.Problems.Count > 0)
        {
            Complain(understood.Problems);
            // Everything but the place still holds; the filters keep their choices and counts.
            understood = searches.Understand(Wanted with { Place = null, RadiusMiles = null, Page = PageNumber });
        }
        Found = await searches.Find(understood, stop);
        _groups = new FilterGroups(keys, _language.Code);
        Groups = _groups.Of(Wanted, Found.Result);
        Chips = [.. ChipsOf(Wanted)];
        var cards = new ResultCards(
            keys, _groups, PlaceTable.Gazetteer, understood.Place?.Point, _language.Code, store.Now);
        Cards = ModelState.IsValid ? [.. Found.Profiles.Select(found => cards.Make(found, Token))] : [];
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        IFormCollection form;
        try
        {
            form = await Request.ReadFormAsync(stop);
        }
        catch (InvalidDataException)
        {
            // More fields than the page has; nobody ticked those.
            return BadRequest();
        }
        if (form[SearchForm.Remove].ToString() is { Length: > 0 } choice)
        {
            var before = form["q"].ToString() is { Length: > 0 } token ? Open(token) : SearchForm.Read(form, keys);
            return To(SearchForm.Without(before, choice));
        }
        return To(SearchForm.Read(form, keys));
    }

    /// <summary>The address of another page of the same list.</summary>
    public string PageAddress(int page) => Token is null
        ? SearchLinks.Plain(_language, Wanted, page)
        : SearchLinks.Sealed(_language, Token, page);

    public string Heading()
    {
        var total = Found!.Result.Total;
        return Found.Understood.Place switch
        {
            null => L.Many(total, "One therapist", "{0} therapists"),
            { Kind: PlaceKind.State } state => L.Many(total, "One therapist in {1}", "{0} therapists in {1}", PlaceName(state)),
            { } place => L.Many(total, "One therapist near {1}", "{0} therapists near {1}", PlaceName(place)),
        };
    }

    /// <summary>"9 of them have an opening now", from the counts that the filters show; null when nobody has.</summary>
    public string? OpenNow()
    {
        var open = Groups.SelectMany(group => group.Shown).FirstOrDefault(choice => choice is { Key: "opening", Value: "open-now" });
        return open is { Count: > 0 } && Wanted.Filters?.ContainsKey("opening") != true
            ? L.Many(open.Count, "One of them says there is an opening now.", "{0} of them say they have an opening now.")
            : null;
    }

    public string PlaceName(Place place) => _language.Code == "es" ? place.SpanishLabel : place.Label;

    private RedirectResult To(SearchRequest request) => new(Address(HttpContext, tokens, request));

    /// <summary>Where a search is shown: plain where it says no more than a place, else sealed for this browser.</summary>
    public static string Address(HttpContext context, SearchTokens tokens, SearchRequest request)
    {
        var language = Language.Of(context);
        if (SearchForm.IsPlain(request))
        {
            return SearchLinks.Plain(language, request);
        }
        // What does not fit into an address is more than anyone ticks; the place is kept.
        return tokens.Seal(request, SearchSession.OfOrNew(context)) is { } token
            ? SearchLinks.Sealed(language, token)
            : SearchLinks.Plain(language, request);
    }

    private SearchRequest Open(string token)
    {
        var opened = tokens.Open(token, SearchSession.Of(HttpContext));
        Notice = opened.State switch
        {
            TokenState.Whole => null,
            TokenState.TooLate => L["Your choices were forgotten, as nothing was done for half an hour. The place is still here."],
            TokenState.OtherBrowser => L["This link was made in another browser, so its choices stay there. The place is still here."],
            _ => L["We could not read your choices. Please say again what you look for."],
        };
        return SearchForm.Clean(opened.Request, keys);
    }

    private void Complain(IReadOnlyList<SearchProblem> problems)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        foreach (var problem in problems)
        {
            ModelState.AddModelError(
                problem.Field is "place" or "text" ? problem.Field : SearchForm.Place,
                (problem.Field, problem.Places) switch
                {
                    ("place", { Count: > 0 } near) => L["We do not know this place. Did you mean {0}?", PlaceName(near[0])],
                    ("place", _) => L["We do not know this place. Write a ZIP code, or a city and state, like Oakland, CA."],
                    ("text", _) => L["Shorten the words you look for"],
                    _ => L["We could not use part of this search. Choose again."],
                });
        }
    }

    private IEnumerable<Chip> ChipsOf(SearchRequest request)
    {
        if (Found!.Understood.Place is { Kind: not PlaceKind.State })
        {
            yield return new Chip(SearchForm.Place, L.Many((int)Radius, "One mile", "{0} miles"));
        }
        else if (Found.Understood.Place is { } state)
        {
            yield return new Chip(SearchForm.Place, PlaceName(state));
        }
        if (request.Text is { } text)
        {
            yield return new Chip(SearchForm.Text, $"“{text}”");
        }
        foreach (var format in request.Format ?? [])
        {
            yield return new Chip($"format:{format}", _groups.Text("format", format));
        }
        foreach (var (key, selection) in request.Filters ?? new Dictionary<string, Selection>(StringComparer.Ordinal))
        {
            foreach (var value in selection.Values)
            {
                yield return new Chip($"{key}:{value}", _groups.Text(key, value));
            }
        }
    }
}
