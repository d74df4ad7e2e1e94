using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Meta;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Statistics.Meta;

/// <summary>Of studies that are made by known numbers, how often do the intervals hold them?</summary>
public sealed class MetaCoverageTests
{
    private const double Mean = 0.3;
    private const double Slope = 0.1;

    [Theory]
    [InlineData(TauMethod.REML, 12, 0.1)]
    [InlineData(TauMethod.REML, 30, 0.02)]
    [InlineData(TauMethod.DL, 12, 0.1)]
    [InlineData(TauMethod.PM, 20, 0.3)]
    public void Intervals_of_95_per_cent_hold_the_truth_about_so_often(TauMethod method, int studies, double tau2) => Trial.Run(inShort: 100, inLong: 1_000, runs =>
    {
        // One lot for all runs: what starts from neighbouring seeds is not independent.
        var (held, lot) = (new Coverage(), new NormalLot(7));
        for (var run = 0; run < runs; run++)
        {
            var fit = MetaAnalysis.Fit(Made(studies, tau2, lot), method, knappHartung: true);
            held.Count("mean (Knapp-Hartung)", Mean, fit.Coefficients[0].Low, fit.Coefficients[0].High);
            held.Count("slope (Knapp-Hartung)", Slope, fit.Coefficients[1].Low, fit.Coefficients[1].High);
            var (low, high) = fit.Tau2Interval!.Value;
            held.Count("tau2 (Q-profile)", tau2, low, high);
        }

        held.MustLieWithin(0.93, 0.97);
        return held.ToString();
    });

    [Fact]
    public void Intervals_of_three_levels_hold_the_truth_about_so_often() => Trial.Run(inShort: 20, inLong: 1_000, runs =>
    {
        const int Studies = 40, Each = 4;
        const double Between = 0.05, Within = 0.03;
        var (held, lot) = (new Coverage(), new NormalLot(7));
        for (var run = 0; run < runs; run++)
        {
            int[] clusters = [.. Enumerable.Range(0, Studies * Each).Select(at => at / Each)];
            double[] variances = [.. clusters.Select(_ => 1 / lot.Between(12, 147))];
            double[] shared = [.. Enumerable.Range(0, Studies).Select(_ => lot.Next(Math.Sqrt(Between)))];
            double[] effects = [.. clusters.Select((study, at) => Mean + shared[study] + lot.Next(Math.Sqrt(Within + variances[at])))];
            var fit = ThreeLevel.Fit(new([.. clusters.Select((_, at) => $"{at}")], effects, variances, Moderators.None(clusters.Length)), clusters);
            held.Count("mean (cluster-robust)", Mean, fit.Robust[0].Low, fit.Robust[0].High);
            held.Count("variance between studies", Between, fit.VarianceIntervals.Study.Low, fit.VarianceIntervals.Study.High);
            held.Count("variance within", Within, fit.VarianceIntervals.Effect!.Value.Low, fit.VarianceIntervals.Effect.Value.High);
        }

        held.MustLieWithin(0.93, 0.97);
        return held.ToString();
    });

    // Variances as of studies of 15 to 150 people, a moderator beside each.
    private static StudyEffects Made(int count, double tau2, NormalLot lot)
    {
        double[] variances = [.. Enumerable.Range(0, count).Select(_ => 1 / lot.Between(12, 147))];
        double[] moderator = [.. Enumerable.Range(0, count).Select(_ => Math.Round(lot.Next(), 6))];
        double[] effects = [.. variances.Select((variance, at) => Mean + (Slope * moderator[at]) + lot.Next(Math.Sqrt(tau2 + variance)))];
        var table = new Table(["x"], [[.. moderator.Select(one => Mixed.SmallData.Text(one))]]);
        return new([.. effects.Select((_, at) => $"{at}")], effects, variances, Moderators.Of(table, ["x"], [.. Enumerable.Range(0, count)]));
    }
}
