namespace Rapport.Core.Fit;

/// <summary>
/// How answers become numbers that the model reckons with: constants of a release, which stay as they are until the next. One
/// question says little, so each answer is drawn towards the middle by the reliability of one question.
/// </summary>
public sealed record FitScale
{
    /// <summary>
    /// The reliability of one question, for both sides, until it is measured here by asking two axes again in other words. An assumption:
    /// nobody has published it for these questions; the simulated city is tried with .35 too.
    /// </summary>
    public const double StartReliability = 0.45;

    /// <summary>
    /// How people differ, in places from −3 to +3, for both sides, until it is measured here: the answers, which waver, are spread by 1/√r more.
    /// Five places that are ticked equally often have 2.12 √.45 = 1.42.
    /// </summary>
    public const double StartSd = 1.5;

    /// <summary>Of a client's answer; above 0, below 1.</summary>
    public double ClientReliability { get; init; } = StartReliability;

    /// <summary>Of a therapist's answer; above 0, below 1.</summary>
    public double TherapistReliability { get; init; } = StartReliability;

    /// <summary>By axis, the mean of clients' answers.</summary>
    public IReadOnlyList<double> ClientMeans { get; init; } = new double[StyleAxes.Count];

    /// <summary>By axis, the mean of the confirmed therapists' answers.</summary>
    public IReadOnlyList<double> TherapistMeans { get; init; } = new double[StyleAxes.Count];

    /// <summary>The standard deviation of what clients are like, in places: √r of that of their answers; above 0.</summary>
    public double ClientSd { get; init; } = StartSd;

    /// <summary>The standard deviation of how therapists work, in places: √r of that of their answers; above 0.</summary>
    public double TherapistSd { get; init; } = StartSd;

    /// <summary>The longest that a therapist's answers count together; without end until it is measured.</summary>
    public double LengthLimit { get; init; } = double.PositiveInfinity;

    /// <summary>A client's answer as it counts: r (p − p̄) / SD; 0 where it was skipped.</summary>
    /// <param name="preferences">The client's.</param>
    /// <param name="axis">From 0.</param>
    public double Wish(Preferences preferences, int axis)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        return preferences.Axes[axis] is { } answer ? ClientReliability * (answer.Place - ClientMeans[axis]) / ClientSd : 0;
    }

    /// <summary>A therapist's answer on one axis as it counts before the limit: r (s − s̄) / SD.</summary>
    /// <param name="place">−3 to 3.</param>
    /// <param name="axis">From 0.</param>
    public double Way(double place, int axis) => TherapistReliability * (place - TherapistMeans[axis]) / TherapistSd;

    /// <summary>
    /// A therapist's answers as they count: r (s − s̄) / SD on each axis, 0 where nothing is stated, and all together no longer than the
    /// limit, so that nobody stands first everywhere by ticking the ends.
    /// </summary>
    /// <param name="style">The therapist's.</param>
    /// <param name="ways">By axis; filled.</param>
    public void Ways(Style style, Span<double> ways)
    {
        ArgumentNullException.ThrowIfNull(style);
        Unlimited(style, ways);
        var length = Length(ways);
        var factor = length > LengthLimit ? LengthLimit / length : 1;
        for (var axis = 0; axis < ways.Length; axis++)
        {
            ways[axis] *= factor;
        }
    }

    /// <summary>
    /// The same scale, measured on the therapists' side: the mean of those who answered each axis, and the length limit, the root mean
    /// square of the length of all who answered at least one.
    /// </summary>
    /// <param name="styles">Of all confirmed therapists.</param>
    public FitScale MeasuredOn(IEnumerable<Style> styles)
    {
        Style[] all = [.. styles];
        var means = new double[StyleAxes.Count];
        for (var axis = 0; axis < means.Length; axis++)
        {
            double[] places = [.. all.Select(style => style.Axes[axis].Place).OfType<double>()];
            means[axis] = places.Length > 0 ? places.Average() : 0;
        }

        var measured = this with { TherapistMeans = means };
        var (squares, counted) = (0d, 0);
        Span<double> ways = stackalloc double[StyleAxes.Count];
        foreach (var style in all)
        {
            if (Enumerable.Range(0, StyleAxes.Count).Any(axis => style.Axes[axis].Place is not null))
            {
                measured.Unlimited(style, ways);
                squares += Math.Pow(Length(ways), 2);
                counted++;
            }
        }

        return measured with { LengthLimit = counted > 0 ? Math.Sqrt(squares / counted) : double.PositiveInfinity };
    }

    private static double Length(ReadOnlySpan<double> ways)
    {
        var squares = 0d;
        foreach (var way in ways)
        {
            squares += way * way;
        }

        return Math.Sqrt(squares);
    }

    private void Unlimited(Style style, Span<double> ways)
    {
        for (var axis = 0; axis < ways.Length; axis++)
        {
            ways[axis] = style.Axes[axis].Place is { } place ? Way(place, axis) : 0;
        }
    }
}
