using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// One thing behind all items: Σ = λλ' + diag(ψ), fitted by maximum likelihood to all that is answered (full information:
/// whoever left out an item counts with the others). Jöreskog, "A general approach to confirmatory maximum likelihood factor
/// analysis", Psychometrika 34 (1969), 183–202; with missing answers Arbuckle in Marcoulides and Schumacker, "Advanced
/// Structural Equation Modeling" (1996), 243–277. The steps are Fisher's scoring on λ, ln ψ and the means, damped as
/// Levenberg and Marquardt do.
/// </summary>
/// <param name="Loadings">λ, in units of the items.</param>
/// <param name="LoadingErrors">Standard errors of λ: from the expected information, or the observed where answers are missing.</param>
/// <param name="ResidualVariances">ψ, each above 0.</param>
/// <param name="Means">Of the items, estimated with the rest.</param>
/// <param name="LogLikelihood">At its maximum.</param>
/// <param name="Covariances">Of the errors of λ and ln ψ, 2k × 2k; 0 for residual variances at the boundary.</param>
/// <param name="AtBoundary">Items whose residual variance would fall to 0 or below (Heywood cases).</param>
internal sealed record OneFactor(
    double[] Loadings, double[] LoadingErrors, double[] ResidualVariances, double[] Means, double LogLikelihood,
    Matrix<double> Covariances, int[] AtBoundary)
{
    private const int MostSteps = 2000;
    private const double Settled = 1e-13;
    private const double LeastShare = 1e-7;

    /// <param name="patterns">The answers.</param>
    /// <param name="start">Means and covariances without a model.</param>
    /// <param name="stop">Ends it.</param>
    public static OneFactor Fit(IReadOnlyList<AnswerPattern> patterns, Saturated start, CancellationToken stop)
    {
        var items = start.Means.Count;
        var variances = start.Covariances.Diagonal();
        var at = Beginning(start);
        var (value, gradient, information) = Derivatives(patterns, at, items) ?? throw new InvalidOperationException("The beginning is always positive definite.");
        var damping = 1e-3;
        for (var step = 0; step < MostSteps && damping < 1e12; step++)
        {
            stop.ThrowIfCancellationRequested();
            var damped = information.Clone();
            damped.SetDiagonal(information.Diagonal().Map(one => (one * (1 + damping)) + 1e-12));
            var next = at + damped.Cholesky().Solve(gradient);
            for (var item = 0; item < items; item++)
            {
                next[items + item] = Math.Max(next[items + item], Math.Log(LeastShare * variances[item]));
            }
            if (Derivatives(patterns, next, items) is not { } there || there.Value < value)
            {
                damping *= 4;
                continue;
            }
            var gained = there.Value - value;
            (at, (value, gradient, information)) = (next, there);
            damping = Math.Max(damping / 10, 1e-12);
            if (gained <= Settled * (1 + Math.Abs(value)))
            {
                break;
            }
        }
        return Result(patterns, at, value, variances, information);
    }

    /// <summary>The same in units of the items, where the fit was in standard deviations of theirs.</summary>
    /// <param name="answers">What it was fitted to.</param>
    public OneFactor InUnitsOf(Answers answers)
    {
        var logs = Enumerable.Range(0, answers.Items).Sum(item => answers.Given(item) * Math.Log(answers.Sd(item)));
        return this with
        {
            Loadings = [.. Loadings.Select((one, item) => one * answers.Sd(item))],
            LoadingErrors = [.. LoadingErrors.Select((one, item) => one * answers.Sd(item))],
            ResidualVariances = [.. ResidualVariances.Select((one, item) => one * answers.Covariances[item, item])],
            Means = [.. Means.Select((one, item) => (one * answers.Sd(item)) + answers.Means[item])],
            LogLikelihood = LogLikelihood - logs,
            Covariances = Matrix<double>.Build.Dense(
                2 * answers.Items, 2 * answers.Items, (i, j) => Covariances[i, j] * Unit(i) * Unit(j)),
        };

        // ln ψ moves, but its errors stay.
        double Unit(int place) => place < answers.Items ? answers.Sd(place) : 1;
    }

    /// <summary>
    /// The 95 % interval of omega: by the errors of λ and ln ψ (delta method) on the scale of ln(ω/(1 − ω)), from which it is led back, so
    /// that it stays within 0 and 1. Raykov, Applied Psychological Measurement 26 (2002), 93–97; Kelley and Pornprasertmanit, Psychological
    /// Methods 21 (2016), 69–92.
    /// </summary>
    public (double Low, double High) OmegaInterval()
    {
        var (sum, rest) = (Loadings.Sum(), ResidualVariances.Sum());
        var gradient = Vector<double>.Build.Dense(
            Covariances.RowCount, at => at < Loadings.Length ? 2 / sum : -ResidualVariances[at - Loadings.Length] / rest);
        var half = Tails.NormalQuantile(0.975) * Math.Sqrt(Math.Max(0, gradient * Covariances * gradient));
        var middle = Math.Log(sum * sum / rest);
        return (1 / (1 + Math.Exp(half - middle)), 1 / (1 + Math.Exp(-half - middle)));
    }

    // The first factor of the correlations, as if each item shared half of its variance.
    private static Vector<double> Beginning(Saturated start)
    {
        var items = start.Means.Count;
        var sd = start.Covariances.Diagonal().PointwiseSqrt();
        var shared = Matrix<double>.Build.Dense(items, items, (i, j) => i == j ? 0.5 : start.Covariances[i, j] / (sd[i] * sd[j]));
        var eigen = shared.Evd(Symmetricity.Symmetric);
        var first = eigen.EigenVectors.Column(items - 1) * Math.Sqrt(Math.Max(eigen.EigenValues[items - 1].Real, 0.1));
        first *= first.Sum() < 0 ? -1 : 1;
        return Vector<double>.Build.Dense(3 * items, at => (at / items) switch
        {
            0 => Math.Clamp(first[at], -0.95, 0.95) * sd[at],
            1 => Math.Log((1 - Math.Min(first[at - items] * first[at - items], 0.9)) * sd[at - items] * sd[at - items]),
            _ => start.Means[at - (2 * items)],
        });
    }

    private static OneFactor Result(
        IReadOnlyList<AnswerPattern> patterns, Vector<double> at, double value, Vector<double> variances, Matrix<double> information)
    {
        var items = variances.Count;
        if (at.SubVector(0, items).Sum() < 0)
        {
            at.SetSubVector(0, items, -at.SubVector(0, items));
        }
        int[] boundary = [.. Enumerable.Range(0, items).Where(item => Math.Exp(at[items + item]) < 10 * LeastShare * variances[item])];
        var shown = patterns.Count == 1 ? information : Observed(patterns, at, items);
        // A residual variance at its bound does not move, so nothing is known of its error.
        int[] free = [.. Enumerable.Range(0, 3 * items).Where(place => place < items || place >= 2 * items || !boundary.Contains(place - items))];
        var errors = Matrix<double>.Build.Dense(free.Length, free.Length, (i, j) => shown[free[i], free[j]]).PseudoInverse();
        var covariances = Matrix<double>.Build.Dense(2 * items, 2 * items);
        for (var i = 0; i < free.Length && free[i] < 2 * items; i++)
        {
            for (var j = 0; j < free.Length && free[j] < 2 * items; j++)
            {
                covariances[free[i], free[j]] = errors[i, j];
            }
        }
        return new(
            [.. at.SubVector(0, items)], [.. covariances.Diagonal().SubVector(0, items).Map(one => Math.Sqrt(Math.Max(one, 0)))],
            [.. at.SubVector(items, items).PointwiseExp().Select((variance, item) => boundary.Contains(item) ? 0 : variance)], [.. at.SubVector(2 * items, items)], value,
            covariances, boundary);
    }

    /// <summary>The observed information: minus the slopes of the gradient, by central differences.</summary>
    private static Matrix<double> Observed(IReadOnlyList<AnswerPattern> patterns, Vector<double> at, int items)
    {
        var slopes = Matrix<double>.Build.Dense(3 * items, 3 * items);
        for (var place = 0; place < 3 * items; place++)
        {
            var away = 1e-5 * Math.Max(1, Math.Abs(at[place]));
            var (up, down) = (at.Clone(), at.Clone());
            up[place] += away;
            down[place] -= away;
            if (Derivatives(patterns, up, items) is not { } above || Derivatives(patterns, down, items) is not { } below)
            {
                return Derivatives(patterns, at, items)!.Value.Information;
            }
            slopes.SetColumn(place, (below.Gradient - above.Gradient) / (2 * away));
        }
        return (slopes + slopes.Transpose()) / 2;
    }

    /// <summary>Log-likelihood, its gradient and the expected information at λ, ln ψ and the means; null where Σ is not positive definite.</summary>
    private static (double Value, Vector<double> Gradient, Matrix<double> Information)? Derivatives(
        IReadOnlyList<AnswerPattern> patterns, Vector<double> at, int items)
    {
        var loadings = at.SubVector(0, items);
        var residual = at.SubVector(items, items).PointwiseExp();
        var means = at.SubVector(2 * items, items);
        var covariances = loadings.OuterProduct(loadings);
        covariances.SetDiagonal(covariances.Diagonal() + residual);
        var value = 0d;
        var gradient = Vector<double>.Build.Dense(3 * items);
        var information = Matrix<double>.Build.Dense(3 * items, 3 * items);
        foreach (var pattern in patterns)
        {
            if (pattern.Under(means, covariances) is not var (own, inverse, away))
            {
                return null;
            }
            value += own;
            var pull = inverse * away;
            var turn = ((inverse * pattern.Spread * inverse) + pull.OuterProduct(pull) - inverse) * (0.5 * pattern.People);
            var there = pattern.Items;
            var load = Vector<double>.Build.Dense(there.Length, i => loadings[there[i]]);
            var (weighed, turned) = (inverse * load, turn * load);
            var common = load.DotProduct(weighed);
            for (var i = 0; i < there.Length; i++)
            {
                var a = there[i];
                gradient[a] += 2 * turned[i];
                gradient[items + a] += turn[i, i] * residual[a];
                gradient[(2 * items) + a] += pattern.People * pull[i];
                for (var j = 0; j < there.Length; j++)
                {
                    var b = there[j];
                    var w = inverse[i, j];
                    information[a, b] += pattern.People * ((weighed[i] * weighed[j]) + (w * common));
                    information[items + a, items + b] += 0.5 * pattern.People * w * w * residual[a] * residual[b];
                    var mixed = pattern.People * w * weighed[j] * residual[b];
                    information[a, items + b] += mixed;
                    information[items + b, a] += mixed;
                    information[(2 * items) + a, (2 * items) + b] += pattern.People * w;
                }
            }
        }
        return (value, gradient, information);
    }
}
