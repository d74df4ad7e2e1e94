using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rapport.Core.Places;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Maps;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search.Exposure;
using Rapport.Search.PlainWords;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>The list of people.</summary>
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class ResultsModel(Store store, Searches searches, SearchKeys keys, Snapshots snapshots, SearchTokens tokens, MapGrounds grounds, Lazy<PlainReader> reader, HeardCounts heard, ShowingCounts showings) : PageModel
{
    /// <summary>Distances that are offered, miles.</summary>
    public static readonly IReadOnlyList<double> Radii = [5, 10, 25, 50, 100];

    /// <summary>Places of one name that are shown at once; the others are behind a click.</summary>
    public const int FewMeant = 4;

    /// <summary>After a start the list is there within seconds; nobody should have to ask twice for that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly Words L = Words.For("Rapport.Search.Results");

    private Language _language = Language.English;
    private FilterGroups _groups = null!;
    private IReadOnlyList<(string Key, string Value)> _unknown = [];
    private string? _doubted;
    private bool _areWishesGone;
    private AskingBack? _asking;

    public SearchKeys Keys => keys;

    /// <summary>What is asked back.</summary>
    public AskingBack Asking => _asking ??= new AskingBack(searches, tokens, HttpContext, ModelState);

    public SearchRequest Wanted { get; private set; } = new();

    public Found? Found { get; private set; }

    public IReadOnlyList<ResultCard> Cards { get; private set; } = [];

    /// <summary>Null where there is nothing to show on one.</summary>
    public ResultMap? Map { get; private set; }

    public IReadOnlyList<FilterGroup> Groups { get; private set; } = [];

    public IReadOnlyList<Chip> Chips { get; private set; } = [];

    /// <summary>The wishes that may be a must or nice to have.</summary>
    public IReadOnlyList<Weight> Weights { get; private set; } = [];

    /// <summary>What else is there, where few or nobody is found; null where enough are.</summary>
    public WaysOn? Ways { get; private set; }

    /// <summary>How many wishes are set, must or nice to have. Where somebody looks and how far is no wish.</summary>
    public int Set { get; private set; }

    /// <summary>Among what help is wanted with is something that may not wait for a first talk.</summary>
    public bool IsUrgent => Urgent.In(Wanted, keys);

    /// <summary>Where the list is without looking for somebody's like.</summary>
    public string BeforeAlike => Address(HttpContext, tokens, Wanted with { Alike = null }) ?? SearchLinks.Plain(_language, Wanted);

    /// <summary>What was passed over or is gone of what was asked, a sentence each; empty as a rule.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>Sealed anew on each page, so that half an hour counts from the last look; null for a plain search.</summary>
    public string? Token { get; private set; }

    /// <summary>In a county and in a state nobody is nearer than another.</summary>
    public bool HasRadius => Found?.Understood.Place is not { Kind: PlaceKind.County or PlaceKind.State };

    public double Radius => Wanted.RadiusMiles ?? Understanding.DefaultRadiusMiles;

    public int PageNumber { get; private set; } = 1;

    /// <summary>Leads to the other pages of the list; null before anybody was looked for.</summary>
    public PageLinks? Pages { get; private set; }

    /// <summary>What leads to this page, behind the question mark.</summary>
    public string Here { get; private set; } = "";

    public async Task<IActionResult> OnGet(string? q, [FromQuery(Name = "page")] string? number, CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        PageNumber = SearchForm.PageOf(number) ?? 1;
        if (SearchForm.Misread(Request.Query, keys).Select(Part).ToList() is { Count: > 0 } parts)
        {
            Notices.Add(L["We could not read part of this link, so we left it out: {0}.", FactWords.And(parts)]);
        }
        if (string.IsNullOrEmpty(q) && SearchForm.TellsNeeds(Request.Query, keys))
        {
            Notices.Add(L["This link says more than where, how far and how to meet. We left that out: others can read a link. Choose it here again."]);
        }
        var wanted = string.IsNullOrEmpty(q) ? SearchForm.Read(Request.Query, keys) : Open(q);
        return await Show(PageNumber > 1 ? wanted with { Seen = tokens.OpenSeen(Request.Query[SearchForm.Seen]) } : wanted, stop);
    }

    private static string Part(string name) => name switch
    {
        SearchForm.Radius => L["the distance"],
        SearchForm.Page => L["the page"],
        _ => L["how to meet"],
    };

    private async Task<IActionResult> Show(SearchRequest wanted, CancellationToken stop)
    {
        // The page's own links carry the day on, so that the next page goes on where this one ends.
        Wanted = wanted with { Day = SearchForm.DayOf(wanted, DateOnly.FromDateTime(store.Now)) };
        try
        {
            await snapshots.Get(stop).WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        var understood = Asking.Understand(Wanted with { Page = PageNumber });
        if (Asking.IsPartDropped)
        {
            Notices.Add(L["We could not use part of this search. Choose again."]);
            Wanted = Asking.Wanted with { Page = Wanted.Page };
        }
        if (understood.IsTextWithoutWords)
        {
            Notices.Add(L["There is no word in what you wrote, so we left it out. Write a word or a name."]);
            Wanted = Wanted with { Text = null };
        }
        if (SearchText.HasMoreWords(understood.Query?.Text))
        {
            Notices.Add(L["We looked for the first {0} of your words only.", SearchText.MaxWords]);
        }
        var snapshot = await snapshots.Get(stop);
        Found = await searches.Find(understood with { Query = understood.Query! with { WithAreas = true } }, snapshot, stop);
        if (PageNumber == 1 && Story.Of(Wanted) is { Count: > 0 } told)
        {
            Notices.Add(L["We did not look for {0}: we took that as part of your story. Put words in quotes to look for them.", FactWords.And([.. told.Select(word => L["“{0}”", word])])]);
        }
        if (Found.LeftOut is { Count: > 0 } leftOut)
        {
            Notices.Add(L["No profile here says {0}, so we looked without it.", FactWords.And([.. leftOut.Select(word => L["“{0}”", word])])]);
            Wanted = Wanted with { Text = Found.Understood.Query!.Text is { Length: > 0 } rest ? rest : null };
        }
        if (Found.CloseWords is { Count: > 0 } close)
        {
            Notices.Add(L["Nobody here has {0} written so. These names are close to it.", FactWords.And([.. close.Select(word => L["“{0}”", word])])]);
        }
        if (!SearchForm.IsPlain(Wanted))
        {
            Token = tokens.Seal(Wanted, SearchSession.OfOrNew(HttpContext));
        }
        if (HttpMethods.IsPost(Request.Method))
        {
            OtherLanguage = SearchLinks.Query(
                Wanted with { Place = PlainPlace.Of(understood, _language) }, Token ?? tokens.Seal(Wanted, SearchSession.OfOrNew(HttpContext)), PageNumber);
        }
        Notices.AddRange(Asking.Ask(Wanted, understood, _doubted));
        _groups = new FilterGroups(keys, _language.Code);
        Groups = _groups.Of(Wanted, Found.Result);
        if (_unknown.Count > 0)
        {
            Notices.Add(UnknownChoices.Told(_unknown, Groups));
        }
        var heading = new ResultsHeading(Wanted, Found, _groups, _language.Code);
        Set = heading.Wishes + (Wanted.Nice?.Count ?? 0) + (Wanted is { Text: not null, TextIsNice: true } ? 1 : 0);
        (Heading, Sum) = (heading.Text(), [.. new[] { heading.Registry(), heading.Split(), heading.Unsaid(keys), heading.Open(OpenNow()) }.OfType<string>()]);
        // Without a token a chip would carry the place alone and lose the rest.
        var chips = new Chips(Wanted, understood.Place, _groups, _language.Code);
        // Where too much was chosen, all of it stands ticked in the open filters below; chips would say each a second and a third time.
        if ((Token is not null || SearchForm.IsPlain(Wanted)) && !ModelState.ContainsKey("filters"))
        {
            (Chips, Weights) = ([.. chips.All()], [.. chips.Weights()]);
            Ways = ModelState.IsValid ? WaysOn.From(Wanted, Found, snapshot.Index, keys, _language.Code, HttpContext.RequestAborted) : null;
        }
        var cards = new ResultCards(
            store, keys, _groups, PlaceTable.Gazetteer, Found, _language.Code);
        Pages = new PageLinks(_language, Wanted, Token, Found, tokens);
        var back = Here = Pages.Query(PageNumber);
        if (Token is null)
        {
            // Beside a sealed search it would tell strangers which wish has so many.
            back = new QueryString(back).Add(WayBack.Among, Found.Result.Total.ToString(CultureInfo.InvariantCulture)).Value!;
        }
        if (ModelState.IsValid)
        {
            Map = new ResultMaps(
                    grounds, _language.Code, people => L.Many(people, "1 person", "{0:N0} people"))
                .Draw(understood.Place, Radius, Found.Result, [.. Found.Profiles.Select(found => found.Hit)]);
            Cards = [.. Found.Profiles.Select((found, position) => cards.Make(found, back) with
            {
                Anchor = ResultMap.CardId(position),
                Pin = Map?.NumberOf(found.Hit.Area),
                // Before anything is learnt, the line over the list says of all how sure it is.
                Fit = Found.LinesOf(found.Facts, found.Profile.Id) is { } lines ? Found.Release!.Pairs > 0 ? lines : lines with { HowSure = null } : null,
                DidNotHelp = DidNotHelp(found.Facts),
            })];
            if (PageNumber == 1 && Looker.IsPerson(HttpContext))
            {
                showings.Add([.. Found.Profiles.Select(found => found.Profile.Id)], HttpContext.Connection.RemoteIpAddress);
            }
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        var form = await Request.ReadFormAsync(stop);
        if (form[SearchForm.Remove].ToString() is { Length: > 0 } choice)
        {
            return await To(SearchForm.Without(Before(form), choice), stop);
        }
        if (form[SearchChange.Field].ToString() is { Length: > 0 } change)
        {
            var before = Before(form);
            var state = searches.Understand(before).Place?.State;
            return await To(
                SearchChange.Apply(before, change, _language == Language.Spanish ? state?.Spanish : state?.English), stop);
        }
        var asked = WithAnswers(form, SearchForm.Read(form, keys, _language));
        _unknown = UnknownChoices.In(form, keys);
        if (Sentence.Read(asked, reader, snapshots.Current?.Index) is not { } reading)
        {
            return await To(asked, stop);
        }
        if (!SearchForm.HasOldText(form))
        {
            heard.Add(reading, _language);
        }
        _doubted = asked.Place is null ? Sentence.Doubted(asked.Text!, reading, snapshots.Current?.Index) : null;
        var heardOf = Sentence.Hear(asked, reading);
        return await To(StatePlan.Into(heardOf, reading, searches.Understand(heardOf).Place?.State, reader), stop);
    }

    // The filters say all of a search but how somebody likes to work, what did not help, and whose like is looked for.
    private SearchRequest WithAnswers(IFormCollection form, SearchRequest asked)
    {
        if (form[SearchForm.Wishes].ToString() is not { Length: > 0 } token)
        {
            return asked;
        }
        var opened = tokens.Open(token, SearchSession.Of(HttpContext));
        _areWishesGone = opened.State != TokenState.Whole;
        if (_areWishesGone)
        {
            Notices.Add(L["Your answers to what suits you were forgotten, as nothing was done for half an hour. What you chose here is kept."]);
        }
        return _areWishesGone ? asked : asked with { Wishes = opened.Request.Wishes, NotHelped = opened.Request.NotHelped, Alike = opened.Request.Alike };
    }

    /// <summary>The search as it stands: what a button that changes it carries along.</summary>
    public IReadOnlyList<(string Name, string Value)> Carried => SearchLinks.Carried(Wanted, Token);

    /// <summary>Whether anything is asked for that is worth six words, and can be carried to where they are given.</summary>
    public bool CanBeSaved => ModelState.IsValid && (Token is not null || (SearchForm.IsPlain(Wanted) && Wanted.Place is not null));

    private SearchRequest Before(IFormCollection form) =>
        form["q"].ToString() is { Length: > 0 } token ? Open(token) : SearchForm.Read(form, keys, _language);

    private string? DidNotHelp(ProfileFacts facts) =>
        (facts.Approaches?.Value ?? []).Where(way => Wanted.NotHelped?.Contains(way, StringComparer.Ordinal) == true).ToList() is { Count: > 0 } ways
            ? L["Works with {0}, which did not help you before.", FactWords.And([.. ways.Select(way => _groups.InSentence("approach", way))])] : null;

    public string? Heading { get; private set; }

    /// <summary>
    /// What the link to the other language carries where the search was sent and stands in no address: all of it, sealed; or
    /// the place, in the directory's words. Null where the address says it.
    /// </summary>
    public string? OtherLanguage { get; private set; }

    /// <summary>Sentences under the heading: who else is there, how many are near, how many have an opening.</summary>
    public IReadOnlyList<string> Sum { get; private set; } = [];

    /// <summary>"5 miles", "7.5 miles"; none at all is the ZIP code itself.</summary>
    public static string Miles(double miles) => miles switch
    {
        0 => L["Same ZIP code"],
        1 => L["One mile"],
        _ => L["{0} miles", miles.ToString("0.##", CultureInfo.CurrentCulture)],
    };

    /// <summary>The search as it may be handed to anybody: place, distance and way to meet.</summary>
    public string PlainAddress() => SearchLinks.Plain(
        _language, new SearchRequest { Place = Wanted.Place, RadiusMiles = Wanted.RadiusMiles, Format = Wanted.Format });

    /// <summary>How many have an opening now, from the counts that the filters show; none where just that was asked for.</summary>
    private int OpenNow()
    {
        var open = Groups.SelectMany(group => group.Parts).SelectMany(part => part.Shown).FirstOrDefault(choice => choice is { Key: "opening", Value: "open-now" });
        return Wanted.Filters?.ContainsKey("opening") == true ? 0 : open?.Count ?? 0;
    }

    /// <summary>On to the list; or this page again, where what was sent cannot stand in its address.</summary>
    private async Task<IActionResult> To(SearchRequest request, CancellationToken stop)
    {
        var understood = searches.Understand(request);
        // What was left out or is in doubt is told on this page: no address has it.
        if (understood.Problems.Count > 0 || _unknown.Count > 0 || _doubted is not null || _areWishesGone)
        {
            return await Show(request, stop);
        }
        if (Address(HttpContext, tokens, request with { Place = PlainPlace.Of(understood, _language) }) is { } address)
        {
            return Redirect(address);
        }
        Asking.Complain(request, new SearchProblem("filters", ""));
        return await Show(request, stop);
    }

    /// <summary>
    /// Where a search is shown: plain where it says no more than a place, else sealed for this browser. Null when it is
    /// too long to be carried. The place must be one of the directory's own words.
    /// </summary>
    public static string? Address(HttpContext context, SearchTokens tokens, SearchRequest request)
    {
        var language = Language.Of(context);
        // Another search is a new look, of the day on which it is looked at.
        request = request with { Day = null };
        if (SearchForm.IsPlain(request))
        {
            return SearchLinks.Plain(language, request);
        }
        return tokens.Seal(request, SearchSession.OfOrNew(context)) is { } token
            ? SearchLinks.Sealed(language, token)
            : null;
    }

    private SearchRequest Open(string token)
    {
        var opened = tokens.Open(token, SearchSession.Of(HttpContext));
        var isGone = opened.State switch
        {
            TokenState.Whole => null,
            TokenState.TooLate => L["Your choices were forgotten, as nothing was done for half an hour. The place is still here."],
            TokenState.OtherBrowser => L["Your choices are not here: you left this site, this link was made in another browser, or yours does not take cookies. The place is still here."],
            _ => L["We could not read your choices: the link is not whole, or this site was set up anew. Please say again what you look for."],
        };
        if (isGone is not null)
        {
            Notices.Add(isGone);
        }
        var request = SearchForm.Clean(opened.Request, keys);
        return opened.State == TokenState.Whole ? request : InOwnWords(request);
    }

    /// <summary>What a stranger may read: a place in the directory's words. What was typed instead of one is nobody's business.</summary>
    private SearchRequest InOwnWords(SearchRequest request) =>
        request with { Place = PlainPlace.Of(searches.Understand(new SearchRequest { Place = request.Place }), _language) };
}
