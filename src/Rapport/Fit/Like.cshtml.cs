using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Fit;

/// <summary>
/// From a therapist whom somebody likes to others who work alike: what she says of how she works is looked for. It becomes nobody's answers;
/// those that were given stay.
/// </summary>
internal sealed class LikeModel(Store store, Answering answering, SearchKeys keys) : PageModel
{
    public IActionResult OnGet() => Redirect(SearchLinks.Results(Language.Of(HttpContext)));

    public async Task<IActionResult> OnPost(long id, CancellationToken stop)
    {
        if (await Listed.Find(store, id, stop) is not { } row)
        {
            return NotFound();
        }
        var form = await Request.ReadFormAsync(stop);
        var (opened, isGone) = answering.Open(HttpContext, form["q"]);
        var request = form["q"].ToString().Length > 0 && !isGone ? opened : SearchForm.Read(form, keys, Language.Of(HttpContext));
        // Where it depends on the person there is nothing to wish for.
        var ways = (row.Shown().Style?.Value ?? []).Where(said => said.Place is not null).ToDictionary(said => said.Axis, said => new StyleWish(said.Place!.Value), StringComparer.Ordinal);
        if (ways.Count == 0)
        {
            return Redirect(answering.List(HttpContext, request));
        }
        return Redirect(answering.List(HttpContext, request with { Alike = new Alike(row.Shown().Name?.Value.First ?? "", ways), Sort = null }));
    }
}
