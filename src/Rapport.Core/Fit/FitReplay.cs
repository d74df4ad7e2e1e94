namespace Rapport.Core.Fit;

/// <summary>
/// Learns from all pairs that there are as if they had come week by week, so that each is predicted before it is learnt from. The same pairs
/// in the same order give the same parameters to the last bit on one machine.
/// </summary>
public static class FitReplay
{
    private const int DaysOfRelease = 7;

    /// <summary>Learns.</summary>
    /// <param name="scale">The constants of the release that comes of it: one scale for all pairs, since weights belong to a scale.</param>
    /// <param name="pairs">In the order of their days.</param>
    /// <param name="styles">By id, how a therapist works; whoever is not there has not said.</param>
    /// <param name="progress">Told how many pairs were learnt from.</param>
    /// <param name="stop">Ends it.</param>
    public static LearntFit Learn(
        FitScale scale, IReadOnlyList<FitPair> pairs, IReadOnlyDictionary<long, Style> styles, Action<int>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(styles);
        var learning = new FitLearning();
        var numbers = new Dictionary<long, int>();
        var (therapists, ways) = (new List<long>(), new List<double[]>());
        var features = new double[FitFeatures.Count];
        var (checkIns, week) = (0, 0);
        foreach (var pair in pairs)
        {
            if (pair.Day.DayNumber / DaysOfRelease is var own && own != week && learning.Pairs > 0)
            {
                Release(learning);
                progress?.Invoke(learning.Pairs);
                stop.ThrowIfCancellationRequested();
            }

            week = own;
            if (!numbers.TryGetValue(pair.Therapist, out var therapist))
            {
                therapist = therapists.Count;
                numbers.Add(pair.Therapist, therapist);
                therapists.Add(pair.Therapist);
                ways.Add(new double[StyleAxes.Count]);
                scale.Ways(styles.GetValueOrDefault(pair.Therapist) ?? Style.Unknown, ways[therapist]);
            }

            FitFeatures.Fill(scale, pair.Preferences, ways[therapist], meetsIdentity: false, features);
            learning.Add(features, therapist, pair.Came);
            checkIns += pair.Came.CheckIns;
        }

        var isSettled = true;
        if (learning.Pairs > 0)
        {
            Release(learning);
            stop.ThrowIfCancellationRequested();
            isSettled = learning.Settle();
        }

        progress?.Invoke(learning.Pairs);
        return LearntFit.Of(scale, learning, checkIns, therapists) with { IsSettled = isSettled };
    }

    private static void Release(FitLearning learning) => learning.Release(learning.Pairs < FitLearning.EarlyPairs ? FitLearning.EarlyRounds : FitLearning.LaterRounds);
}
