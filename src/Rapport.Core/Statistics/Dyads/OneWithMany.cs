using Rapport.Core.Statistics.Mixed;

namespace Rapport.Core.Statistics.Dyads;

/// <summary>
/// One-with-many: each therapist has many clients, and both sides rate each pair. The model of Marcus, Kashy and Baldwin, "Studying
/// psychotherapy using the one-with-many design", Journal of Counseling Psychology 56 (2009), 537–548; Kenny, Kashy and Cook, "Dyadic Data
/// Analysis" (2006), chapter 10.
/// </summary>
/// <param name="Means">The mean of the clients' and of the therapists' ratings.</param>
/// <param name="StandardErrors">Of the two means.</param>
/// <param name="DifferenceError">The standard error of the clients' mean less the therapists'.</param>
/// <param name="TherapistVariances">Between therapists: in their clients' ratings (partner effect), and in their own (actor effect).</param>
/// <param name="TherapistCovariance">Of the two: do therapists who rate high get high ratings?</param>
/// <param name="PairVariances">Within therapists, client, pair and error together: one occasion cannot part them.</param>
/// <param name="PairCovariance">Of the two within pairs.</param>
/// <param name="LogLikelihood">With all constants; restricted under REML.</param>
/// <param name="Reml">Whether the restricted likelihood was used.</param>
/// <param name="Pairs">How many pairs have at least one rating.</param>
/// <param name="Therapists">How many therapists there are.</param>
/// <param name="Incomplete">How many of the pairs have one rating only; they count with it.</param>
/// <param name="Dropped">How many rows were left out: no therapist named, or no rating at all.</param>
public sealed record OneWithMany(
    (double Client, double Therapist) Means,
    (double Client, double Therapist) StandardErrors,
    double DifferenceError,
    (double Client, double Therapist) TherapistVariances,
    double TherapistCovariance,
    (double Client, double Therapist) PairVariances,
    double PairCovariance,
    double LogLikelihood,
    bool Reml,
    int Pairs,
    int Therapists,
    int Incomplete,
    int Dropped)
{
    private const double Small = 0.05;

    // Of a correlation: the search for it ends so near to its best.
    private const double Rounding = 1e-9;

    /// <summary>
    /// Clients' mean less therapists', and its 95 % interval by t with as many degrees of freedom as there are therapists, less one
    /// (therapists, not pairs, are what was drawn).
    /// </summary>
    public (double Estimate, double Low, double High) Difference
    {
        get
        {
            var (between, half) = (Means.Client - Means.Therapist, Tails.StudentTwoSidedQuantile(0.05, Therapists - 1) * DifferenceError);
            return (between, between - half, between + half);
        }
    }

    /// <summary>Whether clients of therapists who rate all their pairs high rate high too, −1 to 1; null where therapists do not differ on a side.</summary>
    public double? GeneralisedReciprocity => Correlation(TherapistCovariance, TherapistVariances);

    /// <summary>Whether in a pair that one side rates above what is usual for the therapist the other does too, −1 to 1.</summary>
    public double? DyadicReciprocity => Correlation(PairCovariance, PairVariances);

    /// <summary>The therapist's share of the variance on each side, 0 to 1.</summary>
    public (double Client, double Therapist) TherapistShares => (
        TherapistVariances.Client / (TherapistVariances.Client + PairVariances.Client),
        TherapistVariances.Therapist / (TherapistVariances.Therapist + PairVariances.Therapist));

    /// <summary>Whether a variance between therapists is 0, or their correlation ±1: the data say too little of it.</summary>
    public bool Singular =>
        !((TherapistVariances.Client * TherapistVariances.Therapist) - (TherapistCovariance * TherapistCovariance)
            > 1e-8 * TherapistVariances.Client * TherapistVariances.Therapist);

    /// <summary>Estimates the model.</summary>
    /// <param name="ratings">The ratings.</param>
    /// <param name="reml">By restricted maximum likelihood, or by maximum likelihood.</param>
    /// <exception cref="MixedModelException">There are too few therapists or pairs, or a side always rates the same.</exception>
    public static OneWithMany Fit(PairRatings ratings, bool reml = true)
    {
        var (likelihood, centre, scale) = ratings.Likelihood();
        if (Math.Abs(ratings.Describe().WithinTherapists) > 1 - 1e-9)
        {
            throw new MixedModelException(
                "One side's ratings follow from the other's without a rest, as where both columns hold the same ratings: there are no two views of a pair to take apart.");
        }
        var found = Best(likelihood, reml);
        var (g, r) = (Root(found.Point[0], found.Point[1], found.Point[2]), Root(found.Point[3], found.Point[4], found.Point[5]));
        if (!(Math.Min(r.Client, r.Therapist) > 1e-10))
        {
            throw new MixedModelException("Within therapists the ratings of one side do not vary: there is nothing to compare.");
        }
        var (deviance, means, covariance) = likelihood.At(g, r, reml);
        var (c, t) = scale;
        var scaled = deviance + (2 * (ratings.Count.Client - (reml ? 1 : 0)) * Math.Log(c)) + (2 * (ratings.Count.Therapist - (reml ? 1 : 0)) * Math.Log(t));
        return new OneWithMany(
            (centre.Client + (means.Client * c), centre.Therapist + (means.Therapist * t)),
            (Math.Sqrt(covariance.Client) * c, Math.Sqrt(covariance.Therapist) * t),
            Math.Sqrt(Math.Max(0, (covariance.Client * c * c) + (covariance.Therapist * t * t) - (2 * covariance.Both * c * t))),
            (g.Client * c * c, g.Therapist * t * t),
            g.Both * c * t,
            (r.Client * c * c, r.Therapist * t * t),
            r.Both * c * t,
            -scaled / 2,
            reml,
            ratings.Pairs,
            ratings.Therapists,
            ratings.Incomplete,
            ratings.Dropped);
    }

    /// <summary>Both roots, of therapists and of pairs, on the scale on which each side's ratings have variance 1, and the deviance there.</summary>
    internal static Minimum Best(PairLikelihood likelihood, bool reml)
    {
        double Of(double[] x) => Deviance(likelihood, Root(x[0], x[1], x[2]), Root(x[3], x[4], x[5]), reml);
        return SetToZero(Of, Minimiser.Minimise(Of, [0.3, 0, 0.3, 0.8, 0, 0.8]));
    }

    /// <summary>Infinite where pairs of one therapist would not differ.</summary>
    internal static double Deviance(PairLikelihood likelihood, Two between, Two within, bool reml) =>
        within.Determinant > 1e-12 * within.Client * within.Therapist ? likelihood.At(between, within, reml).Deviance : double.PositiveInfinity;

    internal static Two Root(double first, double below, double second) => new(first * first, first * below, (below * below) + (second * second));

    private static double? Correlation(double covariance, (double Client, double Therapist) variances) =>
        variances is not { Client: > 0, Therapist: > 0 } ? null
        : covariance / Math.Sqrt(variances.Client * variances.Therapist) is var r && Math.Abs(r) > Rounding ? r : 0;

    private static Minimum SetToZero(Func<double[], double> deviance, Minimum found)
    {
        foreach (var zeros in new[] { new[] { 0, 1 }, [0], [2], [1, 2] })
        {
            var point = (double[])found.Point.Clone();
            if (zeros.Any(at => at != 1 && Math.Abs(point[at]) >= Small) || (zeros.Contains(1) && !zeros.Contains(0) && Math.Abs(point[1]) >= Small))
            {
                continue;
            }
            foreach (var at in zeros)
            {
                point[at] = 0;
            }
            if (deviance(point) is var value && value <= found.Value + 1e-8)
            {
                found = new Minimum(point, Math.Min(value, found.Value));
            }
        }
        return found;
    }
}
