using MathNet.Numerics.LinearAlgebra;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Tests.Core.Statistics.Mixed;

/// <summary>Bad and odd tables: an answer where there is one, and words where there is none.</summary>
public sealed class MixedModelTests
{
    private static readonly SmallData Plain = SmallData.By(7);

    [Fact]
    public void Two_names_for_the_same_groups_are_told()
    {
        var rows = Enumerable.Range(0, 40).ToArray();
        var table = new Table(
            ["y", "g", "h"], [[.. rows.Select(row => SmallData.Text((row * 7919 % 101) + (row / 4)))], [.. rows.Select(row => $"g{row / 4}")], [.. rows.Select(row => $"h{9 - (row / 4)}")]]);

        Assert.Contains(
            "g and h are the same groups in these data", Assert.Throws<MixedModelException>(() => MixedModel.Of(table, Formula.Parse("y ~ 1 + (1|g) + (1|h)"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_come_near() =>
        Told<TableException>("y ~ xx + (1|g)", Plain.Table, "There is no column \"xx\"", "\"x\"");

    [Fact]
    public void Text_among_numbers_is_named_with_its_row()
    {
        Told<TableException>("y ~ x + (1|g)", With("y", 4, "seven"), "\"y\"", "row 5", "seven");
        // One slip makes no factor of a column of numbers.
        Told<TableException>("y ~ x + (1|g)", With("x", 6, "O.5"), "\"x\"", "row 7");
        Told<TableException>("y ~ x + (1|g)", With("y", 2, "Inf"), "\"y\"", "row 3", "finite");
    }

    [Fact]
    public void A_logarithm_of_nothing_is_named_with_its_row() => Told<TableException>("y ~ log(x) + (1|g)", With("x", 0, "0"), "log(x)", "row 1");

    [Fact]
    public void Rows_with_something_missing_are_left_out_and_counted()
    {
        var table = With("y", 4, "", "x", 8, "", "g", 9, "");

        var model = MixedModel.Of(table, Formula.Parse("y ~ x + (1|g)"));

        Assert.Equal((3, Plain.Y.Length - 3), (model.DroppedRows, model.Rows));
        // What the formula does not name may be missing.
        Assert.Equal(0, MixedModel.Of(With("h", 1, ""), Formula.Parse("y ~ x + (1|g)")).DroppedRows);
    }

    [Fact]
    public void Where_nothing_is_complete_or_nothing_varies_it_says_so()
    {
        Told<MixedModelException>("y ~ x + (1|g)", new Table(["g", "x", "y"], [["a", "b"], ["", "1"], ["2", ""]]), "No row");
        Told<MixedModelException>("y ~ 1 + (1|g)", Column("y", _ => "3"), "the same in all rows");
        Told<MixedModelException>("y ~ 1 + (1|g)", Column("y", row => Plain.G[row][1..]), "Within the groups nothing varies");
        Told<MixedModelException>("y ~ factor(x) + (1|g)", Column("x", row => Plain.Table.Cell("y", row)), "fixed effects");
        Told<FormulaException>("y ~ factor(y) + (1|g)", Plain.Table, "cannot explain itself");
    }

    [Fact]
    public void One_group_and_a_group_for_each_row_are_refused_in_words()
    {
        Told<MixedModelException>("y ~ x + (1|g)", Column("g", _ => "a"), "have the same g");
        Told<MixedModelException>("y ~ x + (1|g)", Column("g", row => $"{row}"), "Each row has its own g");
        Told<MixedModelException>("y ~ x + (x|g)", Column("g", row => $"{row / 2}"), "as many unknowns");
    }

    [Fact]
    public void Constant_and_collinear_columns_are_left_out_and_named_as_R_does()
    {
        var table = new Table(
            ["g", "x", "twice", "one", "k", "y"],
            [
                Plain.G, [.. Plain.X.Select(SmallData.Text)], [.. Plain.X.Select(x => SmallData.Text((2 * x) + 1))], [.. Plain.X.Select(_ => "4")],
                [.. Plain.X.Select(_ => "only")], [.. Plain.Y.Select(SmallData.Text)],
            ]);

        var fit = MixedModel.Of(table, Formula.Parse("y ~ x + twice + one + k + (one|g)")).Fit();

        Assert.Equal(["k", "twice", "one"], fit.Model.DroppedColumns);
        Assert.Equal(["one | g"], fit.Model.DroppedEffects);
        Assert.Equal(["(Intercept)", "x"], fit.FixedEffects.Select(effect => effect.Name));
        Assert.Equal(Plain.Fit("y ~ x + (1|g)").LogLikelihood, fit.LogLikelihood, 1e-9);
    }

    [Fact]
    public void Columns_are_coded_and_named_as_R_names_them()
    {
        // From lme4 1.1-31 on data with these columns.
        Coded("y ~ 0 + k + x:m + (1|g)", "kp", "kq", "kr", "x:mu", "x:mv");
        Coded("y ~ x + k:m + (1|g)", "(Intercept)", "x", "kp:mu", "kq:mu", "kr:mu", "kp:mv", "kq:mv");
        Coded("y ~ k + m + x:k + (1|g)", "(Intercept)", "kq", "kr", "mv", "kp:x", "kq:x", "kr:x");
        Coded("y ~ k:x + m:x + (1|g)", "(Intercept)", "kp:x", "kq:x", "kr:x", "x:mv");
        Coded("y ~ x*k + (1|g)", "(Intercept)", "x", "kq", "kr", "x:kq", "x:kr");
        Coded("y ~ factor(x2) + (1|g)", "(Intercept)", "factor(x2)2", "factor(x2)10");
    }

    [Fact]
    public void A_variance_of_nothing_is_exactly_0_and_no_error()
    {
        var fit = MixedModel.Of(Golden.Table("lmm_dyestuff2.csv"), Formula.Parse("Yield ~ 1 + (1|Batch)")).Fit();

        Assert.Equal(0, fit.Variances[0].Value);
        Assert.True(fit.Variances[0].AtBoundary && fit.Singular);
        Assert.True(ProfileIntervals.Of(fit)[0] is { Lower: 0, Upper: > 0 and < 5 });
        var partition = VariancePartition.Of(fit);
        Assert.Contains("too small to be seen in these data", partition.InWords(), StringComparison.Ordinal);
        Assert.True(partition.Shares[0] is { Lower: 0, Share: 0, Upper: > 0 and < 1 });
    }

    [Fact]
    public void Values_a_thousand_million_times_as_large_are_no_trouble()
    {
        var fit = Plain.Fit("y ~ x + (x|g)");
        var large = (Plain with { X = [.. Plain.X.Select(x => x * 1e9)], Y = [.. Plain.Y.Select(y => y * 1e9)] }).Fit("y ~ x + (x|g)");
        var apart = (Plain with { X = [.. Plain.X.Select(x => x * 1e9)] }).Fit("y ~ x + (x|g)");

        Assert.Equal(fit.FixedEffects[1].Estimate, large.FixedEffects[1].Estimate, 1e-6);
        Assert.Equal(fit.FixedEffects[1].Df, large.FixedEffects[1].Df, 0.01);
        Assert.Equal(fit.FixedEffects[1].Estimate, apart.FixedEffects[1].Estimate * 1e9, 1e-6);
        Assert.Equal(fit.Variances[1].SdOrCorrelation, apart.Variances[1].SdOrCorrelation * 1e9, 1e-4);
        // The restricted likelihood counts log |X'X|.
        Assert.Equal(fit.LogLikelihood, apart.LogLikelihood + Math.Log(1e9), 1e-6);
    }

    [Fact]
    public void Models_of_other_rows_or_with_no_more_parameters_are_not_compared()
    {
        var (small, large) = (Plain.Fit("y ~ 1 + (1|g)", reml: false), Plain.Fit("y ~ x + (1|g)", reml: false));

        Assert.True(LikelihoodRatio.Of(small, large).ChiSquare >= 0);
        Assert.Throws<MixedModelException>(() => LikelihoodRatio.Of(large, small));
        Assert.Throws<MixedModelException>(() => LikelihoodRatio.Of(small, Plain.Fit("y ~ x + (1|g)")));
        Assert.Throws<MixedModelException>(() => LikelihoodRatio.Of(Plain.Fit("y ~ 1 + (1|g)"), Plain.Fit("y ~ x + (1|g)")));
        var fewer = MixedModel.Of(With("x", 0, ""), Formula.Parse("y ~ x + (1|g)")).Fit(reml: false);
        Assert.Throws<MixedModelException>(() => LikelihoodRatio.Of(small, fewer));
    }

    [Fact]
    public void Of_two_models_the_smaller_stands_on_the_rows_of_the_larger()
    {
        var gaps = With("x", 0, "", "x", 5, "", "g", 7, "");
        var (small, large) = (Formula.Parse("y ~ 1 + (1|g)"), Formula.Parse("y ~ x + (1|g)"));
        // The same without these rows.
        int[] whole = [.. Enumerable.Range(0, Plain.Y.Length).Where(row => row is not (0 or 5 or 7))];
        var left = new Table(["g", "x", "y"], [.. new[] { "g", "x", "y" }.Select(name => Array.ConvertAll(whole, row => Plain.Table.Cell(name, row)))]);

        var test = LikelihoodRatio.Of(MixedModel.Of(gaps, small, large).Fit(reml: false), MixedModel.Of(gaps, large, small).Fit(reml: false));

        Assert.Equal(LikelihoodRatio.Of(MixedModel.Of(left, small).Fit(reml: false), MixedModel.Of(left, large).Fit(reml: false)).ChiSquare, test.ChiSquare, 1e-9);
    }

    [Fact]
    public void The_only_random_part_is_compared_with_plain_regression()
    {
        var line = Plain.Table;
        var plain = MixedModel.Of(line, Formula.Parse("y ~ x", plain: true)).Fit(reml: false);
        var design = Matrix<double>.Build.Dense(Plain.Y.Length, 2, (row, column) => column == 0 ? 1 : Plain.X[row]);
        var y = Vector<double>.Build.Dense(Plain.Y);
        var left = y - (design * design.QR().Solve(y));
        var n = Plain.Y.Length;

        Assert.Equal(-0.5 * n * (Math.Log(2 * Math.PI * left.DotProduct(left) / n) + 1), plain.LogLikelihood, 1e-8);
        Assert.Equal(3, plain.Parameters);
        var test = LikelihoodRatio.Of(plain, Plain.Fit("y ~ x + (1|g)", reml: false));
        Assert.Equal(1, test.Df);
        Assert.Equal(test.ChiSquare > 0 ? test.P / 2 : 1, test.PHalf);
        Assert.Throws<FormulaException>(() => Formula.Parse("y ~ x"));
    }

    [Fact]
    public void A_variance_that_is_estimated_as_0_says_nothing_against_the_smaller_model()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(row => (row * 37 % 60) + (row % 2))];
        // Groups each with the same ratings: between them there is nothing.
        var data = new SmallData([.. y.Select((_, row) => $"g{row / 10}")], [.. y.Select((_, row) => $"h{row % 3}")], y, [.. y.Select((_, row) => (double)(row * 7 % 10))]);
        var test = LikelihoodRatio.Of(data.Fit("y ~ 1 + (1|h)", reml: false), data.Fit("y ~ 1 + (1|h) + (1|g)", reml: false));

        Assert.Equal((0d, 1d, 1d), (Math.Round(test.ChiSquare, 6), Math.Round(test.P, 3), test.PHalf));
    }

    [Fact]
    public void Groups_whose_lines_are_exact_leave_nothing_to_compare_with()
    {
        string[] groups = [.. Enumerable.Range(0, 32).Select(row => $"g{row / 4}")];
        double[] x = [.. Enumerable.Range(0, 32).Select(row => (double)(row % 4))];
        var exact = new SmallData(groups, groups, x, [.. x.Select((one, row) => (row / 4 % 3) + (0.5 * (row / 4) * one))]);

        Assert.Contains("nothing varies", Assert.Throws<MixedModelException>(() => exact.Fit("y ~ x + (x|g)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variances_that_other_variances_fit_as_well_as_are_told()
    {
        // One row alone has another x: whether x or the group differs there, nobody can tell.
        var data = Plain with { X = [.. Plain.X.Select((_, row) => row == 3 ? 1d : 0)] };
        Assert.True(data.Fit("y ~ x + (x|g)") is { IsUndetermined: true } or { Singular: true });
        Assert.False(Plain.Fit("y ~ x + (x|g)").IsUndetermined);
        Assert.Contains(
            "in two parts of the formula", Assert.Throws<MixedModelException>(() => Plain.Fit("y ~ x + (x|g) + (1|g)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_mean_has_ends_of_its_interval()
    {
        var (near, far) = (Plain.Fit("y ~ x + (1|g)"), (Plain with { Y = [.. Plain.Y.Select(y => y + 1e8)] }).Fit("y ~ x + (1|g)"));
        var (own, moved) = (ProfileIntervals.Of(near)[^2], ProfileIntervals.Of(far)[^2]);

        Assert.Equal(own.Lower, moved.Lower - 1e8, 1e-3);
        Assert.Equal(own.Upper, moved.Upper - 1e8, 1e-3);
    }

    [Fact]
    public void A_fit_ends_when_asked_to()
    {
        using var stop = new CancellationTokenSource();
        var model = MixedModel.Of(Plain.Table, Formula.Parse("y ~ x + (1|g)"), stop.Token);
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => model.Fit());
    }

    private static void Coded(string formula, params string[] names)
    {
        var lot = new Random(3);
        var rows = Enumerable.Range(0, 200).ToArray();
        var table = new Table(
            ["g", "k", "m", "x", "x2", "y"],
            [
                [.. rows.Select(row => $"g{row % 9}")], [.. rows.Select(_ => "pqr"[lot.Next(3)].ToString())], [.. rows.Select(_ => "uv"[lot.Next(2)].ToString())],
                [.. rows.Select(_ => SmallData.Text(lot.NextDouble()))], [.. rows.Select(_ => new[] { "10", "1", "2" }[lot.Next(3)])],
                [.. rows.Select(_ => SmallData.Text(lot.NextDouble()))],
            ]);
        Assert.Equal(names, MixedModel.Of(table, Formula.Parse(formula)).FixedNames);
    }

    private static Table With(params object[] changes)
    {
        var cells = Plain.Table.Names.ToDictionary(name => name, name => Enumerable.Range(0, Plain.Y.Length).Select(row => Plain.Table.Cell(name, row)).ToArray(), StringComparer.Ordinal);
        for (var at = 0; at < changes.Length; at += 3)
        {
            cells[(string)changes[at]][(int)changes[at + 1]] = (string)changes[at + 2];
        }
        return new Table([.. cells.Keys], [.. cells.Values]);
    }

    private static Table Column(string column, Func<int, string> cell) =>
        With([.. Enumerable.Range(0, Plain.Y.Length).SelectMany(row => new object[] { column, row, cell(row) })]);

    private static void Told<T>(string formula, Table table, params string[] words)
        where T : Exception
    {
        var problem = Assert.Throws<T>(() => MixedModel.Of(table, Formula.Parse(formula)).Fit());
        Assert.All(words, word => Assert.Contains(word, problem.Message, StringComparison.Ordinal));
    }
}
