using CsCheck;
using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Reliability;

namespace Rapport.Tests.Core.Statistics.Reliability;

/// <summary>Agreement of raters, and likeness within groups, beside the reference and by their laws.</summary>
public sealed class IntraclassTests
{
    [Theory]
    [InlineData("shrout_fleiss", "shrout_fleiss.csv", "J1,J2,J3,J4")]
    [InlineData("raters", "icc_raters.csv", "R1,R2,R3")]
    public void Agreement_of_raters_meets_every_number_of_the_reference(string block, string file, string raters)
    {
        var table = Golden.Table(file);
        var agreement = RaterAgreement.Of([.. raters.Split(',').Select(table.Numbers)]);
        var compared = Golden.Check(Golden.Read("icc.json", block), path => path.Split('/') switch
        {
            ["n_targets"] => agreement.Targets,
            ["n_raters"] => agreement.Raters,
            ["mean_squares", "BMS"] => agreement.BetweenTargets,
            ["mean_squares", "JMS"] => agreement.BetweenRaters,
            ["mean_squares", "EMS"] => agreement.Residual,
            ["rows", var row, var part] => Part(agreement.All[int.Parse(row, System.Globalization.CultureInfo.InvariantCulture)], part),
            _ => throw new ArgumentException($"Nothing is reckoned for {path}.", nameof(path)),
        }, "source", "data", "call");

        Assert.True(compared >= 47, $"{compared} numbers compared");
    }

    [Fact]
    public void Unbalanced_groups_meet_every_number_of_the_reference()
    {
        var table = Golden.Table("icc_unbalanced.csv");
        var oneWay = new OneWay(table.Levels("therapist"), table.Numbers("y"));
        var block = Golden.Read("icc.json", "unbalanced_oneway");
        var compared = Golden.Check(block, path => path switch
        {
            "MSB" => oneWay.BetweenMean,
            "MSW" => oneWay.WithinMean,
            "n0" => oneWay.TypicalSize,
            "icc1_anova" => oneWay.IccAnova,
            "icc1_reml" => oneWay.IccReml,
            "F_test" => oneWay.F,
            "p" => oneWay.P,
            "reliability_of_mean_by_therapist" => oneWay.ReliabilityOfMeans,
            _ => throw new ArgumentException($"Nothing is reckoned for {path}.", nameof(path)),
        }, "data", "icc1_formula");

        Assert.True(compared >= 32, $"{compared} numbers compared");
        Golden.Compare("n", block.GetProperty("reliability_of_mean_by_therapist").GetProperty("n"), oneWay.Sizes);
        Assert.InRange(oneWay.IccReml, oneWay.IccRemlInterval.Low, oneWay.IccRemlInterval.High);
    }

    [Fact]
    public void Nothing_changes_with_the_order_of_rows_and_raters_with_shift_and_scale() =>
        Gen.Double[1, 7].Array[3].Array[8, 20].Sample(ratings =>
        {
            var columns = Enumerable.Range(0, 3).Select(rater => ratings.Select(row => row[rater]).ToArray()).ToArray();
            var before = RaterAgreement.Of(columns).All;
            var after = RaterAgreement.Of([.. columns.Reverse().Select(column => column.Reverse().Select(rating => (1e9 * rating) + 5).ToArray())]).All;
            Assert.All(before.Zip(after), pair =>
            {
                Assert.Equal(pair.First.Icc, pair.Second.Icc, 1e-6);
                Assert.Equal(pair.First.Low, pair.Second.Low, 1e-5);
                Assert.Equal(pair.First.High, pair.Second.High, 1e-5);
            });
        });

    [Fact]
    public void Of_groups_of_one_size_both_ways_are_the_same_and_that_of_raters_in_any_order() =>
        Gen.Double[1, 7].Array[4].Array[6, 15].Sample(ratings =>
        {
            var codes = ratings.SelectMany((row, target) => row.Select(_ => target)).ToArray();
            var oneWay = new OneWay(new Factor(codes, [.. ratings.Select((_, target) => $"t{target}")]), [.. ratings.SelectMany(row => row)]);
            var icc1 = RaterAgreement.Of([.. Enumerable.Range(0, 4).Select(rater => ratings.Select(row => row[rater]).ToArray())]).All[0];

            Assert.Equal(icc1.Icc, oneWay.IccAnova, 1e-9);
            Assert.Equal(icc1.F, oneWay.F, 1e-6);
            Assert.Equal(4, oneWay.TypicalSize, 1e-9);
            // Where the variance between is not below 0, restricted likelihood and analysis of variance agree.
            Assert.Equal(Math.Max(0, icc1.Icc), oneWay.IccReml, 1e-6);
        });

