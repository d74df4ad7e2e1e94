using Rapport.Core.Statistics.Reliability;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Statistics.Reliability;

/// <summary>Of answers that are made by one factor, how often does the interval hold omega?</summary>
public sealed class OmegaCoverageTests
{
    private static readonly double[] Loadings = [0.9, 0.8, 0.7, 0.9, 0.5, 0.6];

    [Theory]
    [InlineData(100, 0)]
    [InlineData(300, 0.1)]
    public void Intervals_of_95_per_cent_hold_omega_about_so_often(int people, double missing) => Trial.Run(inShort: 40, inLong: 1_000, runs =>
    {
        // Each item's own variance is 0.6.
        var truth = Loadings.Sum() * Loadings.Sum() / ((Loadings.Sum() * Loadings.Sum()) + (0.6 * Loadings.Length));
        var (held, lot) = (new Coverage(), new NormalLot(7));
        for (var run = 0; run < runs; run++)
        {
            double[] common = [.. Enumerable.Range(0, people).Select(_ => lot.Next())];
            double[][] items = Array.ConvertAll(
                Loadings, loading => Array.ConvertAll(common, one => lot.Between(0, 1) < missing ? double.NaN : (loading * one) + lot.Next(Math.Sqrt(0.6))));
            var (low, high) = ScaleReliability.Of(new Answers([.. Loadings.Select((_, at) => $"i{at}")], items)).OmegaInterval!.Value;
            held.Count("omega", truth, low, high);
        }

        held.MustLieWithin(0.93, 0.97);
        return held.ToString();
    });
}
