using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>Remembers where organisations are, from file to file.</summary>
internal sealed class OrganisationAddresses(Store store)
{
    private const int BatchRows = 50_000;

    /// <summary>Notes those of a file in the store, and adds those known before to them.</summary>
    public async Task Join(AddressSet found, Action<long, long> progress, CancellationToken stop)
    {
        var fresh = found.Sorted.ToArray();
        var known = new bool[fresh.Length];
        await using (var db = store.Read())
        {
            await foreach (var hash in db.Set<OrganisationAddress>().AsNoTracking()
                .Select(address => address.Hash).AsAsyncEnumerable().WithCancellation(stop))
            {
                if (Array.BinarySearch(fresh, hash) is >= 0 and var at)
                {
                    known[at] = true;
                }
                else
                {
                    found.Add(hash);
                }
            }
        }
        // In the order of the key, so that the table grows at its end.
        var done = 0;
        foreach (var batch in fresh.Where((_, at) => !known[at]).Chunk(BatchRows))
        {
            var rows = batch.Select(hash => new OrganisationAddress { Hash = hash }).ToList();
            await store.Write(db => new BulkWriter(db).Insert(rows, stop), stop);
            progress(done += batch.Length, fresh.Length);
        }
    }
}
