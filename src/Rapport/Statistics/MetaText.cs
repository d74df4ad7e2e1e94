using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Statistics;

/// <summary>A meta-analysis for people: tables, and what they mean.</summary>
internal static class MetaText
{
    private const int LongestLabel = 40;

    public static void Show(StudyTable table, MetaFit fit, IReadOnlyList<StudyInfluence> influence)
    {
        var regression = fit.Studies.Moderators.Names.Count > 0;
        Console.Out.WriteLine(
            $"{Counted.Of(fit.Studies.Count, "study", "studies")}, {Scale(table.Scale)}; {fit.Method}{(fit.KnappHartung ? " with Knapp-Hartung errors" : "")}");
        Console.Out.WriteLine();
        Studies(table.Scale, fit, influence, regression);
        Console.Out.WriteLine();
        Aligned.Print(
            [regression && table.Scale.IsTransformed() ? $"({Units(table.Scale)})" : "", "estimate", "SE", fit.KnappHartung ? "t" : "z", "p", "95 % interval"],
            regression ? fit.Coefficients.Select(one => Row(one.Name == "intrcpt" ? "intercept" : one.Name, one)) : Means(table.Scale, fit));
        Console.Out.WriteLine();
        Aligned.Print(["between studies", "estimate", "SE", "95 % interval"], Heterogeneity(fit));
        Console.Out.WriteLine();
        Console.Out.WriteLine($"Q{(regression ? " (left by the moderators)" : "")} = {Aligned.Number(fit.Q)}, df {fit.QDf}, p {Aligned.Chance(fit.QP)}; log-likelihood {Aligned.Number(fit.LogLikelihood)}");
        if (regression)
        {
            Aligned.Say(
                $"All moderators together: {(fit.KnappHartung ? $"F({fit.Studies.Moderators.Names.Count}, {fit.QDf})" : $"QM({fit.Studies.Moderators.Names.Count})")} = {Aligned.Number(fit.QM)}, p {Aligned.Chance(fit.QMP)}"
                + (fit.R2Percent is { } explained ? $"; they explain {Aligned.Percent(explained)} of {(fit.Method == TauMethod.FE ? "what studies differ by" : "the variance between studies")}" : ""));
        }
        else if (Asymmetry.Of(fit.Studies) is { } egger)
        {
            Console.Out.WriteLine($"Egger's test of asymmetry: t({egger.Df}) = {Aligned.Number(egger.T)}, p {Aligned.Chance(egger.P)}");
        }
        Console.Out.WriteLine();
        Aligned.Say(regression ? Slopes(fit.Coefficients, fit.Studies.Moderators) : Together(table.Scale, fit));
        foreach (var note in MetaNotes.Of(table, fit))
        {
            Aligned.Say($"Note: {note}");
        }
    }

    /// <summary>What effects are called.</summary>
    public static string Scale(EffectScale scale) => scale switch
    {
        EffectScale.FisherZ => "correlations by Fisher's z",
        EffectScale.LogRiskRatio => "log risk ratios",
        EffectScale.LogOddsRatio => "log odds ratios",
        EffectScale.RiskDifference => "differences of risks",
        _ => "effects as given",
    };

    /// <summary>The scale that slopes and errors stand on.</summary>
    public static string Units(EffectScale scale) => scale is EffectScale.FisherZ ? "Fisher's z" : Scale(scale);

    /// <summary>What one of them is called, on the scale that it is read on.</summary>
    public static string Read(EffectScale scale) => scale switch
    {
        EffectScale.FisherZ => "correlation",
        EffectScale.LogRiskRatio => "risk ratio",
        EffectScale.LogOddsRatio => "odds ratio",
        EffectScale.RiskDifference => "difference of risks",
        _ => "effect",
    };

    /// <summary>A coefficient as a row of a table.</summary>
    public static string[] Row(string name, Coefficient of) =>
        [name, Aligned.Number(of.Estimate), Aligned.Number(of.Error), Aligned.Number(of.Statistic), Aligned.Chance(of.P), Aligned.Range(of.Low, of.High)];

    private static IEnumerable<string[]> Means(EffectScale scale, MetaFit fit)
    {
        var mean = fit.Mean;
        yield return Row("mean effect", mean);
        if (scale.IsTransformed())
        {
            yield return [$"as {Read(scale)}", Aligned.Number(scale.Back(mean.Estimate)), "", "", "", Aligned.Range(scale.Back(mean.Low), scale.Back(mean.High))];
        }
        if (fit.Prediction is var (low, high))
        {
            yield return ["true effect of a further study", "", "", "", "", Aligned.Range(low, high)];
            if (scale.IsTransformed())
            {
                yield return [$"as {Read(scale)}", "", "", "", "", Aligned.Range(scale.Back(low), scale.Back(high))];
            }
        }
    }

