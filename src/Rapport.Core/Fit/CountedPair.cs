using System.Runtime.InteropServices;

namespace Rapport.Core.Fit;

/// <summary>What a pair's first three answered check-ins came to.</summary>
/// <param name="Score">Their mean, on the scale of 1 to 7.</param>
/// <param name="CheckIns">How many there were, 1 to 3; the one that stands for leaving early counts.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CountedPair(double Score, int CheckIns)
{
    /// <summary>Of a score's variance what lasts in a pair, its own chemistry and the client's level, in squared points.</summary>
    public const double LastingVariance = 0.55;

    /// <summary>Of a score's variance what changes from session to session, in squared points.</summary>
    public const double SessionVariance = 0.34;

    /// <summary>How far below the usual mean a pair that ended early is taken to have been at the end, in points: 1 SD.</summary>
    public const double LeaverFall = 1.0;

    /// <summary>How many check-ins count.</summary>
    public const int Counted = 3;

    /// <summary>Var e of the score's mean.</summary>
    public double Variance => LastingVariance + (SessionVariance / CheckIns);

    /// <summary>
    /// What counts of a pair. One that ended before its third session gets one check-in more, a point below the usual mean, so that a client
    /// who leaves in silence never counts for a therapist.
    /// </summary>
    /// <param name="answered">The scores of the check-ins that the client answered, by session, 1 to 7; the first three count.</param>
    /// <param name="endedEarly">Whether the pair ended before its third session.</param>
    /// <returns>Null where nothing is known.</returns>
    public static CountedPair? Of(ReadOnlySpan<double> answered, bool endedEarly)
    {
        var (sum, count) = (0d, 0);
        foreach (var score in answered[..Math.Min(answered.Length, Counted)])
        {
            (sum, count) = (sum + score, count + 1);
        }

        if (endedEarly && count < Counted)
        {
            (sum, count) = (sum + FitPrior.StartMean - LeaverFall, count + 1);
        }

        return count > 0 ? new CountedPair(sum / count, count) : null;
    }
}
