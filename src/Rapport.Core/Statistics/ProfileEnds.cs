namespace Rapport.Core.Statistics;

/// <summary>
/// The ends of a profile-likelihood interval: where the signed root of the deviance above its minimum reaches the normal quantile
/// (Bates et al. 2015, section 5.1; Venzon and Moolgavkar 1988).
/// </summary>
internal static class ProfileEnds
{
    private const int MostTries = 60;

    /// <summary>How near to the quantile is near enough; the ends move by about this times the standard error.</summary>
    private const double Near = 1e-5;

    /// <param name="profile">The least deviance at a value of the parameter.</param>
    /// <param name="estimate">Where it is least.</param>
    /// <param name="least">The least.</param>
    /// <param name="step">A first step, above 0.</param>
    /// <param name="bound">The end cannot lie beyond; where the deviance there is not high enough, it is the end. May be infinite.</param>
    /// <param name="quantile">The normal quantile, above 0.</param>
    public static double Find(Func<double, double> profile, double estimate, double least, double step, double bound, double quantile)
    {
        var upward = bound > estimate;
        if (estimate == bound)
        {
            return bound;
        }
        double Root(double value) => Math.Sqrt(Math.Max(0, profile(value) - least));
        var (inside, insideRoot) = (estimate, 0d);
        var (outside, outsideRoot) = (bound, double.PositiveInfinity);
        var isBoundKnown = false;
        var next = Next(estimate, step, bound, upward);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var root = Root(next);
            if (Math.Abs(root - quantile) < Near)
            {
                return next;
            }
            if (root < quantile)
            {
                (inside, insideRoot) = (next, root);
            }
            else
            {
                (outside, outsideRoot) = (next, root);
            }
            if (!double.IsFinite(outsideRoot) && double.IsFinite(bound) && !isBoundKnown && Math.Abs(bound - inside) < 4 * Math.Abs(inside - estimate))
            {
                isBoundKnown = true;
                var there = Root(bound);
                if (there <= quantile)
                {
                    return bound;
                }
                outsideRoot = double.IsFinite(there) ? there : outsideRoot;
            }
            if (Math.Abs(outside - inside) <= 1e-9 * Math.Abs(inside - estimate))
            {
                break;
            }
            next = Guess(inside, insideRoot, outside, outsideRoot, estimate, quantile, step, upward, tries);
        }
        var end = (inside + (double.IsFinite(outside) ? outside : inside)) / 2;
        return double.IsFinite(bound) && Math.Abs(end - bound) <= 1e-8 * Math.Max(1, Math.Abs(bound)) ? bound : end;
    }

    private static double Next(double from, double step, double bound, bool upward)
    {
        var next = upward ? from + step : from - step;
        return (upward ? next < bound : next > bound) ? next : (from + bound) / 2;
    }

    private static double Guess(
        double inside, double insideRoot, double outside, double outsideRoot, double estimate, double quantile, double step, bool upward, int tries)
    {
        double guess;
        if (double.IsFinite(outsideRoot))
        {
            guess = inside + ((outside - inside) * (quantile - insideRoot) / (outsideRoot - insideRoot));
            // A secant that keeps one end for long is helped by a halving.
            if (tries % 6 == 5)
            {
                guess = (inside + outside) / 2;
            }
        }
        else
        {
            var longer = insideRoot > 0.05 ? Math.Abs(inside - estimate) * Math.Min(4, quantile / insideRoot * 1.02) : Math.Max(Math.Abs(inside - estimate), step) * 3;
            guess = upward ? estimate + longer : estimate - longer;
        }
        var (low, high) = upward ? (inside, outside) : (outside, inside);
        return guess > low && guess < high ? guess : double.IsFinite(outside) ? (inside + outside) / 2 : upward ? inside + step : inside - step;
    }
}
