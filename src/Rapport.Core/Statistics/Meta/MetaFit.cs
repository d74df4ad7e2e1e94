using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>One coefficient of a meta-analysis: the mean effect, or the slope of a moderator.</summary>
/// <param name="Name">"intrcpt" or the moderator's name.</param>
/// <param name="Estimate">On the scale of the effects.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Statistic">z, or t with Knapp and Hartung's errors.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Coefficient(string Name, double Estimate, double Error, double Statistic, double P, double Low, double High)
{
    internal static Coefficient Of(string name, double estimate, double error, double df)
    {
        // Without degrees of freedom there is an estimate, and nothing to judge it by.
        var half = df > 0 ? Tails.StudentTwoSidedQuantile(0.05, df) * error : double.NaN;
        return new(name, estimate, error, estimate / error, df > 0 ? Tails.StudentTwoSided(estimate / error, df) : double.NaN, estimate - half, estimate + half);
    }
}

/// <summary>What studies say together.</summary>
public sealed record MetaFit
{
    /// <summary>What it was reckoned from.</summary>
    public required StudyEffects Studies { get; init; }

    /// <summary>How τ² was estimated.</summary>
    public required TauMethod Method { get; init; }

    /// <summary>
    /// What Knapp and Hartung multiply the variances of the errors by: below 1 where studies differ less than error alone would have it, and
    /// their errors are smaller than the plain ones. 1 where they are not used, and not a number where there are none.
    /// </summary>
    public required double ErrorFactor { get; init; }

    /// <summary>Whether errors are Knapp and Hartung's, with the t distribution.</summary>
    public required bool KnappHartung { get; init; }

    /// <summary>The mean effect first; with moderators that is the effect where they are all 0.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>The variance between studies, 0 or more, in squared units of the effects.</summary>
    public required double Tau2 { get; init; }

    /// <summary>Its standard error; null where none is known.</summary>
    public required double? Tau2Error { get; init; }

    /// <summary>Its 95 % interval by the Q-profile; null for a fixed effect and where there are too few studies.</summary>
    public required (double Low, double High)? Tau2Interval { get; init; }

    /// <summary>Which share of the differences between studies is more than error, 0 to 100. Higgins and Thompson, Statistics in Medicine 21 (2002), 1539–1558.</summary>
    public required double I2Percent { get; init; }

    /// <summary>How often the differences are what error alone would give; 1 where it is all.</summary>
    public required double H2 { get; init; }

    /// <summary>Cochran's Q, of what moderators leave.</summary>
    public required double Q { get; init; }

    /// <summary>Its degrees of freedom.</summary>
    public required int QDf { get; init; }

    /// <summary>Chance of such a Q or a greater one, where studies differ by error alone.</summary>
    public required double QP { get; init; }

    /// <summary>Restricted for REML, full otherwise.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Where the true effect of a study like these lies, 95 %; null for a fixed effect and with moderators. Higgins, Thompson and Spiegelhalter, Journal of the Royal Statistical Society A 172 (2009), 137–159.</summary>
    public required (double Low, double High)? Prediction { get; init; }

    /// <summary>The test of all moderators together: χ², or F with Knapp and Hartung's errors; null without moderators.</summary>
    public required double? QM { get; init; }

    /// <summary>Chance of such a test value or a greater one; null without moderators.</summary>
    public required double? QMP { get; init; }

    /// <summary>
    /// Which share of τ² the moderators explain, 0 to 100; for a fixed effect, which has none, the adjusted R² of the weighted regression. Null
    /// without moderators, and for a fixed effect with as many coefficients as studies.
    /// </summary>
    public required double? R2Percent { get; init; }

    /// <summary>Degrees of freedom of the tests; infinite without Knapp and Hartung's errors.</summary>
    public required double Df { get; init; }

    /// <summary>Whether τ² is 0, the least it can be, though it was estimated.</summary>
    public bool IsAtBoundary => Method != TauMethod.FE && Tau2 == 0 && QDf > 0;

    /// <summary>The mean effect.</summary>
    public Coefficient Mean => Coefficients[0];

    /// <summary>The coefficients on the scale that sums are formed on, for what foretells a study.</summary>
    internal Vector<double> Standardised { get; init; } = Vector<double>.Build.Dense(1);

    internal Matrix<double> StandardisedCovariances { get; init; } = Matrix<double>.Build.Dense(1, 1);
}
