using System.Globalization;
using System.Text;
using Rapport.Cli;
using Rapport.Core.Fit.Cities;
using Rapport.Core.Statistics;
using Rapport.Statistics;

namespace Rapport.Fit;

/// <summary>What a simulation leaves: a row for each run, a picture for each world; all of it, or nothing.</summary>
internal sealed record SimulationFiles(string? Csv, string? Plots, IReadOnlyList<World> Worlds, bool Force)
{
    /// <summary>Refuses places that cannot be written to, before anything is reckoned.</summary>
    /// <exception cref="TableException">The message says which and what to do.</exception>
    public void Check()
    {
        if (Csv is not null && !Csv.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new TableException($"{Csv}: runs are written as CSV. Name a file that ends in .csv.");
        }
        if (Csv is not null && Path.GetDirectoryName(Path.GetFullPath(Csv)) is { } folder && !Directory.Exists(folder))
        {
            throw new TableException($"There is no folder {folder}. Make it first, or choose another.");
        }
        if (Csv is not null && Path.Exists(Csv) && !Force)
        {
            throw new TableException($"{Csv} is there already. Choose another name, or say --force to replace it.");
        }
        if (Plots is not null && !Directory.Exists(Plots))
        {
            throw new TableException($"There is no folder {Plots}. Make it first, or choose another.");
        }
        foreach (var world in Plots is null ? [] : Worlds)
        {
            PlotFile.Check(PlotOf(world), Force);
        }
    }

    public async Task Write(IReadOnlyList<CityPanel> panels, CancellationToken stop)
    {
        if (Plots is not null)
        {
            await PlotFile.Write([.. panels.Select(panel => (PlotOf(panel.World), GainPlot.Of(panel, $"A simulated city: {panel.World.Name}")))], Force, stop);
        }
        if (Csv is null)
        {
            return;
        }
        var partial = $"{Path.GetFullPath(Csv)}.{Guid.CreateVersion7():N}.partial";
        try
        {
            await File.WriteAllTextAsync(partial, Rows(panels), stop);
            File.Move(partial, Path.GetFullPath(Csv), Force);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    public void Tell()
    {
        if (Csv is not null || Plots is not null)
        {
            Console.Out.WriteLine();
        }
        foreach (var file in new[] { Csv }.OfType<string>().Concat(Plots is null ? [] : Worlds.Select(PlotOf)))
        {
            Console.Out.WriteLine($"Written: {Printed.Line(file)}");
        }
    }

    private string PlotOf(World world) => Path.Combine(Plots!, $"city-{world.Name.Replace(' ', '-').Replace(".", "", StringComparison.Ordinal)}.svg");

    private static string Rows(IReadOnlyList<CityPanel> panels)
    {
        var text = new StringBuilder("world,policy,seed,worth_first_hundredth,worth_first_twentieth,worth_first_quarter,worth_all,worth_last_fifth,placed,drop_out,gini_load,gini_shown,newcomers,with_fakes,unseen,"
            + "opened_at,correlation,match_slope,therapist_slope,coverage,how_sure,odds,says_six,is_better\n");
        foreach (var panel in panels)
        {
            foreach (var (policy, runs) in panel.Runs.OrderBy(pair => pair.Key))
            {
                for (var at = 0; at < runs.Count; at++)
                {
                    var (run, learnt) = (runs[at], runs[at].Learnt);
                    text.AppendJoin(',', [
                        panel.World.Name, policy.ToString().ToLowerInvariant(), Of(panel.Seeds[at]), .. run.Worth.Select(worth => Of(worth)), Of(run.Placed), Of(run.DropOut), Of(run.GiniLoad), Of(run.GiniShown),
                        Of(run.Newcomers), Of(run.FakeMatches), Of(run.Unseen), Of(learnt?.OpenedAt), Of(learnt?.Correlation), Of(learnt?.MatchSlope), Of(learnt?.TherapistSlope), Of(learnt?.Coverage),
                        Of(learnt?.HowSure), Of(learnt?.Odds), Of(learnt?.SaysSix), Of(learnt?.IsBetter)]).Append('\n');
                }
            }
        }
        return text.ToString();

        // What is not known is left empty.
        static string Of(double? number) => number is { } known && double.IsFinite(known) ? known.ToString("R", CultureInfo.InvariantCulture) : "";
    }
}
