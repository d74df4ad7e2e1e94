using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Saved;

/// <summary>Opens a saved search by its words, or forgets it.</summary>
internal sealed class CodeModel(SavedSearches saved, Searches searches, SearchTokens tokens, SearchKeys keys) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Saved.Code");

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public bool Forget { get; set; }

    public bool IsForgotten { get; private set; }

    /// <summary>Where the list is, when not all of the search could be brought back; null otherwise.</summary>
    public string? ToList { get; private set; }

    public void OnGet() => IsForgotten = Request.Query.ContainsKey("forgotten");

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var read = CodeWords.Parse(Code);
        if (read.Code is not { } code)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, WhatIsWrong(read));
        }
        var from = HttpContext.Connection.RemoteIpAddress;
        if (Forget)
        {
            var ended = await saved.Forget(code, from, stop);
            return ended == SavedOutcome.Done ? Redirect(SavedLinks.Open(Language.Of(HttpContext)) + "?forgotten") : Refuse(ended);
        }
        var (outcome, request) = await saved.Open(code, from, stop);
        return outcome == SavedOutcome.Done ? ShowList(request!) : Refuse(outcome);
    }

    /// <summary>On to the list, whose address is sealed anew for this browser.</summary>
    private IActionResult ShowList(SearchRequest request)
    {
        var usable = SearchForm.Clean(request, keys);
        var understood = searches.Understand(usable);
        var isWhole = Values(usable) == Values(request) && understood.Problems.Count == 0;
        if (understood.Problems.Count > 0)
        {
            usable = SearchForm.Without(usable, understood.Problems);
            understood = searches.Understand(usable);
        }
        var list = ResultsModel.Address(HttpContext, tokens, usable with { Place = PlainPlace.Of(understood, Language.Of(HttpContext)) })
            // It came from an address, so it fits into one; where words have since grown longer, the place always does.
            ?? SearchLinks.Plain(Language.Of(HttpContext), new SearchRequest { Place = PlainPlace.Of(understood, Language.Of(HttpContext)) });
        if (isWhole)
        {
            return Redirect(list);
        }
        // The words need not come back with the page.
        ModelState.Clear();
        ToList = list;
        return Page();
    }

    private static int Values(SearchRequest request) =>
        new[] { request.Filters, request.Nice }.Sum(asked => asked?.Values.Sum(selection => selection.Values.Count) ?? 0);

    private static string WhatIsWrong(ReadCode read) => read switch
    {
        { Count: 0 } => L["Write the six words"],
        { Wrong: [var (number, word), ..] } when read.Count == CodeWords.Count => number switch
        {
            1 => L["The first word, “{0}”, is not one of ours. Look at it again.", word],
            2 => L["The second word, “{0}”, is not one of ours. Look at it again.", word],
            3 => L["The third word, “{0}”, is not one of ours. Look at it again.", word],
            4 => L["The fourth word, “{0}”, is not one of ours. Look at it again.", word],
            5 => L["The fifth word, “{0}”, is not one of ours. Look at it again.", word],
            _ => L["The sixth word, “{0}”, is not one of ours. Look at it again.", word],
        },
        _ => L.Many(read.Count, "A code has six words; there is one here", "A code has six words; there are {0} here"),
    };

    private PageResult Refuse(SavedOutcome outcome)
    {
        switch (outcome)
        {
            case SavedOutcome.TooMany:
                Response.Headers.RetryAfter = SavedLinks.Seconds(saved.Wait);
                return Refuse(StatusCodes.Status429TooManyRequests, L["Too many wrong codes came from your network. Wait an hour, then try again."]);
            case SavedOutcome.Busy:
                Response.Headers.RetryAfter = "10";
                return Refuse(StatusCodes.Status503ServiceUnavailable, L["Many people save or open a search right now. Try again in a moment."]);
            default:
                return Refuse(StatusCodes.Status422UnprocessableEntity, L["No search is kept under these words. Look at their order. It may also be deleted, or its days are over."]);
        }
    }

    private PageResult Refuse(int status, string problem)
    {
        Response.StatusCode = status;
        ModelState.AddModelError(nameof(Code), problem);
        return Page();
    }
}
