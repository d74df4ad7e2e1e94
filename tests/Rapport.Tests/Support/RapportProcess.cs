using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

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
    public static Process Start(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments) =>
        Through([], environment, arguments);

    /// <summary>
    /// Starts a command that hears Ctrl-C, also where the tests do not: what a shell runs in the background ignores it, and
    /// hands that on. Skips the test where that cannot be undone.
    /// </summary>
    public static async Task<Process> StartHearing(params string[] arguments)
    {
        string[] program = ["env", "--default-signal=INT"];
        Assert.SkipUnless(await Succeeds([.. program, "true"]), "Signals are given back by \"env\" of coreutils 8.31 or newer.");
        return Through(program, [], arguments);
    }

    /// <summary>Runs a command to its end that permissions bind, also as root. Skips the test where they cannot.</summary>
    public static async Task<Ended> RunBound(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        string[] program = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
        if (Environment.UserName != "root")
        {
            return await Run(arguments);
        }
        Assert.SkipUnless(await Succeeds([.. program, "true"]), "Root may read everything, and there is no \"setpriv\" to take that away.");
        using var process = Through(program, [], arguments);
        return await End(process);
    }

    /// <summary>A port that nobody listens on: for a server that is started again and again under one address.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> Succeeds(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <param name="program">What starts it, with its own arguments, and becomes it; empty when nothing does.</param>
    private static Process Through(
        string[] program, IEnumerable<KeyValuePair<string, string>> environment, string[] arguments)
    {
        string[] line = [.. program, "dotnet", Path.Combine(AppContext.BaseDirectory, "rapport.dll"), .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
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
