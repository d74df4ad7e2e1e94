using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>
/// Who stands removed by the database, set beside the removal log. Each of them belongs into both: a restore may bring
/// back a database that is older than the removal, and then the log alone knows of it.
/// </summary>
internal static class StandingRemovals
{
    /// <summary>The lines that a log needs to name everyone who stands removed.</summary>
    /// <param name="db">The database; nothing in it is changed.</param>
    /// <param name="log">What the log says, oldest first.</param>
    public static async Task<IReadOnlyList<RemovalLine>> MissingIn(
        RapportDb db, IReadOnlyList<RemovalLine> log, CancellationToken stop)
    {
        var said = RemovalReplay.LastWords(log).ToDictionary(RemovalReplay.WhoIn);
        var standing = await db.Set<Removal>().AsNoTracking().Where(removal => removal.UndoneAt == null)
            .Join(
                db.Set<Profile>().Where(profile => profile.Removed),
                removal => removal.ProfileId, profile => profile.Id,
                (removal, profile) => new { profile.Npi, profile.Id, removal.At })
            .ToListAsync(stop);
        return [.. standing.GroupBy(one => one.Id).Select(one => one.MaxBy(removal => removal.At)!)
            .Select(one => new RemovalLine(one.Npi, one.Id, one.At))
            .Where(line => !said.TryGetValue(RemovalReplay.WhoIn(line), out var last) || (last.Undone is true && last.At < line.At))];
    }

    /// <summary>Adds to the log of a store whom it lacks. Alone among the writers, as a removal is.</summary>
    /// <returns>How many were added.</returns>
    public static Task<int> Complete(Store store, CancellationToken stop) => store.Write(
        async db =>
        {
            var missing = await MissingIn(db, await RemovalReplay.Read(store.Location, [], stop), stop);
            await RemovalLog.Append(store.Location, missing, stop);
            return missing.Count;
        }, stop);
}
