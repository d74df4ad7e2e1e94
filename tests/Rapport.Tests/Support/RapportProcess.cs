using System.Diagnostics;

namespace Rapport.Tests.Support;

/// <summary>What a command said, and how it ended.</summary>
internal sealed record Ended(int Code, string Out, string Error);

/// <summary>The real command line, as a process of its own: the program that was built beside the tests.</summary>
internal static class RapportProcess
{
    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ended> Run(params string[] arguments)
    {
        using var process = Start([], arguments);
        return await End(process);
    }

    /// <summary>Runs a command to its end with variables in its environment.</summary>
    public static async Task<Ended> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        return await End(process);
    }

    /// <summary>Starts a command and leaves it running, its output to be read by the caller.</summary>
    public static Process Start(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "rapport.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        // A developer's own store must never be met by a test.
        start.Environment.Remove("RAPPORT_DATA");
        start.Environment.Remove("RAPPORT_DB");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end and gathers what was said.</summary>
    public static async Task<Ended> End(Process process)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, await output, await error);
    }
}
