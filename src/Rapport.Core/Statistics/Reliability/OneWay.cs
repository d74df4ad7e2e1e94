namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// How alike values of one group are, groups of any sizes: y = μ + group + error. The intraclass correlation by analysis of
/// variance, (MSB − MSW) / (MSB + (n₀ − 1) MSW): Searle, Casella and McCulloch, "Variance Components" (1992), section 3.6; and
/// by restricted maximum likelihood, whose likelihood is here a function of θ = σ²ₐ/σ²ₑ alone: the same, section 6.7.
/// </summary>
public sealed class OneWay
{
    private const double Coverage95 = 3.841458820694124;

    private readonly double[] _means;
    private readonly double _within;

    /// <param name="groups">The group of each value.</param>
    /// <param name="values">The values; <see cref="double.NaN"/> where one is missing.</param>
    /// <exception cref="TableException">There is one group, each group has one value, or no value differs from another.</exception>
    public OneWay(Factor groups, double[] values)
    {
        int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => groups.Codes[row] >= 0 && !double.IsNaN(values[row]))];
        Dropped = values.Length - rows.Length;
        var members = rows.ToLookup(row => groups.Codes[row]);
        int[] filled = [.. Enumerable.Range(0, groups.Names.Length).Where(members.Contains)];
        Names = Array.ConvertAll(filled, group => groups.Names[group]);
        Sizes = Array.ConvertAll(filled, group => members[group].Count());
        Values = rows.Length;
        if (filled.Length < 2)
        {
            throw new TableException("There is only one group, so nothing can be said of differences between groups.");
        }
        if (Values == filled.Length)
        {
            throw new TableException("Each group has one value, so differences between groups and within them cannot be told apart.");
        }
        _means = Array.ConvertAll(filled, group => members[group].Average(row => values[row]));
        _within = filled.Select((group, i) => members[group].Sum(row => Squared(values[row] - _means[i]))).Sum();
        var grand = rows.Average(row => values[row]);
        var between = _means.Zip(Sizes, (mean, size) => size * Squared(mean - grand)).Sum();
        // What is left of a sum that is 0.
        var rounding = Values * Squared(1e-15 * rows.Max(row => Math.Abs(values[row])));
        _within = _within > rounding ? _within : 0;
        between = between > rounding ? between : 0;
        if (between + _within <= 0)
        {
            throw new TableException("No value differs from another, so there is nothing to divide into groups.");
        }
        Df1 = filled.Length - 1;
        Df2 = Values - filled.Length;
        BetweenMean = between / Df1;
        WithinMean = _within / Df2;
        TypicalSize = (Values - (Sizes.Sum(size => (double)size * size) / Values)) / Df1;
        (Theta, ThetaLow, ThetaHigh) = MaximumAndInterval();
    }

    /// <summary>The groups that have a value, in the order of the levels.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many values each group has.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>How many values there are.</summary>
    public int Values { get; }

    /// <summary>Rows left out because the group or the value was missing.</summary>
    public int Dropped { get; }

    /// <summary>Degrees of freedom between groups.</summary>
    public int Df1 { get; }

    /// <summary>Degrees of freedom within groups.</summary>
    public int Df2 { get; }

    /// <summary>Mean square between groups (MSB).</summary>
    public double BetweenMean { get; }

    /// <summary>Mean square within groups (MSW).</summary>
    public double WithinMean { get; }

    /// <summary>n₀ = (N − Σ n²/N) / (groups − 1): the size of groups that counts; between 1 and the mean size.</summary>
    public double TypicalSize { get; }

    /// <summary>The test that groups do not differ.</summary>
    public double F => BetweenMean / WithinMean;

    /// <summary>Chance of such an F or a greater one, where groups do not differ.</summary>
    public double P => Tails.FUpper(F, Df1, Df2);

    /// <summary>By analysis of variance; below 0 where groups differ less than chance would have it.</summary>
    public double IccAnova => (BetweenMean - WithinMean) / (BetweenMean + ((TypicalSize - 1) * WithinMean));

    /// <summary>By restricted maximum likelihood, 0 to 1.</summary>
    public double IccReml => Share(Theta);

    /// <summary>The 95 % interval of <see cref="IccReml"/> by the profile of the restricted likelihood.</summary>
    public (double Low, double High) IccRemlInterval => (Share(ThetaLow), Share(ThetaHigh));

    /// <summary>Whether the variance between groups is 0 at its maximum of likelihood, the least that it can be.</summary>
    public bool IsAtBoundary => Theta == 0;

    /// <summary>The reliability of each group's mean, by its size and <see cref="IccReml"/>.</summary>
    public double[] ReliabilityOfMeans => [.. Sizes.Select(size => RaterAgreement.OfMean(IccReml, size))];

    private double Theta { get; }

    private double ThetaLow { get; }

    private double ThetaHigh { get; }

    private static double Share(double theta) => double.IsPositiveInfinity(theta) ? 1 : theta / (1 + theta);

    /// <summary>−2 log of the restricted likelihood at θ, the other parameters at their best, but for a constant.</summary>
    private double Deviance(double theta)
    {
        double weights = 0, weighed = 0, logs = 0;
        for (var i = 0; i < Sizes.Count; i++)
        {
            var weight = Sizes[i] / (1 + (Sizes[i] * theta));
            weights += weight;
            weighed += weight * _means[i];
            logs += Math.Log(1 + (Sizes[i] * theta));
        }
        var mean = weighed / weights;
        var squares = _within;
        for (var i = 0; i < Sizes.Count; i++)
        {
            squares += Sizes[i] / (1 + (Sizes[i] * theta)) * Squared(_means[i] - mean);
        }
        return ((Values - 1) * Math.Log(squares / (Values - 1))) + logs + Math.Log(weights);
    }

    private (double Best, double Low, double High) MaximumAndInterval()
    {
        if (_within <= 0)
        {
            // No group differs within itself: all that varies lies between groups.
            return (double.PositiveInfinity, double.NaN, double.PositiveInfinity);
        }
        // Over the share θ/(1 + θ), which has two ends: looked at from place to place first, since more than one hollow may lie there.
        const int Places = 400;
        double[] looked = [.. Enumerable.Range(0, Places).Select(place => Deviance(ThetaOf(place / (double)Places)))];
        var lowest = Array.IndexOf(looked, looked.Min());
        var best = Narrowed(Math.Max(0, lowest - 1) / (double)Places, Math.Min(Places - 1e-6, lowest + 1) / Places);
        // A hair above 0 and 0 itself differ by rounding alone.
        if (looked[0] <= Deviance(ThetaOf(best)) + (1e-12 * (1 + Math.Abs(looked[0]))))
        {
            best = 0;
        }
        var bound = Deviance(ThetaOf(best)) + Coverage95;
        var low = looked[0] <= bound ? 0 : Crossing(best, 0, bound);
        return (ThetaOf(best), ThetaOf(low), ThetaOf(Crossing(best, 1 - 1e-12, bound)));

        static double ThetaOf(double share) => share / (1 - share);

        double Narrowed(double from, double to)
        {
            // Golden section: Kiefer, Proceedings of the American Mathematical Society 4 (1953), 502–506.
            var ratio = (Math.Sqrt(5) - 1) / 2;
            for (var i = 0; i < 200 && to - from > 1e-14; i++)
            {
                var (left, right) = (to - (ratio * (to - from)), from + (ratio * (to - from)));
                (from, to) = Deviance(ThetaOf(left)) <= Deviance(ThetaOf(right)) ? (from, right) : (left, to);
            }
            return (from + to) / 2;
        }

        double Crossing(double inside, double outside, double level)
        {
            for (var i = 0; i < 200; i++)
            {
                var middle = (inside + outside) / 2;
                (inside, outside) = Deviance(ThetaOf(middle)) <= level ? (middle, outside) : (inside, middle);
            }
            return inside;
        }
    }

    private static double Squared(double number) => number * number;
}
