using Rapport.Core.Fit;

namespace Rapport.Search;

/// <summary>
/// The parameters that orders by fit stand on, which change only from one release to the next: so nobody's place moves with one answer.
/// </summary>
/// <param name="Version">From 1.</param>
/// <param name="Made">When, UTC.</param>
/// <param name="Therapists">How many had told how they work.</param>
/// <param name="Pairs">How many pairs' check-ins were learnt from.</param>
/// <param name="Weights">By axis, in points.</param>
/// <param name="TherapistMeans">By axis, the mean of what therapists say.</param>
/// <param name="LengthLimit">The longest that a therapist's answers count together; null while nobody has answered.</param>
internal sealed record FitRelease(
    int Version, DateTime Made, int Therapists, int Pairs, IReadOnlyList<double> Weights, IReadOnlyList<double> TherapistMeans, double? LengthLimit)
{
    /// <summary>The first: what is known of studies, and how the therapists here say that they work.</summary>
    /// <param name="styles">Of all who keep their own page, as <see cref="StyleCode"/> packs them; those who have answered nothing among them.</param>
    /// <param name="now">UTC.</param>
    public static FitRelease First(IEnumerable<ulong> styles, DateTime now)
    {
        Style[] told = [.. styles.Where(style => style != 0).Select(StyleCode.Read)];
        var scale = new FitScale().MeasuredOn(told);
        return new FitRelease(
            1, now, told.Length, Pairs: 0, [.. Enumerable.Repeat(FitPrior.StartWeight, StyleAxes.Count)], scale.TherapistMeans,
            double.IsFinite(scale.LengthLimit) ? scale.LengthLimit : null);
    }

    public FitScale Scale => new() { TherapistMeans = TherapistMeans, LengthLimit = LengthLimit ?? double.PositiveInfinity };

    public FitScorer For(Preferences preferences) => new(Scale, Weights, preferences);

    /// <summary>What speaks for a pair and against it.</summary>
    public IReadOnlyList<FitReason> Reasons(Preferences preferences, Style style) => FitReason.Of(Scale, Weights, preferences, style);
}
