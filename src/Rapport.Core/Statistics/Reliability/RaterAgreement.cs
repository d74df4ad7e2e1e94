namespace Rapport.Core.Statistics.Reliability;

/// <summary>One of the six intraclass correlations.</summary>
/// <param name="Label">"ICC1", "ICC2", "ICC3", or with "k" at its end for the mean of all raters.</param>
/// <param name="Type">The same in words, as the psych package for R has it.</param>
/// <param name="Icc">Up to 1, below 0 where raters differ more than what they rate.</param>
/// <param name="F">The test that it is 0.</param>
/// <param name="Df1">Degrees of freedom above the line.</param>
/// <param name="Df2">Degrees of freedom below the line.</param>
/// <param name="P">Chance of such an F or a greater one.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record RaterIcc(string Label, string Type, double Icc, double F, int Df1, int Df2, double P, double Low, double High);

/// <summary>
/// How far raters who each rated everything agree. Shrout and Fleiss, "Intraclass correlations: uses in assessing rater
/// reliability", Psychological Bulletin 86 (1979), 420–428: ICC(1,1) to (3,1), the reliability of the mean of k raters, and
/// their intervals, that of ICC(2) by its appendix.
/// </summary>
/// <param name="Targets">How many were rated, from 2.</param>
/// <param name="Raters">How many rated, from 2.</param>
/// <param name="BetweenTargets">Mean square between those rated (BMS).</param>
/// <param name="BetweenRaters">Mean square between raters (JMS).</param>
/// <param name="Residual">Mean square that neither explains (EMS).</param>
/// <param name="Dropped">Rows left out because a rating was missing.</param>
public sealed record RaterAgreement(int Targets, int Raters, double BetweenTargets, double BetweenRaters, double Residual, int Dropped)
{
    private const double Tail = 0.975;

    /// <param name="ratings">For each rater the ratings of all targets, in the same order; <see cref="double.NaN"/> where one is missing.</param>
    /// <exception cref="TableException">There are fewer than two raters, or fewer than two targets that all rated.</exception>
    public static RaterAgreement Of(IReadOnlyList<double[]> ratings)
    {
        if (ratings.Count < 2)
        {
            throw new TableException("Agreement needs the columns of two raters or more.");
        }
        var all = ratings[0].Length;
        int[] rows = [.. Enumerable.Range(0, all).Where(row => ratings.All(rater => !double.IsNaN(rater[row])))];
        if (rows.Length < 2)
        {
            throw new TableException($"{(rows.Length == 0 ? "No row has" : "Only one row has")} a rating of each rater; agreement needs two or more.");
        }
        int n = rows.Length, k = ratings.Count;
        // About the first of them: what they differ by is small beside numbers that all are large.
        var near = ratings[0][rows[0]];
        ratings = [.. ratings.Select(rater => Array.ConvertAll(rater, rating => rating - near))];
        var grand = rows.Average(row => ratings.Average(rater => rater[row]));
        var targets = Array.ConvertAll(rows, row => ratings.Average(rater => rater[row]));
        double[] raters = [.. ratings.Select(rater => rows.Average(row => rater[row]))];
        var between = k * targets.Sum(mean => Squared(mean - grand));
        var judges = n * raters.Sum(mean => Squared(mean - grand));
        var residual = 0d;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < k; j++)
            {
                residual += Squared(ratings[j][rows[i]] - targets[i] - raters[j] + grand);
            }
        }
        // What is left of a sum that is 0.
        var rounding = n * k * Squared(1e-15 * ratings.Max(rater => rows.Max(row => Math.Abs(rater[row]))));
        (between, judges, residual) = (Known(between), Known(judges), Known(residual));
        return new(n, k, between / (n - 1), judges / (k - 1), residual / ((n - 1) * (k - 1)), all - n);

        double Known(double squares) => squares > rounding ? squares : 0;
    }

    /// <summary>The six, in the order (1,1), (2,1), (3,1), (1,k), (2,k), (3,k); not a number where nothing varies.</summary>
    public IReadOnlyList<RaterIcc> All
    {
        get
        {
            var (n, k) = (Targets, Raters);
            var within = ((BetweenRaters * (k - 1)) + (Residual * (n - 1) * (k - 1))) / (n * (k - 1));
            var one = Ratio("ICC1", "Single_raters_absolute", BetweenTargets / within, n * (k - 1));
            var three = Ratio("ICC3", "Single_fixed_raters", BetweenTargets / Residual, (n - 1) * (k - 1));
            var two = Random(three);
            return
            [
                one, two, three,
                Mean(one, "ICC1k", "Average_raters_absolute"), Mean(two, "ICC2k", "Average_random_raters"), Mean(three, "ICC3k", "Average_fixed_raters"),
            ];
        }
    }

    private RaterIcc Ratio(string label, string type, double f, int df2)
    {
        var df1 = Targets - 1;
        return new(label, type, Single(f), f, df1, df2, Tails.FUpper(f, df1, df2),
            Single(f / Tails.FQuantile(Tail, df1, df2)), Single(f * Tails.FQuantile(Tail, df2, df1)));

        // All targets alike and all raters agree: nothing is known.
        double Single(double ratio) => double.IsPositiveInfinity(ratio) ? 1 : (ratio - 1) / (ratio + Raters - 1);
    }

    private RaterIcc Random(RaterIcc fixedRaters)
    {
        double n = Targets, k = Raters;
        var icc = (BetweenTargets - Residual) / (BetweenTargets + ((k - 1) * Residual) + (k * (BetweenRaters - Residual) / n));
        var judges = BetweenRaters / Residual;
        var shared = (n * (1 + ((k - 1) * icc))) - (k * icc);
        var df = (k - 1) * (n - 1) * Squared((k * icc * judges) + shared) / (((n - 1) * k * k * icc * icc * judges * judges) + Squared(shared));
        var known = double.IsFinite(df) && df > 0;
        double upper = known ? Tails.FQuantile(Tail, n - 1, df) : double.NaN, lower = known ? Tails.FQuantile(Tail, df, n - 1) : double.NaN;
        var errors = (k * BetweenRaters) + (((k * n) - k - n) * Residual);
        return fixedRaters with
        {
            Label = "ICC2",
            Type = "Single_random_raters",
            Icc = icc,
            Low = n * (BetweenTargets - (upper * Residual)) / ((upper * errors) + (n * BetweenTargets)),
            High = n * ((lower * BetweenTargets) - Residual) / (errors + (n * lower * BetweenTargets)),
        };
    }

    private RaterIcc Mean(RaterIcc single, string label, string type) => single with
    {
        Label = label,
        Type = type,
        Icc = OfMean(single.Icc, Raters),
        Low = OfMean(single.Low, Raters),
        High = OfMean(single.High, Raters),
    };

    /// <summary>The reliability of the mean of several ratings: n ρ / (1 + (n − 1) ρ). Spearman, British Journal of Psychology 3 (1910), 271–295; Brown, the same, 296–322.</summary>
    /// <param name="icc">The reliability of one.</param>
    /// <param name="ratings">How many, from 1.</param>
    /// <returns>Up to 1; −∞ where the reliability of one is so far below 0 that the formula has no meaning.</returns>
    public static double OfMean(double icc, double ratings)
    {
        var part = 1 + ((ratings - 1) * icc);
        return part <= 0 ? double.NegativeInfinity : ratings * icc / part;
    }

    private static double Squared(double number) => number * number;
}
