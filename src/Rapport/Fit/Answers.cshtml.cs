using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rapport.Core.Fit;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>All answers on one page, each to be changed or left out.</summary>
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class AnswersModel(Answering answering, Searches searches, Snapshots snapshots, SearchKeys keys) : PageModel
{
    /// <summary>The field that names the answer to leave out: an axis, or a question of choices.</summary>
    public const string Remove = "remove";

    public SearchRequest Wanted { get; private set; } = new();

    public string? Token { get; private set; }

    /// <summary>Something of what was chosen may not wait.</summary>
    public bool IsUrgent => Urgent.In(Wanted, keys);

    public bool IsGone { get; private set; }

    /// <summary>Where the list is.</summary>
    public string List { get; private set; } = "";

    /// <summary>What can be let go of, where few or nobody is left; null where enough are, or the counts are not there yet.</summary>
    public LetGo? LetGo { get; private set; }

    public async Task OnGet(string? q, CancellationToken stop)
    {
        (Wanted, IsGone) = answering.Open(HttpContext, q);
        Token = IsGone ? null : q;
        List = answering.List(HttpContext, Wanted);
        if (snapshots.Current is not null && searches.Understand(Wanted with { PageSize = 1 }) is { Problems.Count: 0 } understood)
        {
            LetGo = LetGo.Of(Wanted, await searches.Find(understood, stop), snapshots, keys, Language.Of(HttpContext).Code, stop);
        }
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var (request, isGone) = answering.Open(HttpContext, form["q"]);
        if (isGone)
        {
            // Told before anything goes on.
            (Wanted, IsGone, List) = (request, true, answering.List(HttpContext, request));
            return Page();
        }
        if (StyleAxes.IndexOf(form[Remove].ToString()) is >= 0 and var axis)
        {
            request = Answering.With(request, axis, wish: null);
        }
        else if (ChoiceQuestion.All.FirstOrDefault(question => question.Name == form[Remove]) is { } left)
        {
            request = ChoiceAnswers.Without(left, request);
        }
        else if (form[LetGo.Field].ToString() is { Length: > 0 } change)
        {
            request = LetGo.Apply(request, change, searches, Language.Of(HttpContext).Code);
        }
        return Redirect(Answering.Address(HttpContext, Answering.Questions, answering.Seal(HttpContext, request)));
    }

    /// <summary>What was chosen on a question, a line for each kind.</summary>
    public IReadOnlyList<string> Told(ChoiceQuestion question) => ChoiceAnswers.Told(question, Wanted, Groups);

    /// <summary>Where somebody looks is no answer to be left out: without a place there is no list of people near.</summary>
    public bool CanBeLeftOut(ChoiceQuestion question) => ChoiceAnswers.Told(question, Wanted with { Place = null }, Groups).Count > 0;

    /// <summary>What the search asks besides, from the first page or the list, which no question asks.</summary>
    public IReadOnlyList<string> Others => ChoiceAnswers.Others(Wanted, Groups);

    private FilterGroups Groups => new(keys, Language.Of(HttpContext).Code);

    /// <summary>What was answered on one axis; null where it was passed over.</summary>
    public StyleWish? Of(string axis) => Wanted.Wishes?.GetValueOrDefault(axis);
}
