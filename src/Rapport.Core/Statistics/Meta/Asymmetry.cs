using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// Whether small studies find other effects than large ones, as where small studies without an effect were not published:
/// the weighted regression of effects on their standard errors. Egger, Davey Smith, Schneider and Minder, BMJ 315 (1997),
/// 629–634.
/// </summary>
/// <param name="T">The slope in its standard errors.</param>
/// <param name="Df">Degrees of freedom.</param>
/// <param name="P">Two-sided.</param>
public sealed record Asymmetry(double T, int Df, double P)
{
    /// <returns>Null with fewer than three studies, where all have the same standard error, or where all lie on one line.</returns>
    public static Asymmetry? Of(StudyEffects studies)
    {
        var errors = Array.ConvertAll(studies.Variances, Math.Sqrt);
        var mean = errors.Average();
        var df = studies.Count - 2;
        if (df < 1 || errors.All(error => Math.Abs(error - mean) <= 1e-12 * mean))
        {
            return null;
        }
        // Centred and in units of the mean: the slope's t is the same, and nothing is lost where errors differ little.
        var x = Matrix<double>.Build.Dense(studies.Count, 2, (row, column) => column == 0 ? 1 : (errors[row] - mean) / mean);
        var line = new Weighted(studies.Effects, x, Array.ConvertAll(studies.Variances, variance => 1 / variance));
        var t = line.Coefficients[1] / Math.Sqrt(line.Inverse[1, 1] * line.SquaredResiduals / df);
        // On one line: the residuals are what rounding leaves.
        var isExact = line.SquaredResiduals <= 1e-24 * studies.Effects.Zip(studies.Variances, (effect, variance) => effect * effect / variance).Sum();
        return double.IsFinite(t) && !isExact ? new(t, df, Tails.StudentTwoSided(t, df)) : null;
    }
}
