using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rapport.Tests.Support;

/// <summary>Signals of Unix, sent without another program, which on a busy machine may come too late.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int KillNow = 9;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int process, int signal);

    /// <summary>Sends a signal as soon as something is so; on a thread of its own, since those of the tests may all be busy.</summary>
    /// <returns>Whether the process was still running.</returns>
    public static Task<bool> SendWhen(Func<bool> isSo, Process process, int signal) => Task.Factory.StartNew(
        () =>
        {
            while (!process.HasExited && !isSo())
            {
                Thread.Sleep(1);
            }
            return !process.HasExited && Kill(process.Id, signal) == 0;
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
