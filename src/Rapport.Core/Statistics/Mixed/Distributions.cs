using MathNet.Numerics;

namespace Rapport.Core.Statistics.Mixed;

/// <summary>Tails of distributions, kept from rounding to 0 where they are small.</summary>
internal static class Distributions
{
    /// <summary>The chance of a t as far from 0, on either side.</summary>
    public static double StudentTwoSided(double t, double df) =>
        double.IsNaN(t) || !(df > 0) ? double.NaN
        : double.IsInfinity(df) ? SpecialFunctions.Erfc(Math.Abs(t) / Math.Sqrt(2))
        : t == 0 ? 1 : SpecialFunctions.BetaRegularized(df / 2, 0.5, df / (df + (t * t)));

    /// <summary>The chance of a χ² as large.</summary>
    public static double ChiSquareAbove(double value, int df) =>
        !(value > 0) ? 1 : df == 1 ? SpecialFunctions.Erfc(Math.Sqrt(value / 2)) : SpecialFunctions.GammaUpperRegularized(df / 2d, value / 2);

    /// <summary>The normal quantile.</summary>
    public static double Normal(double chance) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, chance);
}
