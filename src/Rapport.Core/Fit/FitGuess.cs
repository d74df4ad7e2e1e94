using System.Runtime.InteropServices;
using Rapport.Core.Statistics;

namespace Rapport.Core.Fit;

/// <summary>How much better a client should get on with one therapist than with another, and how far that may be from the truth.</summary>
/// <param name="Difference">Of the mean alliance over the first three answered check-ins, in points: what is expected.</param>
/// <param name="Sd">The standard deviation of that difference, both pairs' own chemistry in it, in points; above 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FitGuess(double Difference, double Sd)
{
    /// <summary>Φ⁻¹(.9): between so many standard deviations on both sides lie 80 % of a normal distribution.</summary>
    public const double EightOfTen = 1.2815515655446004;

    /// <summary>The chance that it is above 0, P = Φ(Δ / SD).</summary>
    public double Chance => Tails.NormalBelow(Difference / Sd);

    /// <summary>Between these the difference lies eight times in ten, in points.</summary>
    public (double From, double To) Band => (Difference - (EightOfTen * Sd), Difference + (EightOfTen * Sd));
}
