using System.Globalization;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>The data folder and the disk under it.</summary>
internal static class FolderChecks
{
    /// <summary>Below this no store can breathe, bytes.</summary>
    private const long LeastFree = 200_000_000;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("data folder", NeedsStore: false, (visit, _) => Task.FromResult(Folder(visit))),
        new("keys", NeedsStore: false, (visit, _) => Task.FromResult(Keys(visit))),
        new("vocabularies", NeedsStore: false, (visit, _) => Task.FromResult(OwnWords(visit))),
        new("disk space", NeedsStore: false, (visit, _) => Task.FromResult(Space(visit))),
    ];

    /// <summary>A back-up, an import or a compaction may need the store's size again.</summary>
    public static Finding JudgeSpace(long free, long store)
    {
        var needed = Math.Max(LeastFree, store);
        var says = string.Create(
            CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free; the store is {store / 1e9:0.000} GB.");
        return free >= needed
            ? Finding.Good(says)
            : Finding.Failed(says, string.Create(
                CultureInfo.InvariantCulture,
                $"Make room: {needed / 1e9:0.0} GB should be free, since an import may need the store's size again."));
    }

    private static Finding Folder(Visit visit)
    {
        var folder = visit.Location.DataFolder;
        if (!Directory.Exists(folder))
        {
            return Finding.Failed($"There is no folder {folder}.", NoFolder(visit.Location));
        }
        try
        {
            var probe = Path.Combine(folder, ".doctor-" + Guid.CreateVersion7().ToString("N"));
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Failed(
                $"{folder} cannot be written: {e.Message}", "Give this account write access to the folder.");
        }
        return OwnFiles.IsOpenToOthers(folder)
            ? Finding.Failed(
                $"Other accounts on this machine may look into {folder}.", $"Close it to others: chmod go-rwx \"{folder}\"")
            : Finding.Good($"{folder} can be written, and others on this machine cannot look into it.");
    }

    private static string NoFolder(StoreLocation location) => location.IsSqlite
        ? $"\"{location.Command("demo")}\" makes a store there, \"{location.Command("import nppes FILE")}\" one of real people; or name "
            + "another folder with --data DIR."
        : "On PostgreSQL, too, it holds the keys, the removal log and added words: name the folder that the site is served with after --data, "
            + $"or put its copy there. Where there was none yet, \"{location.Command("serve")}\" makes it.";

    private static Finding Keys(Visit visit)
    {
        var folder = visit.Location.KeyFolder;
        if (!Directory.Exists(folder))
        {
            return Finding.Good("There are none yet; they are made when they are first needed.");
        }
        var open = Directory.EnumerateFileSystemEntries(folder).Prepend(folder)
            .FirstOrDefault(OwnFiles.IsOpenToOthers);
        return open is null
            ? Finding.Good("Only this account may read them. They are in no back-up: keep a copy of them apart.")
            : Finding.Failed(
                $"Other accounts may reach {open}.", $"Close it: chmod -R go-rwx \"{folder}\"");
    }

    private static Finding OwnWords(Visit visit)
    {
        try
        {
            var keys = new SearchKeys(Vocabularies.Load(visit.Location.VocabularyFolder));
            SaidFile.Load(visit.Location.VocabularyFolder, keys);
            return Finding.Good("Those of the program, and those added here, can be read.");
        }
        catch (InvalidDataException e)
        {
            return Finding.Failed("A file of added words is wrong.", e.Message);
        }
    }

    private static Finding Space(Visit visit)
    {
        if (!Directory.Exists(visit.Location.DataFolder))
        {
            return Finding.Failed(
                "There is no folder to measure.", NoFolder(visit.Location));
        }
        var free = new DriveInfo(visit.Location.DataFolder).AvailableFreeSpace;
        // A database server's own disk cannot be seen from here; the folder still holds logs and keys.
        var store = visit.Location.IsSqlite
            ? new[] { "", "-wal" }.Select(ending => new FileInfo(visit.Location.SqlitePath + ending))
                .Where(file => file.Exists).Sum(file => file.Length)
            : 0;
        return JudgeSpace(free, store);
    }
}
