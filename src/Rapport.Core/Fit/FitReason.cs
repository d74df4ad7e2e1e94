namespace Rapport.Core.Fit;

/// <summary>What one axis adds to the expected difference of a pair from the usual one.</summary>
/// <param name="Axis">From 0.</param>
/// <param name="Points">Its part of the estimate, in points: take it away, and the estimate changes by so much. 0 where it is not used.</param>
/// <param name="IsKnown">Whether the therapist has answered it, by a place or by an "it depends" that counts.</param>
/// <param name="CountsAsWished">
/// Whether more of what was wished for counts for the pair, as anybody reads it. It does not where either is fine, where a wish is weaker
/// than most clients' (its value about their mean has the other sign), and while a learnt weight is below 0, which is no finding.
/// </param>
public sealed record FitReason(int Axis, double Points, bool IsKnown, bool CountsAsWished)
{
    /// <summary>Whether the axis decides anything for this client: it does not while its learnt weight counts 0.</summary>
    public bool IsUsed { get; init; } = true;

    /// <summary>A part smaller than this is none that anybody would notice: a thousandth of a point, as is the standard deviation of a check-in of about one.</summary>
    public const double Least = 0.001;

    /// <summary>
    /// The parts of a pair's match, one for each axis that the client answered, the largest gain first, the largest loss last; their
    /// sum is the match (<see cref="FitScorer"/> without the therapist's own part). "Either is fine" has a part too, where most wish for something.
    /// </summary>
    /// <param name="scale">The constants in force.</param>
    /// <param name="weights">b̂ of each axis, in points.</param>
    /// <param name="preferences">The client's.</param>
    /// <param name="style">The therapist's.</param>
    public static IReadOnlyList<FitReason> Of(FitScale scale, IReadOnlyList<double> weights, Preferences preferences, Style style)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(preferences);
        ArgumentNullException.ThrowIfNull(style);
        var ways = new double[StyleAxes.Count];
        scale.Ways(style, ways);
        var found = new List<FitReason>();
        for (var axis = 0; axis < ways.Length; axis++)
        {
            if (preferences.Axes[axis] is { } wish)
            {
                var slope = weights[axis] * wish.Importance * scale.Wish(preferences, axis);
                found.Add(new FitReason(axis, slope * ways[axis], style.Answers(axis), slope * wish.Place > 0) { IsUsed = weights[axis] != 0 });
            }
        }

        return [.. found.OrderByDescending(reason => reason.Points)];
    }
}
