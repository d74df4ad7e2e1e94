using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// One factor that leaves the least squares of correlations unexplained, whatever the items' distribution. Harman and Jones,
/// "Factor analysis by minimizing residuals (minres)", Psychometrika 31 (1966), 351–368.
/// </summary>
internal static class MinimumResidual
{
    private const int MostRounds = 10_000;
    private const double Settled = 1e-12;

    /// <param name="correlations">Symmetric, ones on the diagonal.</param>
    /// <returns>The standardised loadings, each from −1 to 1, their sum not below 0.</returns>
    public static double[] Loadings(double[,] correlations)
    {
        var items = correlations.GetLength(0);
        var all = Matrix<double>.Build.DenseOfArray(correlations);
        var eigen = all.Evd(Symmetricity.Symmetric);
        var loadings = eigen.EigenVectors.Column(items - 1).Map(one => Math.Clamp(one * Math.Sqrt(eigen.EigenValues[items - 1].Real), -1, 1)).ToArray();
        for (var round = 0; round < MostRounds; round++)
        {
            // One loading at a time, given the others, is a plain regression; each turn lowers the sum of squares.
            var moved = 0d;
            for (var item = 0; item < items; item++)
            {
                double with = 0, squares = 0;
                for (var other = 0; other < items; other++)
                {
                    if (other != item)
                    {
                        with += correlations[item, other] * loadings[other];
                        squares += loadings[other] * loadings[other];
                    }
                }
                var next = squares > 0 ? Math.Clamp(with / squares, -1, 1) : 0;
                moved = Math.Max(moved, Math.Abs(next - loadings[item]));
                loadings[item] = next;
            }
            if (moved < Settled)
            {
                break;
            }
        }
        return loadings.Sum() < 0 ? Array.ConvertAll(loadings, one => -one) : loadings;
    }
}
