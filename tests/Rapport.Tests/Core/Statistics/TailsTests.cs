using CsCheck;
using Rapport.Core.Statistics;

namespace Rapport.Tests.Core.Statistics;

/// <summary>Tails and quantiles beside printed tables, and against each other.</summary>
public sealed class TailsTests
{
    [Fact]
    public void They_are_what_tables_print()
    {
        Assert.Equal(1.959963984540054, Tails.NormalQuantile(0.975), 1e-12);
        Assert.Equal(2.228138851964939, Tails.StudentTwoSidedQuantile(0.05, 10), 1e-10);
        Assert.Equal(12.706204736432095, Tails.StudentTwoSidedQuantile(0.05, 1), 1e-8);
        Assert.Equal(3.841458820694124, Tails.ChiSquaredQuantile(0.05, 1), 1e-10);
        Assert.Equal(4.964602743730711, Tails.FQuantile(0.95, 1, 10), 1e-9);
        // Beyond a thousand, where a search of a fixed width would end.
        Assert.Equal(1013.1748, Tails.FQuantile(0.975, 100, 1), 1e-3);
        Assert.Equal(0.025, Tails.FUpper(Tails.FQuantile(0.975, 3, 2.5), 3, 2.5), 1e-10);
    }

    [Fact]
    public void Far_tails_keep_their_digits()
    {
        Assert.Equal(2.28862930697e-26, Tails.NormalTwoSided(-10.624652501), 1e-30);
        Assert.Equal(1.99676459085e-26, Tails.ChiSquaredUpper(152.233008082, 12), 1e-33);
        Assert.InRange(Tails.StudentTwoSided(40, 30), 1e-28, 1e-26);
        Assert.InRange(Tails.FUpper(500, 4, 60), 1e-60, 1e-40);
    }

    [Fact]
    public void A_quantile_is_where_its_tail_begins() =>
        (from p in Gen.Double[0.001, 0.999] from df1 in Gen.Double[0.5, 200] from df2 in Gen.Double[0.5, 200] select (p, df1, df2)).Sample(
            one =>
            {
                Assert.Equal(1 - one.p, Tails.FUpper(Tails.FQuantile(one.p, one.df1, one.df2), one.df1, one.df2), 1e-8);
                Assert.Equal(one.p, Tails.ChiSquaredUpper(Tails.ChiSquaredQuantile(one.p, one.df1), one.df1), 1e-8);
                Assert.Equal(one.p, Tails.StudentTwoSided(Tails.StudentTwoSidedQuantile(one.p, one.df1), one.df1), 1e-8);
            });

    [Fact]
    public void Many_degrees_of_freedom_are_the_normal_distribution()
    {
        Assert.Equal(Tails.NormalTwoSided(2.1), Tails.StudentTwoSided(2.1, 1e9), 1e-6);
        Assert.Equal(Tails.NormalTwoSided(2.1), Tails.StudentTwoSided(2.1, double.PositiveInfinity));
    }
}
