using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// Several effects of one study: y = Xβ + study + effect + error, the errors known and independent. Konstantopoulos, Research
/// Synthesis Methods 2 (2011), 61–76; Van den Noortgate and others, Behavior Research Methods 45 (2013), 576–594. With
/// errors of the coefficients that hold also where effects of one study hang together otherwise (CR1: the sandwich times
/// G/(G − p), t with G − p degrees of freedom): Hedges, Tipton and Johnson, Research Synthesis Methods 1 (2010), 39–65.
/// </summary>
public sealed record ThreeLevel
{
    /// <summary>What it was reckoned from.</summary>
    public required StudyEffects Studies { get; init; }

    /// <summary>How many studies (clusters) the effects come from.</summary>
    public required int Clusters { get; init; }

    /// <summary>Whether by restricted likelihood.</summary>
    public required bool Restricted { get; init; }

    /// <summary>Mean first, then moderators; tested with the normal distribution.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>The same with errors robust against clustering.</summary>
    public required IReadOnlyList<Coefficient> Robust { get; init; }

    /// <summary>Degrees of freedom of the robust tests; 0 where there are too few studies.</summary>
    public required int RobustDf { get; init; }

    /// <summary>Whether all moderators together say anything: χ², its chance, and F by the robust errors; null without moderators.</summary>
    public required (double QM, double P, double RobustF, double RobustP)? Moderators { get; init; }

    /// <summary>Variance between studies, 0 or more.</summary>
    public required double StudyVariance { get; init; }

    /// <summary>Variance between effects of one study, 0 or more.</summary>
    public required double EffectVariance { get; init; }

    /// <summary>What each effect weighs in the mean: the sums of the rows of V⁻¹.</summary>
    public required double[] Weights { get; init; }

    /// <summary>
    /// The 95 % profile-likelihood intervals of both variances: one is held fast while all else is free; its ends lie where twice the
    /// log-likelihood is 3.84 lower. The lower end is 0 where the likelihood does not exclude it. Of effects, null where each study has one.
    /// </summary>
    public required ((double Low, double High) Study, (double Low, double High)? Effect) VarianceIntervals { get; init; }

    /// <summary>
    /// Where the true effect of a further study lies, 95 %: the mean ± t √(robust error² + both variances); null with moderators and
    /// where there are too few studies. Higgins, Thompson and Spiegelhalter, Journal of the Royal Statistical Society A 172 (2009), 137–159.
    /// </summary>
    public (double Low, double High)? Prediction
    {
        get
        {
            if (Moderators is not null || RobustDf < 1)
            {
                return null;
            }
            var half = Tails.StudentTwoSidedQuantile(0.05, RobustDf) * Math.Sqrt((Robust[0].Error * Robust[0].Error) + StudyVariance + EffectVariance);
            return (Robust[0].Estimate - half, Robust[0].Estimate + half);
        }
    }

    /// <summary>Which share of the differences lies between studies, and between effects of one: 0 to 100 each, the rest is error.</summary>
    public required (double Study, double Effect) I2Percent { get; init; }

    /// <summary>Cochran's Q of all effects.</summary>
    public required double Q { get; init; }

    /// <summary>Its degrees of freedom.</summary>
    public required int QDf { get; init; }

    /// <summary>Chance of such a Q or a greater one, where effects differ by error alone.</summary>
    public required double QP { get; init; }

    /// <summary>At its maximum.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Whether each study has one effect, so that the two variances cannot be told apart.</summary>
    public required bool IsOneEach { get; init; }

    /// <summary>Codes of studies without which the moderators could not be told apart: there are no robust errors then.</summary>
    public required IReadOnlyList<int> Alone { get; init; }

