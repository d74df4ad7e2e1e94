using System.ComponentModel;
using System.Diagnostics;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>
/// Makes the index of a large directory in a process of its own, <c>rapport index</c>: it takes several times the memory of the
/// index, all of which goes back when it ends, and a collector that may let go of it later than one that serves pages.
/// </summary>
internal sealed class IndexProcess(StoreLocation location, ILogger log)
{
    /// <summary>Of fewer, the index is made sooner than a process begins.</summary>
    public const int Worthwhile = 50_000;

    // Bytes, as the runtime reads them: hexadecimal. Nearly all that is made here is thrown away at once.
    private const string Nursery = "10000000";

    /// <summary>Runs it to its end.</summary>
    /// <param name="isBeside">Somebody searches meanwhile, and goes first.</param>
    /// <param name="stop">Ends it too.</param>
    /// <returns>Whether the file was written.</returns>
    public async Task<bool> Run(bool isBeside, CancellationToken stop)
    {
        try
        {
            using var process = Process.Start(Command())!;
            try
            {
                if (isBeside)
                {
                    process.PriorityClass = ProcessPriorityClass.BelowNormal;
                }
                var (made, failed) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
                await process.WaitForExitAsync(stop);
                if (process.ExitCode == 0)
                {
                    log.LogInformation("{Made}", (await made).Trim());
                    return true;
                }
                log.LogWarning("The search index could not be made in a process of its own; it is made in this one. {Reason}", (await failed).Trim());
                return false;
            }
            finally
            {
                End(process);
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            log.LogWarning("No process could be started to make the search index; it is made in this one. {Reason}", e.Message);
            return false;
        }
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Command()
    {
        var (program, arguments) = Program();
        var command = new ProcessStartInfo(program, [.. arguments, "index", "--data", location.DataFolder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        command.Environment["DOTNET_GCgen0size"] = Nursery;
        command.Environment["DOTNET_GCConserveMemory"] = "0";
        // Never on the command line, where others may read a password.
        command.Environment["RAPPORT_DB"] = location.Postgres;
        return command;
    }

    // As this one was started: by the runtime, or as a program of its own.
    private static (string Program, string[] Arguments) Program()
    {
        var assembly = typeof(IndexProcess).Assembly.Location;
        return Environment.ProcessPath is { } running && Path.GetFileNameWithoutExtension(running) == "dotnet"
            ? (running, [assembly])
            : (Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null), []);
    }
}
