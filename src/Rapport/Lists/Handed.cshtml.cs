using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Keeping;
using Rapport.Layout;

namespace Rapport.Lists;

/// <summary>A list that somebody handed over, as it is for whoever opens the link.</summary>
internal sealed class HandedModel(ListCookie cookie, PersonRows rows, PeopleSeal seal) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Lists.Handed");

    /// <summary>Null when the link is cut or altered.</summary>
    public ShownPeople? People { get; private set; }

    public IReadOnlyList<long> Chosen { get; private set; } = [];

    /// <summary>All who are shown are on her own list.</summary>
    public bool AreKept { get; private set; }

    public string Sealed { get; private set; } = "";

    public Task<IActionResult> OnGet(string people, CancellationToken stop) => Show(people, chosen: null, stop);

    public async Task<IActionResult> OnPost(string people, CancellationToken stop)
    {
        var chosen = Choosing.Ticked(await Request.ReadFormAsync(stop), seal.Open(people)?.Ids ?? []);
        if (Choosing.IsRight(chosen))
        {
            return Redirect(ListLinks.SideBySide(Language.Of(HttpContext), seal.Seal(KeptPeople.Nobody.With(chosen)), people));
        }
        ModelState.AddModelError(Choosing.Field, L["Choose two to four people to see side by side"]);
        return await Show(people, chosen, stop);
    }

    private async Task<IActionResult> Show(string people, IReadOnlyList<long>? chosen, CancellationToken stop)
    {
        if (seal.Open(people) is not { } list)
        {
            // Nothing was chosen of what nobody can read.
            ModelState.Clear();
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        Response.StatusCode = chosen is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        Sealed = people;
        People = await rows.Make(list.Ids, Language.Of(HttpContext), people, token: null, stop);
        var ids = People.Rows.Select(row => row.Card.Id).ToList();
        AreKept = ids.TrueForAll(cookie.Of(HttpContext).Has);
        Chosen = chosen ?? (Choosing.IsRight(ids) ? ids : []);
        return Page();
    }
}
