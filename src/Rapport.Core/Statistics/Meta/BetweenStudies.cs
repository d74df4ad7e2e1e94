using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// The variance between studies, τ², by each method, its standard error and its interval, for any number of moderators.
/// With P = W − WX(X'WX)⁻¹X'W and w = 1/(v + τ²), estimators and errors are those of Viechtbauer, Journal of Educational and
/// Behavioral Statistics 30 (2005), 261–293, and of the articles that <see cref="TauMethod"/> names.
/// </summary>
/// <remarks>
/// Searches start and stop where the manual of metafor says that its own do, since a search that stops elsewhere differs in
/// the fourth digit (decision 20). Where effects are so small that such steps would be coarse beside them, the search goes on;
/// where the steps go round in circles, the highest point is looked for in another way.
/// </remarks>
/// <param name="y">Effects.</param>
/// <param name="v">The variances of their errors, each above 0.</param>
/// <param name="x">A row of predictors for each, intercept first, of full column rank.</param>
internal sealed class BetweenStudies(double[] y, double[] v, Matrix<double> x)
{
    private const double LastStep = 1e-5;
    private const double CoarseStep = 0.002;
    private const double CoarseRoot = 0.05;
    private const double Settled = 1e-12;

    /// <summary>A normal distribution's standard deviation over its median distance from the middle, 1/Φ⁻¹(3/4).</summary>
    private const double NormalDeviation = 1.4826;

    private const int MostSteps = 100;
    private const int Places = 200;

    // The fourth root of the distance from 1 to the next number, 2⁻⁵².
    private static readonly double RootTolerance = Math.Pow(2, -13);

