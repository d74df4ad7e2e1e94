using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Site;

/// <summary>The order of the list, told from the same values by which the engine sorts.</summary>
internal sealed class OrderModel : PageModel
{
    private static readonly Words L = Words.For("Rapport.Site.Order");

    public IReadOnlyList<string> Steps { get; } = [.. SearchOrder.Of(SearchSort.Best).Criteria.Select(Tell)];

    public void OnGet()
    {
    }

    private static string Tell(Criterion criterion) => criterion switch
    {
        Criterion.Tier => L["People who keep their own page come before people we know from a public registry only."],
        Criterion.NameMatch => L["If you typed a name: people with that name."],
        Criterion.NiceMissing => L["If you said what would be nice to have: people who have more of it."],
        Criterion.OpeningClass or Criterion.OpeningDay => L["Openings: within {0} days first, then later ones, then waiting lists, then not known, then full.",
            List(SearchOrder.OpeningDays)],
        Criterion.DistanceBand => L["Distance, in bands: within {0} miles, then farther, then online only.", List(SearchOrder.DistanceMiles)],
        Criterion.Distance => L["Distance: the nearest first."],
        Criterion.Freshness => L["How fresh their word is: confirmed within {0} days, then older.", List(SearchOrder.FreshDays)],
        Criterion.ConfirmedAge => L["How fresh their word is: the newest first."],
        Criterion.Fee => L["Cost: the lowest first."],
        Criterion.Text => L["Your own words: in the name or the subjects first, then in what the therapist writes."],
        Criterion.Name => L["The name, from A to Z."],
        Criterion.Id => L["If all of that is equal: who came to the list first."],
        _ => throw new InvalidOperationException($"The order has a step that the page cannot tell: {criterion}."),
    };

    private static string List(IReadOnlyList<int> ends) =>
        string.Join(", ", ends.Select(end => end.ToString(CultureInfo.CurrentCulture)));
}
