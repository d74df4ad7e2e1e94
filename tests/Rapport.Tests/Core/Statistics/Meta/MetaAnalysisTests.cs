using CsCheck;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Tests.Core.Statistics.Meta;

/// <summary>Laws of meta-analysis, few studies, and studies that report what cannot be.</summary>
public sealed class MetaAnalysisTests
{
    private static readonly TauMethod[] Methods = Enum.GetValues<TauMethod>();

    private static readonly Gen<(double[] Y, double[] V)> Found =
        from count in Gen.Int[3, 25]
        from effects in Gen.Double[-2, 2].Array[count]
        from variances in Gen.Double[0.02, 0.5].Array[count]
        select (effects, variances);

    [Fact]
    public void Two_studies_put_together_beforehand_give_the_same_fixed_effect()
    {
        var lot = new NormalLot(3);
        for (var run = 0; run < 50; run++)
        {
            var count = 3 + lot.Below(8);
            double[] effects = [.. Enumerable.Range(0, count).Select(_ => lot.Next())];
            double[] variances = [.. Enumerable.Range(0, count).Select(_ => lot.Between(0.01, 1))];
            var (one, other) = (1 / variances[0], 1 / variances[1]);
            double[] fewer = [((effects[0] * one) + (effects[1] * other)) / (one + other), .. effects.Skip(2)];
            double[] surer = [1 / (one + other), .. variances.Skip(2)];

            var (all, merged) = (Fixed(effects, variances), Fixed(fewer, surer));
            Assert.Equal(all.Estimate, merged.Estimate, 1e-12);
            Assert.Equal(all.Error, merged.Error, 1e-12);
        }

        static Coefficient Fixed(double[] effects, double[] variances) =>
            MetaAnalysis.Fit(new([.. effects.Select((_, at) => $"{at}")], effects, variances, Moderators.None(effects.Length)), TauMethod.FE).Mean;
    }

    [Fact]
    public void Nothing_changes_with_the_order_of_studies() =>
        Found.Sample(found =>
        {
            foreach (var method in Methods)
            {
                var before = MetaAnalysis.Fit(Of(found.Y, found.V), method, knappHartung: true);
                var after = MetaAnalysis.Fit(Of([.. found.Y.Reverse()], [.. found.V.Reverse()]), method, knappHartung: true);
                Same(before.Tau2, after.Tau2);
                Same(before.Mean.Estimate, after.Mean.Estimate);
                Same(before.Mean.Error, after.Mean.Error);
                Same(before.Q, after.Q);
            }
        });

    [Fact]
    public void A_shift_moves_the_mean_alone() =>
        Found.Sample(found =>
        {
            foreach (var method in Methods)
            {
                var before = MetaAnalysis.Fit(Of(found.Y, found.V), method);
                var after = MetaAnalysis.Fit(Of([.. found.Y.Select(y => y + 3)], found.V), method);
                // Searches end within their tolerance.
                Assert.Equal(before.Tau2, after.Tau2, 1e-4);
                Assert.Equal(before.Mean.Estimate + 3, after.Mean.Estimate, 1e-4);
                Assert.Equal(before.Q, after.Q, 1e-6);
            }
        });

    [Theory, InlineData(1e9), InlineData(100), InlineData(1e-3)]
    public void Effects_of_any_size_give_the_same(double scale) =>
        Found.Sample(found =>
        {
            foreach (var method in Methods)
            {
                var before = MetaAnalysis.Fit(Of(found.Y, found.V), method);
                var after = MetaAnalysis.Fit(Of([.. found.Y.Select(y => scale * y)], [.. found.V.Select(v => scale * scale * v)]), method);
                // Of small effects searches end within a twentieth, as wide as any reader of tau² sees.
                var within = scale < 1 ? 0.05 * (before.Tau2 + 0.5) : 1e-3;
                Assert.Equal(before.Tau2, after.Tau2 / (scale * scale), within);
                Assert.Equal(before.Mean.Estimate, after.Mean.Estimate / scale, within);
                Assert.Equal(before.Q, after.Q, 1e-6);
            }
        });

