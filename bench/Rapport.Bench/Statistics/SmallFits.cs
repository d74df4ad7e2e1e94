using System.Diagnostics;
using System.Globalization;
using Rapport.Core.Statistics.Meta;
using Rapport.Core.Statistics.Mixed;
using Rapport.Statistics;

namespace Rapport.Bench.Statistics;

/// <summary>Small fits over and over, warmed up first, in one process here and in one of R: what one takes without the start.</summary>
internal static class SmallFits
{
    private const double SecondsEach = 1;
    private const int WarmUp = 20;

    private const string Peer = """
        options(warn = -1)
        suppressMessages({ library(lme4); library(metafor) })
        arguments <- commandArgs(TRUE)
        seconds <- as.numeric(arguments[1]); warm <- as.integer(arguments[2])
        for (line in readLines(arguments[3])) {
          asked <- strsplit(line, "\t")[[1]]
          d <- read.csv(asked[1])
          call <- parse(text = asked[2])[[1]]
          took <- function() { t <- proc.time(); t[["user.self"]] + t[["sys.self"]] }
          for (i in seq_len(warm)) m <- suppressMessages(eval(call))
          fits <- 0; began <- took()
          while (took() - began < seconds) { for (i in 1:5) m <- suppressMessages(eval(call)); fits <- fits + 5 }
          cat((took() - began) / fits * 1000, format(as.numeric(logLik(m)), digits = 15), "\n")
        }
        """;

    /// <returns>Whether all agree, or there is no peer.</returns>
    public static bool Run(string folder)
    {
        var cases = SmallTables.In(folder);
        var list = Path.Combine(folder, "cases");
        File.WriteAllLines(list, cases.Select(one => $"{one.File}\t{one.Theirs}"));
        var said = RScript.Run(Peer, SecondsEach.ToString(CultureInfo.InvariantCulture), WarmUp.ToString(CultureInfo.InvariantCulture), list);
        StatsBench.Line($"## Small fits");
        StatsBench.Line($"");
        StatsBench.Line($"Milliseconds of the processor for one fit, from a table in memory, warmed by {WarmUp}; ours with Satterthwaite's degrees of freedom and intervals.");
        StatsBench.Line($"");
        StatsBench.Line($"| fit | call in R | Rapport, ms | R, ms | Rapport : R |");
        StatsBench.Line($"|---|---|---|---|---|");
        var agree = true;
        foreach (var (at, one) in cases.Index())
        {
            var (ours, likelihood) = Measured(Fit(one));
            var theirs = said?[at].Split(' ').Take(2).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            var same = theirs is null || StatsBench.Agree(likelihood, theirs[1]);
            agree &= same;
            StatsBench.Line(
                $"| {one.Name} | `{one.Theirs.Replace("|", "\\|", StringComparison.Ordinal)}` | {ours:F3} | {(theirs is null ? "–" : $"{theirs[0]:F2}")} | {(theirs is null ? "–" : $"{ours / theirs[0]:F2}")}{(same ? "" : $" **likelihoods differ: {likelihood} and {theirs![1]}**")} |");
        }
        if (said is null)
        {
            StatsBench.Line($"");
            StatsBench.Line($"R with lme4 and metafor is not installed here: no peer.");
        }
        return agree;
    }

    private static Func<double> Fit(FitCase one)
    {
        var table = TableFile.Read(one.File, columns: null, maybe: null, decimalComma: false, [], (_, _) => { }, CancellationToken.None);
        if (one.Kind == "mixed")
        {
            return () => MixedModel.Of(table, Formula.Parse(one.Ours)).Fit().LogLikelihood;
        }
        var asked = one.Ours.Split(' ');
        var (method, knappHartung) = (Enum.Parse<TauMethod>(asked[0]), asked.Contains("KH"));
        string[] moderators = [.. asked.Skip(1).Where(word => word != "KH")];
        StudyTable Studies(string? cluster) => StudyTable.Of(table, new EffectColumns(EffectScale.AsGiven, ["yi", "vi"]), moderators, label: null, cluster);
        return one.Kind == "meta"
            ? () => MetaAnalysis.Fit(Studies(null).Studies, method, knappHartung).LogLikelihood
            : () => Studies("study") is var found ? ThreeLevel.Fit(found.Studies, found.Clusters!.Value.Codes).LogLikelihood : 0;
    }

    private static (double Milliseconds, double Likelihood) Measured(Func<double> fit)
    {
        // The compiler makes its best of a method only while it runs often.
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < WarmUp || clock.Elapsed.TotalSeconds < SecondsEach / 2; i++)
        {
            fit();
        }
        var (fits, likelihood) = (0, 0d);
        var began = Environment.CpuUsage.TotalTime;
        do
        {
            for (var i = 0; i < 5; i++, fits++)
            {
                likelihood = fit();
            }
        }
        while ((Environment.CpuUsage.TotalTime - began).TotalSeconds < SecondsEach);
        return ((Environment.CpuUsage.TotalTime - began).TotalMilliseconds / fits, likelihood);
    }
}
