using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>The way into the questions from a list: what is looked for comes along, sealed.</summary>
internal sealed class BeginModel(Answering answering, SearchKeys keys) : PageModel
{
    public IActionResult OnGet() => Redirect(Answering.Address(HttpContext, 0, token: null));

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var (opened, isGone) = answering.Open(HttpContext, form["q"]);
        if (isGone)
        {
            // The question says so.
            return Redirect(Answering.Address(HttpContext, 0, Uri.EscapeDataString(form["q"].ToString())));
        }
        var request = form["q"].ToString().Length > 0 ? opened : SearchForm.Read(form, keys, Language.Of(HttpContext));
        return Redirect(Answering.Address(HttpContext, 0, SearchForm.IsEmpty(request) ? null : answering.Seal(HttpContext, request)));
    }
}
