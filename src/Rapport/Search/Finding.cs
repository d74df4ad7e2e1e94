using System.Globalization;
using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>A placing with its counts.</summary>
internal sealed record Placing(Placed Placed, PlacingCounts Counts);

/// <summary>A search that found few or nobody, its looser counts, and the words for what was asked.</summary>
internal sealed class Finding(
    SearchKeys keys, FilterGroups groups, SearchRequest wanted, Found found, LooserCounts counts, IReadOnlyList<Placed> placings, string language)
{
    private static readonly Words L = Words.For("Rapport.Search.Finding");

    private readonly LettingGo _words = new(keys, groups);

    public LooserCounts Counts { get; } = counts;

    public IReadOnlyList<Placing> Placings { get; } = [.. placings.Zip(counts.Placings, (placed, count) => new Placing(placed, count))];

    public string? State => found.Understood.Place is not { } place ? null : language == "es" ? place.State.Spanish : place.State.English;

    /// <summary>What was written, as it is said again.</summary>
    public string? Text => wanted.Text;

    /// <summary>Whether the words alone keep everybody off the list: without them somebody is here, with them nobody, whatever else is let go of.</summary>
    public bool IsForTheWords => Counts.Wishes.Contains(LooserCounts.Text) && Counts.Asked.Without(LooserCounts.Text) > 0
        && Counts.Wishes.All(wish => wish == LooserCounts.Text || Counts.Asked.Without(wish) == 0);

    public string Name(int wish) => keys.Schema.Keys[wish].Name;

    public string Drop(int wish) => wish == LooserCounts.Text ? "without:text" : $"without:{Name(wish)}";

    /// <summary>What was chosen, beginning with a capital: "Evenings or weekends".</summary>
    public string Values(int wish) =>
        _words.Values(wish, wanted) is { Length: > 0 } values ? char.ToUpper(values[0], CultureInfo.CurrentCulture) + values[1..] : Name(wish);

    public string Without(int wish) => _words.Without(wish, wanted);

    /// <summary>Less of the same wish, where that finds somebody: a later opening, a higher price.</summary>
    public WayOn? Gentler(int wish)
    {
        if (wish == LooserCounts.Text || Name(wish) is not ("opening" or "feeMax") || found.Result.Facets.Count == 0)
        {
            return null;
        }
        var name = Name(wish);
        var values = keys.Schema.Keys[wish].Values;
        var asked = wanted.Filters?.GetValueOrDefault(name)?.Values ?? [];
        var wider = name == "opening"
            ? new[] { "within-month", "waiting-list" }.Except(asked, StringComparer.Ordinal)
            : values.Where(value => int.Parse(value, CultureInfo.InvariantCulture) > Highest(asked));
        foreach (var value in wider)
        {
            if (found.Result.Facets[wish].Counts[keys.Schema.Keys[wish].OrdinalOf(value)] is > 0 and var count)
            {
                return name == "opening"
                    ? new WayOn($"add:opening={value}", value == "waiting-list" ? L["Waiting list is fine"] : L["An opening within a month is fine"], count)
                    : new WayOn($"set:feeMax={value}", L["Up to ${0} instead of ${1}", value, asked[0]], count);
            }
        }
        return null;
    }

    public string Tell(Placed placed) => placed.Kind switch
    {
        Elsewhere.Farther => Farther(placed.Miles),
        Elsewhere.AnyFormat => AnyFormat(),
        Elsewhere.FartherAnyFormat => L["{0}; {1}", Farther(placed.Miles), AnyFormat()],
        Elsewhere.Statewide => L["Anywhere in {0}", State],
        _ => L["Anywhere"],
    };

    private static decimal Highest(IReadOnlyList<string> prices) =>
        prices.Select(price => decimal.TryParse(price, CultureInfo.InvariantCulture, out var dollars) ? dollars : 0).DefaultIfEmpty().Max();

    private string Farther(double miles) => L["{0} miles instead of {1}", Number(miles), Number(wanted.RadiusMiles ?? Understanding.DefaultRadiusMiles)];

    private string AnyFormat() => wanted.Format is ["in-person"] ? L["Online too, not only in person"]
        : wanted.Format is ["online"] ? L["In person too, not only online"]
        : L["Any way to meet"];

    private static string Number(double miles) => miles.ToString("0.##", CultureInfo.CurrentCulture);
}
