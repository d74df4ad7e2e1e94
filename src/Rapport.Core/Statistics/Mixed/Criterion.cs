using System.Runtime.InteropServices;

namespace Rapport.Core.Statistics.Mixed;

/// <summary>What one Λ gives: the parts of the likelihood.</summary>
/// <param name="LogDetL">log |L|².</param>
/// <param name="LogDetX">log |R_X|², on the scale of the columns as given.</param>
/// <param name="Penalised">The penalised residual sum of squares.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LikelihoodParts(double LogDetL, double LogDetX, double Penalised);

/// <summary>
/// The profiled deviance (ML) and the REML criterion as a function of Λ: Bates et al. (2015), equations 34 and 39, with the constants
/// that lme4 counts.
/// </summary>
internal sealed class Criterion
{
    private readonly SparseFactor factor;
    private readonly double logTriangle;
    private readonly double floor;
    private readonly double[] inner;

    /// <param name="products">The data, summed up.</param>
    /// <param name="rows">How many rows there were.</param>
    /// <param name="logTriangle">The logarithm of the determinant that leads from the fixed columns as made orthogonal to those as given.</param>
    /// <param name="stop">Ends a factorisation.</param>
    public Criterion(CrossProducts products, int rows, double logTriangle, CancellationToken stop)
    {
        Stop = stop;
        factor = new SparseFactor(products, stop);
        Products = products;
        Rows = rows;
        Fixed = products.Width - 1;
        inner = new double[products.Inner.Length];
        this.logTriangle = logTriangle;
        floor = products.Inner[^1] * 1e-15;
    }

    /// <summary>Ends a factorisation.</summary>
    public CancellationToken Stop { get; }

    /// <summary>The data, summed up.</summary>
    public CrossProducts Products { get; }

    /// <summary>L and W for the last Λ.</summary>
    public SparseFactor Factor => factor;

    /// <summary>How many rows there were.</summary>
    public int Rows { get; }

    /// <summary>How many fixed effects there are.</summary>
    public int Fixed { get; }

    /// <summary>The lower Cholesky factor of [X y]'[X y] − W'W: R_X' and what is left of y, for the last Λ.</summary>
    public double[] Inner => inner;

    /// <summary>Factorises for a Λ: all else that is asked of this is then of this Λ.</summary>
    /// <param name="lambda">For each term Λ of one group on the orthogonal scale, row by row.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public LikelihoodParts Parts(double[][] lambda)
    {
        factor.Factorise(lambda, Stop);
        var width = Fixed + 1;
        var logDetX = 2 * logTriangle;
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = factor.Schur[(i * width) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= inner[(i * width) + k] * inner[(j * width) + k];
                }
                inner[(i * width) + j] = i == j ? Math.Sqrt(Math.Max(sum, i == Fixed ? floor : double.Epsilon)) : sum / inner[(j * width) + j];
            }
            if (i < Fixed)
            {
                logDetX += 2 * Math.Log(inner[(i * width) + i]);
            }
        }
        return new LikelihoodParts(factor.LogDeterminant, logDetX, inner[^1] * inner[^1]);
    }

    /// <summary>−2 log-likelihood with β and σ at their best.</summary>
    public double Profiled(LikelihoodParts parts, bool reml)
    {
        var count = reml ? Rows - Fixed : Rows;
        return parts.LogDetL + (reml ? parts.LogDetX : 0) + (count * (1 + Math.Log(2 * Math.PI * parts.Penalised / count)));
    }

    /// <summary>−2 log-likelihood with β at its best and σ as given.</summary>
    public double At(LikelihoodParts parts, double logSigma, bool reml)
    {
        var count = reml ? Rows - Fixed : Rows;
        return parts.LogDetL + (reml ? parts.LogDetX : 0) + (count * (Math.Log(2 * Math.PI) + (2 * logSigma)))
            + (parts.Penalised * Math.Exp(-2 * logSigma));
    }

    /// <summary>The fixed effects of the columns as made orthogonal, for the last Λ.</summary>
    public double[] Coefficients()
    {
        var width = Fixed + 1;
        var found = new double[Fixed];
        for (var i = Fixed - 1; i >= 0; i--)
        {
            var sum = inner[(Fixed * width) + i];
            for (var k = i + 1; k < Fixed; k++)
            {
                sum -= inner[(k * width) + i] * found[k];
            }
            found[i] = sum / inner[(i * width) + i];
        }
        return found;
    }

    /// <summary>R_X⁻¹ for the last Λ; times its transpose it is the covariance of the fixed effects in units of σ².</summary>
    public double[,] InverseRoot()
    {
        var width = Fixed + 1;
        var inverse = new double[Fixed, Fixed];
        for (var column = 0; column < Fixed; column++)
        {
            for (var i = column; i >= 0; i--)
            {
                var sum = i == column ? 1d : 0;
                for (var k = i + 1; k <= column; k++)
                {
                    sum -= inner[(k * width) + i] * inverse[k, column];
                }
                inverse[i, column] = sum / inner[(i * width) + i];
            }
        }
        return inverse;
    }
}
