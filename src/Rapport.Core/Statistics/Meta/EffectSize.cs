using System.Globalization;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// One study's effect and the variance of its error, from what it reports. Throws with the place where a study reports what
/// cannot be. Formulas as collected by Borenstein, Hedges, Higgins and Rothstein, "Introduction to Meta-Analysis" (2009),
/// chapters 5 and 6.
/// </summary>
public static class EffectSize
{
    // What is added to each of the four counts of a study with an empty one: Gart and Zweifel, Biometrika 54 (1967), 181–187.
    private const double Correction = 0.5;

    /// <summary>Effect and variance as the study gives them.</summary>
    /// <param name="yi">The effect.</param>
    /// <param name="vi">The variance of its error, above 0.</param>
    /// <param name="place">Where it stands, as "Row 3".</param>
    /// <exception cref="TableException">The variance is 0 or below.</exception>
    public static (double Effect, double Variance) AsGiven(double yi, double vi, string place) => vi > 0
        ? (yi, vi)
        : throw new TableException($"{place}: a variance of {Written(vi)}. A variance is above 0; where the column holds standard errors, square them first.");

    /// <summary>Fisher's z of a correlation, atanh r, with variance 1/(n − 3). Fisher, Metron 1 (1921), 3–32.</summary>
    /// <param name="ri">From −1 to 1, neither of them.</param>
    /// <param name="ni">People, from 4.</param>
    /// <param name="place">Where it stands, as "Row 3".</param>
    /// <exception cref="TableException">One of them is outside of its bounds, or the people are no whole number.</exception>
    public static (double Effect, double Variance) FisherZ(double ri, double ni, string place)
    {
        if (!(Math.Abs(ri) < 1))
        {
            throw new TableException($"{place}: a correlation of {Written(ri)}. A correlation lies between -1 and 1 and is neither, or its Fisher's z is infinite. Correct it, or leave the row out.");
        }
        if (double.IsFinite(ni) && ni != Math.Floor(ni))
        {
            throw new TableException($"{place}: a correlation of {Written(ni)} people. People are whole numbers; where a point parts thousands, take it out of the file.");
        }
        return ni > 3
            ? (Math.Atanh(ri), 1 / (ni - 3))
            : throw new TableException($"{place}: a correlation of {Written(ni)} people. Fisher's z needs four or more. Leave the row out.");
    }

    /// <summary>
    /// ln of the risk ratio, of the odds ratio, or the difference of risks, from the counts of two groups; where one of the
    /// four counts is 0, a half is added to each of the study's.
    /// </summary>
    /// <param name="scale">Which of the three.</param>
    /// <param name="a">With the event, in the first group.</param>
    /// <param name="b">Without it, in the first group.</param>
    /// <param name="c">With the event, in the second group.</param>
    /// <param name="d">Without it, in the second group.</param>
    /// <param name="place">Where it stands, as "Row 3".</param>
    /// <exception cref="TableException">A count is below 0, or a group is empty.</exception>
    public static (double Effect, double Variance) OfCounts(EffectScale scale, double a, double b, double c, double d, string place)
    {
        if (Math.Min(Math.Min(a, b), Math.Min(c, d)) < 0)
        {
            throw new TableException($"{place}: a count of {Written(Math.Min(Math.Min(a, b), Math.Min(c, d)))}. Counts are 0 or more.");
        }
        if (a + b <= 0 || c + d <= 0)
        {
            throw new TableException($"{place}: a group of nobody. Each of the two groups needs people.");
        }
        if (a == 0 || b == 0 || c == 0 || d == 0)
        {
            (a, b, c, d) = (a + Correction, b + Correction, c + Correction, d + Correction);
        }
        var (first, second) = (a / (a + b), c / (c + d));
        return scale switch
        {
            EffectScale.LogRiskRatio => (Math.Log(first / second), (1 / a) - (1 / (a + b)) + (1 / c) - (1 / (c + d))),
            EffectScale.LogOddsRatio => (Math.Log(a * d / (b * c)), (1 / a) + (1 / b) + (1 / c) + (1 / d)),
            EffectScale.RiskDifference => (first - second, (first * (1 - first) / (a + b)) + (second * (1 - second) / (c + d))),
            _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "It is not made of counts."),
        };
    }

    private static string Written(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