    /// <summary>
    /// Of studies in an order of their own, whatever the table's: the last digit of a sum decides now and then where a search ends, and
    /// the order of the rows is to decide nothing.
    /// </summary>
    public static BetweenStudies InOrder(double[] y, double[] v, Matrix<double> x)
    {
        int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(at => v[at]).ThenBy(at => y[at]).ThenBy(at => x.Row(at), ByValues)];
        return new(
            Array.ConvertAll(order, at => y[at]), Array.ConvertAll(order, at => v[at]),
            Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (row, column) => x[order[row], column]));
    }

    private static readonly Comparer<Vector<double>> ByValues =
        Comparer<Vector<double>>.Create((one, other) => one.Zip(other, (a, b) => a.CompareTo(b)).FirstOrDefault(sign => sign != 0));

    private int Df => y.Length - x.ColumnCount;

    /// <summary>The weights that a variance between studies gives.</summary>
    public Weighted At(double tau2) => new(y, x, Array.ConvertAll(v, own => 1 / (own + tau2)));

    /// <summary>τ² and its standard error; with no more studies than coefficients nothing is known, and it is 0.</summary>
    public (double Tau2, double? Error) Estimate(TauMethod method)
    {
        if (Df < 1)
        {
            return (0, null);
        }
        switch (method)
        {
            case TauMethod.FE:
                return (0, null);
            case TauMethod.DL:
                // The error is that of the quadratic form y'Py: Biggerstaff and Tweedie, Statistics in Medicine 16 (1997), 753–768.
                var at0 = At(0);
                var tau2 = Math.Max(0, (at0.SquaredResiduals - Df) / at0.TraceP);
                return (tau2, Math.Sqrt((2 * Df) + (4 * tau2 * at0.TraceP) + (2 * tau2 * tau2 * at0.TraceOfPSquared)) / at0.TraceP);
            case TauMethod.PM:
                // Q has variance 2 (k − p) at the true τ² and falls by tr P for each unit of it; tr P is taken as (k − p)/k · Σw,
                // which it is where all weights are alike.
                tau2 = PauleMandel();
                double k = y.Length;
                return (tau2, Math.Sqrt(2 * k * k / Df) / At(tau2).SumOfWeights);
            case TauMethod.ML:
                tau2 = Scored(restricted: false);
                return (tau2, Math.Sqrt(2 / At(tau2).SumOfSquaredWeights));
            default:
                tau2 = Scored(restricted: true);
                return (tau2, Math.Sqrt(2 / At(tau2).TraceOfPSquared));
        }
    }

    /// <summary>
    /// The log-likelihood at τ²; the restricted one with ½ ln |X'X|, so that it does not depend on the units of moderators
    /// (Harville, Journal of the American Statistical Association 72 (1977), 320–338), and 0 where the coefficients leave nothing.
    /// </summary>
    public double LogLikelihood(double tau2, bool restricted)
    {
        if (restricted && Df < 1)
        {
            return 0;
        }
        var at = At(tau2);
        return -0.5 * (restricted
            ? (Df * Math.Log(2 * Math.PI)) - x.TransposeThisAndMultiply(x).Cholesky().DeterminantLn - at.LogWeights + at.LogDeterminant + at.SquaredResiduals
            : (y.Length * Math.Log(2 * Math.PI)) - at.LogWeights + at.SquaredResiduals);
    }

    /// <summary>
    /// The 95 % interval of τ² by the Q-profile: all τ² that the residuals do not contradict. Viechtbauer, Statistics in
    /// Medicine 26 (2007), 37–52. Both ends are 0 where the studies differ less than any τ² would have it.
    /// </summary>
    public (double Low, double High)? Interval(double coverage = 0.95) => Df < 1
        ? null
        : (WhereResidualsFallTo(Tails.ChiSquaredQuantile((1 - coverage) / 2, Df)), WhereResidualsFallTo(Tails.ChiSquaredQuantile((1 + coverage) / 2, Df)));

    /// <summary>Weighted squared residuals fall with τ²: where they reach a value, or 0 where they begin below it.</summary>
    private double WhereResidualsFallTo(double value)
    {
        if (At(0).SquaredResiduals <= value)
        {
            return 0;
        }
        var (low, high) = (0d, v.Average());
        while (At(high).SquaredResiduals > value)
        {
            (low, high) = (high, 2 * high);
        }
        for (var i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = At(middle).SquaredResiduals > value ? (middle, high) : (low, middle);
        }
        return low + ((high - low) / 2);
    }

    /// <summary>
    /// The τ² at which the weighted squared residuals are as many as degrees of freedom, looked for between 0 and the larger
    /// of 100 and ten times the squared deviation of the effects from their median (its median, as of a normal distribution).
    /// </summary>
    private double PauleMandel()
    {
        double Over(double tau2) => At(tau2).SquaredResiduals - Df;
        if (Over(0) < 0)
        {
            return 0;
        }
        var median = Median(y);
        var deviation = NormalDeviation * Median(Array.ConvertAll(y, one => Math.Abs(one - median)));
        var most = Math.Max(100, 10 * deviation * deviation);
        while (Over(most) > 0)
        {
            most *= 10;
        }
        var tolerance = RootTolerance;
        var root = BrentRoot.Of(Over, 0, most, tolerance);
        while (tolerance > CoarseRoot * (root + Typical()))
        {
            tolerance = CoarseRoot / 10 * (root + Typical());
            root = BrentRoot.Of(Over, 0, most, tolerance);
        }
        return root;
    }

    /// <summary>
    /// Fisher's scoring (Viechtbauer 2005) from the estimate of Hedges (Psychological Bulletin 93 (1983), 388–395); a step that
    /// leads below 0 is halved until it does not: Jennrich and Sampson, Technometrics 18 (1976), 11–17.
    /// </summary>
    private double Scored(bool restricted)
    {
        var tau2 = Hedges();
        for (var step = 0; step < MostSteps; step++)
        {
            var at = At(tau2);
            // y'PPy: Py is the weighted residual.
            var pulled = at.Residuals.Zip(v, (residual, own) => residual / (own + tau2)).Sum(one => one * one);
            var change = restricted ? (pulled - at.TraceP) / at.TraceOfPSquared : (pulled - at.SumOfWeights) / at.SumOfSquaredWeights;
            while (tau2 + change < 0)
            {
                change /= 2;
            }
            tau2 += change;
            if (Math.Abs(change) <= Math.Max(Math.Min(LastStep, CoarseStep * (tau2 + Typical())), Settled * tau2))
            {
                // The steps towards 0 are halves, and never arrive; and another hill of the likelihood may be as high at 0.
                return LogLikelihood(0, restricted) >= LogLikelihood(tau2, restricted) ? 0 : tau2;
            }
        }
        return Highest(restricted);
    }

    /// <summary>
    /// The highest point of the likelihood over τ² from 0, looked at from place to place, then climbed by golden section:
    /// Kiefer, Proceedings of the American Mathematical Society 4 (1953), 502–506.
    /// </summary>
    private double Highest(bool restricted)
    {
        // Over s = √(τ²/(τ² + scale)), from 0 to 1: small variances are told apart as well as large ones.
        var mean = y.Average();
        var scale = y.Average(one => (one - mean) * (one - mean)) + v.Min();
        double TauOf(double s) => scale * s * s / (1 - (s * s));
        double At(double s) => LogLikelihood(TauOf(s), restricted);
        double[] looked = [.. Enumerable.Range(0, Places).Select(place => At(place / (double)Places))];
        var highest = Array.IndexOf(looked, looked.Max());
        var (from, to) = (Math.Max(0, highest - 1) / (double)Places, Math.Min(Places - 1e-6, highest + 1) / Places);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 100 && to - from > 1e-12; i++)
        {
            var (left, right) = (to - (ratio * (to - from)), from + (ratio * (to - from)));
            (from, to) = At(left) >= At(right) ? (from, right) : (left, to);
        }
        var best = (from + to) / 2;
        return looked[0] >= At(best) ? 0 : TauOf(best);
    }

    private double Hedges()
    {
        var plain = new Weighted(y, x, [.. y.Select(_ => 1d)]);
        // Σ v (1 − leverage): the leverages' part is the trace of (X'X)⁻¹X'VX.
        var spread = x.TransposeThisAndMultiply(Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (row, column) => v[row] * x[row, column]));
        return Math.Max(0, (plain.SquaredResiduals - v.Sum() + (plain.Inverse * spread).Trace()) / Df);
    }

    /// <summary>The variance of error of a typical study.</summary>
    private double Typical() => Df / At(0).TraceP;

    private static double Median(double[] numbers)
    {
        var rising = numbers.Order().ToArray();
        return (rising[(rising.Length - 1) / 2] + rising[rising.Length / 2]) / 2;
    }
}
