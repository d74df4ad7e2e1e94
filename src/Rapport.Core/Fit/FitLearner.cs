using System.Runtime.InteropServices;

namespace Rapport.Core.Fit;

/// <summary>
/// Learns from pairs: keeps them, counts none for more than its influence allows, and steps the variance between therapists at each
/// release.
/// </summary>
/// <remarks>Not for several threads at once.</remarks>
public sealed class FitLearner
{
    /// <summary>A pair farther than this many standard deviations from what was expected is counted for less (Huber's weight).</summary>
    public const double InfluenceCap = 1.5;

    /// <summary>So many therapists' worth stands behind the starting value of τ².</summary>
    private const double PriorTherapists = 30;

    private readonly FitPrior prior;
    private readonly FitModel model;
    private readonly int width;
    private readonly List<double> features = [];
    private readonly List<int> therapists = [];
    private readonly List<CountedPair> pairs = [];
    private readonly List<double> weights = [];

    /// <param name="prior">What is believed before.</param>
    public FitLearner(FitPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        this.prior = prior;
        width = prior.Means.Count;
        model = new FitModel(prior);
    }

    /// <summary>How many pairs there are.</summary>
    public int Pairs => pairs.Count;

    /// <summary>By pair, how much it is counted: above 0, at most 1.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>τ².</summary>
    public double TherapistVariance => model.TherapistVariance;

    /// <summary>Adds a pair, with its full weight until the next round.</summary>
    /// <param name="row">Its features.</param>
    /// <param name="therapist">The therapist's number, from 0.</param>
    /// <param name="pair">What it came to.</param>
    public void Add(ReadOnlySpan<double> row, int therapist, CountedPair pair)
    {
        if (row.Length != width)
        {
            throw new ArgumentException($"A pair has {width} features, not {row.Length}.", nameof(row));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(therapist);
        features.AddRange(row);
        therapists.Add(therapist);
        pairs.Add(pair);
        weights.Add(1);
        model.Add(row, therapist, pair.Score, 1 / pair.Variance);
    }

    /// <summary>What is believed now.</summary>
    public FitPosterior Posterior() => model.Posterior();

    /// <summary>The logarithm of the density of all scores, as they are weighted now.</summary>
    public double LogMarginalLikelihood() => model.LogMarginalLikelihood();

    /// <summary>Weighs all pairs anew, w = min(1, 1.5 √Var e / |y − fitted|), from the weights they have.</summary>
    /// <param name="rounds">At most so many times.</param>
    /// <param name="near">Ends where no weight moves by more.</param>
    /// <returns>Whether it ended so.</returns>
    public bool Reweigh(int rounds, double near = 1e-6)
    {
        for (var round = 0; round < rounds; round++)
        {
            if (Reweigh() <= near)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// One step of τ² towards its best: the mean of û² and its variance over the therapists that have a counted pair, with 30 of the
    /// starting value beside them (Dempster, Laird and Rubin, Journal of the Royal Statistical Society B 39 (1977), 1–38, with a prior).
    /// </summary>
    public void StepTherapistVariance()
    {
        var posterior = model.Posterior();
        var (sum, count) = (PriorTherapists * prior.TherapistVariance, PriorTherapists);
        foreach (var therapist in therapists.Distinct().Order())
        {
            var own = posterior.TherapistMean(therapist);
            sum += (own * own) + posterior.TherapistVarianceOf(therapist);
            count++;
        }

        Rebuild(sum / count);
    }

    // The farthest that a weight has moved.
    private double Reweigh()
    {
        var posterior = model.Posterior();
        double[] own = [.. Enumerable.Range(0, posterior.Therapists).Select(posterior.TherapistMean)];
        var rows = CollectionsMarshal.AsSpan(features);
        var moved = 0d;
        for (var i = 0; i < pairs.Count; i++)
        {
            var apart = Math.Abs(pairs[i].Score - own[therapists[i]] - posterior.Predict(rows.Slice(i * width, width), therapist: -1));
            var weight = Math.Min(1, InfluenceCap * Math.Sqrt(pairs[i].Variance) / apart);
            moved = Math.Max(moved, Math.Abs(weight - weights[i]));
            weights[i] = weight;
        }

        if (moved > 0)
        {
            Rebuild(model.TherapistVariance);
        }

        return moved;
    }

    private void Rebuild(double therapistVariance) =>
        model.CountAnew(therapistVariance, CollectionsMarshal.AsSpan(features), therapists, pairs, weights);
}
