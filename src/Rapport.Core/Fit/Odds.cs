namespace Rapport.Core.Fit;

/// <summary>How many of ten people would get on better with one therapist than with another.</summary>
public static class Odds
{
    /// <summary>The variance of a pair's own chemistry, which nobody knows before, in squared points.</summary>
    public const double ChemistryVariance = 0.10;

    /// <summary>Fewer than so many of ten are "about as many as not".</summary>
    public const int LeastSaid = 6;

    /// <summary>A list is not compared with its middle where it has fewer.</summary>
    public const int ShortestList = 10;

    /// <summary>
    /// From this chance on, ten people are told to be six: so "a bit above" the middle is said of nobody with whom fewer than six of ten would get on
    /// better than with the middle, and "a bit below" only where it is as far below one half.
    /// </summary>
    public const double Told = (LeastSaid - 0.5) / 10;

    /// <summary>The step of a chance, in three words.</summary>
    /// <param name="chance">0 to 1, against the middle of a list.</param>
    public static ExpectedFit StepOf(double chance) => chance >= Told ? ExpectedFit.Above : chance <= 1 - Told ? ExpectedFit.Below : ExpectedFit.About;

    /// <summary>Δ of two pairs, as far as it may be claimed, with all that is not known of it: P = Φ(Δ / √variance).</summary>
    /// <param name="match">The difference of the match parts, without the identity wish.</param>
    /// <param name="own">The difference of what is used of the therapists' own parts.</param>
    /// <param name="matchSlope">How much of the one may be claimed, 0 to 1.</param>
    /// <param name="ownSlope">How much of the other.</param>
    /// <param name="variance">Of both estimates, with what the answers cannot tell of either.</param>
    public static FitGuess Of(double match, double own, double matchSlope, double ownSlope, double variance) =>
        new((matchSlope * match) + (ownSlope * own), Math.Sqrt(variance + (2 * ChemistryVariance)));
}
