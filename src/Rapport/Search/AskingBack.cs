using Microsoft.AspNetCore.Mvc.ModelBinding;
using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search.PlainWords;

namespace Rapport.Search;

/// <summary>Asks back where a search cannot be made as it was written, and where it may have been meant otherwise.</summary>
/// <param name="searches">Understand what was written.</param>
/// <param name="tokens">Seal the search that an answer leads to.</param>
/// <param name="context">Of the page.</param>
/// <param name="errors">Of the page: grow by what is wrong.</param>
internal sealed class AskingBack(Searches searches, SearchTokens tokens, HttpContext context, ModelStateDictionary errors)
{
    private static readonly Words L = Words.For("Rapport.Search.AskingBack");

    private readonly Language _language = Language.Of(context);
    private bool _isContradiction;

    /// <summary>The search that is looked for: what was asked, without what nobody could use of it.</summary>
    public SearchRequest Wanted { get; private set; } = new();

    /// <summary>Whether something of it was left out that is not asked back.</summary>
    public bool IsPartDropped { get; private set; }

    /// <summary>What the place may have meant: the likeliest where none was found, the others of its name where one was.</summary>
    public IReadOnlyList<Place> Meant { get; private set; } = [];

    /// <summary>What may have been meant beside what was taken for it.</summary>
    public List<AskedBack> Asked { get; } = [];

    /// <summary>What stands over a search that cannot be made.</summary>
    public string Question() => errors.ContainsKey(SearchForm.Place) ? Meant.Count > 0 ? L["Which place do you mean?"] : L["Where do you look?"]
        : errors.ContainsKey(SearchForm.Text) ? L["Your words are too long"]
        : L["You chose too much at once"];

    /// <summary>A search at another place, behind a link.</summary>
    public string At(SearchRequest wanted, Place place) =>
        ResultsModel.Address(context, tokens, (_isContradiction ? SearchForm.WithoutState(wanted) : wanted) with { Place = PlaceName(place) })
        // Choices that are too many to be carried are told when they are sent; the place alone always fits.
        ?? SearchLinks.Plain(_language, new SearchRequest { Place = PlaceName(place) });

    public string PlaceName(Place place) => _language.Code == "es" ? place.SpanishLabel : place.Label;

    /// <summary>What can be searched for. A place or words that cannot are asked back; anything else that cannot is dropped.</summary>
    public Understood Understand(SearchRequest wanted)
    {
        Wanted = wanted;
        var understood = searches.Understand(wanted);
        if (understood.Problems.Count == 0)
        {
            Meant = understood.OtherPlaces;
            return understood;
        }
        var asked = understood.Problems.Where(problem => problem.Field is SearchForm.Place or SearchForm.Text or "filters").ToList();
        var others = understood.Problems.Except(asked).ToList();
        if (others.Count > 0)
        {
            IsPartDropped = true;
            Wanted = SearchForm.Without(wanted, others);
        }
        foreach (var problem in asked)
        {
            Complain(Wanted, problem);
        }
        // The filters keep their choices and counts beside a place that is to be mended.
        var usable = searches.Understand(SearchForm.Without(Wanted, asked));
        return usable.Problems.Count == 0 ? usable : searches.Understand(new SearchRequest { Page = wanted.Page, Day = wanted.Day });
    }

    /// <summary>Tells what else may have been meant, where the list took it one way.</summary>
    /// <param name="wanted">What the list is of.</param>
    /// <param name="understood">What it was taken for.</param>
    /// <param name="doubted">A word that was taken for a town and is a name too; null where there is none.</param>
    /// <returns>What was taken one way without another to choose, a sentence each.</returns>
    public IEnumerable<string> Ask(SearchRequest wanted, Understood understood, string? doubted)
    {
        if (understood.NeedsPlace.Count > 0 && errors.IsValid)
        {
            yield return L["Without a place no distance can be kept, so we left it out. Say where you look."];
        }
        if (understood.NearPlaces is { Count: > 0 } near && errors.IsValid)
        {
            Asked.Add(new(
                L["This is {0}. Did you mean a larger place of nearly that name?", PlaceName(understood.Place!)],
                [.. near.Select(place => (PlaceName(place), At(wanted, place)))]));
        }
        if (doubted is not null && understood.Place is { } town
            && ResultsModel.Address(context, tokens, wanted with { Place = null, RadiusMiles = null, Text = doubted, TextIsNice = false }) is { } people)
        {
            Asked.Add(new(
                L["We took “{0}” for the town {1}. Did you mean a person of that name?", doubted, PlaceName(town)], [(L["Look for the name “{0}”", doubted], people)]));
        }
        if (understood.Place?.State is { } state && StatePlan.IsUnnamed(wanted))
        {
            yield return L["We took Medicaid as the public plan of {0}. These people say they take it.", _language == Language.Spanish ? state.Spanish : state.English];
        }
    }

    /// <summary>Says what is wrong, and what mends it.</summary>
    public void Complain(SearchRequest wanted, SearchProblem problem)
    {
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Meant = problem.Places ?? Meant;
        _isContradiction |= problem.IsContradiction;
        errors.AddModelError(problem.Field, (problem.Field, problem.Places) switch
        {
            (SearchForm.Place, { Count: > 0 } states) when problem.IsContradiction =>
                L["The place is {0}, but the filters ask for {1}. Choose one.", PlaceName(states[0]), FactWords.And([.. states.Skip(1).Select(PlaceName)])],
            (SearchForm.Place, _) when problem.IsAmbiguous => L["There is more than one place of that name. Choose one below, or write the state too."],
            (SearchForm.Place, _) when OnlinePlace.IsWithoutState(wanted.Place) => L["Write the state too, like “online in Texas”"],
            (SearchForm.Place, { Count: > 0 } near) => L["We do not know this place. Did you mean {0}?", PlaceName(near[0])],
            (SearchForm.Place, _) => L["We do not know this place. Write a ZIP code, or a city and state, like Oakland, CA."],
            ("filters", _) => L["These are too many choices to carry. Leave some out."],
            _ => L["Shorten the words you look for"],
        });
    }
}
