using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>
/// Erases the pseudonyms of networks once they have served: when the application starts, and every few hours after.
/// The pages promise it, so it may not wait for somebody to ask.
/// </summary>
internal sealed class NetworkErasure(Store store, ILogger<NetworkErasure> log)
    : RepeatedWork(TimeSpan.FromHours(6), "Erasing the codes of networks that have served", log)
{
    /// <summary>Days for which a pseudonym is kept: as far back as an operator is told of bursts.</summary>
    public const int DaysKept = 30;

    /// <summary>
    /// Erases what is older than <see cref="DaysKept"/> days, of removals and of reports, and what tells reports apart once
    /// they are too old to count.
    /// </summary>
    public static async Task Erase(Store store, CancellationToken stop = default)
    {
        var before = store.Now.AddDays(-DaysKept);
        var counted = store.Now.AddDays(-Doubts.Days);
        await using (var db = store.Read())
        {
            // Looked at first: with nothing due, an import that is under way need not be waited for.
            if (!await db.Set<Removal>().AnyAsync(one => one.Network != null && one.At < before, stop)
                && !await db.Set<Report>().AnyAsync(
                    one => (one.Network != null && one.At < before) || (one.Teller != null && one.At < counted), stop))
            {
                return;
            }
        }
        await store.Erase(async db =>
        {
            await db.Set<Removal>().Where(one => one.Network != null && one.At < before)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Network, (string?)null), stop);
            await db.Set<Report>().Where(one => one.Network != null && one.At < before)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Network, (string?)null), stop);
            return await db.Set<Report>().Where(one => one.Teller != null && one.At < counted)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Teller, (int?)null), stop);
        }, stop);
    }

    protected override Task Do(CancellationToken stop) => Erase(store, stop);
}
