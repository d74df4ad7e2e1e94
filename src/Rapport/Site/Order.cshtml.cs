using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Site;

/// <summary>The order of the list, told from the same values by which the engine sorts.</summary>
internal sealed class OrderModel(Store store, FitReleases releases) : PageModel
{
    private const int Hundred = 100;

    private static readonly Words L = Words.For("Rapport.Site.Order");

    private readonly DateOnly _today = DateOnly.FromDateTime(store.Now);

    /// <summary>Of which the lot of today is drawn.</summary>
    public string Seed => Lot.SeedOf(_today.DayNumber).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of the formula.</summary>
    public static int Version => SearchOrder.Version;

    /// <summary>Shows today's order again on any later day.</summary>
    public string Command => $"./rapport search --day {Day}";

    /// <summary>Explains a position in a search.</summary>
    public string Explain => $"./rapport search --place 94610 --day {Day} --explain 12";

    /// <summary>The same in a request of the API.</summary>
    public string Member => $"\"day\": \"{Day}\"";

    private string Day => _today.ToString(SearchLinks.DayFormat, CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Steps { get; } = [.. SearchOrder.Of(SearchSort.Best).Criteria.Select(Tell)];

    /// <summary>What orders by fit stand on now; null before anybody asked for one.</summary>
    public FitRelease? Release { get; private set; }

    /// <summary>The store, or the release, cannot be read just now: nothing is said of what was learnt, and the steps are told all the same.</summary>
    public bool IsReleaseKnown { get; private set; } = true;

    public async Task OnGet(CancellationToken stop)
    {
        try
        {
            Release = await releases.InForce(stop);
        }
        catch (Exception e) when (e is DbException or InvalidDataException || e.InnerException is DbException)
        {
            IsReleaseKnown = false;
        }
    }

    /// <summary>What it costs in the order to have no place left, in points.</summary>
    public static string Price => FitOrder.PriceOfLoad.ToString("0.00", CultureInfo.CurrentCulture);

    /// <summary>In what steps a weight counts, in points.</summary>
    public static string WeightStep => FitOrder.WeightStep.ToString("0.000", CultureInfo.CurrentCulture);

    /// <summary>What the part of a therapist's own that counts may come to, in points.</summary>
    public string Limit => (Release?.Fit.Limit ?? TherapistParts.LimitOf(new FitScale())).ToString("0.00", CultureInfo.CurrentCulture);

    /// <summary>By hundreds: an exact number would tell whether one more was counted.</summary>
    public static string Roughly(int pairs) => pairs > Hundred ? L["more than {0:N0}", (pairs - 1) / Hundred * Hundred] : L["fewer than {0:N0}", Hundred + 1];

    /// <summary>The order of whoever has said how they like to work.</summary>
    public IReadOnlyList<string> FitSteps { get; } = [.. SearchOrder.Of(SearchSort.Fit).Criteria.Select(Tell)];

    private static string Tell(Criterion criterion) => criterion switch
    {
        Criterion.Tier => L["People who keep their own page come before people we know from a public registry only."],
        Criterion.NameMatch => L["If you typed a name: people with that name."],
        Criterion.NiceMissing => L["If you said what would be nice to have: people who have more of it."],
        Criterion.OpeningClass or Criterion.OpeningDay => L["Openings: {0}, then later, then waiting lists, then not known, then full.",
            Then(SearchOrder.OpeningDays, Days)],
        Criterion.DistanceBand => L["Distance, in bands: {0}, then farther, then those who are not near and meet you online or by phone.",
            Then(SearchOrder.DistanceMiles, static miles => L["within {0} miles", miles])],
        Criterion.Distance => L["Distance: the nearest first."],
        Criterion.Freshness => L["How fresh their word is: confirmed {0}, then older.", Then(SearchOrder.FreshDays, Days)],
        Criterion.ConfirmedAge => L["How fresh their word is: the newest first."],
        Criterion.Room => L["Room: open now or later, then waiting lists, then not known, then full."],
        Criterion.Fit => L["Who should suit you, by how you said you like to work and how each therapist says they work. Whoever has not said stands in the middle."],
        Criterion.Fee => L["Cost: the lowest first."],
        Criterion.Text => L["Your own words. Each one counts {0} in the name, {1} in the subjects, {2} in what the therapist writes.",
            [.. SearchOrder.FieldWeights.Cast<object>()]],
        Criterion.Practice => L["Not too many from one practice: {0} of them stand among their equals, by the step for your words and the lot. The others of that practice stand after these equals. Whoever you look for by name stays where the name puts them.", SearchOrder.PracticeFirst],
        Criterion.Name => L["The name, from A to Z."],
        Criterion.Lot => L["If all of that is equal: a lot. It is drawn anew each day, so that nobody always comes first."],
        Criterion.Id => L["If even the lots are equal: the lower number."],
        _ => throw new InvalidOperationException($"The order has a step that the page cannot tell: {criterion}."),
    };

    /// <summary>"within a week, then within a month".</summary>
    private static string Then(IReadOnlyList<int> ends, Func<int, string> tell) =>
        string.Join(L[", then "], ends.Select(tell));

    private static string Days(int days) => days switch
    {
        7 => L["within a week"],
        14 => L["within two weeks"],
        30 => L["within a month"],
        90 => L["within three months"],
        180 => L["within six months"],
        365 => L["within a year"],
        _ => L["within {0} days", days],
    };
}
