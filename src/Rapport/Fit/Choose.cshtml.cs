using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
using Rapport.Core.Fit;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>One question that is answered by choosing; each may be passed over.</summary>
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class ChooseModel(Answering answering, Searches searches, Snapshots snapshots, SearchKeys keys) : PageModel
{
    /// <summary>After a start the counts are there within seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly Words L = Words.For("Rapport.Fit.Choose");

    /// <summary>As the address has it.</summary>
    public int Number { get; private set; }

    public ChoiceQuestion Question { get; private set; } = null!;

    /// <summary>What is asked for so far.</summary>
    public SearchRequest Wanted { get; private set; } = new();

    /// <summary>What can be chosen, with counts.</summary>
    public FilterGroup Choices { get; private set; } = null!;

    /// <summary>The ways to work, where it is asked what helped; they stand in the place of the choices.</summary>
    public PastWays? Past { get; private set; }

    /// <summary>What can be let go of, where few or nobody is left; null where enough are.</summary>
    public LetGo? LetGo { get; private set; }

    /// <summary>Something of what was chosen may not wait.</summary>
    public bool IsUrgent => Urgent.In(Wanted, keys);

    /// <summary>Something was answered here that can be left out.</summary>
    public bool HasAnswers { get; private set; }

    public string? Token { get; private set; }

    /// <summary>Answers that were there before could not be opened.</summary>
    public bool IsGone { get; private set; }

    /// <summary>From the page of all answers: there it goes back to.</summary>
    public bool IsChange { get; private set; }

    public double Radius => Wanted.RadiusMiles ?? Understanding.DefaultRadiusMiles;

    private string Back => Answering.Address(HttpContext, IsChange ? Answering.Questions : Number - 2, Token);

    public async Task<IActionResult> OnGet(int number, string? q, string? change, CancellationToken stop)
    {
        (Wanted, IsGone) = answering.Open(HttpContext, q);
        (Number, Token, IsChange) = (number, IsGone ? null : q, change is not null);
        return await Show(stop);
    }

    public async Task<IActionResult> OnPost(int number, CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var (before, isGone) = answering.Open(HttpContext, form["q"]);
        (Number, IsChange) = (number, form.ContainsKey("change"));
        var question = ChoiceQuestion.All[number - 1 - StyleAxes.Count];
        var pressed = form[AskModel.Do].ToString();
        Wanted = pressed == AskModel.Skip ? (question.AsksForPlace ? before : ChoiceAnswers.Without(question, before))
            : ChoiceAnswers.Take(question, before, form, keys, Language.Of(HttpContext));
        if (pressed != AskModel.Skip && Complaint() is var (field, told))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            ModelState.AddModelError(field, told);
            Token = isGone ? null : form["q"].ToString();
            return await Show(stop);
        }
        if (isGone)
        {
            // Told before anything goes on; what is ticked here stays.
            (IsGone, Token) = (true, answering.Seal(HttpContext, Wanted));
            return await Show(stop);
        }
        if (form[LetGo.Field].ToString() is { Length: > 0 } change)
        {
            // What is ticked here is kept, and the question stands again with what is left then.
            Wanted = LetGo.Apply(Wanted, change, searches, Language.Of(HttpContext).Code);
            var again = Answering.Address(HttpContext, number - 1, answering.Seal(HttpContext, Wanted));
            return Redirect(IsChange ? QueryHelpers.AddQueryString(again, "change", "yes") : again);
        }
        if (pressed == AskModel.GoBack)
        {
            Token = SearchForm.IsEmpty(Wanted) ? null : answering.Seal(HttpContext, Wanted);
            return Redirect(Back);
        }
        if (pressed == AskModel.ToList)
        {
            return Redirect(answering.List(HttpContext, Wanted));
        }
        return answering.Seal(HttpContext, Wanted) is { } token
            ? Redirect(Answering.Address(HttpContext, IsChange ? Answering.Questions : number, token))
            : Redirect(answering.List(HttpContext, Wanted));
    }

    // A place that is not known would be asked for again on every page; and what helped and did not help says nothing.
    private (string Field, string Told)? Complaint()
    {
        if (ChoiceAnswers.Both(Wanted) is { Count: > 0 } both)
        {
            var groups = new FilterGroups(keys, Language.Of(HttpContext).Code);
            return (ChoiceParts.DidNotHelp, L["You said of {0} that it helped and that it did not. Choose one.", FactWords.And([.. both.Select(way => groups.Text("approach", way))])]);
        }
        if (!ChoiceQuestion.All[Number - 1 - StyleAxes.Count].AsksForPlace)
        {
            return null;
        }
        var problem = searches.Understand(Wanted).Problems.FirstOrDefault(problem => problem.Field == SearchForm.Place);
        return problem is null ? null
            : (SearchForm.Place, problem.IsAmbiguous ? L["There is more than one place of that name. Write the state too."]
                : L["We do not know this place. Write a ZIP code, or a city and state, like Oakland, CA."]);
    }

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        try
        {
            await snapshots.Get(stop).WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        var language = Language.Of(HttpContext);
        Question = ChoiceQuestion.All[Number - 1 - StyleAxes.Count];
        // One profile is read; the counts are wanted. Where a part cannot be searched for, everybody is counted.
        var understood = searches.Understand(Wanted with { PageSize = 1 });
        var found = await searches.Find(understood.Problems.Count == 0 ? understood : searches.Understand(new SearchRequest { PageSize = 1 }), stop);
        if (Question.AsksWhatDidNotHelp)
        {
            Past = PastWays.Of(keys, CultureInfo.CurrentUICulture, Wanted, found.Result);
        }
        else
        {
            Choices = ChoiceParts.Of(Question, keys, language.Code, Wanted, found.Result);
        }
        LetGo = understood.Problems.Count == 0 ? LetGo.Of(Wanted, found, snapshots, keys, language.Code, stop) : null;
        // Where somebody looks came with her from the first page: to skip this question lets it be.
        HasAnswers = !Question.AsksForPlace && ChoiceAnswers.Told(Question, Wanted with { Place = null }, new FilterGroups(keys, language.Code)).Count > 0;
        return Page();
    }
}
