using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Layout.Forms;
using Rapport.Portraits;
using Rapport.Search;

namespace Rapport.Site;

/// <summary>Where and for whom.</summary>
internal sealed class StartModel(Searches searches, SearchTokens tokens, Snapshots snapshots) : PageModel
{
    public const int LongestPlace = 80;

    private static readonly Words L = Words.For("Rapport.Site.Start");

    [BindProperty]
    public string? For { get; set; } = "me";

    /// <summary>First a few questions, then the list.</summary>
    public const string Questions = "questions";

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public bool Online { get; set; }

    /// <summary>Which way on was taken.</summary>
    [BindProperty]
    public string? Then { get; set; }

    /// <summary>The likeliest place where the one that was written is not known; those of its name where there are several.</summary>
    public IReadOnlyList<string> Meant { get; private set; } = [];

    /// <summary>
    /// Invented people in the two circles, large to small as they stand there. These are chosen, not drawn by lot: a lot may
    /// fall on eight who look alike, and the first page should say that there are many kinds.
    /// </summary>
    public static IReadOnlyList<PortraitDrawing> Faces { get; } =
    [
        new(new Portrait(Tint: 0, Cloth: 1, Corner: 4, Skin: 5, Hair.Curls, HairColour: 0, Beard: false, Glasses: false, Earrings: true)),
        new(new Portrait(Tint: 4, Cloth: 1, Corner: 2, Skin: 4, Hair.Fade, HairColour: 6, Beard: true, Glasses: false, Earrings: false)),
        new(new Portrait(Tint: 3, Cloth: 1, Corner: 0, Skin: 2, Hair.Long, HairColour: 0, Beard: false, Glasses: false, Earrings: true)),
        new(new Portrait(Tint: 1, Cloth: 2, Corner: 5, Skin: 1, Hair.Bun, HairColour: 5, Beard: false, Glasses: true, Earrings: false)),
        new(new Portrait(Tint: 2, Cloth: 4, Corner: 3, Skin: 3, Hair.Wave, HairColour: 1, Beard: false, Glasses: false, Earrings: false)),
        new(new Portrait(Tint: 0, Cloth: 1, Corner: 0, Skin: 0, Hair.Short, HairColour: 4, Beard: true, Glasses: true, Earrings: false)),
        new(new Portrait(Tint: 1, Cloth: 3, Corner: 4, Skin: 0, Hair.Bob, HairColour: 3, Beard: false, Glasses: true, Earrings: false)),
        new(new Portrait(Tint: 5, Cloth: 2, Corner: 3, Skin: 1, Hair.Bob, HairColour: 6, Beard: false, Glasses: false, Earrings: false)),
    ];

    public IReadOnlyList<Choice> Whom { get; } =
    [
        new("me", L["Me"]), new("child", L["My child"]), new("two", L["Us two"]),
    ];

    /// <summary>What there is to see here: where everybody is known from the registry alone, nobody's openings and prices.</summary>
    public string Lead { get; } = snapshots.Current is { Index: var people } && people.Count > 0 && people.CountConfirmed() == 0
        ? L["Free, and no account needed. You see who works near you. This list is new: few have told us more yet."]
        : L["Free, and no account needed. You see who has an opening, what it costs, and how each one likes to work."];

    public IReadOnlyList<string> Never { get; } =
    [
        L["Sell a place in the list. Nobody can pay to come first."],
        L["Follow you around, or tell anyone what you looked for."],
        L["Promise that someone will help. We say what we know and what we don’t."],
    ];

    /// <summary>What was looked for before, sealed, where somebody comes with it; null where it is gone, or says nothing.</summary>
    public string? Token { get; private set; }

    /// <summary>It holds answers to how somebody would like to work.</summary>
    public bool HasAnswers { get; private set; }

    /// <summary>Where all answers stand.</summary>
    public string Answers => $"{SearchLinks.Questions(Language.Of(HttpContext))}/answers?q={Token}";

    public void OnGet(string? q)
    {
        if (!string.IsNullOrEmpty(q) && tokens.Open(q, SearchSession.Of(HttpContext)) is { State: TokenState.Whole, Request: var before } && !SearchForm.IsEmpty(before))
        {
            (Token, HasAnswers) = (q, before.Wishes is { Count: > 0 } || before.NotHelped is { Count: > 0 });
        }
    }

    public IActionResult OnPost()
    {
        // What is longer is no place, and would only be sent back whole.
        Place = Place?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestPlace)] : null;
        var request = OnlinePlace.Split(new SearchRequest { Place = Place });
        var understood = searches.Understand(request);
        if (understood.Problems.Count > 0)
        {
            var problem = understood.Problems[0];
            var isSpanish = Language.Of(HttpContext) == Language.Spanish;
            Meant = [.. (problem.Places ?? []).Take(problem.IsAmbiguous ? int.MaxValue : 1).Select(near => isSpanish ? near.SpanishLabel : near.Label)];
            ModelState.AddModelError(nameof(Place), (problem.IsAmbiguous, Meant) switch
            {
                _ when OnlinePlace.IsWithoutState(Place) => L["Write the state too, like “online in Texas”"],
                (true, _) => L["There is more than one place of that name. Choose one, or write the state too."],
                (_, [var only, ..]) => L["We do not know this place. Did you mean {0}?", only],
                _ => L["We do not know this place. Write a ZIP code, or a city and state, like Oakland, CA."],
            });
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var inPerson = !Online && request.Format is null && understood.Place is { Kind: not PlaceKind.State };
        request = request with
        {
            Place = PlainPlace.Of(understood, Language.Of(HttpContext)),
            Format = inPerson ? ["in-person", SearchKeys.NotKnown] : request.Format,
            Filters = Filters(),
        };
        // Never too long: a place, and a few filters of this page.
        return Redirect(Then == Questions
            ? SearchLinks.FirstQuestion(Language.Of(HttpContext), SearchForm.IsEmpty(request) ? null : tokens.Seal(request, SearchSession.OfOrNew(HttpContext)))
            : ResultsModel.Address(HttpContext, tokens, request)!);
    }

    /// <summary>
    /// For whom it is, as filters: only what leaves nobody out by mistake, nor anybody who has not said. Adults come to most
    /// therapists, so "me" says nothing.
    /// </summary>
    private Dictionary<string, Selection>? Filters() => For switch
    {
        "child" => new(StringComparer.Ordinal) { ["age"] = new Selection("children-0-5", "children-6-12", "teens", SearchKeys.NotKnown) },
        "two" => new(StringComparer.Ordinal) { ["who"] = new Selection("couple", SearchKeys.NotKnown) },
        _ => null,
    };
}
