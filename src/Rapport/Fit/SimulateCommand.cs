using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Fit.Cities;
using Rapport.Statistics;

namespace Rapport.Fit;

/// <summary><c>rapport simulate</c>: what orders of therapists would reach in invented cities, side by side.</summary>
internal static class SimulateCommand
{
    private const int FewestClients = 500;
    private const int MostClients = 200_000;
    private const int Digits = 3;
    private const int MostSeeds = 100;

    private static readonly string[] Names = [.. World.Panel.Select(world => world.Name)];

    private static readonly string[] Policies = [.. Enum.GetNames<Policy>().Select(name => name.ToLowerInvariant())];

    public static Command Create()
    {
        var worlds = Several("--worlds", $"Which worlds: {string.Join(", ", Names)}; all when not said.", Names);
        var policies = Several("--policies", $"By what therapists are put in order: {string.Join(", ", Policies)}; all when not said.", Policies);
        var seeds = new Option<int[]>("--seeds")
        {
            Description = "Which cities are drawn, 1-6 or 1,4,9: the same people come under each policy.",
            DefaultValueFactory = _ => [1, 2, 3, 4, 5, 6],
            CustomParser = result => Seeds(result.Tokens[0].Value) is { } found ? found : Told<int[]>(result, $"--seeds takes 1-6 or 1,4,9, at most {MostSeeds}, not \"{result.Tokens[0].Value}\"."),
            HelpName = "FROM-TO",
        };
        var clients = new Option<int>("--clients")
        {
            Description = "How many clients come; 20000 when not said.",
            DefaultValueFactory = _ => 20_000,
            CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many is >= FewestClients and <= MostClients
                ? many : Told<int>(result, $"--clients takes a number from {FewestClients} to {MostClients}, not \"{result.Tokens[0].Value}\"."),
            HelpName = "N",
        };
        var csv = new Option<string?>("--csv") { Description = "Write each run as a row into this file.", HelpName = "FILE" };
        var plots = new Option<string?>("--plots") { Description = "Write a picture of each world into this folder.", HelpName = "FOLDER" };
        var force = new Option<bool>("--force") { Description = "Replace files that are there." };
        var command = new Command("simulate", "What orders of therapists would reach in invented cities, side by side. It proves nothing about therapy.")
        {
            worlds, policies, seeds, clients, csv, plots, force,
        };
        return command.Does(
            ["./rapport simulate --worlds reference --seeds 1-2", "./rapport simulate --worlds reference,null --policies hand,priced,ceiling --csv runs.csv --plots ."],
            async (parsed, stop) =>
            {
                World[] asked = [.. World.Panel.Where(world => parsed.GetValue(worlds) is not { Length: > 0 } some || some.Contains(world.Name)).Select(world => world with { Clients = parsed.GetValue(clients) })];
                Policy[] by = [.. Enum.GetValues<Policy>().Where(policy => parsed.GetValue(policies) is not { Length: > 0 } some || some.Contains(policy.ToString().ToLowerInvariant()))];
                var files = new SimulationFiles(parsed.GetValue(csv), parsed.GetValue(plots), asked, parsed.GetValue(force));
                files.Check();
                var panels = await RowBar.While(["Cities"], bars => Task.Run(
                    () =>
                    {
                        var (done, all) = (0, asked.Length * by.Append(Policy.Random).Distinct().Count() * parsed.GetValue(seeds)!.Length);
                        return asked.Select(world => CityPanel.Of(world, by, parsed.GetValue(seeds)!, () => bars[0](Interlocked.Increment(ref done), all), stop)).ToList();
                    },
                    stop));
                await files.Write(panels, stop);
                panels.ForEach(Print);
                files.Tell();
                return ExitCode.Done;
            });
    }

    private static void Print(CityPanel panel)
    {
        string Gain(Policy policy, int window) => Written(panel.Gain(policy, window), "+0.000;-0.000");
        string Of(Policy policy, Func<CityResult, double> figure) => Written(panel.Of(policy, figure), "0.000");
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{panel.World.Name}: {Counted.Of(panel.World.Clients, "client")}, {Counted.Of(panel.Seeds.Count, "seed")}; gain over any order in SD of a check-in");
        Console.Out.WriteLine();
        Aligned.Print(
            ["", .. Enumerable.Range(0, CityResult.Windows.Count).Select(window => CityResult.NameOf(window, panel.World.Clients)), "drop-out", "Gini\nload", "Gini\nshown", "to new-\ncomers"],
            panel.Runs.Keys.Order().Select(policy => (string[])
            [
                policy.ToString().ToLowerInvariant(), .. Enumerable.Range(0, CityResult.Windows.Count).Select(window => Gain(policy, window)),
                Of(policy, run => run.DropOut), Of(policy, run => run.GiniLoad), Of(policy, run => run.GiniShown), Of(policy, run => run.Newcomers),
            ]));
        if (!panel.Runs.TryGetValue(Policy.Priced, out var priced))
        {
            return;
        }
        var learnt = priced.Select(run => run.Learnt!).ToList();
        string Mean(Func<CityLearnt, double> figure, string format) => learnt.Average(figure).ToString(format, CultureInfo.InvariantCulture);
        var opened = learnt.Where(one => one.OpenedAt is not null).ToList();
        Console.Out.WriteLine();
        Aligned.Say(
            $"The priced learner at the end: {(learnt.TrueForAll(one => double.IsFinite(one.Correlation)) ? $"its view of therapists agrees with the truth by r = {Mean(one => one.Correlation, "0.00")}" : "therapists do not differ here")}; "
            + $"80 % bands hold the truth in {Mean(one => 100 * one.Coverage, "0")} % of pairs. "
            + (opened.Count > 0 ? $"Therapists' own parts were in use from client {opened.Average(one => one.OpenedAt!.Value):N0} on ({opened.Count} of {learnt.Count} seeds). " : "Therapists' own parts were never used. ")
            + (learnt.TrueForAll(one => double.IsFinite(one.Odds))
                ? $"Of ten people it says {Mean(one => 10 * one.Odds, "0.0")} would get on better with the first of a list than with its middle; {Mean(one => 10 * one.IsBetter, "0.0")} do."
                : "Too few pairs were predicted to say how many would get on better with the first of a list."));
    }

    // What is rounded to 0 has no sign.
    private static string Written((double Mean, double Error) of, string format) => (Math.Round(of.Mean, Digits) is 0 ? 0 : of.Mean).ToString(format, CultureInfo.InvariantCulture)
        + (double.IsNaN(of.Error) ? "" : " ± " + of.Error.ToString("0.000", CultureInfo.InvariantCulture));

    private static Option<string[]> Several(string option, string description, string[] known) => new(option)
    {
        Description = description,
        HelpName = "A,B,…",
        CustomParser = result =>
        {
            string[] names = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
            return names.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } strange
                ? Told<string[]>(result, $"{option} does not know \"{strange}\". There are: {string.Join(", ", known)}.") : names;
        },
    };

    private static int[]? Seeds(string text)
    {
        int[] ends = [.. text.Split('-').Select(Number)];
        if (ends is [> 0 and var from, var to] && to >= from && to - from < MostSeeds)
        {
            return [.. Enumerable.Range(from, to - from + 1)];
        }
        int[] listed = [.. text.Split(',').Select(Number)];
        return listed.Length <= MostSeeds && Array.TrueForAll(listed, seed => seed > 0) && listed.Distinct().Count() == listed.Length ? listed : null;

        static int Number(string one) => int.TryParse(one.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    private static T? Told<T>(System.CommandLine.Parsing.ArgumentResult result, string problem)
    {
        result.AddError(problem);
        return default;
    }
}
