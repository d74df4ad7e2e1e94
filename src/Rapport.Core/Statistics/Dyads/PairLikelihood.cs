namespace Rapport.Core.Statistics.Dyads;

/// <summary>
/// The likelihood of ratings from both sides: (client's, therapist's rating) = means + therapist's (u_c, u_t) + pair's (e_c, e_t), with
/// (u_c, u_t) ~ N(0, G) and (e_c, e_t) ~ N(0, R). The inverse of a therapist's covariance by Woodbury's identity, so that only sums over
/// her pairs are needed. Pairs of which one side is missing count with the other.
/// </summary>
internal sealed class PairLikelihood
{
    private readonly PairSums[] therapists;
    private readonly Two crossProducts;
    private readonly (double Client, double Therapist) squaresAlone;
    private readonly int complete;
    private readonly int clientOnly;
    private readonly int therapistOnly;

    /// <param name="therapists">Sums of ratings, each less a number near the mean.</param>
    /// <param name="crossProducts">Sums of squares and products over complete pairs.</param>
    /// <param name="squaresAlone">Sums of squares over pairs with one rating.</param>
    public PairLikelihood(PairSums[] therapists, Two crossProducts, (double Client, double Therapist) squaresAlone)
    {
        this.therapists = therapists;
        this.crossProducts = crossProducts;
        this.squaresAlone = squaresAlone;
        complete = therapists.Sum(one => one.Complete);
        clientOnly = therapists.Sum(one => one.ClientOnly.Count);
        therapistOnly = therapists.Sum(one => one.TherapistOnly.Count);
    }

    /// <summary>How many ratings there are.</summary>
    public int Ratings => (2 * complete) + clientOnly + therapistOnly;

    /// <summary>−2 log-likelihood with the means at their best, the means, and their covariance.</summary>
    public (double Deviance, (double Client, double Therapist) Means, Two Covariance) At(Two g, Two r, bool reml)
    {
        var inverse = r.Inverse();
        var logDeterminant = (complete * Math.Log(r.Determinant)) + (clientOnly * Math.Log(r.Client)) + (therapistOnly * Math.Log(r.Therapist));
        var information = default(Two);
        var (right, explained) = ((Client: 0d, Therapist: 0d), 0d);
        foreach (var one in therapists)
        {
            // a = Σ E'R⁻¹E and h = Σ E'R⁻¹y over her pairs, E picking the sides that have rated.
            var a = (one.Complete * inverse) + new Two(one.ClientOnly.Count / r.Client, 0, one.TherapistOnly.Count / r.Therapist);
            var h = inverse.Times((one.SumClient, one.SumTherapist));
            h = (h.Client + (one.ClientOnly.Sum / r.Client), h.Therapist + (one.TherapistOnly.Sum / r.Therapist));
            logDeterminant += Math.Log(LogArgument(g, a));
            var k = Kernel(g, a);
            var kh = k.Times(h);
            var akh = a.Times(kh);
            explained += (h.Client * kh.Client) + (h.Therapist * kh.Therapist);
            right = (right.Client + h.Client - akh.Client, right.Therapist + h.Therapist - akh.Therapist);
            information += a + (-1 * Sandwich(a, k));
        }
        var squares = (inverse.Client * crossProducts.Client) + (2 * inverse.Both * crossProducts.Both) + (inverse.Therapist * crossProducts.Therapist)
            + (squaresAlone.Client / r.Client) + (squaresAlone.Therapist / r.Therapist);
        var covariance = information.Inverse();
        var means = covariance.Times(right);
        var quadratic = squares - explained - (means.Client * right.Client) - (means.Therapist * right.Therapist);
        var count = reml ? Ratings - 2 : Ratings;
        var deviance = (count * Math.Log(2 * Math.PI)) + logDeterminant + quadratic + (reml ? Math.Log(information.Determinant) : 0);
        return (deviance, means, covariance);
    }

    // |I + GA|
    private static double LogArgument(Two g, Two a) =>
        1 + (g.Client * a.Client) + (2 * g.Both * a.Both) + (g.Therapist * a.Therapist) + (g.Determinant * a.Determinant);

    // (G⁻¹ + A)⁻¹ = (I + GA)⁻¹G, written so that G may be singular.
    private static Two Kernel(Two g, Two a)
    {
        var determinant = LogArgument(g, a);
        return new Two(
            (g.Client + (g.Determinant * a.Therapist)) / determinant,
            (g.Both - (g.Determinant * a.Both)) / determinant,
            (g.Therapist + (g.Determinant * a.Client)) / determinant);
    }

    private static Two Sandwich(Two a, Two k)
    {
        var first = k.Times((a.Client, a.Both));
        var second = k.Times((a.Both, a.Therapist));
        var (cc, ct) = a.Times(first);
        return new Two(cc, ct, a.Times(second).Therapist);
    }
}
