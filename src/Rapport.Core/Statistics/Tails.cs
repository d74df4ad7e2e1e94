using MathNet.Numerics;

namespace Rapport.Core.Statistics;

/// <summary>
/// Upper tails and quantiles of the distributions that tests and intervals need, exact in the far tail also, where one minus
/// the lower tail would be nothing but rounding. By the regularised incomplete beta and gamma functions: Abramowitz and Stegun,
/// "Handbook of Mathematical Functions" (1964), 26.4.19, 26.5.27, 26.6.2.
/// </summary>
public static class Tails
{
    private const int MostHalvings = 1100;

    /// <summary>The chance of a standard normal value farther from 0 than this, to either side.</summary>
    /// <param name="z">Any number.</param>
    /// <returns>0 to 1.</returns>
    public static double NormalTwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>The chance of a standard normal number below one, 0 to 1.</summary>
    /// <param name="z">Any number.</param>
    public static double NormalBelow(double z) => SpecialFunctions.Erfc(-z / Constants.Sqrt2) / 2;

    /// <summary>The standard normal value below which this share lies.</summary>
    /// <param name="below">0 to 1.</param>
    public static double NormalQuantile(double below) => -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * below);

    /// <summary>The chance of Student's t farther from 0 than this, to either side.</summary>
    /// <param name="t">Any number.</param>
    /// <param name="df">Degrees of freedom, above 0, not whole of necessity; infinite for the normal distribution.</param>
    /// <returns>0 to 1.</returns>
    public static double StudentTwoSided(double t, double df) => double.IsPositiveInfinity(df) || double.IsInfinity(t)
        ? NormalTwoSided(t)
        : Beta(df / 2, 0.5, df / (df + (t * t)));

    /// <summary>The t that is exceeded, to either side, with this chance: 1.96 for .05 and many degrees of freedom.</summary>
    /// <param name="twoSided">Above 0, below 1.</param>
    /// <param name="df">Degrees of freedom, above 0; infinite for the normal distribution.</param>
    public static double StudentTwoSidedQuantile(double twoSided, double df) =>
        double.IsPositiveInfinity(df) ? NormalQuantile(1 - (twoSided / 2)) : Solve(x => StudentTwoSided(x, df) < twoSided, 1);

    /// <summary>The chance of a chi-squared value above this.</summary>
    /// <param name="x">0 or more.</param>
    /// <param name="df">Degrees of freedom; with 0 of them the value is always 0.</param>
    /// <returns>0 to 1; 1 at 0.</returns>
    public static double ChiSquaredUpper(double x, double df) => x <= 0 ? 1 : df <= 0 ? 0 : SpecialFunctions.GammaUpperRegularized(df / 2, x / 2);

    /// <summary>The chi-squared value that is exceeded with this chance.</summary>
    /// <param name="above">Above 0, below 1.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    public static double ChiSquaredQuantile(double above, double df) => Solve(x => ChiSquaredUpper(x, df) < above, df);

    /// <summary>The chance of an F value above this.</summary>
    /// <param name="f">0 or more.</param>
    /// <param name="df1">Degrees of freedom above the line, above 0.</param>
    /// <param name="df2">Degrees of freedom below the line, above 0.</param>
    /// <returns>0 to 1.</returns>
    public static double FUpper(double f, double df1, double df2) =>
        f <= 0 ? 1 : double.IsPositiveInfinity(f) ? 0 : Beta(df2 / 2, df1 / 2, df2 / (df2 + (df1 * f)));

    /// <summary>The F value below which this share lies.</summary>
    /// <param name="below">Above 0, below 1.</param>
    /// <param name="df1">Degrees of freedom above the line, above 0.</param>
    /// <param name="df2">Degrees of freedom below the line, above 0.</param>
    public static double FQuantile(double below, double df1, double df2) =>
        below > 0.5
            ? Solve(x => FUpper(x, df1, df2) < 1 - below, 1)
            // The lower tail of F is the upper tail of its reciprocal.
            : 1 / Solve(x => FUpper(x, df2, df1) < below, 1);

    private static double Beta(double a, double b, double x) => SpecialFunctions.BetaRegularized(a, b, Math.Clamp(x, 0, 1));

    /// <summary>The point above 0 from which on something is so: doubled until it is, then halved to the last digit.</summary>
    private static double Solve(Func<double, bool> isBeyond, double start)
    {
        var (low, high) = (0d, start);
        while (!isBeyond(high) && high < double.MaxValue / 2)
        {
            (low, high) = (high, 2 * high);
        }
        for (var i = 0; i < MostHalvings; i++)
        {
            // Between numbers of different size the middle is that of their powers.
            var middle = low > 0 && high > 4 * low ? Math.Sqrt(low) * Math.Sqrt(high) : low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }
            (low, high) = isBeyond(middle) ? (low, middle) : (middle, high);
        }
        return low + ((high - low) / 2);
    }
}
