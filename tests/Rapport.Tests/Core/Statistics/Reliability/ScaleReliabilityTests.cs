using CsCheck;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Reliability;

namespace Rapport.Tests.Core.Statistics.Reliability;

/// <summary>Alpha, omega and reliable change, beside the reference and by their laws.</summary>
public sealed class ScaleReliabilityTests
{
    private static readonly string[] Items = ["i1", "i2", "i3", "i4", "i5", "i6"];

    /// <summary>Six columns of answers that go together, of 12 to 40 people.</summary>
    private static readonly Gen<double[][]> Scales =
        from people in Gen.Int[12, 40]
        from common in Gen.Double[-2, 2].Array[people]
        from own in Gen.Double[-1, 1].Array[people].Array[6]
        select own.Select(item => item.Zip(common, (error, shared) => shared + error).ToArray()).ToArray();

    [Theory]
    [InlineData("complete", "scale_complete.csv", 100)]
    [InlineData("missing", "scale_missing.csv", 100)]
    public void Every_number_of_the_reference_is_met(string block, string file, int atLeast)
    {
        var reliability = Of(Golden.Table(file));
        var compared = Golden.Check(Golden.Read("scale.json", block), path => Reckoned(reliability, path),
            "alpha_call", "omega_formula", "lavaan_call", "psych_call", "rci_formula", "rc_example/x1", "rc_example/x2");

        Assert.True(compared >= atLeast, $"{compared} numbers compared");
    }

    [Fact]
    public void Alpha_does_not_change_with_the_order_of_people_and_items_nor_with_shift_and_scale() =>
        Scales.Sample(items =>
        {
            var alpha = AlphaOf(items);
            Assert.Equal(alpha, AlphaOf([.. items.Reverse()]), 1e-9);
            Assert.Equal(alpha, AlphaOf([.. items.Select(item => item.Reverse().ToArray())]), 1e-9);
            Assert.Equal(alpha, AlphaOf([.. items.Select(item => item.Select(answer => 1e9 * (answer + 3)).ToArray())]), 1e-6);
        });

    [Fact]
    public void Standardised_alpha_and_omega_of_correlations_do_not_change_when_one_item_is_scaled() =>
        Scales.Sample(
            items =>
            {
                var scaled = items.Select((item, at) => item.Select(answer => at == 2 ? 7 * answer : answer).ToArray()).ToArray();
                var (before, after) = (Of(items), Of(scaled));
                Assert.Equal(before.AlphaStandardised, after.AlphaStandardised, 1e-9);
                Assert.Equal(before.OmegaMinres!.Value, after.OmegaMinres!.Value, 1e-6);
                Assert.Equal(before.Fit!.ChiSquared, after.Fit!.ChiSquared, 1e-4);
            },
            iter: 20);

    [Fact]
    public void Items_that_are_equal_are_wholly_reliable_and_twice_the_items_follow_Spearman_and_Brown() =>
        Scales.Sample(items =>
        {
            Assert.Equal(1, AlphaOf([items[0], items[0], items[0]]), 1e-9);
            // Covariances of parallel items, all alike: k ρ / (1 + (k − 1) ρ).
            foreach (var k in (int[])[2, 4, 8])
            {
                var covariances = new double[k, k];
                for (var i = 0; i < k; i++)
                {
                    for (var j = 0; j < k; j++)
                    {
                        covariances[i, j] = i == j ? 1 : 0.3;
                    }
                }
                Assert.Equal(k * 0.3 / (1 + ((k - 1) * 0.3)), Alpha.Of(covariances), 1e-12);
            }
        }, iter: 10);