    [Fact]
    public void Where_scoring_goes_round_in_circles_the_highest_point_is_found_all_the_same()
    {
        // metafor says of these that its steps do not come to an end.
        double[] y = [0, -0.0222, -0.5955, 0, 0, -0.8121, 0, 0, 0, 0], v = [0.1797, 0.4909, 0.2470, 0.2247, 0.5, 0.0238, 0.1733, 0.2799, 0.3511, 0.2418];
        var studies = Of(y, v);
        var between = new BetweenStudies(y, v, studies.X);
        var fit = MetaAnalysis.Fit(studies, TauMethod.REML);

        Assert.All(Enumerable.Range(0, 100), place => Assert.True(between.LogLikelihood(0.01 * place, restricted: true) <= fit.LogLikelihood + 1e-9));
    }

    [Fact]
    public void Where_nothing_lies_between_studies_all_methods_are_the_fixed_effect() =>
        (from count in Gen.Int[2, 20]
         from variances in Gen.Double[0.1, 2].Array[count]
         from near in Gen.Double[-0.05, 0.05].Array[count]
         select (near, variances)).Sample(found =>
        {
            var fixedEffect = MetaAnalysis.Fit(Of(found.near, found.variances), TauMethod.FE);
            foreach (var method in Methods)
            {
                var fit = MetaAnalysis.Fit(Of(found.near, found.variances), method);
                Assert.Equal(0, fit.Tau2);
                Assert.Equal(method != TauMethod.FE, fit.IsAtBoundary);
                Same(fixedEffect.Mean.Estimate, fit.Mean.Estimate);
                Same(fixedEffect.Mean.Error, fit.Mean.Error);
            }
        });

    [Fact]
    public void The_interval_of_the_variance_holds_its_estimate_and_the_residuals_reach_their_quantiles_there() =>
        Found.Sample(found =>
        {
            var studies = Of(found.Y, found.V);
            var fit = MetaAnalysis.Fit(studies, TauMethod.PM);
            var (low, high) = fit.Tau2Interval!.Value;
            Assert.InRange(fit.Tau2, low - 1e-3, high + 1e-3);
            if (low > 0)
            {
                var at = new BetweenStudies(found.Y, found.V, studies.X).At(low).SquaredResiduals;
                Assert.Equal(0.025, Tails.ChiSquaredUpper(at, fit.QDf), 1e-6);
            }
        });

    // metafor 3.8: rstudent(rma(yi, vi, method = m, test = "knha", mods = ~ x)).
    [Theory]
    [InlineData(TauMethod.FE, false, new[] { 1.8675464644340, -0.6021562974954, 0.3968805804521, -1.8815558631566, 0.7707586906280, -0.0259241315308 })]
    [InlineData(TauMethod.REML, false, new[] { 1.857733409977, -0.618999812989, 0.338719255367, -1.946301347547, 0.790687381817, -0.150676016430 })]
    [InlineData(TauMethod.REML, true, new[] { 1.213294255566, -1.286019900507, 0.194569106705, -1.577730451310, 0.834493318677, 0.933755360169 })]
    public void Knapp_and_Hartungs_factor_holds_for_a_study_that_is_left_out_too(TauMethod method, bool onYears, double[] expected)
    {
        double[] effects = [0.61, 0.12, 0.35, -0.10, 0.48, 0.22];
        var studies = Of(effects, [0.04, 0.02, 0.05, 0.03, 0.06, 0.025]);
        var fit = MetaAnalysis.Fit(onYears ? On(studies, "1", "2", "3", "5", "4", "7") : studies, method, knappHartung: true);
        Assert.All(Influence.Of(fit).Zip(expected), one => Assert.Equal(one.Second, one.First.StudentisedResidual, 2e-6));
    }

    // metafor 3.8: rma(yi, vi, mods = ~ x, method = "FE")$R2.
    [Theory, InlineData(false), InlineData(true)]
    public void Of_a_fixed_effect_moderators_explain_what_the_weighted_regression_does(bool knappHartung)
    {
        var studies = On(Of([0.1, 0.35, 0.2, 0.62, 0.4, 0.8], [0.04, 0.02, 0.05, 0.03, 0.06, 0.025]), "1", "2", "3", "5", "4", "7");
        Assert.Equal(86.285845107732, MetaAnalysis.Fit(studies, TauMethod.FE, knappHartung).R2Percent!.Value, 1e-9);
    }

