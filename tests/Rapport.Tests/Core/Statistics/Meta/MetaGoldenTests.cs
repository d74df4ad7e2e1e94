using Rapport.Core.Statistics.Meta;

namespace Rapport.Tests.Core.Statistics.Meta;

/// <summary>Meta-analyses beside the reference, every number of it.</summary>
public sealed class MetaGoldenTests
{
    private static readonly string[] Words = ["data", "source", "call", "transform"];

    [Theory]
    [InlineData("bcg", "meta_bcg.csv", "ablat", 200)]
    [InlineData("molloy2014", "meta_molloy2014.csv", "year", 200)]
    [InlineData("alliance_simulated", "meta_alliance_simulated.csv", "year", 300)]
    [InlineData("homogeneous_tau2_zero", "meta_homogeneous.csv", null, 130)]
    public void Every_number_of_the_reference_is_met(string block, string file, string? moderator, int atLeast)
    {
        var (studies, scale) = Studies(file);
        var fits = new Dictionary<string, MetaFit>(StringComparer.Ordinal);
        var compared = Golden.Check(Golden.Read("meta.json", block), path => path.Split('/') switch
        {
            ["k"] => studies.Count,
            ["yi"] => studies.Effects,
            ["vi"] => studies.Variances,
            ["back_transformed_REML_KH", var part] => BackTransformed(Fit("REML_KnappHartung"), scale, part),
            ["egger_lm", "t"] => Asymmetry.Of(studies)!.T,
            ["egger_lm", "p"] => Asymmetry.Of(studies)!.P,
            ["leave1out_REML", "estimate"] => Influence.Of(Fit("REML")).Select(one => one.Estimate),
            ["leave1out_REML", "tau2"] => Influence.Of(Fit("REML")).Select(one => one.Tau2),
            ["rstudent"] => Influence.Of(Fit("REML")).Select(one => one.StudentisedResidual),
            ["meta_regression", var part] => Regression(MetaAnalysis.Fit(With(studies, file, moderator!), TauMethod.REML), part),
            [var method, var part] => Part(Fit(method), part),
            _ => throw new ArgumentException($"Nothing is reckoned for {path}.", nameof(path)),
        }, Words);

        Assert.True(compared >= atLeast, $"{compared} numbers compared");

        MetaFit Fit(string name)
        {
            if (!fits.TryGetValue(name, out var fit))
            {
                fit = fits[name] = MetaAnalysis.Fit(studies, Enum.Parse<TauMethod>(name.Split('_')[0]), name.EndsWith("KnappHartung", StringComparison.Ordinal));
            }
            return fit;
        }
    }

    [Fact]
    public void Three_levels_meet_every_number_of_the_reference()
    {
        var table = Golden.Table("meta_three_level.csv");
        var (studies, _) = Studies("meta_three_level.csv");
        var fit = ThreeLevel.Fit(studies, table.Levels("study").Codes);
        var compared = Golden.Check(Golden.Read("meta.json", "three_level"), path => path switch
        {
            "estimate" => fit.Coefficients[0].Estimate,
            "se" => fit.Coefficients[0].Error,
            "sigma2" => new[] { fit.StudyVariance, fit.EffectVariance },
            "logLik" => fit.LogLikelihood,
            "Q" => fit.Q,
            "cluster_robust_CR1/se" => fit.Robust[0].Error,
            "cluster_robust_CR1/df" => fit.RobustDf,
            "cluster_robust_CR1/ci95" => new[] { fit.Robust[0].Low, fit.Robust[0].High },
            _ => throw new ArgumentException($"Nothing is reckoned for {path}.", nameof(path)),
        }, Words);

        Assert.Equal(10, compared);
    }

    private static (StudyEffects Studies, EffectScale Scale) Studies(string file)
    {
        var table = Golden.Table(file);
        var (scale, columns) = file switch
        {
            "meta_bcg.csv" => (EffectScale.LogRiskRatio, "tpos,tneg,cpos,cneg"),
            "meta_homogeneous.csv" => (EffectScale.AsGiven, "yi,vi"),
            _ => (EffectScale.FisherZ, "ri,ni"),
        };
        var numbers = columns.Split(',').Select(table.Numbers).ToArray();
        var effects = Enumerable.Range(0, table.Rows).Select(row => scale switch
        {
            EffectScale.AsGiven => EffectSize.AsGiven(numbers[0][row], numbers[1][row], ""),
            EffectScale.FisherZ => EffectSize.FisherZ(numbers[0][row], numbers[1][row], ""),
            _ => EffectSize.OfCounts(scale, numbers[0][row], numbers[1][row], numbers[2][row], numbers[3][row], ""),
        }).ToList();
        return (new(
            [.. effects.Select((_, row) => $"{row + 1}")], [.. effects.Select(one => one.Effect)], [.. effects.Select(one => one.Variance)],
            Moderators.None(effects.Count)), scale);
    }

