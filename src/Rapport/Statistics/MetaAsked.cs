using Rapport.Core.Statistics.Meta;

namespace Rapport.Statistics;

/// <summary>What was asked of <c>rapport stats meta</c>.</summary>
internal sealed record MetaAsked(
    EffectColumns Effects, TauMethod Method, bool KnappHartung, string[] Mods, string? Cluster, string? Label, string? Forest, string? Funnel, bool Force)
{
    /// <summary>The columns that are read.</summary>
    public IReadOnlyCollection<string> Needed =>
        [.. Effects.Columns, .. Mods.Select(Moderators.Column), .. Cluster is null ? [] : new[] { Cluster }, .. Label is null ? [] : new[] { Label }];

    /// <summary>What does not go together, in a sentence; null where all does.</summary>
    public string? Contradiction => this switch
    {
        { Cluster: not null, Method: not (TauMethod.REML or TauMethod.ML) } => "With --cluster the method is REML or ML: the two variances are estimated by likelihood.",
        { Cluster: not null, KnappHartung: true } => "--knapp-hartung is not for --cluster, whose robust errors have a t distribution already.",
        { Forest: { } forest, Funnel: { } funnel } when Path.GetFullPath(forest) == Path.GetFullPath(funnel) => "--plot and --funnel name the same file.",
        _ => null,
    };

    /// <summary>Refuses plots that could not be written, before the table is read for them.</summary>
    public void CheckPlots()
    {
        foreach (var plot in new[] { Forest, Funnel }.OfType<string>())
        {
            PlotFile.Check(plot, Force);
        }
    }
}