    [Fact]
    public void A_moderator_of_two_groups_is_the_difference_of_their_fixed_means_and_its_units_do_not_matter() =>
        Found.Where(found => found.Y.Length >= 6).Sample(found =>
        {
            string[] cells = [.. found.Y.Select((_, i) => i % 2 == 0 ? "a" : "b")];
            var studies = Of(found.Y, found.V);
            var fit = MetaAnalysis.Fit(studies with { Moderators = Moderators.Of(new Table(["g"], [cells]), ["g"], Rows(found.Y)) }, TauMethod.FE);
            double Mean(int odd) => MetaAnalysis.Fit(
                Of([.. found.Y.Where((_, i) => i % 2 == odd)], [.. found.V.Where((_, i) => i % 2 == odd)]), TauMethod.FE).Mean.Estimate;

            Assert.Equal(["intrcpt", "gb"], fit.Coefficients.Select(one => one.Name));
            Assert.Equal(Mean(0), fit.Coefficients[0].Estimate, 1e-9);
            Assert.Equal(Mean(1) - Mean(0), fit.Coefficients[1].Estimate, 1e-9);

            string[] years = [.. found.Y.Select((_, i) => $"{1990 + i}")], millions = [.. found.Y.Select((_, i) => $"{1_990_000_000 + (1_000_000L * i)}")];
            var plain = MetaAnalysis.Fit(studies with { Moderators = Moderators.Of(new Table(["x"], [years]), ["x"], Rows(found.Y)) }, TauMethod.REML);
            var large = MetaAnalysis.Fit(studies with { Moderators = Moderators.Of(new Table(["x"], [millions]), ["x"], Rows(found.Y)) }, TauMethod.REML);
            Assert.Equal(plain.QM!.Value, large.QM!.Value, 1e-6);
            Assert.Equal(plain.Coefficients[1].Estimate, 1e6 * large.Coefficients[1].Estimate, 1e-6);
        });

    [Fact]
    public void A_moderator_that_says_nothing_new_is_left_out_and_named()
    {
        var table = new Table(
            ["x", "twice", "same", "g"], [["1", "2", "3", "5", "4"], ["2", "4", "6", "10", "8"], ["7", "7", "7", "7", "7"], ["a", "a", "a", "a", "a"]]);
        var moderators = Moderators.Of(table, ["x", "twice", "same", "g"], [0, 1, 2, 3, 4]);

        Assert.Equal(["x"], moderators.Names);
        Assert.Equal(["twice", "same", "g"], moderators.LeftOut);
    }

    [Fact]
    public void One_study_is_itself_and_nothing_is_known_between_studies()
    {
        foreach (var method in Methods)
        {
            var fit = MetaAnalysis.Fit(Of([0.5], [0.04]), method);
            Assert.Equal((0.5, 0.2, 0d), (fit.Mean.Estimate, Math.Round(fit.Mean.Error, 12), fit.Tau2));
            Assert.Equal((0, 1d, 0d), (fit.QDf, fit.QP, fit.I2Percent));
            Assert.False(fit.IsAtBoundary);
            Assert.True(double.IsNaN(Influence.Of(fit)[0].Estimate));
            Assert.True(double.IsNaN(MetaAnalysis.Fit(Of([0.5], [0.04]), method, knappHartung: true).Mean.Low));
        }
        Assert.Null(Asymmetry.Of(Of([0.5], [0.04])));
    }

    [Fact]
    public void Two_studies_have_a_mean_and_each_is_what_stays_without_the_other()
    {
        foreach (var method in Methods)
        {
            var fit = MetaAnalysis.Fit(Of([0.1, 0.9], [0.04, 0.04]), method);
            Assert.Equal(0.5, fit.Mean.Estimate, 1e-9);
            Assert.Equal([0.9, 0.1], Influence.Of(fit).Select(one => Math.Round(one.Estimate, 9)));
        }
        // By hand: Q = 2 · .4²/.04 = 8, τ² = (8 − 1)/25.
        Assert.Equal(0.28, MetaAnalysis.Fit(Of([0.1, 0.9], [0.04, 0.04]), TauMethod.DL).Tau2, 1e-12);
    }

    [Fact]
    public void One_study_more_than_coefficients_has_the_errors_of_Knapp_and_Hartung_and_none_without_one_study()
    {
        // metafor 4: rma(yi, vi, mods = ~ m, test = "knha").
        var table = new Table(["m"], [["1.5", "2.25", "4"]]);
        var studies = new StudyEffects(["a", "b", "c"], [0.2, 0.4, 0.1], [0.03, 0.02, 0.05], Moderators.Of(table, ["m"], [0, 1, 2]));
        var fit = MetaAnalysis.Fit(studies, TauMethod.REML, knappHartung: true);

        Assert.Equal(-0.0564667, fit.Coefficients[1].Estimate, 1e-5);
        Assert.Equal(0.1237074, fit.Coefficients[1].Error, 2e-5);
        Assert.Equal(0.20835, fit.QM!.Value, 1e-4);
        Assert.All(Influence.Of(fit), one => Assert.True(double.IsNaN(one.StudentisedResidual) || double.IsFinite(one.StudentisedResidual)));
    }

