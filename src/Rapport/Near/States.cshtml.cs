using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Search;

namespace Rapport.Near;

/// <summary>All states, with how many see people there: from here every place with people is a few links away.</summary>
[PublicPage]
internal sealed class StatesModel(Snapshots snapshots, CountedPlaces counted) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public IReadOnlyList<PlaceLink> States { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        try
        {
            var snapshot = await snapshots.Get(stop).WaitAsync(Patience, stop);
            States = [.. Named(Language.Of(HttpContext), counted.Of(snapshot.Index).States)];
        }
        catch (TimeoutException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        return Page();
    }

    private static IEnumerable<PlaceLink> Named(Language language, IReadOnlyList<PeopledPlace> states) =>
        from one in states
        let name = language == Language.Spanish ? one.Place.State.Spanish : one.Place.State.English
        orderby name
        select new PlaceLink(PlaceLinks.Page(one.Place, language)!, name, one.Count);
}