    private static StudyEffects With(StudyEffects studies, string file, string moderator) =>
        studies with { Moderators = Moderators.Of(Golden.Table(file), [moderator], [.. Enumerable.Range(0, studies.Count)]) };

    private static object? Part(MetaFit fit, string part) => part switch
    {
        "estimate" => fit.Mean.Estimate,
        "se" => fit.Mean.Error,
        "ci95" => new[] { fit.Mean.Low, fit.Mean.High },
        "stat" => fit.Mean.Statistic,
        "p" => fit.Mean.P,
        "tau2" => fit.Tau2,
        "tau2_se" => fit.Tau2Error,
        "I2_percent" => fit.I2Percent,
        "H2" => fit.H2,
        "Q" => fit.Q,
        "Q_df" => fit.QDf,
        "Q_p" => fit.QP,
        "logLik" => fit.LogLikelihood,
        "prediction_interval95" => new[] { fit.Prediction!.Value.Low, fit.Prediction.Value.High },
        "tau2_ci95_Qprofile" => new[] { fit.Tau2Interval!.Value.Low, fit.Tau2Interval.Value.High },
        _ => throw new ArgumentException($"Nothing is reckoned for {part}.", nameof(part)),
    };

    private static object? Regression(MetaFit fit, string part) => part switch
    {
        "beta" => fit.Coefficients.Select(one => one.Estimate),
        "se" => fit.Coefficients.Select(one => one.Error),
        "tau2" => fit.Tau2,
        "QM" => fit.QM,
        "QE" => fit.Q,
        "R2_percent" => fit.R2Percent,
        _ => throw new ArgumentException($"Nothing is reckoned for {part}.", nameof(part)),
    };

    private static object BackTransformed(MetaFit fit, EffectScale scale, string part) => part switch
    {
        "estimate" => scale.Back(fit.Mean.Estimate),
        "ci95" => new[] { scale.Back(fit.Mean.Low), scale.Back(fit.Mean.High) },
        "prediction_interval95" => new[] { scale.Back(fit.Prediction!.Value.Low), scale.Back(fit.Prediction.Value.High) },
        _ => throw new ArgumentException($"Nothing is reckoned for {part}.", nameof(part)),
    };

    /// <summary>metafor 3.8-1: <c>confint(rma.mv(yi, vi, random = ~ 1 | study/effect), sigma2 = 1, control = list(tol = 1e-9))</c>, and with 2.</summary>
    [Theory]
    [InlineData(true, 0.00186471, 0.02099895, 0.00092349, 0.01412019)]
    [InlineData(false, 0.00159035, 0.01926278, 0.00091822, 0.01408546)]
    public void Intervals_of_variances_on_three_levels_are_those_of_the_profile_likelihood(bool restricted, double low, double high, double within, double withinHigh)
    {
        var table = Golden.Table("meta_three_level.csv");
        var read = StudyTable.Of(table, new(EffectScale.FisherZ, ["ri", "ni"]), [], null, "study");
        var fit = ThreeLevel.Fit(read.Studies, read.Clusters!.Value.Codes, restricted);

        Assert.Equal((low, high), (Math.Round(fit.VarianceIntervals.Study.Low, 8), Math.Round(fit.VarianceIntervals.Study.High, 8)), Near);
        Assert.Equal((within, withinHigh), (Math.Round(fit.VarianceIntervals.Effect!.Value.Low, 8), Math.Round(fit.VarianceIntervals.Effect.Value.High, 8)), Near);
        // What the effects weigh makes the mean.
        Assert.Equal(fit.Coefficients[0].Estimate, read.Studies.Effects.Zip(fit.Weights, (effect, weight) => effect * weight).Sum() / fit.Weights.Sum(), 1e-10);

        static bool Near((double Low, double High) one, (double Low, double High) other) => Math.Abs(one.Low - other.Low) < 2e-6 && Math.Abs(one.High - other.High) < 2e-6;
    }
}
