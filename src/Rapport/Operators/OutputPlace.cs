using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>
/// Decides where a back-up is written: never over a store or what belongs to it, and never over anything else than an
/// earlier back-up. A line typed in haste must not cost what it was to save.
/// </summary>
internal static class BackupPlace
{
    /// <summary>Refuses a path that must not be written to, and clears away what a broken-off back-up left there.</summary>
    /// <param name="path">The file to be made, in full.</param>
    /// <param name="partial">Its name until it is whole.</param>
    /// <param name="store">The store that is backed up.</param>
    /// <param name="force">Whether an earlier back-up may be replaced.</param>
    /// <exception cref="StoreProblem">It may not be written there; the message says what to choose instead.</exception>
    public static void Check(string path, string partial, StoreLocation store, bool force)
    {
        if (Directory.Exists(path))
        {
            throw new StoreProblem($"{path} is a folder. Name a file in it, like {Path.Combine(path, "rapport.backup")}.");
        }
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw new StoreProblem($"There is no folder {folder}. Make it first, or choose another.");
        }
        if (OwnFiles.BelongTo(store, path) || OwnFiles.BelongTo(store, partial))
        {
            throw new StoreProblem(
                $"{path} belongs to the store itself, and a back-up never takes the place of it. Choose another name. Nothing was "
                + "changed.");
        }
        if (IsThere(path) && !force)
        {
            throw new StoreProblem($"{path} is there already. Choose another name, or say --force to replace it.");
        }
        // A link or another spelling may lead anywhere, and another store's file has any name: only a back-up is replaced.
        if (IsThere(path) && !IsBackup(path))
        {
            throw new StoreProblem(
                $"{path} holds something else than a back-up, so --force does not replace it. Choose another name. Nothing was "
                + "changed.");
        }
        if (!IsThere(partial))
        {
            return;
        }
        if (new FileInfo(partial).LinkTarget is not null || !(IsEmpty(partial) || IsBackup(partial)))
        {
            throw new StoreProblem(
                $"{partial}, which the back-up is called until it is whole, is there already and holds something else. Move it away, "
                + "or choose another name. Nothing was changed.");
        }
        File.Delete(partial);
    }

    // A link that leads nowhere is there, too.
    private static bool IsThere(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool IsEmpty(string path) => new FileInfo(path).Length == 0;

    private static bool IsBackup(string path)
    {
        if (!File.Exists(path) || IsEmpty(path))
        {
            // Devices are empty; a pipe would be waited for without end.
            return false;
        }
        // Not shared: who writes it just now must not lose it.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        var begins = new byte[BackupFormat.MagicWord.Length];
        return file.ReadAtLeast(begins, begins.Length, throwOnEndOfStream: false) == begins.Length
            && begins.AsSpan().SequenceEqual(System.Text.Encoding.ASCII.GetBytes(BackupFormat.MagicWord));
    }
}
