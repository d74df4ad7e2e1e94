using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Saved;

/// <summary>
/// "Save this search": shows the code, once. As the answer to the form itself, not behind a redirect: no address could lead
/// here again without saying the code.
/// </summary>
internal sealed class NewModel(SavedSearches saved, Searches searches, SearchTokens tokens, SearchKeys keys, PublicAddress site) : PageModel
{
    private static readonly Words L = Layout.Words.For("Rapport.Saved.New");

    /// <summary>The field that says that the answers to the questions are to be kept; a search is saved all the same.</summary>
    public const string OfAnswers = "answers";

    /// <summary>Somebody comes from her answers, and is told of these.</summary>
    public bool IsOfAnswers { get; private set; }

    /// <summary>The code; empty when nothing was saved.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>The last day on which it opens.</summary>
    public string Ends { get; private set; } = "";

    /// <summary>Why nothing was saved.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The address to type on another device.</summary>
    public string Where { get; private set; } = "";

    public IActionResult OnGet() => Redirect(SavedLinks.Open(Language.Of(HttpContext)));

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        var form = await Request.ReadFormAsync(stop);
        IsOfAnswers = form.ContainsKey(OfAnswers);
        if (Wanted(form) is not { } request)
        {
            return Refuse(
                StatusCodes.Status422UnprocessableEntity,
                IsOfAnswers ? L["Your answers are not here any more. Answer again, then keep them."] : L["Your choices are not here any more. Search again, then save."]);
        }
        if (searches.Understand(request).Problems.Count > 0)
        {
            return Refuse(
                StatusCodes.Status422UnprocessableEntity,
                IsOfAnswers ? L["The list cannot look for something of your answers, and says what. Go back and see the list, change that, then keep them."]
                    : L["The list cannot look for something of what you chose, and says what. Go back, change that, then save."]);
        }
        var made = await saved.Save(request, language, HttpContext.Connection.RemoteIpAddress, stop);
        switch (made.Outcome)
        {
            case SavedOutcome.Done:
                Words = made.Words;
                Ends = made.Ends.ToString("D", CultureInfo.CurrentCulture);
                Where = site.Of(language, SavedLinks.Open(Language.English)) ?? $"{Request.Host}{SavedLinks.Open(language)}";
                return Page();
            case SavedOutcome.TooMany:
                Response.Headers.RetryAfter = SavedLinks.Seconds(saved.Wait);
                return Refuse(StatusCodes.Status429TooManyRequests, L["Many searches were saved from your network just now. Wait an hour, then save again."]);
            case SavedOutcome.Busy:
                Response.Headers.RetryAfter = "10";
                return Refuse(StatusCodes.Status503ServiceUnavailable, L["Many people save or open a search right now. Go back and try again in a moment."]);
            default:
                return Refuse(StatusCodes.Status503ServiceUnavailable, L["There is no room for more saved searches now. Try again another day."]);
        }
    }

    private PageResult Refuse(int status, string problem)
    {
        Response.StatusCode = status;
        Problem = problem;
        return Page();
    }

    /// <summary>The search as the list carried it; null when its choices cannot be opened, or it is none.</summary>
    private SearchRequest? Wanted(IFormCollection form)
    {
        var request = SearchForm.Read(form, keys, Language.Of(HttpContext));
        if (form["q"].ToString() is { Length: > 0 } token)
        {
            var opened = tokens.Open(token, SearchSession.Of(HttpContext));
            if (opened.State != TokenState.Whole)
            {
                return null;
            }
            request = SearchForm.Clean(opened.Request, keys);
        }
        return SearchForm.IsEmpty(request) ? null : request;
    }
}
