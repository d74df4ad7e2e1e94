using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// The likelihood of a model with two variances beside known errors, cluster by cluster: within one, V = D + σ²ₛ 11' is
/// inverted by the formula of Sherman and Morrison (Annals of Mathematical Statistics 21 (1950), 124–127), so that no matrix
/// as wide as there are effects is ever built.
/// </summary>
internal sealed class ClusteredLikelihood(StudyEffects studies, int[][] clusters, bool restricted)
{
    private const int Places = 24;
    private const int MostRounds = 60;

    // Of a log-likelihood; a variance of a thousandth of the errors' is worth far more.
    private const double Rounding = 1e-10;

    private readonly Matrix<double> _x = studies.X;
    private readonly double _scale = Scale(studies.Effects, studies.Variances);
    private readonly double _units = studies.X.TransposeThisAndMultiply(studies.X).Cholesky().DeterminantLn;

    /// <summary>Generalised least squares at two variances.</summary>
    internal sealed record Point(Vector<double> Coefficients, Matrix<double> Inverse, double[] Residuals, double LogLikelihood);

    /// <summary>Coefficients, residuals and log-likelihood at two variances, each 0 or more, in squared units of the effects.</summary>
    public Point At(double study, double effect)
    {
        var columns = _x.ColumnCount;
        var information = Matrix<double>.Build.Dense(columns, columns);
        var right = Vector<double>.Build.Dense(columns);
        var (logs, squares) = (0d, 0d);
        foreach (var members in clusters)
        {
            var sum = Vector<double>.Build.Dense(columns);
            var (weights, weighed) = (0d, 0d);
            foreach (var at in members)
            {
                var own = studies.Variances[at] + effect;
                var weight = 1 / own;
                logs += Math.Log(own);
                weights += weight;
                weighed += weight * studies.Effects[at];
                squares += weight * studies.Effects[at] * studies.Effects[at];
                for (var a = 0; a < columns; a++)
                {
                    sum[a] += weight * _x[at, a];
                    right[a] += weight * _x[at, a] * studies.Effects[at];
                    for (var b = 0; b < columns; b++)
                    {
                        information[a, b] += weight * _x[at, a] * _x[at, b];
                    }
                }
            }
            var shrunk = study / (1 + (study * weights));
            logs += Math.Log(1 + (study * weights));
            information -= sum.OuterProduct(sum) * shrunk;
            right -= sum * (weighed * shrunk);
            squares -= weighed * weighed * shrunk;
        }
        var factor = information.Cholesky();
        var coefficients = factor.Solve(right);
        var fitted = _x * coefficients;
        double[] residuals = [.. studies.Effects.Zip(fitted, (one, other) => one - other)];
        squares -= coefficients.DotProduct(right);
        var k = studies.Count;
        var likelihood = -0.5 * (restricted
            ? ((k - columns) * Math.Log(2 * Math.PI)) - _units + logs + factor.DeterminantLn + squares
            : (k * Math.Log(2 * Math.PI)) + logs + squares);
        return new(coefficients, factor.Solve(Matrix<double>.Build.DenseIdentity(columns)), residuals, likelihood);
    }

    /// <summary>The two variances where the likelihood is highest, each 0 or more; the second is 0 where they cannot be told apart.</summary>
    public (double Study, double Effect) Best(bool oneEach, CancellationToken stop)
    {
        // Over s = √(σ²/(σ² + scale)), from 0 to 1, looked at from place to place first, then narrowed down round by round.
        var (study, effect) = (0d, 0d);
        var highest = double.NegativeInfinity;
        for (var i = 0; i < Places; i++)
        {
            stop.ThrowIfCancellationRequested();
            for (var j = 0; j < (oneEach ? 1 : Places); j++)
            {
                var (s, e) = (i / (double)Places, j / (double)Places);
                var here = Value(s, e);
                if (here > highest)
                {
                    (study, effect, highest) = (s, e, here);
                }
            }
        }
        var step = 1d / Places;
        for (var round = 0; round < MostRounds && step > 1e-9; round++)
        {
            stop.ThrowIfCancellationRequested();
            var moved = false;
            foreach (var (ds, de) in ((int, int)[])[(1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1), (1, 1), (-1, -1)])
            {
                var (s, e) = (Math.Clamp(study + (ds * step), 0, 1 - 1e-9), oneEach ? 0 : Math.Clamp(effect + (de * step), 0, 1 - 1e-9));
                var here = Value(s, e);
                if (here > highest)
                {
                    (study, effect, highest, moved) = (s, e, here, true);
                }
            }
            if (!moved)
            {
                step /= 2;
            }
            else
            {
                round--;
            }
        }
        // A hair above 0 and 0 itself differ by rounding alone: what is at the boundary is 0.
        var least = highest - (Rounding * (1 + Math.Abs(highest)));
        (study, effect) = Value(0, 0) >= least ? (0, 0) : Value(0, effect) >= least ? (0, effect) : Value(study, 0) >= least ? (study, 0) : (study, effect);
        return (VarianceOf(study), VarianceOf(effect));

        double Value(double s, double e) => At(VarianceOf(s), VarianceOf(e)).LogLikelihood;
    }

