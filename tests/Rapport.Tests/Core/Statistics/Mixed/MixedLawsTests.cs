using CsCheck;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Tests.Core.Statistics.Mixed;

/// <summary>What must hold of a mixed model whatever the data.</summary>
public sealed class MixedLawsTests
{
    private const string Slopes = "y ~ x + (x|g) + (1|h)";
    private const string Crossed = "y ~ x + (1|g) + (1|h)";
    private const int Tries = 60;

    private static readonly Gen<SmallData> Data = Gen.Int[0, 1_000_000].Select(SmallData.By);

    [Fact]
    public void Likelihood_and_random_effects_are_those_of_dense_algebra() => Data.Sample(data =>
    {
        foreach (var reml in new[] { true, false })
        {
            var fit = data.Fit(Slopes, reml);
            var dense = data.Dense(fit);
            Near(dense.LogLikelihood, fit.LogLikelihood, 1e-8);
            var effects = RandomEffects.Of(fit);
            Near(dense.Effects, [.. effects.Single(one => one.Group == "g").Values.SelectMany(one => one), .. effects.Single(one => one.Group == "h").Values.Select(one => one[0])]);
            Near(
                dense.Variances,
                [
                    .. effects.Single(one => one.Group == "g").StandardDeviations.SelectMany(one => one).Select(one => one * one),
                    .. effects.Single(one => one.Group == "h").StandardDeviations.Select(one => one[0] * one[0]),
                ]);
        }
    }, iter: Tries);

    [Fact]
    public void The_order_of_rows_and_the_names_of_groups_change_nothing() => Gen.Select(Data, Gen.Int[0, 1_000_000]).Sample((data, seed) =>
    {
        var order = Enumerable.Range(0, data.Y.Length).ToArray();
        new Random(seed).Shuffle(order);
        var other = new SmallData(
            [.. order.Select(row => $"z{99 - int.Parse(data.G[row][1..], System.Globalization.CultureInfo.InvariantCulture)}")], [.. order.Select(row => "other " + data.H[row])],
            [.. order.Select(row => data.X[row])], [.. order.Select(row => data.Y[row])]);

        Same(data.Fit(Crossed), other.Fit(Crossed));
    }, iter: Tries);

    [Fact]
    public void The_order_of_random_parts_changes_nothing() => Data.Sample(data => Same(data.Fit(Crossed), data.Fit("y ~ x + (1|h) + (1|g)")), iter: Tries);

    [Fact]
    public void Nested_groups_are_their_combinations() =>
        Data.Sample(data => Same(data.Fit("y ~ x + (1|h/g)"), data.Fit("y ~ x + (1|h) + (1|g:h)")), iter: 20);

    [Fact]
    public void Shift_and_scale_of_y_go_through() => Gen.Select(Data, Gen.Double[-3, 3], Gen.Double[-1e4, 1e4]).Sample((data, power, shift) =>
    {
        var scale = Math.Pow(10, power);
        var fit = data.Fit(Crossed);
        var moved = (data with { Y = [.. data.Y.Select(y => (y * scale) + shift)] }).Fit(Crossed);

        Near((fit.FixedEffects[0].Estimate * scale) + shift, moved.FixedEffects[0].Estimate, 1e-5 * scale);
        Near(fit.FixedEffects[1].Estimate * scale, moved.FixedEffects[1].Estimate, 1e-5 * scale);
        Near(fit.Sigma * scale, moved.Sigma, 1e-5 * scale);
        Near(fit.LogLikelihood - ((data.Y.Length - 2) * Math.Log(scale)), moved.LogLikelihood, 1e-5);
    }, iter: Tries);

    [Fact]
    public void Shift_and_scale_of_x_go_through() => Gen.Select(Data, Gen.Double[-6, 6], Gen.Int[-20_000, 20_000]).Sample((data, power, thousandths) =>
    {
        // A shift of 1e-90, as draws of doubles have it once in many, makes of an x of 0 a number that is refused.
        var (scale, shift) = (Math.Pow(10, power), thousandths / 1000.0);
        var fit = data.Fit(Slopes, reml: false);
        var moved = (data with { X = [.. data.X.Select(x => (x + shift) * scale)] }).Fit(Slopes, reml: false);

        Near(fit.LogLikelihood, moved.LogLikelihood, 1e-4);
        Assert.Equal(fit.FixedEffects[1].Estimate, moved.FixedEffects[1].Estimate * scale, 1e-2 * fit.FixedEffects[1].StandardError);
        Assert.Equal(fit.FixedEffects[0].Estimate, moved.FixedEffects[0].Estimate + (moved.FixedEffects[1].Estimate * shift * scale), 1e-2 * moved.FixedEffects[0].StandardError);
    }, iter: Tries);

