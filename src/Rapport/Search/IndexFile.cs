using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>
/// The index as a file in the data folder, so that a start reads it in place of every profile. It is only ever a copy: one that
/// is damaged, old, or of another store, version or vocabulary is passed over, and the index is built anew.
/// </summary>
internal sealed class IndexFile(Store store, SearchKeys keys, ILogger log)
{
    private const int BufferBytes = 1 << 16;
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly string _path = store.Location.IndexPath;

    /// <summary>The snapshot that was written last; null where there is none that can be used.</summary>
    public async Task<Snapshot?> Read(DateOnly today, CancellationToken stop)
    {
        if (!File.Exists(_path))
        {
            return null;
        }
        var started = store.Time.GetTimestamp();
        try
        {
            Label? label = null;
            SearchIndex index;
            await using (var from = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan))
            {
                index = SearchIndexFile.Read(keys.Schema, from, bytes => WhyNot(label = JsonSerializer.Deserialize<Label>(bytes.Span), today));
            }
            if (!await Follows(label!, stop))
            {
                throw new InvalidDataException("The store does not continue from it.");
            }
            log.LogInformation(
                "The search index of {Count} profiles was read from {Path} in {Milliseconds} ms.",
                index.Count, _path, (long)store.Time.GetElapsedTime(started).TotalMilliseconds);
            return new Snapshot(index, label!.Sequence, label.Day, label.Listing);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or JsonException)
        {
            log.LogWarning("The search index in {Path} is not used, and built anew: {Reason}", _path, e.Message);
            return null;
        }
    }

    /// <summary>Writes a snapshot in place of the one before, whole or not at all.</summary>
    /// <param name="snapshot">What is written.</param>
    /// <param name="last">As <see cref="LastOf"/> has it.</param>
    /// <param name="stop">The program ends: nothing is written then.</param>
    /// <returns>Whether it was written; the log says why not.</returns>
    public bool Write(Snapshot snapshot, Change? last, CancellationToken stop)
    {
        // Several nodes may share the folder, and in containers each has the same number of process.
        var fresh = $"{_path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        try
        {
            DiscardForgotten();
            using (var to = OwnFiles.Open(fresh, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes))
            {
                var label = new Label(store.Mark.StoreId, Version, snapshot.Sequence, last?.ProfileId, last?.At, snapshot.Day, snapshot.Listing);
                SearchIndexFile.Write(snapshot.Index, JsonSerializer.SerializeToUtf8Bytes(label), to, stop);
            }
            // Without waiting for the disk: what did not get there is noticed when it is read.
            File.Move(fresh, _path, overwrite: true);
            return true;
        }
        catch (OperationCanceledException)
        {
            Discard(fresh);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The search index could not be written to {Path}; the next start builds it anew. {Reason}", _path, e.Message);
            Discard(fresh);
            return false;
        }
    }

    /// <summary>The line of the change feed up to which a snapshot is right; null before the first.</summary>
    public static Task<Change?> LastOf(RapportDb db, Snapshot snapshot, CancellationToken stop) =>
        db.Set<Change>().AsNoTracking().SingleOrDefaultAsync(change => change.Sequence == snapshot.Sequence, stop);

    // Another build of the program, another runtime and other tables of letters may read facts in another way.
    private static string Version => string.Join(
        ' ', typeof(IndexFile).Module.ModuleVersionId, typeof(SearchIndex).Module.ModuleVersionId, Environment.Version,
        CultureInfo.InvariantCulture.CompareInfo.Version.FullVersion);

    private string? WhyNot(Label? label, DateOnly today) =>
        label is null ? "It does not say whose it is."
        : label.Store != store.Mark.StoreId ? "It belongs to another store."
        : label.Version != Version ? "It was written by another version."
        : label.Day != today && label.Day != today.AddDays(-1) ? $"It is of {label.Day:yyyy-MM-dd}."
        : null;

    // A database that was brought back from a backup may have the same numbers for other changes.
    private async Task<bool> Follows(Label label, CancellationToken stop)
    {
        await using var db = store.Read();
        var line = await db.Set<Change>().AsNoTracking().SingleOrDefaultAsync(change => change.Sequence == label.Sequence, stop);
        return line?.ProfileId == label.LastProfile && line?.At == label.LastAt && await Visibility.Of(db, stop) == label.Listing;
    }

    // What was begun and never finished; another process may be at one just now.
    private void DiscardForgotten()
    {
        foreach (var left in Directory.EnumerateFiles(store.Location.DataFolder, Path.GetFileName(_path) + ".*"))
        {
            if (File.GetLastWriteTimeUtc(left) < store.Now - Forgotten)
            {
                Discard(left);
            }
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is told already that nothing could be written.
        }
    }

    private sealed record Label(
        Guid Store, string Version, long Sequence, long? LastProfile, DateTime? LastAt, DateOnly Day, RegistryListing Listing);
}
