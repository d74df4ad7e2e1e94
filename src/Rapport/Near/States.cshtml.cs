using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Search;

namespace Rapport.Near;

/// <summary>All states, with how many see people there: from here every place with people is a few links away.</summary>
[PublicPage]
internal sealed class StatesModel(SearchKeys keys, Snapshots snapshots) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public IReadOnlyList<PlaceLink> States { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        try
        {
            var snapshot = await snapshots.Get(stop).WaitAsync(Patience, stop);
            var counts = snapshot.Index.Search(new SearchQuery { ConfirmedOnly = true, Take = 0, Today = snapshot.Day.DayNumber })
                .Facets[keys.Schema.StateKey].Counts;
            States = [.. Named(Language.Of(HttpContext), counts)];
        }
        catch (TimeoutException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        return Page();
    }

    private IEnumerable<PlaceLink> Named(Language language, IReadOnlyList<int> counts) =>
        from place in PlaceTable.Gazetteer.States
        let count = counts[keys.Schema.Keys[keys.Schema.StateKey].OrdinalOf(place.State.Code)]
        where count > 0
        let name = language == Language.Spanish ? place.State.Spanish : place.State.English
        orderby name
        select new PlaceLink(PlaceLinks.Page(place, language)!, name, count);
}
