using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Core.Fit;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>One question of how somebody would like to work; each may be passed over.</summary>
internal sealed class AskModel(Answering answering) : PageModel
{
    /// <summary>Which button was pressed.</summary>
    public const string Do = "do";

    /// <summary>Pass this one over, and forget what was answered.</summary>
    public const string Skip = "skip";

    /// <summary>The list as it is now, with what is ticked here.</summary>
    public const string ToList = "list";

    private const string PlaceField = "place";
    private const string MattersField = "matters";

    /// <summary>From 0.</summary>
    public int Axis { get; private set; }

    public Question Question { get; private set; } = null!;

    /// <summary>What was answered before.</summary>
    public StyleWish? Wish { get; private set; }

    public string? Token { get; private set; }

    /// <summary>Answers that were there before could not be opened.</summary>
    public bool IsGone { get; private set; }

    /// <summary>From the page of all answers: there it goes back to.</summary>
    public bool IsChange { get; private set; }

    public string Back => IsChange ? Answering.Address(HttpContext, Answering.Questions, Token)
        : Axis == 0 ? (Token is null ? Language.Of(HttpContext).Prefix + "/" : SearchLinks.Sealed(Language.Of(HttpContext), Token)) : Answering.Address(HttpContext, Axis - 1, Token);

    public IActionResult OnGet(int number, string? q, string? change)
    {
        var (request, isGone) = answering.Open(HttpContext, q);
        (Axis, Question, Token, IsGone, IsChange) = (number - 1, QuestionWords.Of(StyleAxes.Ids[number - 1]), isGone ? null : q, isGone, change is not null);
        Wish = request.Wishes?.GetValueOrDefault(StyleAxes.Ids[Axis]);
        return Page();
    }

    public async Task<IActionResult> OnPost(int number, CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var (request, isGone) = answering.Open(HttpContext, form["q"]);
        var pressed = form[Do].ToString();
        // A radio cannot be unset without script: whoever ticks nothing has passed it over, and "skip" takes back what was ticked.
        var answered = pressed == Skip ? null : Read(form[PlaceField].ToString(), form[MattersField].ToString());
        request = Answering.With(request, number - 1, answered);
        if (isGone)
        {
            // Told before anything goes on; what is ticked here stays.
            (Axis, Question, IsGone, IsChange) = (number - 1, QuestionWords.Of(StyleAxes.Ids[number - 1]), true, form.ContainsKey("change"));
            (Token, Wish) = (answering.Seal(HttpContext, request), answered);
            return Page();
        }
        if (pressed == ToList)
        {
            return Redirect(answering.List(HttpContext, request));
        }
        return answering.Seal(HttpContext, request) is { } token
            ? Redirect(Answering.Address(HttpContext, form.ContainsKey("change") ? Answering.Questions : number, token))
            : Redirect(answering.List(HttpContext, request));
    }

    private static StyleWish? Read(string place, string matters) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < StyleAxes.Places.Count
            ? new StyleWish(StyleAxes.Places[at], matters is StyleWish.Little or StyleWish.Lot ? matters : StyleWish.Some)
            : null;
}
