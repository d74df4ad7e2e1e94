namespace Rapport.Core.Statistics.Mixed;

/// <summary>One fixed effect.</summary>
/// <param name="Name">As R names it.</param>
/// <param name="Estimate">In units of y per unit of the column.</param>
/// <param name="StandardError">Given the estimated variances.</param>
/// <param name="Df">Satterthwaite's degrees of freedom; NaN where the curvature of the likelihood does not give them.</param>
/// <param name="P">Two-sided, of t = estimate / standard error; from 0 to 1, NaN with <paramref name="Df"/>.</param>
public sealed record FixedEffect(string Name, double Estimate, double StandardError, double Df, double P)
{
    /// <summary>Estimate in standard errors.</summary>
    public double T => Estimate / StandardError;

    /// <summary>The 95 % interval, by t; NaN where there are no degrees of freedom.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            var half = Df > 0 ? Tails.StudentTwoSidedQuantile(0.05, Df) * StandardError : double.NaN;
            return (Estimate - half, Estimate + half);
        }
    }
}

/// <summary>A variance, or a covariance of two effects of one group.</summary>
/// <param name="Group">The grouping factor, as lme4 names it (<c>Subject.1</c> for a second part of the same), or <c>Residual</c>.</param>
/// <param name="Term1">The effect; null for the residual.</param>
/// <param name="Term2">The other effect, for a covariance; otherwise null.</param>
/// <param name="Value">The variance, or covariance.</param>
/// <param name="SdOrCorrelation">Its root, or the correlation; NaN for a correlation with an effect that does not vary.</param>
public sealed record VarianceComponent(string Group, string? Term1, string? Term2, double Value, double SdOrCorrelation)
{
    /// <summary>A variance of exactly 0: as small as can be, which is no proof that there is none.</summary>
    public bool AtBoundary => Term2 is null && Value == 0;
}

/// <summary>A mixed model with its estimates.</summary>
public sealed class MixedFit
{
    /// <summary>lme4's limit (<c>isSingular</c>), here on effects of mean square 1.</summary>
    private const double SingularBelow = 1e-4;

    internal MixedFit(MixedModel model, double[][] lambda, bool reml)
    {
        Model = model;
        Lambda = lambda;
        Reml = reml;
        var parts = model.Criterion.Parts(lambda);
        MinusTwoLogLikelihood = model.Criterion.Profiled(parts, reml);
        var fixedCount = model.FixedNames.Count;
        Sigma = Math.Sqrt(parts.Penalised / (reml ? model.Rows - fixedCount : model.Rows));
        Parameters = fixedCount + RelativeFactors.Count(model.Terms) + 1;
        var estimates = model.Coefficients();
        var covariance = model.UnscaledCovariance();
        for (var i = 0; i < fixedCount; i++)
        {
            for (var j = 0; j < fixedCount; j++)
            {
                covariance[i, j] *= Sigma * Sigma;
            }
        }
        FixedCovariance = covariance;
        var (df, isLevel) = Satterthwaite.Of(this);
        FixedEffects =
        [
            .. estimates.Select((estimate, i) =>
            {
                var error = Math.Sqrt(covariance[i, i]);
                return new FixedEffect(model.FixedNames[i], estimate, error, df[i], df[i] > 0 ? Tails.StudentTwoSided(estimate / error, df[i]) : double.NaN);
            }),
        ];
        Variances = [.. ReadVariances()];
        Singular = lambda.Select((one, k) => (one, model.Terms[k].Width))
            .Any(term => Enumerable.Range(0, term.Width).Any(i => term.one[(i * term.Width) + i] < SingularBelow));
        IsUndetermined = isLevel && !Singular;
    }

    /// <summary>
    /// Whether other variances fit as well, though none is at its boundary: as where an effect is to vary between groups and does not vary
    /// within them. What is printed of the variances is one answer of many then.
    /// </summary>
    public bool IsUndetermined { get; }

    /// <summary>The model and its data.</summary>
    public MixedModel Model { get; }

    /// <summary>Whether the restricted likelihood was used.</summary>
    public bool Reml { get; }

    /// <summary>The fixed effects in the order of the formula.</summary>
    public IReadOnlyList<FixedEffect> FixedEffects { get; }

    /// <summary>The covariance of the fixed effects.</summary>
    public double[,] FixedCovariance { get; }

    /// <summary>Variances and covariances, the groups with most levels first, the residual last; within a group variances before covariances.</summary>
    public IReadOnlyList<VarianceComponent> Variances { get; }

    /// <summary>The residual standard deviation, in units of y.</summary>
    public double Sigma { get; }

    /// <summary>The REML criterion, or the deviance: −2 log-likelihood with all constants lme4 counts.</summary>
    public double MinusTwoLogLikelihood { get; }

    /// <summary>The log-likelihood, restricted or not.</summary>
    public double LogLikelihood => -MinusTwoLogLikelihood / 2;

    /// <summary>How many numbers were estimated: fixed effects, variances and covariances, and the residual variance.</summary>
    public int Parameters { get; }

    /// <summary>Akaike's criterion; under REML not to be compared between different fixed effects.</summary>
    public double Aic => MinusTwoLogLikelihood + (2 * Parameters);

    /// <summary>Schwarz's criterion, with the number of rows; under REML not to be compared between different fixed effects.</summary>
    public double Bic => MinusTwoLogLikelihood + (Parameters * Math.Log(Model.Rows));

    /// <summary>
    /// Whether a variance is 0 or a covariance matrix has no inverse (a correlation of ±1): the data say too little of it, and the model
    /// is better made smaller.
    /// </summary>
    public bool Singular { get; }

    internal double[][] Lambda { get; }

    private IEnumerable<VarianceComponent> ReadVariances()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var k = 0; k < Model.Terms.Count; k++)
        {
            var term = Model.Terms[k];
            var before = seen.GetValueOrDefault(term.Group);
            seen[term.Group] = before + 1;
            var group = before == 0 ? term.Group : FormattableString.Invariant($"{term.Group}.{before}");
            var names = term.Effects.Names;
            var square = Model.Scales[k].Named(Lambda[k]);
            for (var i = 0; i < names.Length; i++)
            {
                var variance = Cleaned(square, i, Model.Scales[k].Units) * Sigma * Sigma;
                yield return new VarianceComponent(group, names[i], null, variance, Math.Sqrt(variance));
            }
            for (var i = 0; i < names.Length; i++)
            {
                for (var j = i + 1; j < names.Length; j++)
                {
                    var both = Cleaned(square, i, Model.Scales[k].Units) * Cleaned(square, j, Model.Scales[k].Units);
                    yield return new VarianceComponent(
                        group, names[i], names[j], both > 0 ? square[i, j] * Sigma * Sigma : 0, both > 0 ? square[i, j] / Math.Sqrt(both) : double.NaN);
                }
            }
        }
        yield return new VarianceComponent("Residual", null, null, Sigma * Sigma, Sigma);
    }

    // What is 0 on one scale may come out of the other a hair above it.
    private static double Cleaned(double[,] square, int i, double[] units)
    {
        var total = 0d;
        for (var j = 0; j < units.Length; j++)
        {
            total += square[j, j] * units[j] * units[j];
        }
        return square[i, i] * units[i] * units[i] > 1e-14 * total ? square[i, i] : 0;
    }
}