    [Fact]
    public void Studies_that_all_find_the_same_leave_nothing_to_read_errors_from()
    {
        var same = MetaAnalysis.Fit(Of([0.3, 0.3, 0.3], [0.02, 0.05, 0.01]), TauMethod.REML, knappHartung: true);
        Assert.Equal(0.3, same.Mean.Estimate, 1e-12);
        Assert.True(double.IsNaN(same.Mean.Error) && double.IsNaN(same.Mean.P) && same.Prediction is null);
        Assert.Equal(0, same.Tau2);
        Assert.InRange(MetaAnalysis.Fit(Of([0.30, 0.31, 0.29], [0.02, 0.05, 0.01]), TauMethod.REML, knappHartung: true).ErrorFactor, 0, 0.1);
        Assert.Null(Asymmetry.Of(Of([0.1, 0.1, 0.1, 0.1], [0.01, 0.02, 0.03, 0.04])));
        var onLine = new StudyEffects(["a", "b", "c", "d"], [1, 2, 3, 4], [0.1, 0.1, 0.2, 0.2], Moderators.Of(new Table(["m"], [["1", "2", "3", "4"]]), ["m"], [0, 1, 2, 3]));
        Assert.True(double.IsNaN(MetaAnalysis.Fit(onLine, TauMethod.DL, knappHartung: true).QMP!.Value));
        Assert.True(MetaAnalysis.Fit(onLine, TauMethod.DL).Coefficients[1].P < 0.01);
    }

    [Fact]
    public void Moderators_of_as_few_studies_as_coefficients_have_the_models_errors_and_no_robust_ones()
    {
        // metafor 4: rma.mv(yi, vi, mods = ~ m, random = ~ 1 | study/effect).
        var table = new Table(["m"], [["1", "2", "4", "3", "5", "1.5", "2"]]);
        var studies = new StudyEffects(
            ["1", "2", "3", "4", "5", "6", "7"], [0.2, 0.5, 0.1, 0.4, 0.3, 0.95, -0.35], [0.03, 0.02, 0.05, 0.04, 0.02, 0.03, 0.05], Moderators.Of(table, ["m"], [0, 1, 2, 3, 4, 5, 6]));
        var fit = ThreeLevel.Fit(studies, [0, 0, 0, 1, 1, 1, 1]);

        Assert.Equal(-0.044099, fit.Coefficients[1].Estimate, 1e-4);
        Assert.Equal(0.116734, fit.Coefficients[1].Error, 1e-4);
        // Its search ends beside the boundary, 9.5e-6, and so a little lower.
        Assert.Equal(0, fit.StudyVariance);
        Assert.InRange(fit.LogLikelihood, -2.805598, -2.8055);
        Assert.Equal(0, fit.RobustDf);
        Assert.All(fit.Robust, one => Assert.True(double.IsNaN(one.Error) && double.IsNaN(one.P)));
    }

    [Fact]
    public void Clusters_of_one_effect_are_the_model_of_two_levels() =>
        Found.Sample(
            found =>
            {
                var studies = Of(found.Y, found.V);
                var levels = ThreeLevel.Fit(studies, [.. Rows(found.Y)]);
                var fit = MetaAnalysis.Fit(studies, TauMethod.REML);
                Assert.True(levels.IsOneEach);
                Assert.Equal(fit.LogLikelihood, levels.LogLikelihood, 1e-5);
                Assert.Equal(fit.Mean.Estimate, levels.Coefficients[0].Estimate, 1e-2);
            },
            iter: 30);

