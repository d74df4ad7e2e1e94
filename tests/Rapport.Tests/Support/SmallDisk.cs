using System.Diagnostics;

namespace Rapport.Tests.Support;

/// <summary>A disk of one megabyte; only root may make one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<SmallDisk> Mount()
    {
        var folder = Directory.CreateTempSubdirectory("rapport-small-").FullName;
        var isMounted = OperatingSystem.IsLinux()
            && await Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
        if (!isMounted)
        {
            Directory.Delete(folder);
            Assert.Skip("A small disk can be made by root on Linux only.");
        }
        return new SmallDisk(folder);
    }

    /// <summary>Writes until nothing more fits.</summary>
    public void Fill()
    {
        using var filling = new FileStream(Path.Combine(Folder, "filling"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                filling.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>From now on it can only be read.</summary>
    public async Task TurnReadOnly() => Assert.True(await Run("mount", "-o", "remount,ro", Folder));

    public async ValueTask DisposeAsync()
    {
        await Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
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
