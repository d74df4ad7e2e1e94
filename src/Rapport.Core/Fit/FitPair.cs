namespace Rapport.Core.Fit;

/// <summary>A pair to learn from.</summary>
/// <param name="Day">The day of its last session that counts: since then it is known.</param>
/// <param name="Therapist">Whose client.</param>
/// <param name="Preferences">What the client wished for.</param>
/// <param name="Came">What it came to.</param>
public sealed record FitPair(DateOnly Day, long Therapist, Preferences Preferences, CountedPair Came)
{
    /// <summary>The order in which pairs are learnt from: by day, and on one day by all that is known of them, so that no table's order decides.</summary>
    public static IComparer<FitPair> InTurn { get; } = Comparer<FitPair>.Create(Compare);

    private static int Compare(FitPair? one, FitPair? other)
    {
        if (one is null || other is null)
        {
            return (one is null ? 0 : 1) - (other is null ? 0 : 1);
        }

        var order = (one.Day, one.Therapist, one.Came.Score, one.Came.CheckIns).CompareTo((other.Day, other.Therapist, other.Came.Score, other.Came.CheckIns));
        for (var axis = 0; axis < StyleAxes.Count && order == 0; axis++)
        {
            order = Key(one, axis).CompareTo(Key(other, axis));
        }

        return order;
    }

    private static (double Place, double Importance) Key(FitPair pair, int axis) => pair.Preferences.Axes[axis] is { } wish ? (wish.Place, wish.Importance) : (double.NegativeInfinity, 0);
}