    private static IEnumerable<string[]> Heterogeneity(MetaFit fit)
    {
        var (low, high) = fit.Tau2Interval ?? (double.NaN, double.NaN);
        yield return ["tau2, variance", Aligned.Number(fit.Tau2), Aligned.Number(fit.Tau2Error), fit.Tau2Interval is null ? "" : Aligned.Range(low, high)];
        yield return ["tau, standard deviation", Aligned.Number(Math.Sqrt(fit.Tau2)), "", fit.Tau2Interval is null ? "" : Aligned.Range(Math.Sqrt(low), Math.Sqrt(high))];
        yield return ["I2, share that is not error", Aligned.Percent(fit.I2Percent), "", ""];
        yield return ["H2, times what error gives", Aligned.Number(fit.H2), "", ""];
    }

    private static void Studies(EffectScale scale, MetaFit fit, IReadOnlyList<StudyInfluence> influence, bool regression)
    {
        double[] weights = Array.ConvertAll(fit.Studies.Variances, own => 1 / (own + fit.Tau2));
        var all = weights.Sum();
        // What is not told on the scale that effects are read on, says so.
        var own = scale switch { EffectScale.FisherZ => "\n(z)", EffectScale.LogRiskRatio or EffectScale.LogOddsRatio => "\n(log)", _ => "" };
        string[] heads = ["study", Read(scale), $"variance{own}", "weight", "residual"];
        Aligned.Print(
            regression ? heads : [.. heads, "mean\nwithout it", "tau2\nwithout it"],
            influence.Select((one, i) => (string[])
            [
                Cut(fit.Studies.Labels[i]), Aligned.Number(scale.Back(fit.Studies.Effects[i])), Aligned.Number(fit.Studies.Variances[i]), Aligned.Percent(100 * weights[i] / all),
                Aligned.Number(one.StudentisedResidual), .. regression ? [] : new[] { Aligned.Number(scale.Back(one.Estimate)), Aligned.Number(one.Tau2) },
            ]));
    }

    // One long name would push all figures out of sight.
    private static string Cut(string label) => label.Length <= LongestLabel ? label : label[..LongestLabel] + "…";

    private static string Together(EffectScale scale, MetaFit fit)
    {
        var mean = fit.Mean;
        string Of(double effect) => Aligned.Short(scale.Back(effect));
        if (double.IsNaN(mean.Low))
        {
            return $"The mean {Read(scale)} is {Of(mean.Estimate)}; {(fit.QDf > 0 ? "the studies do not differ, so these errors do not" : "there are too few studies to")} say how sure that is.";
        }
        var sure = mean.P < 0.05 ? "is unlikely to be chance" : "may be chance";
        if (fit.Studies.Count == 1)
        {
            return $"The one study finds {(Read(scale)[0] is 'e' or 'o' ? "an" : "a")} {Read(scale)} of {Of(mean.Estimate)} (95 % interval {Of(mean.Low)} to {Of(mean.High)}), which {sure}. How far studies differ it cannot say.";
        }
        var further = fit.Prediction is var (low, high) ? $" The true {Read(scale)} of a further study like these is expected between {Of(low)} and {Of(high)}." : "";
        var differ = fit.QDf > 0 ? string.Create(CultureInfo.InvariantCulture, $" Of the differences between studies, {fit.I2Percent:0} % are more than error.") : "";
        return $"Together the studies find a mean {Read(scale)} of {Of(mean.Estimate)} (95 % interval {Of(mean.Low)} to {Of(mean.High)}), which {sure}.{further}{differ}";
    }

    /// <summary>Which moderators go with the effects.</summary>
    /// <param name="coefficients">The intercept first.</param>
    /// <param name="moderators">Of which some are groups.</param>
    public static string Slopes(IReadOnlyList<Coefficient> coefficients, Moderators moderators)
    {
        string[] sure = [.. coefficients.Skip(1).Where(one => one.P < 0.05).Select(one => Told(one, moderators))];
        return coefficients.Skip(1).All(one => double.IsNaN(one.P)) ? "Whether the moderators go with the effects beyond chance, these errors cannot say."
            : sure.Length > 0
            ? $"What goes with the effects, beyond chance: {string.Join("; ", sure)}. Studies were not assigned to it, so it need not be the cause."
            : "None of the moderators goes with the effects beyond chance.";
    }

    private static string Told(Coefficient one, Moderators moderators)
    {
        var how = one.Estimate > 0 ? "higher" : "lower";
        return moderators.References.FirstOrDefault(group => one.Name.StartsWith(group.Factor, StringComparison.Ordinal) && one.Name != group.Factor) is ({ } factor, { } level)
            ? $"{factor} ({how} effects for {one.Name[factor.Length..]} than for {level})"
            : $"{one.Name} ({how} effects where it is higher)";
    }
}
