using System.ComponentModel;
using System.Diagnostics;

namespace Rapport.Bench.Statistics;

/// <summary>R, where it is installed.</summary>
internal static class RScript
{
    /// <summary>Runs a script to its end.</summary>
    /// <returns>The lines it prints; null where there is no R, or it lacks a package that the script wants.</returns>
    public static string[]? Run(string script, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, script);
            using var process = Process.Start(new ProcessStartInfo("Rscript", [file, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
