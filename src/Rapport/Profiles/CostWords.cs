using System.Globalization;
using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>Money in words.</summary>
internal static class CostWords
{
    private static readonly Words L = Words.For("Rapport.Profiles.CostWords");

    /// <summary>"$120–160 for 50 minutes", with the kind of session where it is not the usual one.</summary>
    private static string Tell(Fee fee)
    {
        var price = fee.ToCents == 0
            ? L["{0}: free, {1} minutes", Kind(fee.Kind), fee.Minutes]
            : L["{0}: {1} for {2} minutes", Kind(fee.Kind), Range(fee), fee.Minutes];
        return price;
    }

    /// <summary>A line for each fee; a single one is for one person, and need not say so.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Fee> fees) => fees is [{ Kind: "individual", ToCents: > 0 } only]
        ? [L["{0} for {1} minutes.", Range(only), only.Minutes]]
        : fees.Select(Tell);

    /// <summary>"$120–160", "$90".</summary>
    public static string Range(Fee fee) => fee.FromCents == fee.ToCents
        ? "$" + Dollars(fee.FromCents)
        : $"${Dollars(fee.FromCents)}–{Dollars(fee.ToCents)}";

    /// <summary>"$150", "$1,200"; cents only where there are some.</summary>
    public static string Amount(int cents) => "$" + (cents / 100m).ToString(cents % 100 == 0 ? "N0" : "N2", CultureInfo.CurrentCulture);

    /// <summary>One line for a list: the plans that count, and what it costs without one.</summary>
    /// <param name="plans">Names of the plans to be named, at most two.</param>
    public static string Line(IReadOnlyList<string> plans, Fee? fee, bool slidingScale)
    {
        var price = (fee, slidingScale) switch
        {
            (null, true) => L["sliding scale"],
            (null, false) => null,
            ({ } one, true) => L["{0} on a sliding scale", Range(one)],
            ({ } one, false) => Range(one),
        };
        var named = string.Join(", ", plans);
        return (named, price) switch
        {
            ("", null) => L["Cost not known"],
            ("", { } only) => char.ToUpper(only[0], CultureInfo.CurrentCulture) + only[1..],
            ({ } only, null) => only,
            _ => L["{0}, or {1}", named, price],
        };
    }

    /// <summary>The fee that a list shows: of one person's session where there is one, else the lowest.</summary>
    public static Fee? Usual(Fact<IReadOnlyList<Fee>>? fees) =>
        fees?.Value.FirstOrDefault(fee => fee.Kind == "individual") ?? fees?.Value.MinBy(fee => fee.FromCents);

    private static string Kind(string kind) => kind switch
    {
        "couple" => L["For two"],
        "family" => L["For a family"],
        "group" => L["In a group"],
        "first" => L["First talk"],
        "evaluation" => L["Evaluation"],
        _ => L["For one person"],
    };

    private static string Dollars(int cents) =>
        (cents / 100m).ToString(cents % 100 == 0 ? "0" : "0.00", CultureInfo.CurrentCulture);
}
