using System.Diagnostics;

namespace Rapport.Tests.Support;

/// <summary>
/// A file or folder that nobody can change, not even root, whom permissions do not bind; as an ordinary user by its
/// permissions.
/// </summary>
internal sealed class Frozen : IAsyncDisposable
{
    private readonly string _path;

    private readonly UnixFileMode? _before;

    private Frozen(string path, UnixFileMode? before)
    {
        _path = path;
        _before = before;
    }

    /// <summary>Freezes it; skips the test where that cannot be done.</summary>
    public static async Task<Frozen> File(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
#pragma warning disable CA1416 // Skipped above on Windows.
        if (Environment.UserName != "root")
        {
            var before = System.IO.File.GetUnixFileMode(path);
            System.IO.File.SetUnixFileMode(
                path, before & ~(UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
            return new Frozen(path, before);
        }
#pragma warning restore CA1416
        Assert.SkipUnless(
            await Chattr("+i", path), "Root may write everything, and this file system knows no unchangeable files.");
        return new Frozen(path, before: null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_before is { } before && !OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(_path, before);
        }
        else
        {
            await Chattr("-i", _path);
        }
    }

    private static async Task<bool> Chattr(string change, string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("chattr", [change, path])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