    [Fact]
    public void Data_written_twice_with_other_groups_have_the_same_maximum_likelihood_estimates() => Data.Sample(data =>
    {
        var once = data.Fit("y ~ x + (1|g)", reml: false);
        var twice = new SmallData([.. data.G, .. data.G.Select(g => g + "'")], [.. data.H, .. data.H], [.. data.X, .. data.X], [.. data.Y, .. data.Y])
            .Fit("y ~ x + (1|g)", reml: false);

        Near(2 * once.LogLikelihood, twice.LogLikelihood, 1e-6);
        Near(once.Sigma, twice.Sigma, 1e-5);
        Near(once.FixedEffects[1].Estimate, twice.FixedEffects[1].Estimate, 1e-5);
        Near(once.FixedEffects[1].StandardError, twice.FixedEffects[1].StandardError * Math.Sqrt(2), 1e-5);
    }, iter: Tries);

    [Fact]
    public void Groups_parted_by_what_is_the_same_in_each_of_them_are_the_groups() => Data.Sample(data =>
    {
        var whole = data.Fit("y ~ x + (1|g)");
        // Each g has one h, so that g and h together part nothing further.
        var parted = (data with { H = [.. data.G.Select(g => $"h{g[1] % 2}")] }).Fit("y ~ x + (1|g:h)");

        Near(whole.LogLikelihood, parted.LogLikelihood, 1e-8);
        Near(whole.Sigma, parted.Sigma, 1e-6);
        Assert.Equal(whole.Model.Groups[0].Count, parted.Model.Groups[0].Count);
    }, iter: Tries);

    [Fact]
    public void The_more_rows_the_nearer_come_restricted_and_full_likelihood() => Data.Sample(data =>
    {
        // Two fixed effects of more than a thousand rows. Mostly sigma is apart by one part in as many as there are rows; by more where the likelihood is flat in the
        // groups' share and only one of the two fits has it at 0: 1 in 90 was the most in 20,000 data. The gap of the rows before copying is no measure: it can be
        // as small as it likes.
        const int Times = 64;
        var copies = Enumerable.Range(0, Times).ToList();
        var many = new SmallData(
            [.. copies.SelectMany(copy => data.G.Select(g => $"{g} of {copy}"))], [.. copies.SelectMany(_ => data.H)],
            [.. copies.SelectMany(_ => data.X)], [.. copies.SelectMany(_ => data.Y)]);
        var (restricted, full) = (many.Fit("y ~ x + (1|g)").Sigma, many.Fit("y ~ x + (1|g)", reml: false).Sigma);

        Assert.InRange(restricted / full, 0.95, 1.05);
    }, iter: Tries);

