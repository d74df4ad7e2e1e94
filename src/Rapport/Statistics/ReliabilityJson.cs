using Rapport.Core.Statistics.Reliability;

namespace Rapport.Statistics;

/// <summary>The reliability of a scale for a program to read, under the names that the reference results have.</summary>
internal static class ReliabilityJson
{
    public static Dictionary<string, object?> Of(ScaleReliability of, (double Before, double After)? change)
    {
        var answers = of.Answers;
        var items = Enumerable.Range(0, answers.Items).ToList();
        var json = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["n"] = answers.Rows,
            ["items"] = answers.Items,
            ["item_names"] = answers.Names,
            ["answered_any"] = answers.People,
            ["complete_cases"] = answers.Complete,
            ["alpha_raw"] = Bare.Number(of.Alpha),
            ["alpha_std"] = Bare.Number(of.AlphaStandardised),
            ["alpha_if_dropped"] = Bare.Numbers(of.AlphaIfDropped),
            ["item_rest_correlation_r_drop"] = Bare.Numbers(of.ItemRest),
            ["item_mean"] = Bare.Numbers(answers.Means),
            ["item_sd"] = Bare.Numbers(items.Select(answers.Sd)),
            ["feldt_ci95_alpha"] = Bare.Numbers([of.AlphaInterval.Low, of.AlphaInterval.High]),
            ["cov_pairwise"] = items.Select(i => Bare.Numbers(items.Select(j => answers.Covariances[i, j]))).ToArray(),
            ["omega_total_lavaan"] = Bare.Number(of.Omega),
            ["ci95_omega"] = of.OmegaInterval is var (low, high) ? Bare.Numbers([low, high]) : null,
            ["lavaan_loadings"] = Bare.Numbers(of.Loadings),
            ["lavaan_loading_se"] = Bare.Numbers(of.LoadingErrors),
            ["lavaan_residual_var"] = Bare.Numbers(of.ResidualVariances),
            ["lavaan_fit"] = of.Fit is { } fit ? Fit(fit) : null,
            ["omega_total_psych_minres"] = Bare.Number(of.OmegaMinres),
            ["psych_loadings_minres"] = Bare.Numbers(of.LoadingsMinres),
            ["omega_total_psych_ml_corr"] = Bare.Number(of.OmegaCorrelations),
            ["psych_omega_tot_check"] = Bare.Number(of.OmegaMinres),
            ["score_sd"] = Bare.Number(of.ScoreSd),
            ["score_mean"] = Bare.Number(of.ScoreMean),
            ["scored"] = of.Scored,
            ["sem_alpha"] = Bare.Number(of.ChangeByAlpha.Sem),
            ["sem_omega"] = Bare.Number(of.ChangeByOmega?.Sem),
            ["sdiff_alpha"] = Bare.Number(of.ChangeByAlpha.DifferenceSe),
            ["rci_threshold_95_alpha"] = Bare.Number(of.ChangeByAlpha.Threshold),
            ["rci_threshold_95_omega"] = Bare.Number(of.ChangeByOmega?.Threshold),
        };
        if (change is var (before, after))
        {
            json["rc_example"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["x1"] = before,
                ["x2"] = after,
                ["rc"] = Bare.Number(of.ChangeByAlpha.Index(before, after)),
            };
        }
        return json;
    }

    private static Dictionary<string, object?> Fit(FactorFit fit) => new(StringComparer.Ordinal)
    {
        ["chisq"] = Bare.Number(fit.ChiSquared),
        ["df"] = fit.Df,
        ["pvalue"] = Bare.Number(fit.P),
        ["cfi"] = Bare.Number(fit.Cfi),
        ["tli"] = Bare.Number(fit.Tli),
        ["rmsea"] = Bare.Number(fit.Rmsea),
        ["srmr"] = Bare.Number(fit.Srmr),
        ["logl"] = Bare.Number(fit.LogLikelihood),
    };
}
