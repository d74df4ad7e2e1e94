using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>Remembers where organisations are, from file to file.</summary>
internal sealed class OrganisationAddresses(Store store)
{
    private const int BatchRows = 50_000;

    /// <summary>Adds those of a file to those known, and returns all.</summary>
    public async Task<HashSet<long>> Join(HashSet<long> found, Action<long, long> progress, CancellationToken stop)
    {
        var all = new HashSet<long>(found.Count);
        await using (var db = store.Read())
        {
            await foreach (var hash in db.Set<OrganisationAddress>().AsNoTracking()
                .Select(address => address.Hash).AsAsyncEnumerable().WithCancellation(stop))
            {
                all.Add(hash);
            }
        }
        // In the order of the key, so that the table grows at its end.
        var fresh = found.Where(hash => !all.Contains(hash)).Order().Select(hash => new OrganisationAddress { Hash = hash }).ToList();
        var done = 0;
        foreach (var batch in fresh.Chunk(BatchRows))
        {
            await store.Write(db => new BulkWriter(db).Insert(batch, stop), stop);
            progress(done += batch.Length, fresh.Count);
        }
        all.UnionWith(found);
        return all;
    }
}
