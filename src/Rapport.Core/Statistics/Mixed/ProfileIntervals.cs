namespace Rapport.Core.Statistics.Mixed;

/// <summary>An interval of one parameter.</summary>
/// <param name="Name">As lme4's <c>confint</c> with <c>oldNames = FALSE</c>: <c>sd_(Intercept)|g</c>, <c>cor_x.(Intercept)|g</c>, <c>sigma</c>, or a fixed effect.</param>
/// <param name="Estimate">The maximum-likelihood estimate.</param>
/// <param name="Lower">The lower end; 0 (−1 for a correlation) where the likelihood does not exclude it.</param>
/// <param name="Upper">The upper end.</param>
public sealed record ProfileInterval(string Name, double Estimate, double Lower, double Upper);

/// <summary>
/// Profile-likelihood intervals of all parameters under maximum likelihood, standard deviations and correlations on their own scale:
/// Bates et al. (2015), section 5.1.
/// </summary>
public static class ProfileIntervals
{
    /// <summary>Finds the intervals; each takes some dozens of fits.</summary>
    /// <param name="fit">A fit; where it is by REML, the model is fitted anew by ML, as lme4 does.</param>
    /// <param name="level">Between 0 and 1.</param>
    /// <param name="progress">Told how many of how many intervals are found.</param>
    /// <returns>Standard deviations and correlations of the groups, sigma, fixed effects.</returns>
    public static IReadOnlyList<ProfileInterval> Of(MixedFit fit, double level = 0.95, Action<int, int>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        var ml = fit.Reml ? fit.Model.Fit(reml: false) : fit;
        var quantile = Tails.NormalQuantile((1 + level) / 2);
        var intervals = new List<ProfileInterval>();
        var count = ml.Model.Terms.Sum(term => term.Width * (term.Width + 1) / 2) + 1 + ml.FixedEffects.Count;
        void Tell() => progress?.Invoke(intervals.Count, count);
        Tell();
        for (var k = 0; k < ml.Model.Terms.Count; k++)
        {
            AddTerm(ml, k, quantile, intervals, Tell);
        }
        var paths = new ProfilePaths(ml);
        intervals.Add(Ends("sigma", paths.OfSigma, ml.Sigma, ml, ml.Sigma / Math.Sqrt(2 * ml.Model.Rows) * quantile, 0, double.PositiveInfinity, quantile));
        Tell();
        for (var j = 0; j < ml.FixedEffects.Count; j++)
        {
            var (at, effect) = (j, ml.FixedEffects[j]);
            intervals.Add(Ends(
                effect.Name, () => paths.OfFixed(at), effect.Estimate, ml, effect.StandardError * quantile,
                double.NegativeInfinity, double.PositiveInfinity, quantile));
            Tell();
        }
        return intervals;
    }

    private static void AddTerm(MixedFit ml, int k, double quantile, List<ProfileInterval> intervals, Action tell)
    {
        var term = ml.Model.Terms[k];
        var names = term.Effects.Names;
        var square = ml.Model.Scales[k].Named(ml.Lambda[k]);
        var paths = new ProfilePaths(ml);
        for (var i = 0; i < names.Length; i++)
        {
            var at = i;
            var sd = Math.Sqrt(Math.Max(0, square[i, i])) * ml.Sigma;
            var step = Math.Max(sd / Math.Sqrt(term.Levels.Length), 0.1 * ml.Sigma / ml.Model.Scales[k].Units[i] / Math.Sqrt(term.Levels.Length));
            intervals.Add(Ends(
                $"sd_{names[i]}|{term.Group}", () => paths.OfDeviation(k, at), sd, ml, step, 0, double.PositiveInfinity, quantile));
            tell();
            for (var j = i + 1; j < names.Length; j++)
            {
                var other = j;
                var both = square[i, i] * square[j, j];
                var correlation = both > 0 ? Math.Clamp(square[i, j] / Math.Sqrt(both), -1, 1) : 0;
                intervals.Add(Ends(
                    $"cor_{names[j]}.{names[i]}|{term.Group}", () => paths.OfCorrelation(k, at, other), correlation, ml,
                    2 / Math.Sqrt(term.Levels.Length + 4d) * Math.Max(0.05, 1 - (correlation * correlation)), -1, 1, quantile));
                tell();
            }
        }
    }

    // Each side starts from the estimate, and each point from the one before.
    private static ProfileInterval Ends(
        string name, Func<Func<double, double>> path, double estimate, MixedFit ml, double step, double lowest, double highest, double quantile) =>
        new(
            name,
            estimate,
            ProfileEnds.Find(path(), estimate, ml.MinusTwoLogLikelihood, step, lowest, quantile),
            ProfileEnds.Find(path(), estimate, ml.MinusTwoLogLikelihood, step, highest, quantile));
}
