using Rapport.Core.Fit;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>
/// The answers of one browser: they travel in the sealed token of the search pages, and are kept nowhere. What cannot be opened is told,
/// and the questions begin anew.
/// </summary>
internal sealed class Answering(SearchTokens tokens, SearchKeys keys)
{
    /// <summary>What is asked for so far, whosever like was looked for, and whether something was there that is gone.</summary>
    public (SearchRequest Request, bool IsGone) Open(HttpContext context, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return (new SearchRequest(), false);
        }
        var opened = tokens.Open(token, SearchSession.Of(context));
        return (SearchForm.Clean(opened.Request, keys) with { Alike = null }, opened.State != TokenState.Whole);
    }

    /// <summary>Sealed for this browser; null where it is too much to be carried, which no answers alone are.</summary>
    public string? Seal(HttpContext context, SearchRequest request) => tokens.Seal(request, SearchSession.OfOrNew(context));

    /// <summary>Where the list is as it is now.</summary>
    public string List(HttpContext context, SearchRequest request) =>
        ResultsModel.Address(context, tokens, request) ?? SearchLinks.Results(Language.Of(context));

    /// <summary>With one answer changed, or taken out.</summary>
    public static SearchRequest With(SearchRequest request, int axis, StyleWish? wish)
    {
        var wishes = (request.Wishes ?? new Dictionary<string, StyleWish>(StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        wishes.Remove(StyleAxes.Ids[axis]);
        if (wish is not null)
        {
            wishes[StyleAxes.Ids[axis]] = wish;
        }
        return request with { Wishes = wishes.Count > 0 ? wishes : null };
    }

    /// <summary>How many questions there are: those of style, then those of choices.</summary>
    public const int Questions = StyleAxes.Count + ChoiceQuestion.Count;

    /// <summary>Where a question is, or the page of all answers after the last one.</summary>
    /// <param name="question">From 0.</param>
    public static string Address(HttpContext context, int question, string? token)
    {
        // The page of all answers comes after the last question.
        var path = question < Questions ? FormattableString.Invariant($"/{question + 1}") : "/answers";
        return SearchLinks.Questions(Language.Of(context)) + path + (token is null ? "" : "?q=" + token);
    }
}
