using Rapport.Core.Statistics.Meta;

namespace Rapport.Statistics;

/// <summary>A meta-analysis for a program to read, under the names that the reference results have.</summary>
internal static class MetaJson
{
    public static Dictionary<string, object?> Of(StudyTable table, MetaFit fit, IReadOnlyList<StudyInfluence> influence)
    {
        var json = Beginning(table);
        var knappHartung = fit.KnappHartung ? "_KnappHartung" : "";
        if (fit.Studies.Moderators.Names.Count > 0)
        {
            json["meta_regression"] = Regression(fit);
        }
        else
        {
            json[$"{fit.Method}{knappHartung}"] = Fit(fit);
            if (table.Scale.IsTransformed())
            {
                json[$"back_transformed_{fit.Method}{(fit.KnappHartung ? "_KH" : "")}"] = BackTransformed(fit, table.Scale);
            }
            json["egger_lm"] = Asymmetry.Of(fit.Studies) is { } egger
                ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["t"] = Bare.Number(egger.T), ["df"] = egger.Df, ["p"] = Bare.Number(egger.P) }
                : null;
            json[$"leave1out_{fit.Method}"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["estimate"] = Bare.Numbers(influence.Select(one => one.Estimate)),
                ["tau2"] = Bare.Numbers(influence.Select(one => one.Tau2)),
            };
        }
        json["rstudent"] = Bare.Numbers(influence.Select(one => one.StudentisedResidual));
        return json;
    }

    public static Dictionary<string, object?> Of(StudyTable table, ThreeLevel fit)
    {
        var json = Beginning(table);
        var (mean, robust) = (fit.Coefficients[0], fit.Robust[0]);
        json["clusters"] = fit.Clusters;
        json["method"] = fit.Restricted ? "REML" : "ML";
        json["estimate"] = Bare.Number(mean.Estimate);
        json["se"] = Bare.Number(mean.Error);
        json["ci95"] = Interval(mean);
        json["stat"] = Bare.Number(mean.Statistic);
        json["p"] = Bare.Number(mean.P);
        if (fit.Coefficients.Count > 1)
        {
            json["names"] = fit.Coefficients.Select(one => one.Name);
            json["beta"] = Bare.Numbers(fit.Coefficients.Select(one => one.Estimate));
            json["beta_se"] = Bare.Numbers(fit.Coefficients.Select(one => one.Error));
            json["beta_stat"] = Bare.Numbers(fit.Coefficients.Select(one => one.Statistic));
            json["beta_p"] = Bare.Numbers(fit.Coefficients.Select(one => one.P));
            json["beta_ci95"] = fit.Coefficients.Select(Interval);
        }
        if (fit.Moderators is var (qm, qmP, f, fP))
        {
            json["QM"] = Bare.Number(qm);
            json["QM_df"] = fit.Coefficients.Count - 1;
            json["QM_p"] = Bare.Number(qmP);
            json["cluster_robust_F"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["stat"] = Bare.Number(f),
                ["df"] = double.IsNaN(f) ? null : new[] { fit.Coefficients.Count - 1, fit.RobustDf },
                ["p"] = Bare.Number(fP),
            };
        }
        json["sigma2"] = Bare.Numbers([fit.StudyVariance, fit.EffectVariance]);
        json["sigma2_ci95"] = new[]
        {
            Bare.Numbers([fit.VarianceIntervals.Study.Low, fit.VarianceIntervals.Study.High]),
            fit.VarianceIntervals.Effect is var (low, high) ? Bare.Numbers([low, high]) : null,
        };
        json["prediction_interval95"] = fit.Prediction is var (from, to) ? Bare.Numbers([from, to]) : null;
        json["I2_percent"] = Bare.Numbers([fit.I2Percent.Study, fit.I2Percent.Effect]);
        json["logLik"] = Bare.Number(fit.LogLikelihood);
        json["Q"] = Bare.Number(fit.Q);
        json["Q_df"] = fit.QDf;
        json["Q_p"] = Bare.Number(fit.QP);
        json["cluster_robust_CR1"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["se"] = Bare.Number(robust.Error),
            ["df"] = double.IsNaN(robust.Error) ? null : fit.RobustDf,
            ["ci95"] = Interval(robust),
            ["stat"] = Bare.Number(robust.Statistic),
            ["p"] = Bare.Number(robust.P),
            ["beta_se"] = fit.Robust.Count > 1 ? Bare.Numbers(fit.Robust.Select(one => one.Error)) : null,
            ["beta_stat"] = fit.Robust.Count > 1 ? Bare.Numbers(fit.Robust.Select(one => one.Statistic)) : null,
            ["beta_p"] = fit.Robust.Count > 1 ? Bare.Numbers(fit.Robust.Select(one => one.P)) : null,
            ["beta_ci95"] = fit.Robust.Count > 1 ? fit.Robust.Select(Interval) : null,
        };
        return json;
    }

    private static Dictionary<string, object?> Beginning(StudyTable table) => new(StringComparer.Ordinal)
    {
        ["k"] = table.Studies.Count,
        ["dropped_rows"] = table.Dropped,
        ["studies"] = table.Studies.Labels,
        ["yi"] = Bare.Numbers(table.Studies.Effects),
        ["vi"] = Bare.Numbers(table.Studies.Variances),
    };

    private static Dictionary<string, object?> Fit(MetaFit fit)
    {
        var json = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["estimate"] = Bare.Number(fit.Mean.Estimate),
            ["se"] = Bare.Number(fit.Mean.Error),
            ["ci95"] = Interval(fit.Mean),
            ["stat"] = Bare.Number(fit.Mean.Statistic),
            ["p"] = Bare.Number(fit.Mean.P),
            ["tau2"] = fit.Tau2,
            ["tau2_se"] = Bare.Number(fit.Tau2Error),
            ["I2_percent"] = Bare.Number(fit.I2Percent),
            ["H2"] = Bare.Number(fit.H2),
            ["Q"] = Bare.Number(fit.Q),
            ["Q_df"] = fit.QDf,
            ["Q_p"] = Bare.Number(fit.QP),
            ["logLik"] = Bare.Number(fit.LogLikelihood),
        };
        if (fit.Prediction is var (low, high))
        {
            json["prediction_interval95"] = Bare.Numbers([low, high]);
        }
        if (fit.Tau2Interval is var (least, most))
        {
            json["tau2_ci95_Qprofile"] = Bare.Numbers([least, most]);
        }
        json["at_boundary"] = fit.IsAtBoundary;
        return json;
    }

    private static Dictionary<string, object?> BackTransformed(MetaFit fit, EffectScale scale)
    {
        var json = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["transform"] = scale == EffectScale.FisherZ ? "transf.ztor" : "exp",
            ["estimate"] = Bare.Number(scale.Back(fit.Mean.Estimate)),
            ["ci95"] = Bare.Numbers([scale.Back(fit.Mean.Low), scale.Back(fit.Mean.High)]),
        };
        if (fit.Prediction is var (low, high))
        {
            json["prediction_interval95"] = Bare.Numbers([scale.Back(low), scale.Back(high)]);
        }
        return json;
    }

    private static Dictionary<string, object?> Regression(MetaFit fit) => new(StringComparer.Ordinal)
    {
        ["method"] = fit.Method.ToString(),
        ["knapp_hartung"] = fit.KnappHartung,
        ["names"] = fit.Coefficients.Select(one => one.Name),
        ["beta"] = Bare.Numbers(fit.Coefficients.Select(one => one.Estimate)),
        ["se"] = Bare.Numbers(fit.Coefficients.Select(one => one.Error)),
        ["stat"] = Bare.Numbers(fit.Coefficients.Select(one => one.Statistic)),
        ["p"] = Bare.Numbers(fit.Coefficients.Select(one => one.P)),
        ["ci95"] = fit.Coefficients.Select(Interval),
        ["tau2"] = fit.Tau2,
        ["tau2_se"] = Bare.Number(fit.Tau2Error),
        ["tau2_ci95_Qprofile"] = fit.Tau2Interval is var (least, most) ? Bare.Numbers([least, most]) : null,
        ["I2_percent"] = Bare.Number(fit.I2Percent),
        ["H2"] = Bare.Number(fit.H2),
        ["QM"] = Bare.Number(fit.QM),
        ["QM_df"] = fit.Studies.Moderators.Names.Count,
        ["QM_p"] = Bare.Number(fit.QMP),
        ["QE"] = Bare.Number(fit.Q),
        ["QE_df"] = fit.QDf,
        ["QE_p"] = Bare.Number(fit.QP),
        ["R2_percent"] = Bare.Number(fit.R2Percent),
        ["logLik"] = Bare.Number(fit.LogLikelihood),
        ["left_out"] = fit.Studies.Moderators.LeftOut,
        ["at_boundary"] = fit.IsAtBoundary,
    };

    private static double?[] Interval(Coefficient of) => Bare.Numbers([of.Low, of.High]);
}
