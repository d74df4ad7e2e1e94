namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// How well one factor describes the answers. χ² against the model without restraints; CFI and TLI against items that have
/// nothing in common: Bentler, Psychological Bulletin 107 (1990), 238–246; Tucker and Lewis, Psychometrika 38 (1973), 1–10;
/// RMSEA: Steiger, Multivariate Behavioral Research 25 (1990), 173–180; SRMR: Hu and Bentler, Structural Equation Modeling 6
/// (1999), 1–55.
/// </summary>
/// <param name="ChiSquared">0 or more.</param>
/// <param name="Df">k(k − 3)/2; 0 for three items, where one factor always fits.</param>
/// <param name="P">Chance of a worse fit where one factor is all there is.</param>
/// <param name="Cfi">0 to 1.</param>
/// <param name="Tli">About 0 to 1, also above; <see cref="double.NaN"/> without degrees of freedom.</param>
/// <param name="Rmsea">0 or more; 0 without degrees of freedom.</param>
/// <param name="Srmr">0 to 1.</param>
/// <param name="LogLikelihood">Of the one-factor model.</param>
public sealed record FactorFit(double ChiSquared, int Df, double P, double Cfi, double Tli, double Rmsea, double Srmr, double LogLikelihood)
{
    internal static FactorFit Of(IReadOnlyList<AnswerPattern> patterns, Saturated saturated, OneFactor factor)
    {
        var items = factor.Loadings.Length;
        var people = patterns.Sum(pattern => pattern.People);
        var df = items * (items - 3) / 2;
        var baseDf = items * (items - 1) / 2;
        var chi = Math.Max(0, 2 * (saturated.LogLikelihood - factor.LogLikelihood));
        var baseChi = 2 * (saturated.LogLikelihood - Saturated.Independent(patterns, items)!.Value);
        var (over, baseOver) = (Math.Max(chi - df, 0), Math.Max(Math.Max(baseChi - baseDf, chi - df), 0));
        return new(
            chi, df, Tails.ChiSquaredUpper(chi, df), baseOver > 0 ? 1 - (over / baseOver) : 1,
            df > 0 ? ((baseChi / baseDf) - (chi / df)) / ((baseChi / baseDf) - 1) : double.NaN,
            df > 0 ? Math.Sqrt(over / df / people) : 0, Residuals(saturated, factor, withMeans: patterns.Count > 1), factor.LogLikelihood);
    }

    private static double Residuals(Saturated saturated, OneFactor factor, bool withMeans)
    {
        var items = factor.Loadings.Length;
        var sd = saturated.Covariances.Diagonal().PointwiseSqrt();
        var sum = 0d;
        for (var i = 0; i < items; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var modelled = (factor.Loadings[i] * factor.Loadings[j]) + (i == j ? factor.ResidualVariances[i] : 0);
                sum += Squared((saturated.Covariances[i, j] - modelled) / (sd[i] * sd[j]));
            }
            sum += withMeans ? Squared((saturated.Means[i] - factor.Means[i]) / sd[i]) : 0;
        }
        return Math.Sqrt(sum / ((items * (items + 1) / 2d) + (withMeans ? items : 0)));
    }

    private static double Squared(double number) => number * number;
}
