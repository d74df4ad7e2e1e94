using Microsoft.EntityFrameworkCore;

namespace Rapport.Storage;

/// <summary>
/// Writes and reads the change feed. Writing happens inside the transaction that changed the profile; the store's
/// write lock makes the numbers ascend in the order of commits.
/// </summary>
internal static class ChangeFeed
{
    /// <summary>The channel on which PostgreSQL wakes the other nodes.</summary>
    public const string Channel = "rapport_changes";

    /// <summary>The newest number, 0 in a new store.</summary>
    public static async Task<long> Last(RapportDb db, CancellationToken stop = default) =>
        await db.Set<Change>().MaxAsync(change => (long?)change.Sequence, stop) ?? 0;

    /// <summary>Adds lines for the given profiles; saved with the caller's transaction.</summary>
    public static async Task Append(
        RapportDb db, IReadOnlyCollection<long> profileIds, DateTime at, CancellationToken stop = default)
    {
        var last = await Last(db, stop);
        foreach (var id in profileIds)
        {
            db.Add(new Change { Sequence = ++last, ProfileId = id, At = at });
        }
    }

    /// <summary>The lines after <paramref name="sequence"/>, oldest first, at most <paramref name="limit"/>.</summary>
    public static Task<List<Change>> After(RapportDb db, long sequence, int limit, CancellationToken stop = default) =>
        db.Set<Change>().AsNoTracking()
            .Where(change => change.Sequence > sequence)
            .OrderBy(change => change.Sequence)
            .Take(limit)
            .ToListAsync(stop);
}
