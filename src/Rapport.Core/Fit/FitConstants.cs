namespace Rapport.Core.Fit;

/// <summary>
/// Measures the constants of a release on the people who are there. The start values stand until enough have answered.
/// </summary>
/// <remarks>
/// A spread is that of what people are like, which is √r of the spread of their answers, r being the reliability of one question: so a match
/// weighs as much as in the simulated cities, and <see cref="TherapistParts.LimitOf"/> is its standard deviation there and here.
/// </remarks>
public static class FitConstants
{
    /// <summary>Fewer people's answers are not measured on; on the therapists' side this holds for their spread.</summary>
    public const int FewestAnswers = 200;

    /// <summary>So many of the last clients are measured on.</summary>
    public const int RecentClients = 5_000;

    /// <summary>
    /// No spread is taken to be smaller, in places of an axis: where all answer alike their answers tell hardly anything, and dividing by
    /// next to nothing would make them tell all. A choice: a third of the start value.
    /// </summary>
    public const double LeastSd = 0.5;

    /// <summary>Means and spreads of both sides, and the length limit.</summary>
    /// <param name="clients">Of clients who answered at least one question, the oldest first.</param>
    /// <param name="styles">Of all confirmed therapists.</param>
    public static FitScale Of(IReadOnlyList<Preferences> clients, IReadOnlyList<Style> styles)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(styles);
        var scale = new FitScale();
        if (clients.Count >= FewestAnswers)
        {
            Preferences[] recent = [.. clients.Skip(clients.Count - RecentClients)];
            var (means, sd) = Of(axis => recent.Select(one => one.Axes[axis]?.Place), scale.ClientReliability);
            scale = scale with { ClientMeans = means, ClientSd = sd };
        }

        if (styles.Count(style => style.Axes.Any(answer => answer.Place is not null)) >= FewestAnswers)
        {
            scale = scale with { TherapistSd = Of(axis => styles.Select(style => style.Axes[axis].Place), scale.TherapistReliability).Sd };
        }

        return scale.MeasuredOn(styles);
    }

    // By axis the mean of those who answered it; and the standard deviation about these means over all axes together, less what answers waver.
    private static (double[] Means, double Sd) Of(Func<int, IEnumerable<double?>> places, double reliability)
    {
        var means = new double[StyleAxes.Count];
        double squares = 0, free = 0;
        for (var axis = 0; axis < means.Length; axis++)
        {
            double[] told = [.. places(axis).OfType<double>()];
            if (told.Length > 0)
            {
                var mean = told.Average();
                means[axis] = mean;
                squares += told.Sum(place => (place - mean) * (place - mean));
                free += told.Length - 1;
            }
        }

        return (means, free > 0 ? Math.Max(LeastSd, Math.Sqrt(reliability * squares / free)) : FitScale.StartSd);
    }
}
