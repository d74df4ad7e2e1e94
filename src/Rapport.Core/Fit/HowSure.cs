using System.Runtime.InteropServices;

namespace Rapport.Core.Fit;

/// <summary>How much is known of what a pair differs by from the usual one: the share of its variance that pairs have taken away.</summary>
/// <param name="PriorVariance">Before any pair was counted.</param>
/// <param name="PosteriorVariance">Now.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HowSure(double PriorVariance, double PosteriorVariance)
{
    /// <summary>The standard deviation of the match between people whose wishes are known without error, in points (d = .28).</summary>
    public const double MatchSd = 0.175;

    /// <summary>From here on "some" is known.</summary>
    public const double Some = 0.2;

    /// <summary>Above this, "fair".</summary>
    public const double Fair = 0.5;

    /// <summary>0 to 1.</summary>
    public double Share => PriorVariance > 0 ? 1 - (PosteriorVariance / PriorVariance) : 0;

    /// <summary>The same in three steps.</summary>
    public Sureness Step => Share > Fair ? Sureness.Fair : Share >= Some ? Sureness.Some : Sureness.OnlyTold;

    /// <summary>Works it out for one pair.</summary>
    /// <param name="posterior">What is believed now.</param>
    /// <param name="prior">What was believed before.</param>
    /// <param name="features">Of the pair: the match features alone count.</param>
    /// <param name="match">Where the match features stand.</param>
    /// <param name="therapist">The therapist's number.</param>
    /// <param name="answers">The variance that lies in the answers themselves (<see cref="AnswersVariance"/>).</param>
    public static HowSure Of(FitPosterior posterior, FitPrior prior, ReadOnlySpan<double> features, Range match, int therapist, double answers)
    {
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(prior);
        var (from, count) = match.GetOffsetAndLength(features.Length);
        var own = new double[features.Length];
        // As far as therapists are believed to differ now; what is known of one is measured against that.
        var before = posterior.TherapistVariance + answers;
        for (var i = from; i < from + count; i++)
        {
            own[i] = features[i];
            before += features[i] * features[i] * prior.Variances[i];
        }

        return new HowSure(before, posterior.Variance(own, therapist) + answers);
    }

    /// <summary>
    /// The variance of a match that the answers cannot tell: .175² Σ w² (1 − r_c r_t h) / Σ w², h = 1 where both answered an axis. With
    /// nothing wished for, all of it.
    /// </summary>
    /// <param name="scale">The constants in force.</param>
    /// <param name="preferences">The client's.</param>
    /// <param name="style">The therapist's.</param>
    public static double AnswersVariance(FitScale scale, Preferences preferences, Style style)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(preferences);
        ArgumentNullException.ThrowIfNull(style);
        double sum = 0, weights = 0;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            // A skipped axis matters as axes do where nobody says how much.
            var squared = Math.Pow(preferences.Axes[axis]?.Importance ?? Preference.Some, 2);
            var both = preferences.Axes[axis] is not null && style.Answers(axis);
            sum += squared * (1 - (both ? scale.ClientReliability * scale.TherapistReliability : 0));
            weights += squared;
        }

        return MatchSd * MatchSd * sum / weights;
    }
}
