using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// Degrees of freedom of the fixed effects: 2 v² / (g'Ag), with v the variance of an effect, g its gradient in the variance parameters and
/// A their covariance, twice the inverse of the deviance's Hessian. Satterthwaite (1946) as in Kuznetsova, Brockhoff and Christensen,
/// "lmerTest package", Journal of Statistical Software 82 (2017) 13, section 2; directions without curvature are left out, as there.
/// </summary>
internal static class Satterthwaite
{
    private const double Flat = 1e-8;

    // Of the greatest curvature: less than any that data give, more than rounding leaves.
    private const double Level = 1e-6;

    /// <summary>
    /// One for each fixed effect, above 0, and not a number where the variance parameters say nothing of its error; and whether the
    /// likelihood is level in a direction, so that other variances fit as well.
    /// </summary>
    public static (double[] Degrees, bool IsLevel) Of(MixedFit fit)
    {
        var model = fit.Model;
        var count = model.FixedNames.Count;
        var degrees = new double[count];
        var at = new double[RelativeFactors.Count(model.Terms) + 1];
        // On the orthogonal scale, where the parameters are least entangled and differences are sharpest; the result is of no scale.
        foreach (var (k, width, column, row, place) in RelativeFactors.Places(model.Terms))
        {
            at[place] = fit.Lambda[k][(row * width) + column];
        }
        at[^1] = Math.Log(fit.Sigma);
        double[][] Lambda(double[] point) => RelativeFactors.Of(point[..^1], model.Terms);
        double Deviance(double[] point) => model.Criterion.At(model.Criterion.Parts(Lambda(point)), point[^1], fit.Reml);
        double[] Variances(double[] point)
        {
            model.Criterion.Parts(Lambda(point));
            var unscaled = model.UnscaledCovariance();
            return [.. Enumerable.Range(0, count).Select(i => unscaled[i, i] * Math.Exp(2 * point[^1]))];
        }
        var (covariance, isLevel) = Covariance(Minimiser.Hessian(Deviance, at, 1e-3));
        var gradients = count == 0 ? [] : Gradients(Variances, at);
        for (var i = 0; i < count; i++)
        {
            var gradient = Vector<double>.Build.DenseOfArray(gradients[i]);
            var spread = gradient * covariance * gradient;
            var variance = fit.FixedCovariance[i, i];
            degrees[i] = spread > 0 ? 2 * variance * variance / spread : double.NaN;
        }
        return (degrees, isLevel);
    }

    private static (Matrix<double> Covariance, bool IsLevel) Covariance(double[,] hessian)
    {
        var spectrum = Matrix<double>.Build.DenseOfArray(hessian).Evd(Symmetricity.Symmetric);
        var values = spectrum.EigenValues.Select(value => value.Real).ToArray();
        var limit = Math.Max(Flat, Flat * values.Max());
        var inverse = Matrix<double>.Build.DenseOfDiagonalArray([.. values.Select(value => value > limit ? 2 / value : 0)]);
        return (spectrum.EigenVectors * inverse * spectrum.EigenVectors.Transpose(), values.Min() < Level * values.Max());
    }

    private static double[][] Gradients(Func<double[], double[]> variances, double[] at)
    {
        var count = variances(at).Length;
        var gradients = Enumerable.Range(0, count).Select(_ => new double[at.Length]).ToArray();
        var point = (double[])at.Clone();
        for (var j = 0; j < at.Length; j++)
        {
            var step = Minimiser.Step(at[j], 1e-4);
            point[j] = at[j] + step;
            var up = variances(point);
            point[j] = at[j] - step;
            var down = variances(point);
            point[j] = at[j];
            for (var i = 0; i < count; i++)
            {
                gradients[i][j] = (up[i] - down[i]) / (2 * step);
            }
        }
        return gradients;
    }
}
