using System.Globalization;
using System.Runtime.InteropServices;

namespace Rapport.Pictures;

/// <summary>What the process that draws may use: a file that makes its decoder run wild ends the process, and nothing else.</summary>
internal static class PictureBounds
{
    /// <summary>Seconds of one core.</summary>
    private const ulong Seconds = 10;

    /// <summary>Bytes above what the process has when it begins: points unpacked, a decoder's own, and two drawings.</summary>
    private const ulong Memory = 640UL * 1024 * 1024;

    // Numbers of Linux; elsewhere the watch of the process that waits is the only bound.
    private const int Cpu = 0;
    private const int FileSize = 1;
    private const int AddressSpace = 9;

    /// <summary>Sets them, for good, before anything is read.</summary>
    public static void Set()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        var pages = ulong.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], CultureInfo.InvariantCulture);
        Hold(Cpu, Seconds);
        Hold(FileSize, 0);
        Hold(AddressSpace, (pages * (ulong)Environment.SystemPageSize) + Memory);
    }

    private static void Hold(int what, ulong most)
    {
        var limit = new Limit { Now = most, Ever = most };
        if (SetLimit(what, ref limit) != 0)
        {
            throw new InvalidOperationException($"Limit {what} of this process cannot be set.");
        }
    }

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, ref Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Now;
        public ulong Ever;
    }
}
