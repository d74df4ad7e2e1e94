using System.Security.Cryptography;

namespace Rapport.Storage;

/// <summary>A random key in a file of the key folder, which lies apart from the database and is in no back-up.</summary>
internal static class KeyFile
{
    private const int Bytes = 32;

    private const string LockName = "keys.lock";

    public static bool Exists(StoreLocation location, string name) => File.Exists(Path.Combine(location.KeyFolder, name));

    /// <summary>The key of that name; made when it is first asked for.</summary>
    /// <param name="withoutIt">What becomes of what the key was for when another is made in its place.</param>
    /// <exception cref="StoreProblem">It is damaged.</exception>
    public static byte[] ReadOrMake(StoreLocation location, string name, string withoutIt)
    {
        var path = Path.Combine(location.KeyFolder, name);
        OwnFiles.MakeFolder(location.KeyFolder);
        if (!File.Exists(path))
        {
            // Of two processes that start at once, the second takes the first one's key.
            using var alone = OwnFiles.Alone(Path.Combine(location.KeyFolder, LockName));
            if (!File.Exists(path))
            {
                Make(path);
            }
        }
        var key = File.ReadAllBytes(path);
        return key.Length == Bytes
            ? key
            : throw new StoreProblem($"The key {path} is damaged. Delete it; a new one is made, and {withoutIt}.");
    }

    /// <summary>On stable storage before it gets its name, and before anything is made with it.</summary>
    private static void Make(string path)
    {
        var fresh = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        using (var file = OwnFiles.Open(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path);
        OwnFiles.Keep(Path.GetDirectoryName(path)!);
    }
}
