using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Statistics.Mixed;

/// <summary>Of data that are made by known numbers, how often do the intervals hold them?</summary>
public sealed class MixedCoverageTests
{
    private const int Groups = 30;
    private const int Others = 12;

    private static readonly Dictionary<string, double> True = new(StringComparer.Ordinal)
    {
        ["t (Intercept)"] = 5,
        ["t x"] = 0.5,
        ["(Intercept)"] = 5,
        ["x"] = 0.5,
        ["sd_(Intercept)|g"] = 0.7,
        ["sd_(Intercept)|h"] = 0.8,
        ["sigma"] = 1,
        ["share g"] = 0.49 / 2.13,
        ["share h"] = 0.64 / 2.13,
        ["share Residual"] = 1 / 2.13,
    };

    [Fact]
    public void Intervals_of_95_per_cent_hold_the_truth_about_so_often() => Trial.Run(inShort: 60, inLong: 1_000, runs =>
    {
        var held = True.Keys.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        for (var run = 0; run < runs; run++)
        {
            foreach (var (name, low, high) in Intervals(Made((run * 7919) + 1).Fit("y ~ x + (1|g) + (1|h)")))
            {
                held[name] += low <= True[name] && True[name] <= high ? 1 : 0;
            }
        }

        // In a short trial chance alone takes some per cent more.
        var (least, most) = Trial.IsLong ? (0.93, 0.97) : (0.83, 1);
        Assert.All(held, pair => Assert.InRange((double)pair.Value / runs, least, most));
    });

    private static IEnumerable<(string Name, double Low, double High)> Intervals(MixedFit fit)
    {
        foreach (var effect in fit.FixedEffects)
        {
            var half = Tails.StudentTwoSidedQuantile(0.05, effect.Df) * effect.StandardError;
            yield return ($"t {effect.Name}", effect.Estimate - half, effect.Estimate + half);
        }
        foreach (var profile in ProfileIntervals.Of(fit))
        {
            yield return (profile.Name, profile.Lower, profile.Upper);
        }
        foreach (var share in VariancePartition.Of(fit).Shares)
        {
            yield return ($"share {share.Source}", share.Lower, share.Upper);
        }
    }

    private static SmallData Made(int seed)
    {
        var lot = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - lot.NextDouble())) * Math.Cos(2 * Math.PI * lot.NextDouble());
        double[] others = [.. Enumerable.Range(0, Others).Select(_ => 0.8 * Normal())];
        var rows = new List<(string G, string H, double X, double Y)>();
        for (var group = 0; group < Groups; group++)
        {
            var (own, shift, size) = (0.7 * Normal(), 0.5 * Normal(), 4 + lot.Next(9));
            for (var row = 0; row < size; row++)
            {
                var (x, other) = (shift + Normal(), lot.Next(Others));
                rows.Add(($"g{group}", $"h{other}", x, 5 + (0.5 * x) + own + others[other] + Normal()));
            }
        }
        return new SmallData([.. rows.Select(row => row.G)], [.. rows.Select(row => row.H)], [.. rows.Select(row => row.X)], [.. rows.Select(row => row.Y)]);
    }
}
