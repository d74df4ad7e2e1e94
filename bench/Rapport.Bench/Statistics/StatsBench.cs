using System.Globalization;

namespace Rapport.Bench.Statistics;

/// <summary>
/// Mixed models and meta-analyses beside lme4 and metafor in the same run, on the same files, where R has them; likelihoods must
/// agree. Prints Markdown.
/// </summary>
internal static class StatsBench
{
    public static int Run(string[] args)
    {
        if (args is [ThreeLevels.Child, var file])
        {
            return ThreeLevels.Measure(file);
        }
        var rows = Number(args, "--rows", 1_000_000);
        var folder = Directory.CreateTempSubdirectory("rapport-bench-").FullName;
        try
        {
            Line($"# Statistics beside R");
            Line($"");
            Line($".NET {Environment.Version}, {Environment.ProcessorCount} processors.");
            Line($"");
            var agree = SmallFits.Run(folder);
            if (rows > 0)
            {
                Line($"");
                agree &= ThreeLevels.Run(folder, rows);
            }
            return agree ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether two log-likelihoods are of one fit: both search, and stop near the top.</summary>
    public static bool Agree(double one, double other) => Math.Abs(one - other) <= 1e-3 + (1e-6 * Math.Abs(other));

    private static int Number(string[] args, string name, int otherwise) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault() is { } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : otherwise;
}