    /// <param name="studies">The effects.</param>
    /// <param name="clusters">The study of each effect; no code below 0.</param>
    /// <param name="restricted">Restricted likelihood, or full.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="TableException">There is one study only, or the moderators tell each study from all others.</exception>
    public static ThreeLevel Fit(StudyEffects studies, int[] clusters, bool restricted = true, CancellationToken stop = default)
    {
        int[][] members = [.. Enumerable.Range(0, clusters.Length).GroupBy(at => clusters[at]).Select(one => one.ToArray())];
        if (members.Length < 2)
        {
            throw new TableException("All effects come from one study, so differences between studies cannot be told. Leave --cluster out.");
        }
        if (OfStudies(studies, members) >= members.Length)
        {
            throw new TableException(
                $"{members.Length} studies are too few: the moderators explain all that they differ by, and nothing is left of the variance between them. Leave a moderator out.");
        }
        var likelihood = new ClusteredLikelihood(studies, members, restricted);
        var oneEach = members.Length == clusters.Length;
        var (study, effect) = likelihood.Best(oneEach, stop);
        var at = likelihood.At(study, effect);
        var studied = studies.Moderators;
        string[] names = ["intrcpt", .. studied.Names];
        var (estimates, covariances) = studied.InUnits(at.Coefficients, at.Inverse);
        var (_, robust) = studied.InUnits(at.Coefficients, likelihood.Sandwich(at, study, effect));
        var alone = members.Where(one => !Tells(studies, one)).Select(one => clusters[one[0]]).ToArray();
        // The residuals of a study that a coefficient stands on alone are 0 by necessity, and a sandwich of them is no error.
        var df = alone.Length > 0 ? 0 : members.Length - names.Length;
        var fixedEffect = new BetweenStudies(studies.Effects, studies.Variances, studies.X).At(0);
        var qDf = studies.Count - names.Length;
        var total = study + effect + (qDf / fixedEffect.TraceP);
        return new()
        {
            Studies = studies,
            Clusters = members.Length,
            Restricted = restricted,
            Coefficients = [.. names.Select((name, i) => Coefficient.Of(name, estimates[i], Math.Sqrt(covariances[i, i]), double.PositiveInfinity))],
            Robust = [.. names.Select((name, i) => Coefficient.Of(name, estimates[i], df < 1 ? double.NaN : Math.Sqrt(robust[i, i]), df))],
            RobustDf = Math.Max(0, df),
            Moderators = names.Length > 1 ? Together(estimates, covariances, robust, df) : null,
            StudyVariance = study,
            EffectVariance = effect,
            Weights = likelihood.Weights(study, effect),
            VarianceIntervals = (
                likelihood.Interval(ofStudy: true, study, effect, at.LogLikelihood, oneEach, stop),
                oneEach ? null : likelihood.Interval(ofStudy: false, study, effect, at.LogLikelihood, oneEach, stop)),
            I2Percent = (100 * study / total, 100 * effect / total),
            Q = fixedEffect.SquaredResiduals,
            QDf = qDf,
            QP = Tails.ChiSquaredUpper(fixedEffect.SquaredResiduals, qDf),
            LogLikelihood = at.LogLikelihood,
            IsOneEach = oneEach,
            Alone = alone,
        };
    }

    // How many coefficients, the mean among them, say something of whole studies alone.
    private static int OfStudies(StudyEffects studies, int[][] members)
    {
        var within = studies.X.Clone();
        foreach (var one in members)
        {
            var mean = one.Aggregate(Vector<double>.Build.Dense(within.ColumnCount), (sum, row) => sum + within.Row(row)) / one.Length;
            foreach (var row in one)
            {
                within.SetRow(row, within.Row(row) - mean);
            }
        }
        return within.ColumnCount - within.TransposeThisAndMultiply(within).Evd(Symmetricity.Symmetric).EigenValues.Count(value => value.Real > 1e-9 * within.RowCount);
    }

    // Whether the others tell all coefficients too.
    private static bool Tells(StudyEffects studies, int[] without)
    {
        var x = studies.X;
        if (x.ColumnCount == 1)
        {
            return true;
        }
        var left = x.TransposeThisAndMultiply(x);
        foreach (var row in without)
        {
            left -= x.Row(row).OuterProduct(x.Row(row));
        }
        return left.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real) > 1e-9 * x.RowCount;
    }

    // Wald's test that all slopes are 0.
    private static (double QM, double P, double RobustF, double RobustP) Together(
        Vector<double> estimates, Matrix<double> covariances, Matrix<double> robust, int df)
    {
        var many = estimates.Count - 1;
        var slopes = estimates.SubVector(1, many);
        double Of(Matrix<double> errors) => slopes.DotProduct(errors.SubMatrix(1, many, 1, many).Solve(slopes));
        var (plain, f) = (Of(covariances), df > 0 ? Of(robust) / many : double.NaN);
        return (plain, Tails.ChiSquaredUpper(plain, many), f, df > 0 ? Tails.FUpper(f, many, df) : double.NaN);
    }
}
