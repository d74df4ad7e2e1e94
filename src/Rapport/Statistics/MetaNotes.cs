using Rapport.Cli;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Statistics;

/// <summary>What the reader of a meta-analysis must know beside the figures, in whole sentences.</summary>
internal static class MetaNotes
{
    /// <summary>Below so many, what is said of differences between studies is very unsure (Sterne et al. 2011, BMJ 343, d4002).</summary>
    private const int Few = 10;

    public static IReadOnlyList<string> Of(StudyTable table, MetaFit fit) =>
    [
        .. OfTable(table),
        .. fit.QDf < 1 ? [$"{Counted.Of(table.Studies.Count, "study", "studies")} cannot tell how far studies differ: the variance between them is taken as 0."] : Array.Empty<string>(),
        .. fit.IsAtBoundary ? ["The variance between studies (tau2) is at the boundary, 0: studies differ no more than error would have it."] : Array.Empty<string>(),
        .. fit is { KnappHartung: true, QDf: >= 1 } && double.IsNaN(fit.Mean.Error)
            ? [$"{(table.Studies.Moderators.Names.Count > 0 ? "The moderators explain all that studies differ by" : "All studies find the same")}: there is nothing to read Knapp and Hartung's errors from. Leave --knapp-hartung out."] : Array.Empty<string>(),
        .. fit.KnappHartung && fit.Method != TauMethod.FE && table.Studies.Count < Few && Wider(fit) is false
            ? ["Knapp and Hartung's interval is the narrower one here, as can happen by chance where studies lie close to each other; a cautious reader goes by the wider one, without --knapp-hartung."] : Array.Empty<string>(),
        .. fit is { KnappHartung: true, Method: TauMethod.FE }
            ? ["Knapp and Hartung's errors are meant for studies that differ (--method REML, DL, PM, ML); of a fixed effect they say something else than its own."] : Array.Empty<string>(),
        .. fit is { QDf: >= 1, Tau2Interval: (0, 0) } ? ["The interval of tau2 holds 0 alone because the studies differ less than error would have it; it does not show that they are alike."] : Array.Empty<string>(),
        .. Repeated(table),
        .. !fit.KnappHartung && fit.Method != TauMethod.FE && Wider(fit) is true && table.Studies.Count < Few && table.Studies.Moderators.Names.Count == 0
            ? [$"Of {Counted.Of(table.Studies.Count, "study", "studies")} the interval of the mean is too narrow and its p too small; --knapp-hartung allows for so few."] : Array.Empty<string>(),
        .. !fit.KnappHartung && fit.Method != TauMethod.FE && Wider(fit) is true && table.Studies.Count < Few && table.Studies.Moderators.Names.Count > 0
            ? [$"Of {Counted.Of(table.Studies.Count, "study", "studies")} intervals of slopes are too narrow and their p too small; --knapp-hartung allows for so few."] : Array.Empty<string>(),
        .. fit is { QDf: >= 1, Tau2Interval: var (_, high) } && high > 0 && table.Studies.Count < Few
            ? [$"So few studies say little of how far they differ: the standard deviation of the true effects (tau) may be as large as {Aligned.Number(Math.Sqrt(high))}."] : Array.Empty<string>(),
        .. table.Studies.Count is >= 3 and < Few && table.Studies.Moderators.Names.Count == 0
            ? ["Egger's test says next to nothing of fewer than ten studies."] : Array.Empty<string>(),
        .. fit is { KnappHartung: true, QDf: < 1 } ? ["Knapp and Hartung's errors need more studies than coefficients; there are none here."] : Array.Empty<string>(),
    ];

    public static IReadOnlyList<string> Of(StudyTable table, ThreeLevel fit) =>
    [
        .. OfTable(table),
        .. fit.IsOneEach ? ["Each study has one effect, so the variance within studies cannot be told from that between them: it is taken as 0."] : Array.Empty<string>(),
        .. fit.StudyVariance == 0 ? ["The variance between studies is at the boundary, 0."] : Array.Empty<string>(),
        .. fit is { EffectVariance: 0, IsOneEach: false } ? ["The variance between effects of one study is at the boundary, 0."] : Array.Empty<string>(),
        .. fit.Alone.Count > 0
            ? [$"Without {string.Join(" or ", fit.Alone.Select(code => $"study {table.Clusters!.Value.Names[code]}"))} alone the moderators could not be told apart: there are no cluster-robust errors."] : Array.Empty<string>(),
        .. fit is { RobustDf: < 1, Alone.Count: 0 } ? ["Cluster-robust errors need more studies than coefficients: there are none here."] : Array.Empty<string>(),
        .. fit is { RobustDf: >= 1 and < 4 } ? ["Cluster-robust errors of so few studies are too small; do not rely on them."] : Array.Empty<string>(),
        .. fit is { RobustDf: >= 4, Clusters: < Few } ? ["Cluster-robust errors of fewer than ten studies are somewhat too small."] : Array.Empty<string>(),
    ];

    // Whether Knapp and Hartung's intervals are wider than the plain ones, whichever were asked for; null where there are none.
    private static bool? Wider(MetaFit fit)
    {
        if (fit.QDf < 1 || double.IsNaN(fit.ErrorFactor))
        {
            return null;
        }
        var other = MetaAnalysis.Fit(fit.Studies, fit.Method, !fit.KnappHartung);
        var (own, others) = (Width(fit.Coefficients[^1]), Width(other.Coefficients[^1]));
        return double.IsNaN(own) || double.IsNaN(others) ? null : fit.KnappHartung ? own > others : others > own;
    }

    private static double Width(Coefficient of) => of.High - of.Low;

    private static IEnumerable<string> Repeated(StudyTable table)
    {
        string[] twice = [.. table.Studies.Labels.GroupBy(label => label, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key)];
        return twice.Length == 0 ? []
            : [$"{string.Join(", ", twice.Take(3))}{(twice.Length > 3 ? ", …" : "")} {(twice.Length == 1 ? "stands" : "stand")} in more than one row and {(twice.Length == 1 ? "is" : "are")} counted as often. If these are effects of one study, say --cluster with the column of studies."];
    }

    private static IEnumerable<string> OfTable(StudyTable table)
    {
        if (table.Dropped > 0)
        {
            yield return $"{Counted.Of(table.Dropped, "row")} left out, where something is missing.";
        }
        if (table.Corrected > 0)
        {
            yield return $"{Counted.Of(table.Corrected, "study has", "studies have")} a count of 0; a half was added to each of the four counts there.";
        }
        foreach (var (factor, level) in table.Studies.Moderators.References)
        {
            yield return $"{factor}: differences are from {level}.";
        }
        foreach (var name in table.Studies.Moderators.Coded)
        {
            yield return $"The moderator \"{name}\" holds a few whole numbers and is taken as a quantity. If they stand for groups, say --mods \"factor({name})\".";
        }
        foreach (var name in table.Studies.Moderators.LeftOut)
        {
            yield return $"The moderator \"{name}\" is left out: it does not vary, or the others say the same.";
        }
    }
}
