using Rapport.Core.Places;
using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>
/// Where invented people work: real ZIPs, more of them where more people live and where towns are large, at streets
/// that do not exist and with telephone numbers that are set aside for fiction (555-0100 to 555-0199).
/// </summary>
internal sealed class Whereabouts
{
    /// <summary>A town of this many people counts as a city in full.</summary>
    private const double City = 150_000;

    // Therapists per head differ between states by about as much as this; only the rough shape is meant.
    private static readonly string[] Many = ["MA", "VT", "DC", "OR", "CO", "NY", "CT", "RI", "ME", "CA", "NM", "AK", "WA", "MN"];
    private static readonly string[] Few = ["AL", "MS", "TX", "WV", "GA", "TN", "AR", "SC", "IA", "NV", "IN", "PR", "GU", "VI", "AS", "MP"];

    // One area code a state stands for all of them.
    private const string AreaCodes =
        "AL205 AK907 AZ602 AR501 CA415 CO303 CT203 DE302 DC202 FL305 GA404 HI808 ID208 IL312 IN317 IA515 KS316 KY502 LA504 ME207 "
        + "MD410 MA617 MI313 MN612 MS601 MO314 MT406 NE402 NV702 NH603 NJ201 NM505 NY212 NC704 ND701 OH216 OK405 OR503 PA215 RI401 "
        + "SC803 SD605 TN615 TX214 UT801 VT802 VA804 WA206 WV304 WI414 WY307 PR787 GU671 VI340 AS684 MP670";

    private readonly PostalArea[] _areas;
    private readonly double[] _sums;
    private readonly double[] _urban;
    private readonly Dictionary<string, int[]> _counties;
    private readonly Dictionary<string, string> _areaCodes;
    private readonly IReadOnlyList<string> _streets;
    private readonly IReadOnlyList<string> _kinds;

    public Whereabouts(Gazetteer places, IReadOnlyDictionary<string, IReadOnlyList<string>> words)
    {
        _areas = [.. places.Areas.Where(area => area.People > 0)];
        var towns = _areas.GroupBy(Town, StringComparer.Ordinal)
            .ToDictionary(town => town.Key, town => (double)town.Sum(area => area.People), StringComparer.Ordinal);
        _urban = [.. _areas.Select(area => Math.Sqrt(Math.Min(1, towns[Town(area)] / City)))];
        _sums = new double[_areas.Length];
        var sum = 0.0;
        for (var i = 0; i < _areas.Length; i++)
        {
            var state = _areas[i].State.Code;
            var density = Many.Contains(state, StringComparer.Ordinal) ? 1.6 : Few.Contains(state, StringComparer.Ordinal) ? 0.6 : 1;
            _sums[i] = sum += _areas[i].People * (0.25 + (0.75 * _urban[i])) * density;
        }
        _counties = Enumerable.Range(0, _areas.Length).GroupBy(i => County(_areas[i]), StringComparer.Ordinal)
            .ToDictionary(county => county.Key, county => county.ToArray(), StringComparer.Ordinal);
        _areaCodes = AreaCodes.Split(' ').ToDictionary(code => code[..2], code => code[2..], StringComparer.Ordinal);
        _streets = words["street.name"];
        _kinds = words["street.kind"];
    }

    /// <summary>A ZIP to work in, and how much of a city it is, 0 to 1.</summary>
    public (PostalArea Area, double Urban) Draw(Chance chance)
    {
        var at = chance.Weighted(_sums);
        return (_areas[at], _urban[at]);
    }

    /// <summary>A second place in the same county; the same one where the county has no other.</summary>
    public PostalArea Near(PostalArea area, Chance chance) => _areas[chance.Of(_counties[County(area)])];

    public PracticePlace At(int id, PostalArea area, bool mayBeHome, IReadOnlyList<string>? accessibility, Chance chance) => new()
    {
        Id = id,
        Line1 = $"{chance.Between(1, 99) * 7} {chance.Of(_streets)} {chance.Of(_kinds)}",
        Line2 = !mayBeHome && chance.Whether(0.6) ? $"Suite {chance.Between(1, 5)}{chance.Between(0, 2)}{chance.Between(1, 9)}" : null,
        City = area.City,
        State = area.State.Code,
        Zip = area.Zip,
        Telephone = Telephone(area.State.Code, chance),
        MayBeHome = mayBeHome,
        Accessibility = accessibility,
    };

    private string Telephone(string state, Chance chance) => $"{_areaCodes[state]}55501{chance.Below(10)}{chance.Below(10)}";

    private static string Town(PostalArea area) => $"{area.State.Code} {area.City}";

    private static string County(PostalArea area) => $"{area.State.Code} {(area.County.Length > 0 ? area.County : area.City)}";
}
