using System.Runtime.InteropServices;

namespace Rapport.Core.Fit;

/// <summary>
/// The sums from which the posterior of y = z'β + u(therapist) + e follows, with β and u normal before and e normal with a known variance
/// for each pair. Therapists are eliminated one by one (Schur complement), so that the matrix is as wide as there are features, however
/// many therapists there are.
/// </summary>
/// <remarks>Pairs may come one by one, in any order. Not for several threads at once.</remarks>
public sealed class FitModel
{
    private readonly FitPrior prior;
    private readonly int width;
    private readonly double[] precisions;

    // P + Σ λ zz' − Σ_t s_t s_t' / d_t, its lower triangle row by row, and the right-hand side beside it.
    private readonly double[] reduced;
    private readonly double[] right;
    private readonly List<double> sums = [];
    private readonly List<double> totals = [];
    private readonly List<double> diagonals = [];
    private double logPrecisions;
    private double squares;

    /// <param name="prior">What is believed before.</param>
    public FitModel(FitPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        this.prior = prior;
        width = prior.Means.Count;
        precisions = [.. prior.Variances.Select(variance => 1 / variance)];
        reduced = new double[width * (width + 1) / 2];
        right = new double[width];
        TherapistVariance = prior.TherapistVariance;
        Clear();
    }

    /// <summary>How many pairs are counted.</summary>
    public int Pairs { get; private set; }

    /// <summary>One more than the highest number of a therapist that has a counted pair.</summary>
    public int Therapists => totals.Count;

    /// <summary>τ².</summary>
    public double TherapistVariance { get; private set; }

    /// <summary>Forgets all pairs.</summary>
    /// <param name="therapistVariance">τ² from now on; as before where it is not said.</param>
    public void Clear(double? therapistVariance = null)
    {
        TherapistVariance = therapistVariance ?? TherapistVariance;
        Array.Clear(reduced);
        for (int i = 0, at = 0; i < width; at += ++i)
        {
            reduced[at + i] = precisions[i];
            right[i] = precisions[i] * prior.Means[i];
        }

        sums.Clear();
        totals.Clear();
        diagonals.Clear();
        (Pairs, logPrecisions, squares) = (0, 0, 0);
    }

    /// <summary>Counts a pair.</summary>
    /// <param name="features">z.</param>
    /// <param name="therapist">The therapist's number, from 0.</param>
    /// <param name="score">y.</param>
    /// <param name="precision">1 / Var e, times the pair's weight.</param>
    public void Add(ReadOnlySpan<double> features, int therapist, double score, double precision)
    {
        Know(therapist);
        if (diagonals[therapist] > 0)
        {
            Update(Own(therapist), totals[therapist], 1 / (diagonals[therapist] + (1 / TherapistVariance)));
        }

        Count(features, therapist, score, precision);
        Eliminate(therapist);
    }

    /// <summary>Counts these pairs in place of all that were counted: each therapist is eliminated once, and not with each pair.</summary>
    /// <param name="therapistVariance">τ² from now on.</param>
    /// <param name="features">z, pair after pair.</param>
    /// <param name="therapists">By pair, the therapist's number, from 0.</param>
    /// <param name="pairs">What they came to.</param>
    /// <param name="weights">By pair, how much it is counted; above 0.</param>
    public void CountAnew(
        double therapistVariance, ReadOnlySpan<double> features, IReadOnlyList<int> therapists, IReadOnlyList<CountedPair> pairs, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(therapists);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(weights);
        Clear(therapistVariance);
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            Know(therapists[pair]);
            Count(features.Slice(pair * width, width), therapists[pair], pairs[pair].Score, weights[pair] / pairs[pair].Variance);
        }

