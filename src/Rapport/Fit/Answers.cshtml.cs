using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Core.Fit;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>All answers on one page, each to be changed or left out.</summary>
internal sealed class AnswersModel(Answering answering) : PageModel
{
    /// <summary>The field that names the answer to leave out, from 0.</summary>
    public const string Remove = "remove";

    public SearchRequest Wanted { get; private set; } = new();

    public string? Token { get; private set; }

    public bool IsGone { get; private set; }

    /// <summary>Where the list is.</summary>
    public string List { get; private set; } = "";

    public void OnGet(string? q)
    {
        (Wanted, IsGone) = answering.Open(HttpContext, q);
        Token = IsGone ? null : q;
        List = answering.List(HttpContext, Wanted);
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var (request, _) = answering.Open(HttpContext, form["q"]);
        if (StyleAxes.IndexOf(form[Remove].ToString()) is >= 0 and var axis)
        {
            request = Answering.With(request, axis, wish: null);
        }
        return Redirect(Answering.Address(HttpContext, StyleAxes.Count, answering.Seal(HttpContext, request)));
    }

    /// <summary>What was answered on one axis; null where it was passed over.</summary>
    public StyleWish? Of(string axis) => Wanted.Wishes?.GetValueOrDefault(axis);
}
