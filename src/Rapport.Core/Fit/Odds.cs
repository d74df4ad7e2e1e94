namespace Rapport.Core.Fit;

/// <summary>How many of ten people would get on better with one therapist than with another.</summary>
public static class Odds
{
    /// <summary>The variance of a pair's own chemistry, which nobody knows before, in squared points.</summary>
    public const double ChemistryVariance = 0.10;

    // A group is C above the next: no rounding may decide on which side that stands.
    private const double Near = 1e-9;

    /// <summary>Fewer than so many of ten are "about as many as not".</summary>
    public const int LeastSaid = 6;

    /// <summary>A list is not compared with its middle where it has fewer.</summary>
    public const int ShortestList = 10;

    /// <summary>
    /// The step of a guess, in three words: above or below from C on, the spread of what answers make together (<see cref="TherapistParts.LimitOf"/>).
    /// By the difference alone, so that of two with the same answers nobody is told to be above for being better known. With the spread that is
    /// left before anything is learnt, .6 points, the chance is .55 there, from which on six of ten are told.
    /// </summary>
    /// <param name="guess">Against the middle of a list.</param>
    /// <param name="limit">C, in points.</param>
    public static ExpectedFit StepOf(FitGuess guess, double limit) =>
        guess.Difference >= limit - Near ? ExpectedFit.Above : guess.Difference <= Near - limit ? ExpectedFit.Below : ExpectedFit.About;

    /// <summary>Δ of two pairs, as far as it may be claimed, with all that is not known of it: P = Φ(Δ / √variance).</summary>
    /// <param name="match">The difference of the match parts, without the identity wish.</param>
    /// <param name="own">The difference of what is used of the therapists' own parts.</param>
    /// <param name="matchSlope">How much of the one may be claimed, 0 to 1.</param>
    /// <param name="ownSlope">How much of the other.</param>
    /// <param name="variance">Of both estimates, with what the answers cannot tell of either.</param>
    public static FitGuess Of(double match, double own, double matchSlope, double ownSlope, double variance) =>
        new((matchSlope * match) + (ownSlope * own), Math.Sqrt(variance + (2 * ChemistryVariance)));
}
