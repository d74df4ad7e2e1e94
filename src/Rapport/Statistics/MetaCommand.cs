using System.CommandLine;
using Rapport.Cli;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Statistics;

/// <summary><c>rapport stats meta FILE</c>: what studies say together.</summary>
internal static class MetaCommand
{
    private const string ForestHeading = "What the studies find";
    private const string FunnelHeading = "Do small studies find other effects?";

    public static Command Create()
    {
        var input = new TableInput();
        var effects = new EffectOptions();
        var method = new Option<string>("--method")
        {
            Description = "How the variance between studies is estimated: REML, DL, PM, ML, or FE for none.",
            DefaultValueFactory = _ => nameof(TauMethod.REML),
            HelpName = "METHOD",
        };
        method.Validators.Add(Typed.OneOf(Enum.GetNames<TauMethod>()));
        var knappHartung = new Option<bool>("--knapp-hartung") { Description = "Errors and t distribution of Knapp and Hartung: better with few studies." };
        var mods = Names.Several("--mods", "Columns that may explain why studies differ, numbers or groups; factor(x) takes numbers as groups.", least: 1);
        var cluster = Names.One("--cluster", "The column of the study that each row's effect belongs to: three levels, with cluster-robust errors.");
        var label = Names.One("--label", "The column that names the studies.");
        var forest = Plot("--plot", "Forest plot to make, as SVG.", "forest.svg");
        var funnel = Plot("--funnel", "Funnel plot to make, as SVG.", "funnel.svg");
        var force = new Option<bool>("--force") { Description = "Replace plots that are there." };
        var json = Verb.JsonOption();
        var command = new Command("meta", "What studies say together: their mean effect, how far they differ, and what explains it.");
        input.AddTo(command);
        effects.AddTo(command);
        foreach (var option in (Option[])[method, knappHartung, mods, cluster, label, forest, funnel, force, json])
        {
            command.Add(option);
        }
        return command.Does(
            [
                "./rapport stats meta docs/examples/studies.csv --ri ri --ni ni --label study --knapp-hartung --plot forest.svg",
                "./rapport stats meta docs/examples/studies.csv --ri ri --ni ni --mods year",
                "./rapport stats meta docs/examples/effects.csv --ri ri --ni ni --cluster study --json",
                "./rapport stats meta trials.csv --measure RR --ai tpos --bi tneg --ci cpos --di cneg --method DL",
            ],
            async (parsed, stop) =>
            {
                if (effects.Read(parsed) is not { } columns)
                {
                    return Verb.Fail(effects.Lacking(parsed), ExitCode.Usage);
                }
                var asked = new MetaAsked(
                    columns, Enum.Parse<TauMethod>(parsed.GetValue(method)!, ignoreCase: true), parsed.GetValue(knappHartung), parsed.GetValue(mods) ?? [],
                    parsed.GetValue(cluster), parsed.GetValue(label), parsed.GetValue(forest), parsed.GetValue(funnel), parsed.GetValue(force));
                if (asked.Contradiction is { } contradiction)
                {
                    return Verb.Fail(contradiction, ExitCode.Usage);
                }
                asked.CheckPlots();
                var table = StudyTable.Of(await input.Read(parsed, asked.Needed, stop), columns, asked.Mods, asked.Label, asked.Cluster);
                await Tell(table, asked, parsed.GetValue(json) ? input.PrintJson : null, stop);
                if (!parsed.GetValue(json))
                {
                    input.TellEmpty();
                }
                return ExitCode.Done;
            });
    }

    private static async Task Tell(StudyTable table, MetaAsked asked, Action<Dictionary<string, object?>, IEnumerable<string>>? printJson, CancellationToken stop)
    {
        if (table.Clusters is { } clusters)
        {
            var levels = ThreeLevel.Fit(table.Studies, clusters.Codes, asked.Method == TauMethod.REML, stop);
            await Draw(
                asked, () => ForestPlot.Of(levels, clusters, table.Scale, ForestHeading), () => FunnelPlot.Of(levels, clusters, table.Scale, FunnelHeading), stop);
            if (printJson is not null)
            {
                printJson(MetaJson.Of(table, levels), MetaNotes.Of(table, levels));
            }
            else
            {
                ThreeLevelText.Show(table, levels);
                TellPlots(asked);
            }
            return;
        }
        var fit = MetaAnalysis.Fit(table.Studies, asked.Method, asked.KnappHartung);
        var influence = Influence.Of(fit, stop);
        await Draw(asked, () => ForestPlot.Of(fit, table.Scale, ForestHeading), () => FunnelPlot.Of(fit, table.Scale, FunnelHeading), stop);
        if (printJson is not null)
        {
            printJson(MetaJson.Of(table, fit, influence), MetaNotes.Of(table, fit));
        }
        else
        {
            MetaText.Show(table, fit, influence);
            TellPlots(asked);
        }
    }

    private static async Task Draw(MetaAsked asked, Func<string> forest, Func<string> funnel, CancellationToken stop)
    {
        var plots = new[] { (File: asked.Forest, Draw: forest), (File: asked.Funnel, Draw: funnel) };
        await PlotFile.Write([.. plots.Where(plot => plot.File is not null).Select(plot => (plot.File!, plot.Draw()))], asked.Force, stop);
    }

    private static void TellPlots(MetaAsked asked)
    {
        foreach (var file in new[] { asked.Forest, asked.Funnel }.OfType<string>())
        {
            Console.Out.WriteLine($"Plot written: {Printed.Line(file)}");
        }
    }

    private static Option<string?> Plot(string name, string description, string example) => new(name) { Description = description, HelpName = example };
}
