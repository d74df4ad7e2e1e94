using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Text;

namespace Rapport.Storage;

/// <summary>
/// What the program makes for itself, for this account alone: it holds people, keys, and who asked to be left out.
/// What an earlier version, a copy or a loose umask left open is closed when it is next used.
/// </summary>
internal static class OwnFiles
{
    public const UnixFileMode FileForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public const UnixFileMode FolderForOwner = FileForOwner | UnixFileMode.UserExecute;

    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What lies in a data folder beside what the operator puts there.</summary>
    private static readonly string[] Names = ["rapport.db*", "search.index*", "*.lock", "removals.log", Rejects];

    private const string Rejects = "rejects-*.csv";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Links followed before a path is taken as it stands; systems themselves follow forty.</summary>
    private const int MostLinks = 40;

    /// <summary>Makes a folder that only this account may look into; one that is there stays as its owner made it.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderForOwner);
        }
    }

    /// <summary>Opens a file that only this account may read, also when it was made more open.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize = 4096)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open)
        {
            options.UnixCreateMode = FileForOwner;
        }
        var file = new FileStream(path, options);
        Close(path);
        return file;
    }

    /// <summary>
    /// Holds a lock file, of several programs one at a time, until it is disposed of. Moving a file without writing over another is no such lock: .NET asks
    /// whether the name is free before it takes it, and between the two another may have taken it.
    /// </summary>
    /// <exception cref="IOException">Another has held it for half a minute.</exception>
    public static FileStream Alone(string path)
    {
        using var pause = new ManualResetEventSlim();
        var until = Environment.TickCount64 + (long)LongestWait.TotalMilliseconds;
        while (true)
        {
            try
            {
                return Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeldByAnother(e) && Environment.TickCount64 < until)
            {
                pause.Wait(1);
            }
        }
    }

    /// <summary>Waits until the names in a folder are on stable storage: a file whose bytes are there may else have no name after a power cut.</summary>
    public static void Keep(string folder)
    {
        // Windows writes names with the files; elsewhere .NET opens no folder.
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var handle = OpenFolder(Encoding.UTF8.GetBytes(folder + '\0'), flags: 0);
        if (handle < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened.");
        }
        try
        {
            if (WaitForDisk(handle) != 0)
            {
                throw new IOException($"What is written into {folder} cannot be kept: the disk gives an error.");
            }
        }
        finally
        {
            _ = CloseFolder(handle);
        }
    }

    /// <summary>Whether a file could not be opened because another program, or another part of this one, holds it.</summary>
    public static bool IsHeldByAnother(IOException e) => e.HResult is
        // EWOULDBLOCK on Linux and macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
        11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    /// <summary>Closes to other accounts what the program made in a data folder.</summary>
    public static void CloseAll(StoreLocation location)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(location.DataFolder))
        {
            return;
        }
        try
        {
            foreach (var path in Names.SelectMany(name => Directory.EnumerateFiles(location.DataFolder, name)))
            {
                Close(path);
            }
            CloseFolder(location.KeyFolder);
        }
        catch (UnauthorizedAccessException)
        {
            // Whoever may not look into the folder hears so from what opens the store.
        }
    }

    /// <summary>
    /// Whether this path is, or would be, a part of the store: its database, its locks, who asked to be removed, a key, an
    /// added word. Also through links, and where nothing is there yet.
    /// </summary>
    public static bool BelongTo(StoreLocation location, string path)
    {
        var full = Followed(path);
        if (new[] { location.KeyFolder, location.VocabularyFolder }.Any(folder => Inside(full, Followed(folder))))
        {
            return true;
        }
        var name = Path.GetFileName(full);
        // Rejects of an import are for the operator to read, and to throw away.
        return Same(Path.GetDirectoryName(full) ?? "", Followed(location.DataFolder))
            && Names.Where(own => own != Rejects).Any(own => FileSystemName.MatchesSimpleExpression(own, name, ignoreCase: true));
    }

    /// <summary>Whether accounts other than the owner's may reach this; false where there are no such permissions.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ForOthers) != UnixFileMode.None;

    /// <summary>The path without its links, as far as it is there.</summary>
    private static string Followed(string path) => Followed(path, MostLinks);

    private static string Followed(string path, int most)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }
        var parent = Followed(folder, most);
        var here = Path.Combine(parent, Path.GetFileName(full));
        return most > 0 && new FileInfo(here).LinkTarget is { } target
            ? Followed(Path.Combine(parent, target), most - 1)
            : here;
    }

    private static bool Inside(string full, string folder) =>
        Same(full, folder) || full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    // Some file systems tell large and small letters apart and some do not: here they are never told apart.
    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static void CloseFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Close(path);
            foreach (var file in Directory.EnumerateFiles(path))
            {
                Close(file);
            }
        }
    }

    private static void Close(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        try
        {
            // A link may lead to what is not ours.
            if (File.ResolveLinkTarget(path, returnFinalTarget: false) is null && IsOpenToOthers(path))
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~ForOthers);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another account's file, or a disk that cannot be written: the doctor tells of it, the work goes on.
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFolder(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int WaitForDisk(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int CloseFolder(int handle);
}
