using CsCheck;
using Rapport.Core.Statistics;

namespace Rapport.Tests.Core.Statistics;

public sealed class ConcentrationTests
{
    private const double Hair = 1e-9;

    private static readonly Gen<long[]> Counts = Gen.Long[0, 1_000].Array[1, 60].Where(counts => counts.Sum() > 0);

    [Theory]
    [InlineData(0.25, 4, 1L, 2L, 3L, 4L)]
    [InlineData(0.75, 4, 0L, 0L, 0L, 5L)]
    [InlineData(0.9, 10, 7L)]
    [InlineData(0.0, 3, 6L, 6L, 6L)]
    public void Known_figures(double gini, int people, params long[] counts) => Assert.Equal(gini, Concentration.Gini(counts, people)!.Value, Hair);

    [Fact]
    public void Where_nobody_has_anything_there_is_no_figure()
    {
        Assert.Null(Concentration.Gini([], 0));
        Assert.Null(Concentration.Gini([0, 0], 5));
        Assert.Null(Concentration.ShareOfMost([0, 0], 5, 1));
    }

    [Fact]
    public void It_is_half_the_mean_difference_over_the_mean() => Counts.Sample(counts =>
    {
        var difference = counts.Average(one => counts.Average(other => Math.Abs((double)one - other)));
        Assert.Equal(difference / (2 * counts.Average()), Concentration.Gini(counts, counts.Length)!.Value, Hair);
    });

    [Fact]
    public void It_is_nothing_among_equals_at_most_one_less_the_nth_and_the_same_in_any_unit_and_order() =>
        Gen.Select(Counts, Gen.Long[1, 1_000]).Sample((counts, factor) =>
        {
            var gini = Concentration.Gini(counts, counts.Length)!.Value;
            Assert.InRange(gini, 0, 1 - (1d / counts.Length) + Hair);
            Assert.Equal(gini, Concentration.Gini([.. counts.Select(count => count * factor)], counts.Length)!.Value, Hair);
            Assert.Equal(gini, Concentration.Gini([.. counts.Reverse()], counts.Length)!.Value, Hair);
            Assert.Equal(0, Concentration.Gini([.. counts.Select(_ => factor)], counts.Length)!.Value, Hair);
        });

    [Fact]
    public void Who_has_nothing_may_be_left_out_and_everybody_twice_changes_nothing() => Counts.Sample(counts =>
    {
        var gini = Concentration.Gini(counts, counts.Length)!.Value;
        Assert.Equal(gini, Concentration.Gini([.. counts.Where(count => count > 0)], counts.Length)!.Value, Hair);
        Assert.Equal(gini, Concentration.Gini([.. counts, .. counts], 2 * counts.Length)!.Value, Hair);
    });

    [Fact]
    public void Taking_from_who_has_more_for_who_has_less_never_raises_it() =>
        Gen.Select(Counts.Where(counts => counts.Length > 1), Gen.Int[0, 59], Gen.Int[0, 59]).Sample((counts, one, other) =>
        {
            var (rich, poor) = (one % counts.Length, other % counts.Length);
            if (counts[rich] <= counts[poor] + 1)
            {
                return;
            }
            var before = Concentration.Gini(counts, counts.Length)!.Value;
            counts[rich]--;
            counts[poor]++;
            Assert.True(Concentration.Gini(counts, counts.Length)!.Value <= before + Hair);
        });

    [Fact]
    public void The_share_of_the_most_shown_rises_to_all_and_is_never_less_than_theirs_among_equals() =>
        Gen.Select(Counts, Gen.Int[0, 60]).Sample((counts, most) =>
        {
            var share = Concentration.ShareOfMost(counts, counts.Length, most)!.Value;
            Assert.InRange(share, Math.Min(1, (double)most / counts.Length) - Hair, 1 + Hair);
            Assert.True(Concentration.ShareOfMost(counts, counts.Length, most + 1) >= share - Hair);
            Assert.Equal(1, Concentration.ShareOfMost(counts, counts.Length, counts.Length)!.Value, Hair);
        });

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Concentration.Gini([1, 2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Concentration.Gini([-1, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Concentration.ShareOfMost([1], 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Concentration.GiniByChance(0));
    }

    [Theory, InlineData(0.01), InlineData(0.5), InlineData(3.0), InlineData(40.0), InlineData(499.0), InlineData(600.0)]
    public void Chance_gives_what_is_drawn_by_chance(double mean)
    {
        const int People = 20_000;
        var random = new Random(20261128);
        var counts = new long[People];
        for (var showing = 0; showing < mean * People; showing++)
        {
            counts[random.Next(People)]++;
        }
        Assert.Equal(Concentration.Gini(counts, People)!.Value, Concentration.GiniByChance(mean), 0.01 * Concentration.GiniByChance(mean) + 0.001);
    }
}