    [Fact]
    public void Three_levels_do_not_change_with_the_order_of_rows_nor_with_the_names_of_studies()
    {
        var table = Golden.Table("meta_three_level.csv");
        var rows = StudyTable.Of(table, new(EffectScale.FisherZ, ["ri", "ni"]), [], null, "study");
        var (studies, codes) = (rows.Studies, rows.Clusters!.Value.Codes);
        var before = ThreeLevel.Fit(studies, codes);
        var after = ThreeLevel.Fit(Of([.. studies.Effects.Reverse()], [.. studies.Variances.Reverse()]), [.. codes.Reverse().Select(code => 100 - code)]);

        Assert.Equal(before.LogLikelihood, after.LogLikelihood, 1e-9);
        Assert.Equal(before.StudyVariance, after.StudyVariance, 1e-7);
        Assert.Equal(before.Robust[0].Error, after.Robust[0].Error, 1e-7);
        Assert.Contains("one study", Assert.Throws<TableException>(() => ThreeLevel.Fit(studies, new int[studies.Count])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EffectScale.AsGiven, "Row 2: a variance of -0.01", "0.5,0.1", "0.5,-0.01")]
    [InlineData(EffectScale.AsGiven, "Row 1: a variance of 0.", "0.5,0", "0.5,0.1")]
    [InlineData(EffectScale.FisherZ, "Row 2: a correlation of 1.", "0.5,30", "1,30")]
    [InlineData(EffectScale.FisherZ, "Row 1: a correlation of 3 people", "0.5,3", "0.1,30")]
    [InlineData(EffectScale.FisherZ, "Row 2: a correlation of 1.234 people. People are whole numbers", "0.5,30", "0.1,1.234")]
    [InlineData(EffectScale.LogRiskRatio, "Row 1: a count of -1", "4,-1,3,5", "4,1,3,5")]
    [InlineData(EffectScale.LogOddsRatio, "Row 2: a group of nobody", "4,1,3,5", "0,0,3,5")]
    public void What_cannot_be_is_refused_with_its_row(EffectScale scale, string told, params string[] rows)
    {
        var cells = rows.Select(row => row.Split(',')).ToList();
        string[] names = [.. cells[0].Select((_, i) => $"c{i}")];
        var table = new Table(names, [.. names.Select((_, i) => cells.Select(row => row[i]).ToArray())]);

        Assert.Contains(told, Assert.Throws<TableException>(() => StudyTable.Of(table, new(scale, names), [], null, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_count_gets_a_half_and_rows_with_something_missing_are_counted()
    {
        var table = new Table(["a", "b", "c", "d"], [["0", "4", ""], ["10", "6", "5"], ["5", "3", "2"], ["5", "7", "1"]]);
        var studies = StudyTable.Of(table, new(EffectScale.LogOddsRatio, ["a", "b", "c", "d"]), [], null, null);

        Assert.Equal((1, 1, 2), (studies.Dropped, studies.Corrected, studies.Studies.Count));
        Assert.Equal(Math.Log(0.5 * 5.5 / (10.5 * 5.5)), studies.Studies.Effects[0], 1e-12);
        Assert.Equal((1 / 0.5) + (1 / 10.5) + (2 / 5.5), studies.Studies.Variances[0], 1e-12);
    }

    [Fact]
    public void Ratios_and_correlations_come_back_from_the_scale_that_they_are_put_together_on()
    {
        Assert.Equal(0.3, EffectScale.FisherZ.Back(EffectSize.FisherZ(0.3, 50, "").Effect), 1e-12);
        Assert.Equal((4d / 10) / (2d / 10), EffectScale.LogRiskRatio.Back(EffectSize.OfCounts(EffectScale.LogRiskRatio, 4, 6, 2, 8, "").Effect), 1e-12);
        Assert.Equal(0.2, EffectSize.OfCounts(EffectScale.RiskDifference, 4, 6, 2, 8, "").Effect, 1e-12);
    }

    private static StudyEffects Of(double[] y, double[] v) => new([.. y.Select((_, i) => $"{i}")], y, v, Moderators.None(y.Length));

    private static StudyEffects On(StudyEffects studies, params string[] x) =>
        studies with { Moderators = Moderators.Of(new Table(["x"], [x]), ["x"], [.. Enumerable.Range(0, x.Length)]) };

    private static int[] Rows(double[] y) => [.. Enumerable.Range(0, y.Length)];

    private static void Same(double expected, double actual)
    {
        if (double.IsNaN(expected))
        {
            // Of studies that all say the same, the error by Knapp and Hartung is not known.
            Assert.True(double.IsNaN(actual));
            return;
        }
        Assert.Equal(expected, actual, 1e-9 * (1 + Math.Abs(expected)));
    }
}
