using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Rapport.Core.Fit;

namespace Rapport.Bench.Fit;

/// <summary>
/// What it takes to learn from one more pair, to work out anew what is believed, and to put sixty people in order; beside the whole
/// system of features and therapists solved at once by a library, which must find the same weights. One thread. Prints Markdown.
/// </summary>
internal static class LearningBench
{
    private const int Listed = 60;
    private const int Rankings = 2_000;
    private const int Releases = 5;
    private const double Near = 1e-8;

    public static int Run()
    {
        Console.Out.WriteLine("| therapists | pairs | a pair more, µs | a release, ms | the posterior, ms | the same by a library at once, ms | times |");
        Console.Out.WriteLine("|---|---|---|---|---|---|---|");
        Learn(Invent(400, 5_000));
        foreach (var (therapists, pairs, hasPeer) in new[] { (400, 5_000, true), (400, 20_000, true), (100_000, 200_000, false) })
        {
            var (features, of, scores) = Invent(therapists, pairs);
            var learning = new FitLearning();
            var adding = Timed(() => Each(features, of, scores, (row, therapist, pair) => learning.Add(row, therapist, pair)));
            var releasing = Enumerable.Range(0, Releases).Select(_ => Timed(() => learning.Release(FitLearning.LaterRounds))).Order().ElementAt(Releases / 2);
            FitPosterior posterior = null!;
            var solving = Timed(() =>
            {
                var model = new FitModel(FitPrior.Start);
                Each(features, of, scores, (row, therapist, pair) => model.Add(row, therapist, pair.Score, 1 / pair.Variance));
                posterior = model.Posterior();
            });
            var atOnce = double.NaN;
            if (hasPeer)
            {
                Vector<double> whole = null!;
                atOnce = Timed(() => whole = AtOnce(features, of, scores, therapists));
                if (Enumerable.Range(0, FitFeatures.Count).Any(at => Math.Abs(whole[at] - posterior.Mean[at]) > Near))
                {
                    Console.Error.WriteLine("The two ways do not find the same weights.");
                    return 1;
                }
            }

            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {therapists:N0} | {pairs:N0} | {1_000 * adding / pairs:0.0} | {releasing:0.0} | {solving:0.0} | {(hasPeer ? $"{atOnce:0.0}" : "–")} | {(hasPeer ? $"{atOnce / solving:0.0}" : "–")} |"));
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Listed} people scored and put in order: {Ranking():0.000} ms."));
        return 0;
    }

    // Once before anything is timed: what runs for the first time is translated first.
    private static void Learn((double[] Features, int[] Of, CountedPair[] Scores) all)
    {
        var learning = new FitLearning();
        Each(all.Features, all.Of, all.Scores, learning.Add);
        for (var release = 0; release < Releases; release++)
        {
            learning.Release(FitLearning.LaterRounds);
        }
    }

    // Features as answers make them, and scores of whatever height: what it takes does not depend on them.
    private static (double[] Features, int[] Therapists, CountedPair[] Pairs) Invent(int therapists, int pairs)
    {
        var (lot, scale) = (new Random(5), new FitScale());
        var styles = Enumerable.Range(0, therapists).Select(_ => Ways(scale, lot)).ToArray();
        var features = new double[pairs * FitFeatures.Count];
        var of = new int[pairs];
        for (var pair = 0; pair < pairs; pair++)
        {
            of[pair] = lot.Next(therapists);
            FitFeatures.Fill(scale, Wishes(lot), styles[of[pair]], meetsIdentity: lot.Next(8) == 0, features.AsSpan(pair * FitFeatures.Count, FitFeatures.Count));
        }

        return (features, of, [.. Enumerable.Range(0, pairs).Select(_ => new CountedPair(3 + (4 * lot.NextDouble()), 1 + lot.Next(CountedPair.Counted)))]);
    }

    private static double[] Ways(FitScale scale, Random lot)
    {
        var ways = new double[StyleAxes.Count];
        scale.Ways(new Style([.. Enumerable.Range(0, StyleAxes.Count).Select(_ => StyleAnswer.At(StyleAxes.Places[lot.Next(StyleAxes.Places.Count)]))]), ways);
        return ways;
    }

    private static Preferences Wishes(Random lot) =>
        new([.. Enumerable.Range(0, StyleAxes.Count).Select(_ => (Preference?)new Preference(StyleAxes.Places[lot.Next(StyleAxes.Places.Count)]))]);

    private delegate void ForPair(ReadOnlySpan<double> features, int therapist, CountedPair pair);

    private static void Each(double[] features, int[] of, CountedPair[] pairs, ForPair then)
    {
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            then(features.AsSpan(pair * FitFeatures.Count, FitFeatures.Count), of[pair], pairs[pair]);
        }
    }

    // Henderson's equations of the mixed model, dense.
    private static Vector<double> AtOnce(double[] features, int[] of, CountedPair[] pairs, int therapists)
    {
        var (prior, width) = (FitPrior.Start, FitFeatures.Count);
        var left = Matrix<double>.Build.Dense(width + therapists, width + therapists);
        var right = Vector<double>.Build.Dense(width + therapists);
        for (var at = 0; at < width; at++)
        {
            left[at, at] = 1 / prior.Variances[at];
            right[at] = prior.Means[at] / prior.Variances[at];
        }

        for (var therapist = 0; therapist < therapists; therapist++)
        {
            left[width + therapist, width + therapist] = 1 / prior.TherapistVariance;
        }

        for (var pair = 0; pair < pairs.Length; pair++)
        {
            var row = features.AsSpan(pair * width, width);
            var (precision, own) = (1 / pairs[pair].Variance, width + of[pair]);
            for (var at = 0; at < width; at++)
            {
                for (var other = 0; other < width; other++)
                {
                    left[at, other] += precision * row[at] * row[other];
                }

                left[at, own] += precision * row[at];
                left[own, at] += precision * row[at];
                right[at] += precision * row[at] * pairs[pair].Score;
            }

            left[own, own] += precision;
            right[own] += precision * pairs[pair].Score;
        }

        return left.Cholesky().Solve(right);
    }

    private static double Ranking()
    {
        var (lot, scale) = (new Random(9), new FitScale());
        ulong[] styles = [.. Enumerable.Range(0, Listed).Select(_ => StyleCode.Of(new Style([.. Enumerable.Range(0, StyleAxes.Count)
            .Select(_ => StyleAnswer.At(StyleAxes.Places[lot.Next(StyleAxes.Places.Count)]))])))];
        var weights = LearntFit.Start(scale).Weights;
        var order = new int[Listed];
        return Timed(() =>
        {
            for (var time = 0; time < Rankings; time++)
            {
                var scorer = new FitScorer(scale, weights, Wishes(lot));
                double[] scores = [.. styles.Select((style, id) => -scorer.Of(style, id))];
                for (var at = 0; at < Listed; at++)
                {
                    order[at] = at;
                }

                Array.Sort(scores, order);
            }
        }) / Rankings;
    }

    private static double Timed(Action what)
    {
        var began = Stopwatch.GetTimestamp();
        what();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