    [Fact]
    public void An_item_that_nobody_answers_differently_is_named_and_the_rest_still_reckoned()
    {
        var table = Golden.Table("scale_complete.csv");
        var items = Items.Select(table.Numbers).ToArray();
        Array.Fill(items[3], 4);
        var reliability = Of(items);

        Assert.True(reliability.Alpha > 0.8);
        Assert.Null(reliability.Omega);
        Assert.Contains(reliability.Notes, note => note.Contains("\"i4\" does not vary", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_items_that_are_the_same_leave_omega_out_and_say_why()
    {
        var table = Golden.Table("scale_complete.csv");
        var items = Items.Select(table.Numbers).ToArray();
        items[3] = items[2];
        var reliability = Of(items);

        Assert.Null(reliability.Omega);
        Assert.Contains(reliability.Notes, note => note.Contains("two items are the same", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_that_is_the_sum_of_others_leaves_omega_out_too()
    {
        var table = Golden.Table("scale_complete.csv");
        var items = Items.Select(table.Numbers).ToArray();
        items[3] = [.. items[1].Zip(items[2], (one, other) => one + other)];

        Assert.Null(Of(items).Omega);
    }

    [Fact]
    public void Where_too_few_answered_the_same_items_omega_stands_and_the_fit_of_one_factor_does_not()
    {
        var lot = new NormalLot(4);
        double[] common = [.. Enumerable.Range(0, 60).Select(_ => lot.Next())];
        // Twenty-eight answered the first three alone, as many the last three, and four all.
        var items = Enumerable.Range(0, 6).Select(item => common.Select((one, person) =>
            (person < 28 && item > 2) || (person >= 28 && person < 56 && item < 3) ? double.NaN : one + (0.7 * lot.Next())).ToArray()).ToArray();
        var reliability = Of(items);

        Assert.NotNull(reliability.Omega);
        Assert.Null(reliability.Fit);
        Assert.Contains(reliability.Notes, note => note.Contains("How well one factor fits cannot be said", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_that_runs_the_other_way_is_named()
    {
        var table = Golden.Table("scale_complete.csv");
        var items = Items.Select(table.Numbers).ToArray();
        items[1] = Array.ConvertAll(items[1], answer => 8 - answer);

        Assert.Contains(Of(items).Notes, note => note.Contains("\"i2\" runs against the other items", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_of_a_thousand_million_give_the_same_as_small_ones()
    {
        var table = Golden.Table("scale_missing.csv");
        var small = Of(Items.Select(table.Numbers).ToArray());
        var large = Of(Items.Select(item => Array.ConvertAll(table.Numbers(item), answer => 1e9 * answer)).ToArray());

        Assert.Equal(small.Alpha, large.Alpha, 1e-9);
        Assert.Equal(small.Omega!.Value, large.Omega!.Value, 1e-6);
        Assert.Equal(small.Fit!.ChiSquared, large.Fit!.ChiSquared, 1e-3);
    }

    [Fact]
    public void Two_items_have_an_alpha_and_no_omega()
    {
        var table = Golden.Table("scale_complete.csv");
        var reliability = Of([table.Numbers("i1"), table.Numbers("i2")]);

        Assert.InRange(reliability.Alpha, 0.7, 0.8);
        Assert.Null(reliability.Omega);
        Assert.All(reliability.AlphaIfDropped, alpha => Assert.Equal(double.NaN, alpha));
    }

    [Fact]
    public void One_item_is_refused() =>
        Assert.Contains("two items or more", Assert.Throws<TableException>(() => new Answers(["a"], [[1, 2, 3]])).Message, StringComparison.Ordinal);

    [Fact]
    public void Items_that_were_never_answered_together_are_named()
    {
        var refused = Assert.Throws<TableException>(() => new Answers(
            ["a", "b"], [[1, 2, 3, double.NaN, double.NaN, double.NaN], [double.NaN, double.NaN, double.NaN, 3, 2, 1]]));

        Assert.Contains("\"a\" and \"b\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_did_not_vary_among_those_who_answered_another_leaves_correlations_out()
    {
        var none = double.NaN;
        var reliability = ScaleReliability.Of(new Answers(
            ["a", "b", "c"], [[1, 1, 1, 2, 3, 4], [2, 3, 4, none, none, none], [1, 3, 2, 4, 5, 3]]));

        Assert.Null(reliability.OmegaMinres);
        Assert.Null(reliability.OmegaCorrelations);
        Assert.True(double.IsFinite(reliability.Alpha));
    }

    private static ScaleReliability Of(Table table) => ScaleReliability.Of(new Answers(Items, [.. Items.Select(table.Numbers)]));

    private static ScaleReliability Of(double[][] items) => ScaleReliability.Of(new Answers([.. Items.Take(items.Length)], items));

    private static double AlphaOf(double[][] items) => Alpha.Of(new Answers([.. Items.Take(items.Length)], items).Covariances);

    private static object? Reckoned(ScaleReliability of, string path) => path switch
    {
        "n" => of.Answers.Rows,
        "items" => of.Answers.Items,
        "alpha_raw" => of.Alpha,
        "alpha_std" => of.AlphaStandardised,
        "alpha_if_dropped" => of.AlphaIfDropped,
        "item_rest_correlation_r_drop" => of.ItemRest,
        "item_mean" => of.Answers.Means,
        "item_sd" => Items.Select((_, i) => Math.Sqrt(of.Answers.Covariances[i, i])),
        "feldt_ci95_alpha" => new[] { of.AlphaInterval.Low, of.AlphaInterval.High },
        "cov_pairwise" => Items.Select((_, i) => Items.Select((_, j) => of.Answers.Covariances[i, j])),
        "omega_total_lavaan" => of.Omega,
        "lavaan_loadings" => of.Loadings,
        "lavaan_loading_se" => of.LoadingErrors,
        "lavaan_residual_var" => of.ResidualVariances,
        "lavaan_fit/chisq" => of.Fit!.ChiSquared,
        "lavaan_fit/df" => of.Fit!.Df,
        "lavaan_fit/pvalue" => of.Fit!.P,
        "lavaan_fit/cfi" => of.Fit!.Cfi,
        "lavaan_fit/tli" => of.Fit!.Tli,
        "lavaan_fit/rmsea" => of.Fit!.Rmsea,
        "lavaan_fit/srmr" => of.Fit!.Srmr,
        "lavaan_fit/logl" => of.Fit!.LogLikelihood,
        "omega_total_psych_minres" or "psych_omega_tot_check" => of.OmegaMinres,
        "psych_loadings_minres" => of.LoadingsMinres,
        "omega_total_psych_ml_corr" => of.OmegaCorrelations,
        "score_sd" => of.ScoreSd,
        "score_mean" => of.ScoreMean,
        "scored" => of.Scored,
        "sem_alpha" => of.ChangeByAlpha.Sem,
        "sem_omega" => of.ChangeByOmega!.Sem,
        "sdiff_alpha" => of.ChangeByAlpha.DifferenceSe,
        "rci_threshold_95_alpha" => of.ChangeByAlpha.Threshold,
        "rci_threshold_95_omega" => of.ChangeByOmega!.Threshold,
        "rc_example/rc" => of.ChangeByAlpha.Index(5.5, 4.3),
        _ => throw new ArgumentException($"Nothing is reckoned for {path}.", nameof(path)),
    };
}