    /// <summary>The sums of the rows of V⁻¹.</summary>
    public double[] Weights(double study, double effect)
    {
        var weights = Array.ConvertAll(studies.Variances, own => 1 / (own + effect));
        foreach (var members in clusters)
        {
            var shrunk = 1 / (1 + (study * members.Sum(one => weights[one])));
            foreach (var one in members)
            {
                weights[one] *= shrunk;
            }
        }
        return weights;
    }

    /// <summary>Where twice the log-likelihood, one variance held fast and the other at its best, is 3.84 below its highest.</summary>
    /// <param name="ofStudy">Whether the variance between studies is held, or that between effects of one.</param>
    /// <param name="study">The first variance at its best.</param>
    /// <param name="effect">The second at its best.</param>
    /// <param name="highest">The log-likelihood there.</param>
    /// <param name="oneEach">Whether the second variance is 0 by necessity.</param>
    /// <param name="stop">Ends it.</param>
    public (double Low, double High) Interval(bool ofStudy, double study, double effect, double highest, bool oneEach, CancellationToken stop)
    {
        var estimate = ofStudy ? study : effect;
        var step = Math.Max(estimate / 2, _scale / 10);
        var quantile = Tails.NormalQuantile(0.975);
        return (End(0), End(double.PositiveInfinity));

        double End(double bound) => ProfileEnds.Find(Profile, estimate, -2 * highest, step, bound, quantile);

        double Profile(double held)
        {
            stop.ThrowIfCancellationRequested();
            double Of(double other) => (ofStudy ? At(held, other) : At(other, held)).LogLikelihood;
            return -2 * (oneEach ? Of(0) : Highest(Of));
        }
    }

    // Over the same scale as Best: from place to place first, then narrowed by the golden section (Kiefer 1953).
    private double Highest(Func<double, double> of)
    {
        var best = Enumerable.Range(0, Places).MaxBy(place => of(VarianceOf(place / (double)Places))) / (double)Places;
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Max(0, best - (1d / Places)), Math.Min(1 - 1e-9, best + (1d / Places)));
        var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
        var (atLeft, atRight) = (of(VarianceOf(left)), of(VarianceOf(right)));
        while (high - low > 1e-7)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (golden * (high - low));
                atLeft = of(VarianceOf(left));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (golden * (high - low));
                atRight = of(VarianceOf(right));
            }
        }
        return Math.Max(Math.Max(atLeft, atRight), of(0));
    }

    /// <summary>The covariances of the coefficients by what residuals of one cluster have in common, times G/(G − p).</summary>
    public Matrix<double> Sandwich(Point at, double study, double effect)
    {
        var columns = _x.ColumnCount;
        var meat = Matrix<double>.Build.Dense(columns, columns);
        foreach (var members in clusters)
        {
            var sum = Vector<double>.Build.Dense(columns);
            var score = Vector<double>.Build.Dense(columns);
            var (weights, weighed) = (0d, 0d);
            foreach (var one in members)
            {
                var weight = 1 / (studies.Variances[one] + effect);
                weights += weight;
                weighed += weight * at.Residuals[one];
                sum += weight * _x.Row(one);
                score += weight * at.Residuals[one] * _x.Row(one);
            }
            score -= sum * (weighed * study / (1 + (study * weights)));
            meat += score.OuterProduct(score);
        }
        return at.Inverse * meat * at.Inverse * (clusters.Length / (double)(clusters.Length - columns));
    }

    private double VarianceOf(double s) => _scale * s * s / (1 - (s * s));

    private static double Scale(double[] y, double[] v)
    {
        var mean = y.Average();
        return y.Average(one => (one - mean) * (one - mean)) + v.Min();
    }
}
