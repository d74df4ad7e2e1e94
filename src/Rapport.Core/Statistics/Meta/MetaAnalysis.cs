using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// Puts studies together: a mean of their effects, or a regression of them, with weights 1/(vᵢ + τ²). Hedges and Olkin,
/// "Statistical Methods for Meta-Analysis" (1985); Viechtbauer, Journal of Statistical Software 36(3) (2010).
/// </summary>
public static class MetaAnalysis
{
    /// <param name="studies">One or more.</param>
    /// <param name="method">How the variance between studies is estimated.</param>
    /// <param name="knappHartung">
    /// Errors and t distribution of Knapp and Hartung, Statistics in Medicine 22 (2003), 2693–2710; not a number where nothing is left over to
    /// read them from: as many coefficients as studies, or no residual.
    /// </param>
    public static MetaFit Fit(StudyEffects studies, TauMethod method, bool knappHartung = false)
    {
        var (y, v, x) = (studies.Effects, studies.Variances, studies.X);
        var between = BetweenStudies.InOrder(y, v, x);
        var (tau2, error) = between.Estimate(method);
        var asGiven = new BetweenStudies(y, v, x);
        var (at, fixedEffect) = (asGiven.At(tau2), asGiven.At(0));
        var df = y.Length - x.ColumnCount;
        var factor = !knappHartung ? 1 : df > 0 && !IsRounding(at.SquaredResiduals, y, v) ? at.SquaredResiduals / df : double.NaN;
        var testDf = knappHartung ? df : double.PositiveInfinity;
        var covariances = at.Inverse * factor;
        var (estimates, inUnits) = studies.Moderators.InUnits(at.Coefficients, covariances);
        string[] names = ["intrcpt", .. studies.Moderators.Names];
        Coefficient[] coefficients = [.. names.Select((name, i) => Coefficient.Of(name, estimates[i], Math.Sqrt(inUnits[i, i]), testDf))];
        // As many coefficients as studies leave nothing but rounding.
        var q = df > 0 ? fixedEffect.SquaredResiduals : 0;
        var (i2, h2) = Heterogeneity(method, fixedEffect, tau2, df);
        var moderators = studies.Moderators.Names.Count;
        var (qm, qmP) = Together(at.Coefficients, covariances, knappHartung, df);
        var alone = method == TauMethod.FE || moderators > 0;
        return new()
        {
            Studies = studies,
            Method = method,
            KnappHartung = knappHartung,
            ErrorFactor = factor,
            Coefficients = coefficients,
            Tau2 = tau2,
            Tau2Error = error,
            Tau2Interval = method == TauMethod.FE ? null : between.Interval(),
            I2Percent = i2,
            H2 = h2,
            Q = q,
            QDf = df,
            QP = Tails.ChiSquaredUpper(q, df),
            LogLikelihood = between.LogLikelihood(tau2, restricted: method == TauMethod.REML),
            Prediction = alone || df < 1 || double.IsNaN(factor) ? null : Predicted(coefficients[0], tau2, testDf),
            QM = qm,
            QMP = qmP,
            R2Percent = moderators == 0 ? null : method == TauMethod.FE ? ExplainedOfSquares(studies, q, df) : Explained(studies, method, tau2),
            Df = testDf,
            Standardised = at.Coefficients,
            StandardisedCovariances = covariances,
        };
    }

    // Residuals that are 0 but for the rounding of the effects: there is no error to be read from them.
    private static bool IsRounding(double squared, double[] y, double[] v) => squared <= 1e-24 * y.Zip(v, (effect, variance) => effect * effect / variance).Sum();

    private static (double I2Percent, double H2) Heterogeneity(TauMethod method, Weighted fixedEffect, double tau2, int df)
    {
        if (df < 1)
        {
            return (0, 1);
        }
        if (method == TauMethod.FE)
        {
            var q = fixedEffect.SquaredResiduals;
            return (q > 0 ? Math.Max(0, 100 * (q - df) / q) : 0, q / df);
        }
        // The variance of error of a typical study: Higgins and Thompson (2002), equation 9, for any moderators.
        var typical = df / fixedEffect.TraceP;
        return (100 * tau2 / (tau2 + typical), (tau2 / typical) + 1);
    }

    private static (double, double) Predicted(Coefficient mean, double tau2, double df)
    {
        var half = df > 0 ? Tails.StudentTwoSidedQuantile(0.05, df) * Math.Sqrt(tau2 + (mean.Error * mean.Error)) : double.NaN;
        return (mean.Estimate - half, mean.Estimate + half);
    }

    private static (double? QM, double? P) Together(
        Vector<double> coefficients, Matrix<double> covariances, bool knappHartung, int df)
    {
        var moderators = coefficients.Count - 1;
        if (moderators == 0)
        {
            return (null, null);
        }
        if (double.IsNaN(covariances[0, 0]))
        {
            // As many coefficients as studies, as where one of few is left out, or no residual: errors are not known.
            return (double.NaN, double.NaN);
        }
        var slopes = coefficients.SubVector(1, moderators);
        var wald = slopes.DotProduct(covariances.SubMatrix(1, moderators, 1, moderators).Cholesky().Solve(slopes));
        return knappHartung
            ? (wald / moderators, Tails.FUpper(wald / moderators, moderators, df))
            : (wald, Tails.ChiSquaredUpper(wald, moderators));
    }

    private static double Explained(StudyEffects studies, TauMethod method, double tau2)
    {
        var plain = studies.Plain;
        var (without, _) = BetweenStudies.InOrder(plain.Effects, plain.Variances, plain.X).Estimate(method);
        return without > 0 ? Math.Clamp(100 * (without - tau2) / without, 0, 100) : 0;
    }

    // There is no τ² to explain: the adjusted R² of the weighted regression stands in.
    private static double? ExplainedOfSquares(StudyEffects studies, double q, int df)
    {
        var plain = studies.Plain;
        var without = new BetweenStudies(plain.Effects, plain.Variances, plain.X).At(0).SquaredResiduals / (studies.Count - 1);
        return df < 1 ? null : without > 0 ? Math.Clamp(100 * (1 - (q / df / without)), 0, 100) : 0;
    }
}