        for (var therapist = 0; therapist < totals.Count; therapist++)
        {
            Eliminate(therapist);
        }
    }

    /// <summary>What is believed now.</summary>
    public FitPosterior Posterior()
    {
        var factor = Factor();
        var mean = (double[])right.Clone();
        Solve(factor, mean);
        return new FitPosterior(mean, Inverse(factor), TherapistVariance, [.. sums], [.. totals], [.. diagonals]);
    }

    /// <summary>The logarithm of the density of all scores, before any was seen.</summary>
    public double LogMarginalLikelihood()
    {
        var factor = Factor();
        var mean = (double[])right.Clone();
        Solve(factor, mean);
        double logDeterminant = 0, quadratic = squares;
        for (int i = 0, at = 0; i < width; at += ++i)
        {
            logDeterminant += (2 * Math.Log(factor[at + i])) - Math.Log(precisions[i]);
            quadratic += (precisions[i] * prior.Means[i] * prior.Means[i]) - (mean[i] * right[i]);
        }

        for (var therapist = 0; therapist < totals.Count; therapist++)
        {
            var diagonal = diagonals[therapist] + (1 / TherapistVariance);
            logDeterminant += Math.Log(diagonal * TherapistVariance);
            quadratic -= totals[therapist] * totals[therapist] / diagonal;
        }

        return -0.5 * ((Pairs * Math.Log(2 * Math.PI)) - logPrecisions + logDeterminant + quadratic);
    }

    private Span<double> Own(int therapist) => CollectionsMarshal.AsSpan(sums).Slice(therapist * width, width);

    private void Know(int therapist)
    {
        while (totals.Count <= therapist)
        {
            totals.Add(0);
            diagonals.Add(0);
            sums.AddRange(Enumerable.Repeat(0d, width));
        }
    }

    private void Count(ReadOnlySpan<double> features, int therapist, double score, double precision)
    {
        Update(features, score, precision);
        var own = Own(therapist);
        for (var i = 0; i < width; i++)
        {
            own[i] += precision * features[i];
        }

        totals[therapist] += precision * score;
        diagonals[therapist] += precision;
        Pairs++;
        logPrecisions += Math.Log(precision);
        squares += precision * score * score;
    }

    private void Eliminate(int therapist) => Update(Own(therapist), totals[therapist], -1 / (diagonals[therapist] + (1 / TherapistVariance)));

    // Adds factor · vv' and factor · v · value.
    private void Update(ReadOnlySpan<double> vector, double value, double factor)
    {
        for (int i = 0, at = 0; i < width; at += ++i)
        {
            var scaled = factor * vector[i];
            if (scaled == 0)
            {
                continue;
            }

            right[i] += scaled * value;
            for (var j = 0; j <= i; j++)
            {
                reduced[at + j] += scaled * vector[j];
            }
        }
    }

    // Cholesky, row by row: the prior keeps the matrix well above 0.
    private double[] Factor()
    {
        var factor = (double[])reduced.Clone();
        for (int i = 0, row = 0; i < width; row += ++i)
        {
            for (int j = 0, other = 0; j <= i; other += ++j)
            {
                var sum = factor[row + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[row + k] * factor[other + k];
                }

                factor[row + j] = i == j ? Math.Sqrt(sum) : sum / factor[other + j];
            }
        }

        return factor;
    }

    private void Solve(double[] factor, double[] vector)
    {
        for (int i = 0, row = 0; i < width; row += ++i)
        {
            for (var k = 0; k < i; k++)
            {
                vector[i] -= factor[row + k] * vector[k];
            }

            vector[i] /= factor[row + i];
        }

        for (var i = width - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < width; k++)
            {
                vector[i] -= factor[(k * (k + 1) / 2) + i] * vector[k];
            }

            vector[i] /= factor[(i * (i + 1) / 2) + i];
        }
    }

    private double[][] Inverse(double[] factor)
    {
        var columns = new double[width][];
        for (var i = 0; i < width; i++)
        {
            columns[i] = new double[width];
            columns[i][i] = 1;
            Solve(factor, columns[i]);
        }

        return columns;
    }
}
