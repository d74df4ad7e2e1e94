using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Keeping;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Lists;

/// <summary>Two to four people, question by question.</summary>
internal sealed class SideBySideModel(Store store, Vocabularies words, PersonRows rows, PeopleSeal seal) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Lists.SideBySide");

    public ShownPeople People { get; private set; } = new([], 0);

    public IReadOnlyList<ComparedRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGet(string people, CancellationToken stop)
    {
        var language = Language.Of(HttpContext);
        if (seal.Open(people) is not { } chosen)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        var from = WayBack.Of(language, Request.Query).From == CameFrom.Handed ? Request.Query[WayBack.From].ToString() : WayBack.Own;
        People = await rows.Make([.. chosen.Ids.Take(Choosing.Most)], language, from, stop);
        Rows = new Comparison(words, language.Code, store.Now).Of(People.Rows);
        return Page();
    }

    public string Heading() => People.Rows.Count switch
    {
        0 => L["Nobody to look at here"],
        1 => L["One person"],
        2 => L["Two people, side by side"],
        3 => L["Three people, side by side"],
        _ => L["Four people, side by side"],
    };

    public string Same() => People.Rows.Count == 2 ? L["same for both"] : L["same for all"];
}
