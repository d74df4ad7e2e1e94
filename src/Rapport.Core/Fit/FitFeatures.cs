namespace Rapport.Core.Fit;

/// <summary>
/// What the model reckons with of one pair: 1, the eight match features x = w p̂ ŝ, whether a wish for who the therapist is was met, and
/// of the client alone w p̂ and w p̂² of each axis.
/// </summary>
/// <remarks>
/// The feature is the mismatch −w (p̂ − ŝ)²/2, centred over the reference therapists and over clients. The client's own terms never
/// change an order; without them the weights come out too small, because people with strong wishes are harder to please and have
/// larger features too.
/// </remarks>
public static class FitFeatures
{
    /// <summary>Where the match features begin.</summary>
    public const int Match = 1;

    /// <summary>Where the identity wish stands.</summary>
    public const int Identity = Match + StyleAxes.Count;

    /// <summary>Where w p̂ of the client begins.</summary>
    public const int Client = Identity + 1;

    /// <summary>Where w p̂² of the client begins.</summary>
    public const int ClientSquared = Client + StyleAxes.Count;

    /// <summary>How many features there are.</summary>
    public const int Count = ClientSquared + StyleAxes.Count;

    /// <summary>Works them out.</summary>
    /// <param name="scale">The constants in force.</param>
    /// <param name="preferences">The client's.</param>
    /// <param name="ways">The therapist's answers as they count (<see cref="FitScale.Ways"/>).</param>
    /// <param name="meetsIdentity">Whether the client wished for who the therapist is, and it is so.</param>
    /// <param name="features">As many as <see cref="Count"/>; filled.</param>
    public static void Fill(FitScale scale, Preferences preferences, ReadOnlySpan<double> ways, bool meetsIdentity, Span<double> features)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(preferences);
        features[0] = 1;
        features[Identity] = meetsIdentity ? 1 : 0;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            var importance = preferences.Axes[axis]?.Importance ?? 0;
            var wish = scale.Wish(preferences, axis);
            features[Match + axis] = importance * wish * ways[axis];
            features[Client + axis] = importance * wish;
            features[ClientSquared + axis] = importance * wish * wish;
        }
    }
}
