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

    /// <summary>To the page before, with what is ticked here.</summary>
    public const string GoBack = "back";

    /// <summary>By which its button finds the form, which stands below it.</summary>
    public const string Form = "question";

    /// <summary>The list as it is now, with what is ticked here.</summary>
    public const string ToList = "list";

    /// <summary>The field of the five places.</summary>
    public const string PlaceField = "place";

    private const string MattersField = "matters";

    private static readonly Words L = Words.For("Rapport.Fit.Ask");

    /// <summary>From 0.</summary>
    public int Axis { get; private set; }

    public Question Question { get; private set; } = null!;

    /// <summary>What was answered before.</summary>
    public StyleWish? Wish { get; private set; }

    /// <summary>How much it matters, as it was ticked or answered before; "some" until it is said.</summary>
    public string Matters { get; private set; } = StyleWish.Some;

    /// <summary>What the button is called that passes this one over.</summary>
    public string SkipText => Wish is null ? L["Skip"] : L["Leave this one out"];

    public string? Token { get; private set; }

    /// <summary>Answers that were there before could not be opened.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Somebody looks for a child or a teen: the wishes of whoever will sit there count.</summary>
    public bool IsForChild { get; private set; }

    /// <summary>From the page of all answers: there it goes back to.</summary>
    public bool IsChange { get; private set; }

    private string Back => IsChange ? Answering.Address(HttpContext, Answering.Questions, Token)
        : Axis == 0 ? (Token is null ? Language.Of(HttpContext).Prefix + "/" : SearchLinks.Sealed(Language.Of(HttpContext), Token)) : Answering.Address(HttpContext, Axis - 1, Token);

    public IActionResult OnGet(int number, string? q, string? change)
    {
        var (request, isGone) = answering.Open(HttpContext, q);
        (Axis, Question, Token, IsGone, IsChange) = (number - 1, QuestionWords.Of(StyleAxes.Ids[number - 1]), isGone ? null : q, isGone, change is not null);
        (Wish, IsForChild) = (request.Wishes?.GetValueOrDefault(StyleAxes.Ids[Axis]), WishWords.AreForChild(request));
        Matters = Wish?.Matters ?? StyleWish.Some;
        return Page();
    }

    public async Task<IActionResult> OnPost(int number, CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var (request, isGone) = answering.Open(HttpContext, form["q"]);
        var pressed = form[Do].ToString();
        // A radio cannot be unset without script: whoever ticks nothing has passed it over, and "skip" takes back what was ticked.
        var (place, matters) = (form[PlaceField].ToString(), form[MattersField].ToString());
        var answered = pressed == Skip ? null : Read(place, matters);
        (Axis, Question, IsGone, IsChange) = (number - 1, QuestionWords.Of(StyleAxes.Ids[number - 1]), isGone, form.ContainsKey("change"));
        IsForChild = WishWords.AreForChild(request);
        Matters = matters is StyleWish.Little or StyleWish.Lot ? matters : StyleWish.Some;
        // Whoever says how much it matters has begun to answer. "Some" is ticked before anybody ticks it, and says nothing.
        if (pressed is not (Skip or GoBack) && answered is null && (place.Length > 0 || Matters != StyleWish.Some))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            (Token, Wish) = (isGone ? null : form["q"].ToString(), request.Wishes?.GetValueOrDefault(StyleAxes.Ids[Axis]));
            ModelState.AddModelError(PlaceField, L["Choose one of the five, or press “{0}”", SkipText]);
            return Page();
        }
        if (pressed != GoBack || answered is not null)
        {
            request = Answering.With(request, Axis, answered);
        }
        if (isGone)
        {
            // Told before anything goes on; what is ticked here stays.
            (Token, Wish) = (answering.Seal(HttpContext, request), answered);
            return Page();
        }
        if (pressed == GoBack)
        {
            Token = SearchForm.IsEmpty(request) ? null : answering.Seal(HttpContext, request);
            return Redirect(Back);
        }
        if (pressed == ToList)
        {
            return Redirect(answering.List(HttpContext, request));
        }
        return answering.Seal(HttpContext, request) is { } token
            ? Redirect(Answering.Address(HttpContext, IsChange ? Answering.Questions : number, token))
            : Redirect(answering.List(HttpContext, request));
    }

    private static StyleWish? Read(string place, string matters) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < StyleAxes.Places.Count
            ? new StyleWish(StyleAxes.Places[at], matters is StyleWish.Little or StyleWish.Lot ? matters : StyleWish.Some)
            : null;
}
