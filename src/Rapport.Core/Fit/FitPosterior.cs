namespace Rapport.Core.Fit;

/// <summary>What is believed of the features' weights and of the therapists' own parts, after some pairs.</summary>
public sealed class FitPosterior
{
    private readonly double[][] covariance;

    // By therapist: Σ λ z, Σ λ y and Σ λ over the counted pairs.
    private readonly double[] sums;
    private readonly double[] totals;
    private readonly double[] diagonals;

    internal FitPosterior(double[] mean, double[][] covariance, double therapistVariance, double[] sums, double[] totals, double[] diagonals)
    {
        (Mean, TherapistVariance) = (mean, therapistVariance);
        (this.covariance, this.sums, this.totals, this.diagonals) = (covariance, sums, totals, diagonals);
    }

    /// <summary>By feature, the mean of its weight.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>τ², with which it was reckoned.</summary>
    public double TherapistVariance { get; }

    /// <summary>How many therapists are known of: those with a counted pair, and whoever has a lower number.</summary>
    public int Therapists => totals.Length;

    /// <summary>The covariance of two weights.</summary>
    public double Covariance(int one, int other) => covariance[one][other];

    /// <summary>The mean of a therapist's own part; 0 for one without a counted pair.</summary>
    /// <param name="therapist">The number, from 0.</param>
    public double TherapistMean(int therapist)
    {
        if (therapist >= totals.Length)
        {
            return 0;
        }

        var left = totals[therapist];
        for (var i = 0; i < Mean.Count; i++)
        {
            left -= sums[(therapist * Mean.Count) + i] * Mean[i];
        }

        return left / Diagonal(therapist);
    }

    /// <summary>The variance of a therapist's own part; τ² for one without a counted pair.</summary>
    public double TherapistVarianceOf(int therapist) => Variance(new double[Mean.Count], therapist);

    /// <summary>The covariance of a weight and a therapist's own part.</summary>
    public double CovarianceWithTherapist(int feature, int therapist)
    {
        var sum = 0d;
        for (var i = 0; i < Mean.Count; i++)
        {
            sum -= covariance[feature][i] * Share(therapist, i);
        }

        return sum;
    }

    /// <summary>The mean of z'β + u.</summary>
    /// <param name="features">z.</param>
    /// <param name="therapist">The number, from 0; −1 leaves u out.</param>
    public double Predict(ReadOnlySpan<double> features, int therapist)
    {
        var sum = therapist < 0 ? 0 : TherapistMean(therapist);
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * Mean[i];
        }

        return sum;
    }

    /// <summary>The variance of z'β + u: (z − g)'V(z − g) + 1/d, for u given β is g'-linear in β.</summary>
    /// <param name="features">z.</param>
    /// <param name="therapist">The number, from 0; −1 leaves u out.</param>
    public double Variance(ReadOnlySpan<double> features, int therapist) => Quadratic(Less(features, therapist)) + (therapist < 0 ? 0 : 1 / Diagonal(therapist));

    /// <summary>The variance of the difference of two therapists for one client.</summary>
    /// <param name="features">z with the one.</param>
    /// <param name="therapist">Her number.</param>
    /// <param name="other">z with the other.</param>
    /// <param name="otherTherapist">The other's number.</param>
    public double VarianceOfDifference(ReadOnlySpan<double> features, int therapist, ReadOnlySpan<double> other, int otherTherapist)
    {
        var (one, two) = (Less(features, therapist), Less(other, otherTherapist));
        for (var i = 0; i < one.Length; i++)
        {
            one[i] -= two[i];
        }

        return Quadratic(one) + (therapist == otherTherapist ? 0 : (1 / Diagonal(therapist)) + (1 / Diagonal(otherTherapist)));
    }

    private double[] Less(ReadOnlySpan<double> features, int therapist)
    {
        var left = features.ToArray();
        for (var i = 0; therapist >= 0 && i < left.Length; i++)
        {
            left[i] -= Share(therapist, i);
        }

        return left;
    }

    private double Quadratic(double[] vector)
    {
        var sum = 0d;
        for (var i = 0; i < vector.Length; i++)
        {
            if (vector[i] == 0)
            {
                continue;
            }

            var row = covariance[i];
            var inner = 0d;
            for (var j = 0; j < vector.Length; j++)
            {
                inner += row[j] * vector[j];
            }

            sum += vector[i] * inner;
        }

        return sum;
    }

    private double Diagonal(int therapist) => (1 / TherapistVariance) + (therapist < diagonals.Length ? diagonals[therapist] : 0);

    private double Share(int therapist, int feature) => therapist < totals.Length ? sums[(therapist * Mean.Count) + feature] / Diagonal(therapist) : 0;
}