    [Fact]
    public void Groups_that_differ_less_than_by_chance_are_at_the_boundary()
    {
        var oneWay = new OneWay(new Factor([0, 0, 1, 1, 2, 2], ["a", "b", "c"]), [1, 3, 1.1, 2.9, 0.9, 3.1]);

        Assert.True(oneWay.IccAnova < 0);
        Assert.Equal((0, true), (oneWay.IccReml, oneWay.IsAtBoundary));
        Assert.Equal(0, oneWay.IccRemlInterval.Low);
        // Between groups and within them the same: F is 1.
        Assert.True(new OneWay(new Factor([0, 0, 1, 1], ["a", "b"]), [0, 0, 0, 1]).IsAtBoundary);
    }

    [Fact]
    public void What_rounding_leaves_of_a_0_is_0()
    {
        Assert.Equal(double.PositiveInfinity, new OneWay(new Factor([0, 0, 0, 1, 1, 1], ["a", "b"]), [0.1, 0.1, 0.1, 0.3, 0.3, 0.3]).F);
        Assert.Equal(0, RaterAgreement.Of([[1, 2, 5], [2, 3, 6], [3, 4, 7]]).Residual);
    }

    [Fact]
    public void Rows_without_a_value_are_counted_and_a_group_of_one_is_taken()
    {
        var oneWay = new OneWay(new Factor([0, 0, 1, -1, 1, 2], ["a", "b", "c"]), [1, 2, 5, 9, double.NaN, 3]);

        Assert.Equal((2, 4), (oneWay.Dropped, oneWay.Values));
        Assert.Equal([2, 1, 1], oneWay.Sizes);
    }

    [Fact]
    public void What_cannot_be_told_apart_is_refused_in_words()
    {
        Refused("one group", () => new OneWay(new Factor([0, 0], ["a"]), [1, 2]));
        Refused("one value", () => new OneWay(new Factor([0, 1], ["a", "b"]), [1, 2]));
        Refused("No value differs", () => new OneWay(new Factor([0, 0, 1, 1], ["a", "b"]), [2, 2, 2, 2]));
        Refused("two raters", () => RaterAgreement.Of([[1, 2]]));
        Refused("Only one row", () => RaterAgreement.Of([[1, 2], [1, double.NaN]]));

        static void Refused(string told, Func<object> asked) =>
            Assert.Contains(told, Assert.Throws<TableException>(asked).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mean_of_n_follows_Spearman_and_Brown() =>
        Assert.Equal([0.3, 0.6 / 1.3, 1.2 / 1.9], ((int[])[1, 2, 4]).Select(n => RaterAgreement.OfMean(0.3, n)), (one, other) => Math.Abs(one - other) < 1e-12);

    [Fact]
    public void Raters_who_contradict_each_other_have_no_reliable_mean_and_no_end_above_its_beginning()
    {
        var all = RaterAgreement.Of([[1, 2, 3, 4], [4, 3, 2, 1], [2, 2, 3, 3]]).All;

        Assert.All(all, one => Assert.True(double.IsNaN(one.Low) || one.Low <= one.High, one.ToString()));
        Assert.All(all, one => Assert.True(one.Icc <= 0, one.ToString()));
        Assert.Equal(double.NegativeInfinity, RaterAgreement.OfMean(-0.5, 3));
    }

    private static object Part(RaterIcc icc, string part) => part switch
    {
        "type" => icc.Type,
        "label" => icc.Label,
        "icc" => icc.Icc,
        "F" => icc.F,
        "df1" => icc.Df1,
        "df2" => icc.Df2,
        "p" => icc.P,
        "ci95" => new[] { icc.Low, icc.High },
        _ => throw new ArgumentException(part, nameof(part)),
    };
}
