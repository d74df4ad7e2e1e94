using Rapport.Core.Statistics.Reliability;

namespace Rapport.Statistics;

/// <summary>Intraclass correlations for a program to read, under the names that the reference results have.</summary>
internal static class IccJson
{
    public static Dictionary<string, object?> Of(RaterAgreement of) => new(StringComparer.Ordinal)
    {
        ["n_targets"] = of.Targets,
        ["n_raters"] = of.Raters,
        ["rows"] = of.All.Select(one => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = one.Type,
            ["label"] = one.Label,
            ["icc"] = Bare.Number(one.Icc),
            ["F"] = Bare.Number(one.F),
            ["df1"] = one.Df1,
            ["df2"] = one.Df2,
            ["p"] = Bare.Number(one.P),
            ["ci95"] = Bare.Numbers([one.Low, one.High]),
        }).ToArray(),
        ["mean_squares"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["BMS"] = of.BetweenTargets,
            ["JMS"] = of.BetweenRaters,
            ["EMS"] = of.Residual,
        },
        ["dropped_rows"] = of.Dropped,
    };

    public static Dictionary<string, object?> Of(OneWay of) => new(StringComparer.Ordinal)
    {
        ["MSB"] = of.BetweenMean,
        ["MSW"] = of.WithinMean,
        ["n0"] = of.TypicalSize,
        ["icc1_anova"] = Bare.Number(of.IccAnova),
        ["icc1_reml"] = Bare.Number(of.IccReml),
        ["icc1_reml_ci95"] = Bare.Numbers([of.IccRemlInterval.Low, of.IccRemlInterval.High]),
        ["at_boundary"] = of.IsAtBoundary,
        ["F_test"] = Bare.Number(of.F),
        ["df1"] = of.Df1,
        ["df2"] = of.Df2,
        ["p"] = Bare.Number(of.P),
        ["reliability_of_mean_by_therapist"] = Bare.Numbers(of.ReliabilityOfMeans),
        ["group_names"] = of.Names,
        ["group_n"] = of.Sizes,
        ["dropped_rows"] = of.Dropped,
    };
}
