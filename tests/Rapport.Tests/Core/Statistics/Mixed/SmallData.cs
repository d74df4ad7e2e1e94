using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Tests.Core.Statistics.Mixed;

/// <summary>Small data by lot from a seed, and the same models by plain algebra on whole matrices.</summary>
internal sealed record SmallData(string[] G, string[] H, double[] X, double[] Y)
{
    public Table Table => new(["g", "h", "x", "y"], [G, H, [.. X.Select(Text)], [.. Y.Select(Text)]]);

    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static SmallData By(int seed)
    {
        var lot = new Random(seed);
        var (rows, groups, others) = (lot.Next(20, 70), lot.Next(3, 9), lot.Next(2, 6));
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - lot.NextDouble())) * Math.Cos(2 * Math.PI * lot.NextDouble());
        var (spread, slope, other) = (lot.Next(3) * 0.7, lot.Next(3) * 0.4, lot.Next(3) * 0.5);
        double[] u = [.. Enumerable.Range(0, groups).Select(_ => spread * Normal())];
        double[] s = [.. Enumerable.Range(0, groups).Select(_ => slope * Normal())];
        double[] v = [.. Enumerable.Range(0, others).Select(_ => other * Normal())];
        int[] g = [.. Enumerable.Range(0, rows).Select(row => row < groups ? row : lot.Next(groups))];
        int[] h = [.. Enumerable.Range(0, rows).Select(row => row < others ? row : lot.Next(others))];
        double[] x = [.. Enumerable.Range(0, rows).Select(_ => Math.Round(Normal(), 3))];
        return new SmallData(
            [.. g.Select(one => $"g{one}")], [.. h.Select(one => $"h{one}")], x,
            [.. Enumerable.Range(0, rows).Select(row => Math.Round(5 + (0.5 * x[row]) + u[g[row]] + (s[g[row]] * x[row]) + v[h[row]] + Normal(), 4))]);
    }

    public MixedFit Fit(string formula, bool reml = true) => MixedModel.Of(Table, Formula.Parse(formula)).Fit(reml);

    /// <summary>Log-likelihood, random effects of g and their conditional variances of y ~ x + (x|g) + (1|h) by dense algebra.</summary>
    public (double LogLikelihood, Vector<double> Effects, Vector<double> Variances) Dense(MixedFit fit)
    {
        var groups = G.Distinct().Order(StringComparer.Ordinal).ToList();
        var others = H.Distinct().Order(StringComparer.Ordinal).ToList();
        var n = Y.Length;
        double Component(string group, string one, string? other) =>
            fit.Variances.Single(part => part.Group == group && part.Term1 == one && part.Term2 == other).Value;
        var z = Matrix<double>.Build.Dense(n, (2 * groups.Count) + others.Count);
        var covariance = Matrix<double>.Build.Dense(z.ColumnCount, z.ColumnCount);
        for (var row = 0; row < n; row++)
        {
            z[row, 2 * groups.IndexOf(G[row])] = 1;
            z[row, (2 * groups.IndexOf(G[row])) + 1] = X[row];
            z[row, (2 * groups.Count) + others.IndexOf(H[row])] = 1;
        }
        for (var i = 0; i < groups.Count; i++)
        {
            covariance[2 * i, 2 * i] = Component("g", "(Intercept)", null);
            covariance[(2 * i) + 1, (2 * i) + 1] = Component("g", "x", null);
            covariance[2 * i, (2 * i) + 1] = covariance[(2 * i) + 1, 2 * i] = Component("g", "(Intercept)", "x");
        }
        for (var i = 2 * groups.Count; i < z.ColumnCount; i++)
        {
            covariance[i, i] = Component("h", "(Intercept)", null);
        }
        var v = (z * covariance * z.Transpose()) + (fit.Sigma * fit.Sigma * Matrix<double>.Build.DenseIdentity(n));
        var x = Matrix<double>.Build.Dense(n, 2, (row, column) => column == 0 ? 1 : X[row]);
        var y = Vector<double>.Build.Dense(Y);
        var root = v.Cholesky();
        var information = x.Transpose() * root.Solve(x);
        var left = y - (x * information.Solve(x.Transpose() * root.Solve(y)));
        var count = fit.Reml ? n - 2 : n;
        var likelihood = -0.5 * ((count * Math.Log(2 * Math.PI)) + root.DeterminantLn + (fit.Reml ? Math.Log(information.Determinant()) : 0) + (left * root.Solve(left)));
        var gz = covariance * z.Transpose();
        return (likelihood, gz * root.Solve(left), (covariance - (gz * root.Solve(gz.Transpose()))).Diagonal());
    }
}
