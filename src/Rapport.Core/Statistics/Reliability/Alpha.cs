namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// Coefficient alpha: which share of the variance of a sum of items is not the items' own. Cronbach, "Coefficient alpha and
/// the internal structure of tests", Psychometrika 16 (1951), 297–334, equation 2.
/// </summary>
public static class Alpha
{
    /// <summary>α = k/(k − 1) · (1 − Σ sᵢ² / Σ Σ sᵢⱼ) of covariances; of correlations it is the standardised alpha.</summary>
    /// <param name="covariances">Of k items, symmetric.</param>
    /// <returns>Up to 1, and below 0 where items run against each other; <see cref="double.NaN"/> for one item, or where the sum does not vary.</returns>
    public static double Of(double[,] covariances)
    {
        var k = covariances.GetLength(0);
        double own = 0, all = 0;
        for (var i = 0; i < k; i++)
        {
            own += covariances[i, i];
            for (var j = 0; j < k; j++)
            {
                all += covariances[i, j];
            }
        }
        // Items that share nothing: what adding them up leaves of it is rounding.
        return k < 2 || !(all > 0) ? double.NaN : Math.Abs(all - own) <= 1e-14 * k * all ? 0 : (1 - (own / all)) * k / (k - 1);
    }

    /// <summary>The correlations that belong to covariances: sᵢⱼ / (sᵢ sⱼ).</summary>
    /// <param name="covariances">Symmetric.</param>
    public static double[,] Standardised(double[,] covariances)
    {
        var k = covariances.GetLength(0);
        var standardised = new double[k, k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                standardised[i, j] = covariances[i, j] / Math.Sqrt(covariances[i, i] * covariances[j, j]);
            }
        }
        return standardised;
    }

    /// <summary>Alpha of the items that stay when each in turn is left out.</summary>
    /// <param name="covariances">Of k items, symmetric.</param>
    /// <returns>k numbers; <see cref="double.NaN"/> where only one item would stay.</returns>
    public static double[] IfDropped(double[,] covariances)
    {
        var k = covariances.GetLength(0);
        return [.. Enumerable.Range(0, k).Select(dropped =>
        {
            int[] stay = [.. Enumerable.Range(0, k).Where(item => item != dropped)];
            var left = new double[k - 1, k - 1];
            for (var i = 0; i < stay.Length; i++)
            {
                for (var j = 0; j < stay.Length; j++)
                {
                    left[i, j] = covariances[stay[i], stay[j]];
                }
            }
            return Of(left);
        })];
    }

    /// <summary>
    /// The correlation of each item with the sum of the others, from the covariances: Σⱼ≠ᵢ sᵢⱼ / (sᵢ s₍rest₎). Henrysson,
    /// "Correction of item-total correlations in item analysis", Psychometrika 28 (1963), 211–218.
    /// </summary>
    /// <param name="covariances">Of k items, symmetric.</param>
    /// <returns>k numbers from −1 to 1; <see cref="double.NaN"/> where the item or the rest does not vary.</returns>
    public static double[] ItemRest(double[,] covariances)
    {
        var k = covariances.GetLength(0);
        return [.. Enumerable.Range(0, k).Select(item =>
        {
            double with = 0, rest = 0;
            for (var i = 0; i < k; i++)
            {
                for (var j = 0; j < k; j++)
                {
                    rest += i == item || j == item ? 0 : covariances[i, j];
                }
                with += i == item ? 0 : covariances[i, item];
            }
            return with / Math.Sqrt(covariances[item, item] * rest);
        })];
    }

    /// <summary>
    /// An interval for alpha: (1 − α̂) F quantiles with N − 1 and (N − 1)(k − 1) degrees of freedom. Feldt, "The approximate
    /// sampling distribution of Kuder-Richardson reliability coefficient twenty", Psychometrika 30 (1965), 357–370; Feldt,
    /// Woodruff and Salih, Applied Psychological Measurement 11 (1987), 93–103.
    /// </summary>
    /// <param name="alpha">As found.</param>
    /// <param name="people">Those who answered all items, from 2.</param>
    /// <param name="items">From 2.</param>
    /// <param name="coverage">Above 0, below 1.</param>
    public static (double Low, double High) Interval(double alpha, int people, int items, double coverage = 0.95)
    {
        if (people < 2 || items < 2)
        {
            return (double.NaN, double.NaN);
        }
        double df1 = people - 1, df2 = df1 * (items - 1);
        return (
            1 - ((1 - alpha) * Tails.FQuantile((1 + coverage) / 2, df1, df2)),
            1 - ((1 - alpha) * Tails.FQuantile((1 - coverage) / 2, df1, df2)));
    }
}
