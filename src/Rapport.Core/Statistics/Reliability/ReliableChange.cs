namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// How far two scores of one person must lie apart before the difference is more than error of measurement. Jacobson and
/// Truax, "Clinical significance", Journal of Consulting and Clinical Psychology 59 (1991), 12–19.
/// </summary>
/// <param name="Sem">Standard error of measurement, in units of the scale: SD · √(1 − reliability).</param>
/// <param name="DifferenceSe">Standard error of a difference of two scores: √2 · SEM.</param>
public sealed record ReliableChange(double Sem, double DifferenceSe)
{
    /// <summary>The multiple of the standard error from which on a change counts as reliable.</summary>
    public const double Limit = 1.96;

    /// <summary>The change, in units of the scale, from which on it is reliable: 1.96 · √2 · SEM.</summary>
    public double Threshold => Limit * DifferenceSe;

    /// <param name="sd">Standard deviation of the scores, 0 or more.</param>
    /// <param name="reliability">Up to 1; below 0 the scores are taken as nothing but error.</param>
    public static ReliableChange Of(double sd, double reliability)
    {
        var sem = sd * Math.Sqrt(1 - Math.Clamp(reliability, 0, 1));
        return new(sem, Math.Sqrt(2) * sem);
    }

    /// <summary>RC = (x₂ − x₁) / (√2 · SEM): beyond ±1.96 the change is reliable.</summary>
    /// <param name="before">Score before.</param>
    /// <param name="after">Score after.</param>
    public double Index(double before, double after) => (after - before) / DifferenceSe;
}
