using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// Means and covariances without any model, by maximum likelihood where answers are missing: the EM steps of Little and
/// Rubin, "Statistical Analysis with Missing Data" (2002), section 11.2. Without missing answers one step is enough.
/// </summary>
/// <param name="Means">Of the items.</param>
/// <param name="Covariances">Of the items.</param>
/// <param name="LogLikelihood">At its maximum, or where the steps ended.</param>
/// <param name="IsBounded">Whether there is a maximum: where few have answered the same items, covariances without an inverse may be likelier without end.</param>
internal sealed record Saturated(Vector<double> Means, Matrix<double> Covariances, double LogLikelihood, bool IsBounded)
{
    // Of the correlations' least eigenvalue: below the first there is no inverse, below the second it goes to 0.
    private const double Singular = 1e-10;
    private const double Vanishing = 1e-5;

    private const int MostSteps = 5000;
    private const double Settled = 1e-10;

    /// <returns>Null where the covariances are singular: items that say the same, or never vary.</returns>
    public static Saturated? Of(IReadOnlyList<AnswerPattern> patterns, int items, CancellationToken stop)
    {
        var (means, covariances) = Start(patterns, items);
        var before = double.NegativeInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            stop.ThrowIfCancellationRequested();
            if (LogLikelihoodOf(patterns, means, covariances) is not { } now)
            {
                return null;
            }
            if (now - before < Settled * (1 + Math.Abs(now)) * 1e-2 || patterns.Count == 1 && step > 0)
            {
                return Ended(means, covariances, now, settled: true, isComplete: patterns.Count == 1);
            }
            before = now;
            (means, covariances) = Step(patterns, means, covariances);
        }
        return Ended(means, covariances, before, settled: false, isComplete: false);
    }

    private static Saturated? Ended(Vector<double> means, Matrix<double> covariances, double logLikelihood, bool settled, bool isComplete)
    {
        var sd = covariances.Diagonal().PointwiseSqrt();
        var least = covariances.MapIndexed((i, j, one) => one / (sd[i] * sd[j])).Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
        return isComplete && least <= Singular ? null : new(means, covariances, logLikelihood, settled && least > Vanishing);
    }

    /// <summary>The log-likelihood of all that is answered; null where the covariances are not positive definite.</summary>
    public static double? LogLikelihoodOf(IReadOnlyList<AnswerPattern> patterns, Vector<double> means, Matrix<double> covariances)
    {
        var sum = 0d;
        foreach (var pattern in patterns)
        {
            if (pattern.Under(means, covariances) is not { } under)
            {
                return null;
            }
            sum += under.LogLikelihood;
        }
        return sum;
    }

    /// <summary>Means and variances of what is there, without covariances: never singular unless an item does not vary.</summary>
    private static (Vector<double> Means, Matrix<double> Covariances) Start(IReadOnlyList<AnswerPattern> patterns, int items)
    {
        var (counts, sums, squares) = (new double[items], new double[items], new double[items]);
        foreach (var pattern in patterns)
        {
            for (var i = 0; i < pattern.Items.Length; i++)
            {
                counts[pattern.Items[i]] += pattern.People;
                sums[pattern.Items[i]] += pattern.People * pattern.Means[i];
            }
        }
        var means = Vector<double>.Build.Dense(items, item => sums[item] / counts[item]);
        foreach (var pattern in patterns)
        {
            for (var i = 0; i < pattern.Items.Length; i++)
            {
                var away = pattern.Means[i] - means[pattern.Items[i]];
                squares[pattern.Items[i]] += pattern.People * (pattern.Spread[i, i] + (away * away));
            }
        }
        return (means, Matrix<double>.Build.DenseOfDiagonalArray([.. squares.Zip(counts, (square, count) => square / count)]));
    }

    /// <summary>The log-likelihood where no two items go together: each has its own mean and variance.</summary>
    public static double? Independent(IReadOnlyList<AnswerPattern> patterns, int items)
    {
        var (means, covariances) = Start(patterns, items);
        return LogLikelihoodOf(patterns, means, covariances);
    }

    private static (Vector<double> Means, Matrix<double> Covariances) Step(
        IReadOnlyList<AnswerPattern> patterns, Vector<double> means, Matrix<double> covariances)
    {
        var items = means.Count;
        var people = patterns.Sum(pattern => pattern.People);
        var sum = Vector<double>.Build.Dense(items);
        var products = Matrix<double>.Build.Dense(items, items);
        foreach (var pattern in patterns)
        {
            // What is missing is regressed on what is there.
            var there = pattern.Items;
            var own = Matrix<double>.Build.Dense(there.Length, there.Length, (i, j) => covariances[there[i], there[j]]);
            var across = Matrix<double>.Build.Dense(items, there.Length, (i, j) => covariances[i, there[j]]);
            var slopes = own.Cholesky().Solve(across.Transpose()).Transpose();
            var left = covariances - (slopes * across.Transpose());
            for (var i = 0; i < there.Length; i++)
            {
                left.ClearRow(there[i]);
                left.ClearColumn(there[i]);
            }
            var away = pattern.Means - Vector<double>.Build.Dense(there.Length, i => means[there[i]]);
            var filled = slopes * away;
            sum += pattern.People * filled;
            products += pattern.People * ((slopes * pattern.Spread * slopes.Transpose()) + filled.OuterProduct(filled) + left);
        }
        var moved = sum / people;
        return (means + moved, (products / people) - moved.OuterProduct(moved));
    }
}
