using System.Diagnostics;
using System.Globalization;
using Rapport.Core.Statistics.Mixed;
using Rapport.Statistics;

namespace Rapport.Bench.Statistics;

/// <summary>Sessions in clients in therapists, by the million; each fits in a process of its own, so that each has its own peak of memory.</summary>
internal static class ThreeLevels
{
    /// <summary>The word that makes this program the process that fits.</summary>
    public const string Child = "--fit";

    private const int Sessions = 10;
    private const int Clients = 10;
    private const string Model = "y ~ log(session) + (1|therapist) + (1|client)";

    private const string Peer = """
        suppressMessages(library(lme4))
        cpu <- function() { t <- proc.time(); c(t[["elapsed"]], t[["user.self"]] + t[["sys.self"]]) }
        a <- cpu()
        d <- read.csv(commandArgs(TRUE)[1])
        b <- cpu()
        m <- lmer(y ~ log(session) + (1|therapist) + (1|client), d)
        c <- cpu()
        peak <- sub("[^0-9]*([0-9]+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))
        cat(b - a, c - b, as.numeric(peak) / 1024, format(as.numeric(logLik(m)), digits = 15), "\n")
        """;

    /// <returns>Whether the two agree, or there is no peer.</returns>
    public static bool Run(string folder, int rows)
    {
        var file = Path.Combine(folder, "three-levels.csv");
        Write(file, rows);
        StatsBench.Line($"## Three levels, {rows:N0} rows");
        StatsBench.Line($"");
        StatsBench.Line($"`{Model}`, {Clients} clients a therapist, {Sessions} sessions a client, a CSV file of {new FileInfo(file).Length / 1e6:F0} MB.");
        StatsBench.Line($"");
        StatsBench.Line($"| who | reading, s (of the processor) | fitting, s (of the processor) | peak of memory, MB | restricted log-likelihood |");
        StatsBench.Line($"|---|---|---|---|---|");
        var ours = Row("Rapport", Own(file));
        if (RScript.Run(Peer, file) is not [var said])
        {
            StatsBench.Line($"");
            StatsBench.Line($"R with lme4 is not installed here: no peer.");
            return true;
        }
        var theirs = Row("lme4", said);
        StatsBench.Line($"");
        StatsBench.Line($"lme4 : Rapport, fitting {theirs[2] / ours[2]:F1}, memory {theirs[4] / ours[4]:F1}.");
        return StatsBench.Agree(ours[5], theirs[5]);
    }

    /// <summary>Reads and fits, and prints what that took.</summary>
    public static int Measure(string file)
    {
        var formula = Formula.Parse(Model);
        var clock = Stopwatch.StartNew();
        var table = TableFile.Read(file, [.. formula.Columns], maybe: null, decimalComma: false, [], (_, _) => { }, CancellationToken.None);
        var (read, readCpu) = (clock.Elapsed, Environment.CpuUsage.TotalTime);
        var fit = MixedModel.Of(table, formula).Fit();
        var (fitted, fittedCpu) = (clock.Elapsed, Environment.CpuUsage.TotalTime);
        using var process = Process.GetCurrentProcess();
        StatsBench.Line(
            $"{read.TotalSeconds} {readCpu.TotalSeconds} {(fitted - read).TotalSeconds} {(fittedCpu - readCpu).TotalSeconds} {process.PeakWorkingSet64 / 1048576d} {fit.LogLikelihood:R}");
        return 0;
    }

    private static string Own(string file)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["stats", Child, file]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said;
    }

    private static double[] Row(string who, string said)
    {
        double[] numbers = [.. said.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        StatsBench.Line($"| {who} | {numbers[0]:F1} ({numbers[1]:F1}) | {numbers[2]:F1} ({numbers[3]:F1}) | {numbers[4]:N0} | {numbers[5]:F4} |");
        return numbers;
    }

    private static void Write(string file, int rows)
    {
        var lot = new Lot(7);
        using var text = new StreamWriter(file);
        text.WriteLine("y,session,client,therapist");
        var (client, therapist) = (0d, 0d);
        for (var row = 0; row < rows; row++)
        {
            therapist = row % (Sessions * Clients) == 0 ? 0.35 * lot.Normal() : therapist;
            client = row % Sessions == 0 ? 0.85 * lot.Normal() : client;
            var session = (row % Sessions) + 1;
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{5.3 + (0.2 * Math.Log(session)) + therapist + client + (0.5 * lot.Normal()):F4},{session},C{row / Sessions},T{row / (Sessions * Clients)}"));
        }
    }
}
