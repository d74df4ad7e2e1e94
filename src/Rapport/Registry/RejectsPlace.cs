using System.Globalization;
using Rapport.Registry.Reading;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>
/// Decides where the rows that could not be taken are written, and makes that file: never over the import's own files
/// or the store's, and for this account alone, because it holds rows of real people.
/// </summary>
internal static class RejectsPlace
{
    private const int LongestName = 100;

    /// <summary>Refuses a path that must not be written to. Nothing is touched.</summary>
    /// <param name="path">As given with --rejects.</param>
    /// <param name="read">The files that the import reads; null for one that was not given.</param>
    /// <exception cref="ImportProblem">It is one of the import's own files, of the store, or there already.</exception>
    public static void Check(string path, IEnumerable<string?> read, StoreLocation store, bool force)
    {
        var full = Path.GetFullPath(path);
        if (read.OfType<string>().Any(file => Same(Path.GetFullPath(file), full)))
        {
            throw new ImportProblem($"{path} is a file that this import reads. Name another file after --rejects. Nothing was changed.");
        }
        if (OwnFiles.BelongTo(store, full))
        {
            throw new ImportProblem($"{path} belongs to the store. Name another file after --rejects. Nothing was changed.");
        }
        if (Directory.Exists(full))
        {
            throw new ImportProblem($"{path} is a folder. Name a file in it, like {Path.Combine(path, "rejects.csv")}.");
        }
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
        {
            throw new ImportProblem($"There is no folder {folder}. Make it first, or name another file after --rejects.");
        }
        if (!File.Exists(full))
        {
            return;
        }
        if (!force)
        {
            throw new ImportProblem($"{path} is there already. Choose another name, or say --force to replace it.");
        }
        // A link or another spelling may lead anywhere: only what an import wrote is replaced.
        if (File.ReadLines(full).FirstOrDefault() != Rejects.Header)
        {
            throw new ImportProblem($"{path} holds something else than rejects, so --force does not replace it. Choose another name.");
        }
    }

    /// <summary>Where the rejects go when nobody said: beside the store, named after the file and the time.</summary>
    public static string Unasked(StoreLocation store, string file, DateTime now)
    {
        // A name may come from anywhere, with signs in it that a terminal obeys.
        var of = string.Concat(Path.GetFileNameWithoutExtension(file)
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-').Take(LongestName));
        var name = string.Create(CultureInfo.InvariantCulture, $"rejects-{of}-{now:yyyyMMdd-HHmmss}");
        var path = Path.Combine(store.DataFolder, name + ".csv");
        for (var again = 2; File.Exists(path); again++)
        {
            path = Path.Combine(store.DataFolder, string.Create(CultureInfo.InvariantCulture, $"{name}-{again}.csv"));
        }
        return path;
    }

    /// <summary>Makes the file, which must not be there unless it is to be replaced.</summary>
    public static TextWriter Make(string path, bool force)
    {
        if (force)
        {
            File.Delete(path);
        }
        return new StreamWriter(OwnFiles.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));
    }

    // Some file systems tell large and small letters apart and some do not: here they are never told apart.
    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
