namespace Rapport.Core.Fit;

/// <summary>What is believed before any pair is counted: independent normal distributions.</summary>
/// <param name="Means">By feature.</param>
/// <param name="Variances">By feature; above 0.</param>
/// <param name="TherapistVariance">τ², of the therapists' own part; above 0.</param>
public sealed record FitPrior(IReadOnlyList<double> Means, IReadOnlyList<double> Variances, double TherapistVariance)
{
    /// <summary>The mean score of a pair that nothing is known of, on the scale of 1 to 7.</summary>
    public const double StartMean = 5.4;

    /// <summary>
    /// The weight of a match feature: it makes the standard deviation of Σ b w p s over standard normal answers .175, which is the d of .28
    /// that clients gain who get what they prefer (Swift, Callahan, Cooper and Parkin, Journal of Clinical Psychology 74 (2018), 1924–1937:
    /// d = .28 over 53 studies; the halves of a normal distribution differ by 1.596 of its standard deviations).
    /// </summary>
    public const double StartWeight = 0.05;

    /// <summary>The spread of a weight before it is learnt.</summary>
    public const double WeightSd = 0.05;

    /// <summary>
    /// The variance between therapists at first: of a check-in's variance of about 1, the share of .05 found in practice (Johns and others,
    /// Clinical Psychology Review 67 (2019), 78–93).
    /// </summary>
    public const double StartTherapistVariance = 0.05;

    private const double IdentitySd = 0.08;

    /// <summary>The one that the product starts from, for the features of <see cref="FitFeatures"/>.</summary>
    public static FitPrior Start { get; } = new(
        [StartMean, .. Enumerable.Repeat(StartWeight, StyleAxes.Count + 1), .. new double[2 * StyleAxes.Count]],
        [1, .. Enumerable.Repeat(WeightSd * WeightSd, StyleAxes.Count), IdentitySd * IdentitySd, .. Enumerable.Repeat(WeightSd * WeightSd, 2 * StyleAxes.Count)],
        StartTherapistVariance);
}
