using Rapport.Core.Statistics.Mixed;

namespace Rapport.Core.Statistics.Dyads;

/// <summary>
/// Profile-likelihood intervals of what ratings from both sides say of therapist and pair: a share or a correlation is held fast while
/// all else is free; its ends lie where the deviance is higher by the square of the normal quantile (Venzon and Moolgavkar, Applied
/// Statistics 37 (1988), 87–94). By the likelihood that was fitted, restricted or full.
/// </summary>
/// <param name="ClientShare">Of the therapist's share in the clients' ratings, within 0 and 1.</param>
/// <param name="TherapistShare">Of the therapist's share in her own ratings, within 0 and 1.</param>
/// <param name="Generalised">Of the generalised reciprocity, within −1 and 1; null where there is none.</param>
/// <param name="Dyadic">Of the dyadic reciprocity, within −1 and 1; null where there is none.</param>
/// <param name="Level">How sure the intervals are, between 0 and 1.</param>
public sealed record PairIntervals(
    (double Low, double High) ClientShare, (double Low, double High) TherapistShare, (double Low, double High)? Generalised,
    (double Low, double High)? Dyadic, double Level)
{
    private const double LeastStep = 0.01;

    // Of what stands between therapists, as OneWithMany.Root takes it.
    private static readonly int[] Diagonals = [0, 2];

    /// <summary>Finds the intervals; each takes some dozens of fits.</summary>
    /// <param name="ratings">The ratings.</param>
    /// <param name="fit">What was fitted to them.</param>
    /// <param name="level">Between 0 and 1.</param>
    /// <param name="stop">Ends it.</param>
    public static PairIntervals Of(PairRatings ratings, OneWithMany fit, double level = 0.95, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        var quantile = Tails.NormalQuantile((1 + level) / 2);
        var (likelihood, _, _) = ratings.Likelihood();
        var start = OneWithMany.Best(likelihood, fit.Reml);
        var shares = fit.TherapistShares;
        return new(
            Share(shares.Client, (value, g, r) => (Stretched(g, client: Math.Sqrt(value / (1 - value) * r.Client / g.Client)), r)),
            Share(shares.Therapist, (value, g, r) => (Stretched(g, therapist: Math.Sqrt(value / (1 - value) * r.Therapist / g.Therapist)), r)),
            Correlation(fit.GeneralisedReciprocity, (value, g, r) => (Correlated(g, value), r)),
            Correlation(fit.DyadicReciprocity, (value, g, r) => (g, Correlated(r, value))),
            level);

        (double Low, double High) Share(double estimate, Func<double, Two, Two, (Two G, Two R)> hold) =>
            Between(estimate, Math.Max(LeastStep, 0.3 * Math.Min(estimate, 1 - estimate)), 0, 1, hold);

        (double Low, double High)? Correlation(double? estimate, Func<double, Two, Two, (Two G, Two R)> hold) =>
            estimate is { } known ? Between(Math.Clamp(known, -1, 1), Math.Max(LeastStep, 0.1 * (1 - (known * known))), -1, 1, hold) : null;

        (double Low, double High) Between(double estimate, double step, double lowest, double highest, Func<double, Two, Two, (Two G, Two R)> hold) => (
            ProfileEnds.Find(Path(hold), estimate, start.Value, step, lowest, quantile),
            ProfileEnds.Find(Path(hold), estimate, start.Value, step, highest, quantile));

        Func<double, double> Path(Func<double, Two, Two, (Two G, Two R)> hold)
        {
            double[] from = [.. start.Point.Select((value, i) => Diagonals.Contains(i) ? Math.Max(Math.Abs(value), PathSearch.NearestZero) : value)];
            var search = new PathSearch(from, Diagonals);
            return value =>
            {
                stop.ThrowIfCancellationRequested();
                return value >= 1 ? double.PositiveInfinity : search.Least(x =>
                {
                    var (g, r) = hold(value, OneWithMany.Root(x[0], x[1], x[2]), OneWithMany.Root(x[3], x[4], x[5]));
                    return OneWithMany.Deviance(likelihood, g, r, fit.Reml);
                });
            };
        }
    }

    private static Two Stretched(Two of, double client = 1, double therapist = 1) =>
        new(of.Client * client * client, of.Both * client * therapist, of.Therapist * therapist * therapist);

    private static Two Correlated(Two of, double correlation) => of with { Both = correlation * Math.Sqrt(of.Client * of.Therapist) };
}
