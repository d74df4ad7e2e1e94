namespace Rapport.Core.Statistics.Mixed;

/// <summary>The least deviance along a path, one number of the model held fast: each search begins where the one before ended.</summary>
/// <param name="from">Where the first begins, no diagonal at 0.</param>
/// <param name="diagonals">Which of the free numbers are diagonals of Λ.</param>
/// <param name="others">Where a search begins besides, always; null for nowhere.</param>
/// <remarks>
/// At a diagonal of 0 the deviance is level in it, so that a path which has once been there would stay, also where a variance above 0 is more
/// likely again: where a search ends there, others begin at the fit and away from 0, and the best of all counts.
/// </remarks>
internal sealed class PathSearch(double[] from, IReadOnlyList<int> diagonals, IReadOnlyList<double[]>? others = null)
{
    /// <summary>Diagonals begin no nearer to 0: at 0 the deviance is level in them and no search would ever leave.</summary>
    public const double NearestZero = 0.05;

    /// <summary>Where a diagonal begins that is looked for away from 0.</summary>
    private const double Away = 0.5;

    private double[]? last;

    /// <summary>The least of it.</summary>
    /// <param name="deviance">Of the free numbers, at the next value that is held fast.</param>
    public double Least(Func<double[], double> deviance)
    {
        var found = Minimiser.Minimise(deviance, last ?? from);
        foreach (var other in others is null ? AwayFromZero(found.Point) : others.Prepend(from))
        {
            found = Minimiser.Minimise(deviance, other) is var again && again.Value < found.Value ? again : found;
        }
        last = double.IsFinite(found.Value) ? found.Point : last;
        return found.Value;
    }

    private IEnumerable<double[]> AwayFromZero(double[] point)
    {
        var level = diagonals.Where(at => Math.Abs(point[at]) < NearestZero).ToList();
        if (level.Count == 0)
        {
            return [];
        }
        var lifted = (double[])point.Clone();
        foreach (var at in level)
        {
            lifted[at] = Away;
        }
        return [from, lifted];
    }
}