    [Fact]
    public void Balanced_groups_give_the_mean_squares_of_an_analysis_of_variance() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[3, 12], Gen.Int[2, 8]).Sample((seed, groups, each) =>
    {
        var lot = new Random(seed);
        double[] effects = [.. Enumerable.Range(0, groups).Select(_ => lot.NextDouble() * lot.Next(4))];
        double[] y = [.. Enumerable.Range(0, groups * each).Select(row => effects[row / each] + lot.NextDouble())];
        string[] g = [.. Enumerable.Range(0, groups * each).Select(row => $"g{row / each}")];
        var data = new SmallData(g, g, y, y);
        var (mean, own) = (y.Average(), Enumerable.Range(0, groups).Select(i => y.Skip(i * each).Take(each).Average()).ToArray());
        var between = each * own.Sum(one => (one - mean) * (one - mean)) / (groups - 1);
        var within = Enumerable.Range(0, y.Length).Sum(row => (y[row] - own[row / each]) * (y[row] - own[row / each])) / (groups * (each - 1));

        var reml = data.Fit("y ~ 1 + (1|g)");
        var ml = data.Fit("y ~ 1 + (1|g)", reml: false);

        Assert.True(reml.Variances[0].Value >= ml.Variances[0].Value - 1e-9);
        Near(mean, reml.FixedEffects[0].Estimate, 1e-9);
        if (between > within * 1.01)
        {
            Near((between - within) / each, reml.Variances[0].Value, 1e-5);
            Near(within, reml.Sigma * reml.Sigma, 1e-5);
            Near(groups - 1, reml.FixedEffects[0].Df, 1e-3);
        }
        else if (between < within * 0.99)
        {
            Assert.True(reml.Variances[0].AtBoundary && reml.Singular);
        }
        if ((between * (groups - 1) / groups) > within * 1.01)
        {
            Near(((between * (groups - 1) / groups) - within) / each, ml.Variances[0].Value, 1e-5);
        }
    }, iter: 200);

    [Fact]
    public void No_other_variances_are_as_likely() => Gen.Select(Data, Gen.Double[-0.3, 0.3], Gen.Double[-0.3, 0.3]).Sample((data, one, other) =>
    {
        var fit = data.Fit(Crossed);
        var criterion = fit.Model.Criterion;
        double[][] near = [[fit.Lambda[0][0] + one], [fit.Lambda[1][0] + other]];
        Assert.True(criterion.Profiled(criterion.Parts(near), reml: true) >= fit.MinusTwoLogLikelihood - 1e-7);
    }, iter: Tries);

    [Fact]
    public void Shares_make_a_whole_and_their_intervals_hold_them() => Data.Sample(data =>
    {
        var fit = data.Fit(Crossed);
        var partition = VariancePartition.Of(fit);

        Near(1, partition.Shares.Sum(share => share.Share), 1e-12);
        Assert.All(partition.Shares, share => Assert.True(
            share.Lower >= 0 && share.Lower <= share.Share && share.Share <= share.Upper && share.Upper <= 1, $"{share}"));
    }, iter: 20);

    [Fact]
    public void With_one_kind_of_group_the_interval_of_the_rest_mirrors_that_of_the_groups() => Data.Sample(data =>
    {
        var shares = VariancePartition.Of(data.Fit("y ~ x + (1|g)")).Shares;

        Near(1 - shares[0].Lower, shares[1].Upper, 1e-4);
        Near(1 - shares[0].Upper, shares[1].Lower, 1e-4);
    }, iter: 20);

    [Fact]
    public void Profile_intervals_hold_their_estimates() => Data.Sample(
        data => Assert.All(
            ProfileIntervals.Of(data.Fit(Crossed)),
            one => Assert.True(one.Lower <= one.Estimate && one.Estimate <= one.Upper && double.IsFinite(one.Lower) && double.IsFinite(one.Upper), $"{one}")),
        iter: 20);

    private static void Same(MixedFit one, MixedFit other)
    {
        Near(one.LogLikelihood, other.LogLikelihood, 1e-7);
        Assert.All(one.FixedEffects, effect =>
        {
            var twin = other.FixedEffects.Single(second => second.Name == effect.Name);
            Near(effect.Estimate, twin.Estimate, 1e-5);
            Near(effect.StandardError, twin.StandardError, 1e-5);
        });
        Assert.All(one.Variances.Where(variance => variance.Term2 is null), variance =>
            Near(variance.Value, other.Variances.Single(second => second.Group == variance.Group && second.Term1 == variance.Term1).Value, 1e-4));
    }

    private static void Near(double expected, double actual, double allowed) =>
        Assert.True(Math.Abs(expected - actual) <= allowed * Math.Max(1, Math.Abs(expected)), FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));

    private static void Near(IEnumerable<double> expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Near(pair.First, pair.Second, 1e-8));

    /// <summary>Where x is far from 0 intercept and slope all but cancel; a wider interval must still hold the narrower one.</summary>
    [Fact]
    public void Profile_intervals_of_a_correlation_widen_with_how_sure_they_are_wherever_x_is_counted_from()
    {
        var lot = new NormalLot(11);
        for (var run = 0; run < 4; run++)
        {
            List<string> y = [], x = [], g = [];
            for (var group = 0; group < 25; group++)
            {
                var (intercept, slope) = (lot.Next(0.8), lot.Next(0.3));
                for (var row = 0; row < 6; row++)
                {
                    var at = 5 + lot.Next(1.5);
                    y.Add(SmallData.Text(2 + intercept + ((0.5 + slope) * at) + lot.Next(0.7)));
                    x.Add(SmallData.Text(at));
                    g.Add($"g{group}");
                }
            }
            var fit = MixedModel.Of(new Table(["y", "x", "g"], [[.. y], [.. x], [.. g]]), Formula.Parse("y ~ x + (x|g)")).Fit(reml: false);
            var ends = new[] { 0.8, 0.9, 0.95, 0.99 }.Select(level => ProfileIntervals.Of(fit, level).Single(one => one.Name.StartsWith("cor_", StringComparison.Ordinal))).ToList();
            for (var wider = 1; wider < ends.Count; wider++)
            {
                Assert.True(ends[wider].Lower < ends[wider - 1].Lower - 0.005 || ends[wider].Lower == -1, $"run {run}: {ends[wider]} after {ends[wider - 1]}");
                Assert.True(ends[wider].Upper > ends[wider - 1].Upper + 0.005 || ends[wider].Upper == 1, $"run {run}: {ends[wider]} after {ends[wider - 1]}");
            }
        }
    }
}
