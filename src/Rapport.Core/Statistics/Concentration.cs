namespace Rapport.Core.Statistics;

/// <summary>How unevenly something that is counted lies among people: whether few have most of it.</summary>
public static class Concentration
{
    // From here on the sum and the normal distribution's value differ by less than a thousandth of it.
    private const double LargestSummed = 500;
    private const double Negligible = 1e-18;

    /// <summary>
    /// The Gini coefficient: half the mean difference between any two people, as a share of the mean. G = Σ (2i − n − 1) xᵢ / (n Σ xᵢ),
    /// the xᵢ rising with i from 1 to n: Damgaard and Weiner, "Describing inequality in plant size or fecundity", Ecology 81 (2000),
    /// 1139–1142. Not corrected for small numbers: all who are there are counted, none is a sample.
    /// </summary>
    /// <param name="counts">What people have, none below 0; those who have none may be left out.</param>
    /// <param name="people">How many people there are, those who have none with them.</param>
    /// <returns>0 where all have the same, 1 − 1/n where one has everything; null where nobody has anything.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0, or there are fewer people than counts.</exception>
    public static double? Gini(IReadOnlyCollection<long> counts, int people)
    {
        var rising = Rising(counts, people);
        var sum = 0d;
        var weighed = 0d;
        for (var at = 0; at < rising.Length; at++)
        {
            // Who has nothing stands before all others and adds nothing.
            var rank = people - rising.Length + at + 1d;
            sum += rising[at];
            weighed += ((2 * rank) - people - 1) * rising[at];
        }

        // What rounding leaves of equals may lie a hair below 0.
        return sum > 0 ? Math.Max(0, weighed / (people * sum)) : null;
    }

    /// <summary>Which share of everything those have who have most.</summary>
    /// <param name="counts">What people have, none below 0; those who have none may be left out.</param>
    /// <param name="people">How many people there are, those who have none with them.</param>
    /// <param name="most">How many of them are asked about, from 0.</param>
    /// <returns>0 to 1; null where nobody has anything.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count or <paramref name="most"/> is below 0, or there are fewer people than counts.</exception>
    public static double? ShareOfMost(IReadOnlyCollection<long> counts, int people, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var rising = Rising(counts, people);
        var sum = rising.Sum(count => (double)count);
        return sum > 0 ? rising.TakeLast(most).Sum(count => (double)count) / sum : null;
    }

    /// <summary>
    /// The Gini coefficient that chance alone gives, where all are equally likely to get each of what there is: that of a Poisson
    /// distribution, G = Σ F(k) (1 − F(k)) / mean over k from 0. Half the mean difference of two draws is Σ F (1 − F): Yitzhaki and
    /// Schechtman, "The Gini Methodology" (2013), chapter 2.
    /// </summary>
    /// <param name="mean">How much each has on average, above 0.</param>
    /// <returns>Near 1 where there is far less than one for each, and about 1/√(π mean) where there is much.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not above 0.</exception>
    public static double GiniByChance(double mean)
    {
        if (!(mean > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "There is nothing to divide.");
        }

        if (mean > LargestSummed)
        {
            return 1 / Math.Sqrt(Math.PI * mean);
        }

        var sum = 0d;
        var chance = Math.Exp(-mean);
        var upTo = chance;
        for (var k = 1; k <= mean || chance > Negligible; k++)
        {
            sum += upTo * (1 - upTo);
            chance *= mean / k;
            upTo = Math.Min(1, upTo + chance);
        }

        return sum / mean;
    }

    private static long[] Rising(IReadOnlyCollection<long> counts, int people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, counts.Count);
        long[] rising = [.. counts.Order()];
        if (rising.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rising[0], nameof(counts));
        }

        return rising;
    }
}
