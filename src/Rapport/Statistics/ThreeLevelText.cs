using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Statistics;

/// <summary>A meta-analysis of three levels for people: tables, and what they mean.</summary>
internal static class ThreeLevelText
{
    public static void Show(StudyTable table, ThreeLevel fit)
    {
        var scale = table.Scale;
        Console.Out.WriteLine(
            $"{Counted.Of(fit.Studies.Count, "effect")} of {Counted.Of(fit.Clusters, "study", "studies")}, {MetaText.Scale(scale)}; three levels, {(fit.Restricted ? "REML" : "ML")}");
        Console.Out.WriteLine();
        Aligned.Print([fit.Moderators is not null && scale.IsTransformed() ? $"({MetaText.Units(scale)})" : "", "estimate", "SE", "z", "p", "95 % interval"], fit.Coefficients.Select(one => MetaText.Row(Named(one, fit), one)));
        Console.Out.WriteLine();
        Aligned.Print([double.IsNaN(fit.Robust[0].Error) ? "cluster-robust" : $"cluster-robust (df {fit.RobustDf})", "estimate", "SE", "t", "p", "95 % interval"], fit.Robust.Select(one => MetaText.Row(Named(one, fit), one)));
        Console.Out.WriteLine();
        Aligned.Print(
            ["differences", "variance", "95 % interval", "share"],
            [
                ["between studies", Aligned.Number(fit.StudyVariance), Aligned.Range(fit.VarianceIntervals.Study.Low, fit.VarianceIntervals.Study.High), Aligned.Percent(fit.I2Percent.Study)],
                [
                    "between effects of one study", Aligned.Number(fit.EffectVariance),
                    fit.VarianceIntervals.Effect is var (low, high) ? Aligned.Range(low, high) : "-", Aligned.Percent(fit.I2Percent.Effect),
                ],
                ["error", "", "", Aligned.Percent(100 - fit.I2Percent.Study - fit.I2Percent.Effect)],
            ]);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"Q = {Aligned.Number(fit.Q)}, df {fit.QDf}, p {Aligned.Chance(fit.QP)}; log-likelihood {Aligned.Number(fit.LogLikelihood)}");
        if (fit.Moderators is var (qm, p, f, robustP))
        {
            var many = fit.Coefficients.Count - 1;
            Aligned.Say(
                $"All moderators together: QM({many}) = {Aligned.Number(qm)}, p {Aligned.Chance(p)}"
                + (double.IsNaN(f) ? "" : $"; cluster-robust F({many}, {fit.RobustDf}) = {Aligned.Number(f)}, p {Aligned.Chance(robustP)}"));
        }
        Console.Out.WriteLine();
        if (fit.Moderators is not null)
        {
            Aligned.Say(MetaText.Slopes(fit.RobustDf < 1 ? fit.Coefficients : fit.Robust, fit.Studies.Moderators));
        }
        var mean = fit.Robust[0];
        string Of(double effect) => Aligned.Short(scale.Back(effect));
        // Where all moderators are 0 may be a year before Christ: that is in the table, and no answer.
        Aligned.Say(
            (fit.Moderators is not null ? "" : $"Over all studies the {MetaText.Read(scale)} is {Of(mean.Estimate)}" + (double.IsNaN(mean.Low) ? "." : $" (95 % interval {Of(mean.Low)} to {Of(mean.High)}, cluster-robust)."))
            + (fit.Prediction is var (from, to) ? $" The true {MetaText.Read(scale)} of a further study like these is expected between {Of(from)} and {Of(to)}." : "")
            + string.Create(CultureInfo.InvariantCulture, $"{(fit.Moderators is null ? " " : "")}Of the differences between effects, {fit.I2Percent.Study:0} % lie between studies and {fit.I2Percent.Effect:0} % within them; the rest is error."));
        foreach (var note in MetaNotes.Of(table, fit))
        {
            Aligned.Say($"Note: {note}");
        }
    }

    private static string Named(Coefficient of, ThreeLevel fit) => of.Name != "intrcpt" ? of.Name : fit.Moderators is null ? "mean effect" : "intercept";
}
