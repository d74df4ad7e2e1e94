namespace Rapport.Core.Fit;

/// <summary>
/// How well pairs were predicted before they were learnt from: whether the therapists' own parts help at all, and how much of what is
/// claimed holds. No pair counts for more than in the learning (<see cref="FitLearner.InfluenceCap"/>): a score as odd as can be moves nothing that is told by more than a usual one.
/// </summary>
/// <remarks>
/// Errors count by Huber's loss, slopes are one step of his estimator from 0, Σ ψ(y) x / Σ ψ'(y) x² (Huber, Robust statistics, Wiley 1981, 7.8;
/// Bickel, Journal of the American Statistical Association 70 (1975), 428–434).
/// </remarks>
public sealed class HeldOut
{
    /// <summary>So many pairs must have been predicted before anything is said of how well.</summary>
    public const int FewestPairs = 200;

    // One-sided, at the 5 % level.
    private const double OneSided = 1.64;
    private const double TwoSided = 1.96;

    private double gain;
    private double gainSquares;

    // Of the match, within the release that runs. Of all pairs: weights, and weighted sums of x and of x and y; of those near to what was expected: weights, x and xx.
    private (double W, double X, double Y, double Xy, double NearW, double NearX, double NearXx) within;
    private double matchXx;
    private double matchXy;
    private double therapistXx;
    private double therapistXy;

    /// <summary>How many pairs were predicted.</summary>
    public int Pairs { get; private set; }

    /// <summary>The mean of ρ(e₀) − ρ(e₁), ρ(e) being e²/Var e up to the cap and growing like |e| beyond: what knowing the therapists' parts takes from the error.</summary>
    public double MeanGain => Pairs > 0 ? gain / Pairs : 0;

    /// <summary>Its standard error; infinite of fewer than two pairs.</summary>
    public double GainError => Pairs > 1
        ? Math.Sqrt(Math.Max(0, (gainSquares - (gain * gain / Pairs)) / (Pairs - 1)) / Pairs) : double.PositiveInfinity;

    /// <summary>Whether the therapists' parts predict beyond chance.</summary>
    public bool TherapistsHelp => Pairs >= FewestPairs && MeanGain > OneSided * GainError;

    /// <summary>How much of a difference in match may be claimed, 0 to 1; null before enough pairs were predicted.</summary>
    public double? MatchSlope => Claimed(matchXy, matchXx);

    /// <summary>How much of a difference in the therapists' parts may be claimed, 0 to 1; null before enough pairs were predicted.</summary>
    public double? TherapistSlope => Claimed(therapistXy, therapistXx);

    /// <summary>The slope of the residual on the match, as it is found, and its standard error.</summary>
    public (double Slope, double Error) Match => (matchXy / matchXx, 1 / Math.Sqrt(matchXx));

    /// <summary>The slope of the residual on the therapists' parts, as it is found, and its standard error.</summary>
    public (double Slope, double Error) Therapist => (therapistXy / therapistXx, 1 / Math.Sqrt(therapistXx));

    /// <summary>Adds a pair that was predicted before it was learnt from.</summary>
    /// <param name="pair">What it came to.</param>
    /// <param name="predicted">All of the prediction but the therapist's own part.</param>
    /// <param name="match">Of it the match part, without the identity wish.</param>
    /// <param name="therapistPart">The therapist's own part as it would have been used.</param>
    public void Add(CountedPair pair, double predicted, double match, double therapistPart)
    {
        var sd = Math.Sqrt(pair.Variance);
        var without = pair.Score - predicted;
        var with = without - therapistPart;
        var gained = Loss(without / sd) - Loss(with / sd);
        (gain, gainSquares, Pairs) = (gain + gained, gainSquares + (gained * gained), Pairs + 1);
        var weight = 1 / pair.Variance;
        var (own, near) = Capped(without, sd);
        therapistXx += near * weight * therapistPart * therapistPart;
        therapistXy += weight * therapistPart * own;
        (var left, near) = Capped(with + match, sd);
        within = (
            within.W + weight, within.X + (weight * match), within.Y + (weight * left), within.Xy + (weight * match * left),
            within.NearW + (near * weight), within.NearX + (near * weight * match), within.NearXx + (near * weight * match * match));
    }

    /// <summary>A release ends: what is predicted from now on stands on other parameters, and is compared with its like.</summary>
    public void EndRelease()
    {
        if (within.W > 0)
        {
            var middle = within.X / within.W;
            matchXx += within.NearXx - (2 * middle * within.NearX) + (middle * middle * within.NearW);
            matchXy += within.Xy - (middle * within.Y);
        }

        within = default;
    }

    // Of an error in standard deviations.
    private static double Loss(double error) => Math.Abs(error) is var size && size <= FitLearner.InfluenceCap ? size * size
        : FitLearner.InfluenceCap * ((2 * size) - FitLearner.InfluenceCap);

    // ψ of a residual, and ψ': 1 where it is counted as it is, 0 where it is cut.
    private static (double Value, double Near) Capped(double residual, double sd) => Math.Abs(residual) <= FitLearner.InfluenceCap * sd ? (residual, 1)
        : (Math.CopySign(FitLearner.InfluenceCap * sd, residual), 0);

    // Pulled down to what is certain.
    private double? Claimed(double xy, double xx) =>
        Pairs < FewestPairs ? null : xx > 0 ? Math.Clamp((xy / xx) - (TwoSided / Math.Sqrt(xx)), 0, 1) : 0;
}
