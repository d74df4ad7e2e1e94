namespace Rapport.Core.Statistics.Mixed;

/// <summary>What each group of one grouping factor differs by from the mean of all (best linear unbiased predictions, BLUPs).</summary>
/// <param name="Group">The grouping factor.</param>
/// <param name="Levels">The groups, in their order.</param>
/// <param name="Terms">What varies: the columns of <paramref name="Values"/>.</param>
/// <param name="Values">Per group and term, in units of y per unit of the term.</param>
/// <param name="StandardDeviations">How uncertain each is, given the estimated variances and fixed effects.</param>
public sealed record RandomEffects(
    string Group, IReadOnlyList<string> Levels, IReadOnlyList<string> Terms, double[][] Values, double[][] StandardDeviations)
{
    /// <summary>
    /// The random effects of a fit: b = Λu with u the mode of its distribution given y, and the roots of the diagonal of σ²Λ(Λ'Z'ZΛ + I)⁻¹Λ'
    /// (Bates et al. 2015, equations 56 and 58).
    /// </summary>
    /// <returns>One for each grouping factor, the largest first; random parts on one factor stand side by side.</returns>
    public static IReadOnlyList<RandomEffects> Of(MixedFit fit)
    {
        var model = fit.Model;
        model.Criterion.Parts(fit.Lambda);
        double[] weights = [.. model.Criterion.Coefficients().Select(one => -one), 1];
        var spherical = model.Criterion.Factor.BackSolve(weights);
        var inverse = new SelectedInverse(model.Criterion.Factor, model.Criterion.Stop);
        return
        [
            .. Enumerable.Range(0, model.Terms.Count).GroupBy(k => model.Terms[k].Group, StringComparer.Ordinal).Select(parts =>
            {
                var levels = model.Terms[parts.First()].Levels;
                var both = parts.Select(k => OfTerm(fit, k, spherical, inverse)).ToList();
                return new RandomEffects(
                    parts.Key,
                    levels,
                    [.. parts.SelectMany(k => model.Terms[k].Effects.Names)],
                    [.. levels.Select((_, level) => both.SelectMany(one => one.Values[level]).ToArray())],
                    [.. levels.Select((_, level) => both.SelectMany(one => one.Deviations[level]).ToArray())]);
            }),
        ];
    }

    private static (double[][] Values, double[][] Deviations) OfTerm(MixedFit fit, int k, double[] spherical, SelectedInverse inverse)
    {
        var term = fit.Model.Terms[k];
        var width = term.Width;
        var root = SmallMatrix.Product(fit.Model.Scales[k].ToNamed, RelativeFactors.Matrix(fit.Lambda[k], width));
        var values = new double[term.Levels.Length][];
        var deviations = new double[term.Levels.Length][];
        for (var level = 0; level < values.Length; level++)
        {
            var first = fit.Model.Criterion.Products.ScalarStart[k] + (level * width);
            values[level] = new double[width];
            deviations[level] = new double[width];
            for (var i = 0; i < width; i++)
            {
                var variance = 0d;
                for (var c = 0; c < width; c++)
                {
                    values[level][i] += root[i, c] * spherical[first + c];
                    for (var d = 0; d < width; d++)
                    {
                        variance += root[i, c] * root[i, d] * inverse[first + c, first + d];
                    }
                }
                deviations[level][i] = fit.Sigma * Math.Sqrt(Math.Max(0, variance));
            }
        }
        return (values, deviations);
    }
}
