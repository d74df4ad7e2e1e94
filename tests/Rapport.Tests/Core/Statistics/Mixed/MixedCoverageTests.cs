using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Mixed;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Statistics.Mixed;

/// <summary>Of data that are made by known numbers, how often do the intervals hold them?</summary>
public sealed class MixedCoverageTests
{
    [Theory]
    [InlineData("crossed")]
    [InlineData("nested")]
    [InlineData("slopes")]
    [InlineData("slopes, x far from 0")]
    [InlineData("unbalanced")]
    public void Intervals_of_95_per_cent_hold_the_truth_about_so_often(string design) => Trial.Run(inShort: 40, inLong: 1_000, runs =>
    {
        // One lot for all runs: what starts from neighbouring seeds is not independent.
        var (held, lot) = (new Coverage(), new NormalLot(7));
        for (var run = 0; run < runs; run++)
        {
            var (data, truths) = Made(design, lot);
            foreach (var (name, low, high) in Intervals(data, shares: design == "crossed"))
            {
                held.Count(name, truths[name.Split(' ', 2)[^1]], low, high);
            }
        }

        held.MustLieWithin(0.93, 0.97);
        return held.ToString();
    });

    private static IEnumerable<(string Name, double Low, double High)> Intervals(MixedFit fit, bool shares)
    {
        foreach (var effect in fit.FixedEffects)
        {
            var half = Tails.StudentTwoSidedQuantile(0.05, effect.Df) * effect.StandardError;
            yield return ($"t {effect.Name}", effect.Estimate - half, effect.Estimate + half);
        }
        foreach (var profile in ProfileIntervals.Of(fit))
        {
            yield return ($"profile {profile.Name}", profile.Lower, profile.Upper);
        }
        foreach (var share in shares ? VariancePartition.Of(fit).Shares : [])
        {
            yield return ($"share {share.Source}", share.Lower, share.Upper);
        }
    }

    private static (MixedFit Fit, Dictionary<string, double> Truths) Made(string design, NormalLot lot)
    {
        var truths = new Dictionary<string, double>(StringComparer.Ordinal) { ["(Intercept)"] = 5, ["x"] = 0.5, ["sigma"] = 1 };
        var rows = new List<(string G, string H, double X, double Y)>();
        switch (design)
        {
            // Each of 40 therapists has 4 clients of her own, each of 3 sessions; x is the session's.
            case "nested":
                foreach (var g in Enumerable.Range(0, 40))
                {
                    var own = lot.Next(0.6);
                    foreach (var h in Enumerable.Range(0, 4))
                    {
                        var inner = own + lot.Next(0.7);
                        rows.AddRange(Rows(3, $"g{g}", _ => $"h{h}", lot, 0, (_, _) => inner));
                    }
                }
                (truths["sd_(Intercept)|g"], truths["sd_(Intercept)|h:g"]) = (0.6, 0.7);
                return (Fit("y ~ x + (1|g/h)"), truths);

            // 30 therapists of 4 to 12 rows, each row also one of 12 rooms at random; x differs between therapists too.
            case "crossed":
                double[] others = [.. Enumerable.Range(0, 12).Select(_ => lot.Next(0.8))];
                foreach (var g in Enumerable.Range(0, 30))
                {
                    var own = lot.Next(0.7);
                    rows.AddRange(Rows(4 + lot.Below(9), $"g{g}", _ => $"h{lot.Below(12)}", lot, lot.Next(0.5), (_, h) => own + others[int.Parse(h[1..], null)]));
                }
                (truths["sd_(Intercept)|g"], truths["sd_(Intercept)|h"]) = (0.7, 0.8);
                (truths["g"], truths["h"], truths["Residual"]) = (0.49 / 2.13, 0.64 / 2.13, 1 / 2.13);
                return (Fit("y ~ x + (1|g) + (1|h)"), truths);

            // 60 clients of 8 rows, whose beginnings and slopes hang together by 0.4.
            case "slopes" or "slopes, x far from 0":
                foreach (var g in Enumerable.Range(0, 60))
                {
                    var first = lot.Next();
                    var (own, slope) = (0.8 * first, 0.6 * ((0.4 * first) + (Math.Sqrt(1 - 0.16) * lot.Next())));
                    rows.AddRange(Rows(8, $"g{g}", _ => "h", lot, 0, (x, _) => own + (slope * x)));
                }
                (truths["sd_(Intercept)|g"], truths["sd_x|g"], truths["cor_x.(Intercept)|g"]) = (0.8, 0.6, 0.4);
                if (design != "slopes")
                {
                    // Counted from 3 lower, the beginnings are where nobody was seen: (own − 3 slope) has the covariance 0.192 − 3 · 0.36 with the slope.
                    rows = [.. rows.Select(row => row with { X = row.X + 3 })];
                    var sd = Math.Sqrt(0.64 + (9 * 0.36) - (6 * 0.192));
                    (truths["(Intercept)"], truths["sd_(Intercept)|g"], truths["cor_x.(Intercept)|g"]) = (5 - 1.5, sd, (0.192 - (3 * 0.36)) / (sd * 0.6));
                }
                return (Fit("y ~ x + (x|g)"), truths);

            // 50 therapists, of whom ten have one row, ten 25 and the others between; x is the therapist's own.
            default:
                foreach (var g in Enumerable.Range(0, 50))
                {
                    var (own, x) = (lot.Next(0.7), lot.Next());
                    var size = g < 10 ? 1 : g < 20 ? 25 : 2 + lot.Below(12);
                    rows.AddRange(Rows(size, $"g{g}", _ => "h", lot, 0, (_, _) => own).Select(row => row with { X = x, Y = row.Y + (0.5 * (x - row.X)) }));
                }
                truths["sd_(Intercept)|g"] = 0.7;
                return (Fit("y ~ x + (1|g)"), truths);
        }

        MixedFit Fit(string formula) => new SmallData(
            [.. rows.Select(row => row.G)], [.. rows.Select(row => row.H)], [.. rows.Select(row => row.X)], [.. rows.Select(row => row.Y)]).Fit(formula);
    }

    private static IEnumerable<(string G, string H, double X, double Y)> Rows(
        int count, string group, Func<int, string> other, NormalLot lot, double shift, Func<double, string, double> groups)
    {
        for (var row = 0; row < count; row++)
        {
            var (h, x) = (other(row), shift + lot.Next());
            yield return (group, h, x, 5 + (0.5 * x) + groups(x, h) + lot.Next());
        }
    }
}
