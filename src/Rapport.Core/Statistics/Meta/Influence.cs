namespace Rapport.Core.Statistics.Meta;

/// <summary>What one study does to the result.</summary>
/// <param name="Estimate">The mean effect without it; <see cref="double.NaN"/> where too few studies stay.</param>
/// <param name="Tau2">The variance between studies without it.</param>
/// <param name="StudentisedResidual">How far its effect lies from what the others foretell, in standard errors; beyond ±2 it stands out.</param>
public sealed record StudyInfluence(double Estimate, double Tau2, double StudentisedResidual);

/// <summary>
/// Each study left out in turn: the result without it, and its externally studentised residual. Viechtbauer and Cheung,
/// "Outlier and influence diagnostics for meta-analysis", Research Synthesis Methods 1 (2010), 112–125.
/// </summary>
public static class Influence
{
    /// <param name="fit">The result with all studies; its method and errors are used again.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>One for each study, in their order.</returns>
    public static IReadOnlyList<StudyInfluence> Of(MetaFit fit, CancellationToken stop = default)
    {
        var studies = fit.Studies;
        return [.. Enumerable.Range(0, studies.Count).Select(left =>
        {
            stop.ThrowIfCancellationRequested();
            if (studies.Count <= studies.X.ColumnCount)
            {
                return new StudyInfluence(double.NaN, double.NaN, double.NaN);
            }
            var without = MetaAnalysis.Fit(studies.Without(left), fit.Method, fit.KnappHartung);
            var row = studies.Moderators.Row(without.Studies.Moderators, left);
            var away = studies.Effects[left] - row.DotProduct(without.Standardised);
            // Knapp and Hartung's factor holds for what a study differs by as for the coefficients' errors, which have it already.
            var variance = (without.ErrorFactor * (studies.Variances[left] + without.Tau2)) + row.DotProduct(without.StandardisedCovariances * row);
            return new StudyInfluence(without.Mean.Estimate, without.Tau2, away / Math.Sqrt(variance));
        })];
    }
}
