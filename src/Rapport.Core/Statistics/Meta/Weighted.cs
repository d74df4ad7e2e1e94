using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// Weighted least squares with known weights, and the traces of P = W − WX(X'WX)⁻¹X'W that estimators of the variance between
/// studies are made of; P itself, as wide as there are studies, is never built.
/// </summary>
internal sealed class Weighted
{
    /// <param name="y">Effects.</param>
    /// <param name="x">A row of predictors for each, of full column rank.</param>
    /// <param name="weights">Each above 0.</param>
    public Weighted(double[] y, Matrix<double> x, double[] weights)
    {
        var (rows, columns) = (y.Length, x.ColumnCount);
        // Plain arrays: leaving out each study in turn comes here some ten times for each.
        var cells = x.AsColumnMajorArray() ?? x.ToColumnMajorArray();
        var sums = new double[3, columns, columns];
        var right = Vector<double>.Build.Dense(columns);
        double sum = 0, squares = 0;
        for (var i = 0; i < rows; i++)
        {
            var w = weights[i];
            sum += w;
            squares += w * w;
            LogWeights += Math.Log(w);
            for (var a = 0; a < columns; a++)
            {
                var one = w * cells[(a * rows) + i];
                right[a] += one * y[i];
                for (var b = 0; b <= a; b++)
                {
                    var product = one * cells[(b * rows) + i];
                    sums[0, a, b] += product;
                    sums[1, a, b] += w * product;
                    sums[2, a, b] += w * w * product;
                }
            }
        }
        Matrix<double> Symmetric(int power) => Matrix<double>.Build.Dense(columns, columns, (a, b) => sums[power, Math.Max(a, b), Math.Min(a, b)]);
        var (first, second, third) = (Symmetric(0), Symmetric(1), Symmetric(2));
        var factor = first.Cholesky();
        Inverse = factor.Solve(Matrix<double>.Build.DenseIdentity(columns));
        Coefficients = factor.Solve(right);
        LogDeterminant = factor.DeterminantLn;
        var fitted = x * Coefficients;
        Residuals = [.. y.Zip(fitted, (one, other) => one - other)];
        SquaredResiduals = Residuals.Zip(weights, (residual, weight) => weight * residual * residual).Sum();
        var spread = Inverse * second;
        TraceP = sum - spread.Trace();
        TraceOfPSquared = squares - (2 * (Inverse * third).Trace()) + (spread * spread).Trace();
        SumOfWeights = sum;
        SumOfSquaredWeights = squares;
    }

    /// <summary>(X'WX)⁻¹X'Wy, one for each column of X.</summary>
    public Vector<double> Coefficients { get; }

    /// <summary>(X'WX)⁻¹.</summary>
    public Matrix<double> Inverse { get; }

    /// <summary>e = y − X · coefficients, one for each study.</summary>
    public double[] Residuals { get; }

    /// <summary>Σ w e², which is y'Py.</summary>
    public double SquaredResiduals { get; }

    /// <summary>ln |X'WX|.</summary>
    public double LogDeterminant { get; }

    /// <summary>Σ ln w.</summary>
    public double LogWeights { get; }

    /// <summary>Σ w.</summary>
    public double SumOfWeights { get; }

    /// <summary>Σ w².</summary>
    public double SumOfSquaredWeights { get; }

    /// <summary>tr P = Σ w − tr (X'WX)⁻¹X'W²X, above 0 where there are more studies than columns.</summary>
    public double TraceP { get; }

    /// <summary>tr PP = Σ w² − 2 tr (X'WX)⁻¹X'W³X + tr ((X'WX)⁻¹X'W²X)².</summary>
    public double TraceOfPSquared { get; }
}
