using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>What a file changes about where organisations are.</summary>
/// <param name="Doors">Where any of them is, after it.</param>
/// <param name="IsAnyLeft">Whether some address has lost its last organisation by it.</param>
/// <param name="Steps">For each organisation of the file what is to be written of it.</param>
/// <param name="NewestDate">The latest day of any row of the file.</param>
internal sealed record OrganisationNews(AddressSet Doors, bool IsAnyLeft, OrganisationStep[] Steps, DateOnly NewestDate);

internal enum OrganisationStep : byte
{
    Nothing,
    Insert,
    Update,
}

/// <summary>Remembers where organisations are, from file to file.</summary>
internal sealed class OrganisationAddresses(Store store)
{
    private const int BatchRows = 50_000;

    /// <summary>Compares a file with what earlier ones said, and writes nothing yet.</summary>
    /// <param name="newestDate">The latest day of any row of the file: a closing may be told long after its day.</param>
    public async Task<OrganisationNews> Compare(OrganisationDoors found, DateOnly newestDate, CancellationToken stop)
    {
        var doors = new AddressSet();
        var left = new AddressSet();
        var steps = new OrganisationStep[found.Count];
        var at = 0;
        await using var db = store.Read();
        // Both in the order of the numbers, so that neither is held twice.
        await foreach (var known in db.Set<OrganisationAddress>().AsNoTracking().OrderBy(one => one.Npi).AsAsyncEnumerable()
            .WithCancellation(stop))
        {
            var ordinal = Npi.OrdinalOf(known.Npi);
            while (at < found.Count && found[at].Ordinal < ordinal)
            {
                TakeNew(at++);
            }
            if (at == found.Count || found[at].Ordinal != ordinal)
            {
                Stand(known.Hash ?? OrganisationDoors.Nowhere);
                continue;
            }
            var (_, door, date) = found[at];
            var before = known.Hash ?? OrganisationDoors.Nowhere;
            var told = door == OrganisationDoors.Nowhere && newestDate > date ? newestDate : date;
            if (known.Date > told || (before == door && known.Date >= date))
            {
                Stand(before);
            }
            else
            {
                steps[at] = OrganisationStep.Update;
                Stand(door);
                if (before != door && before != OrganisationDoors.Nowhere)
                {
                    left.Add(before);
                }
            }
            at++;
        }
        while (at < found.Count)
        {
            TakeNew(at++);
        }
        return new(doors, IsAnyOutside(left, doors), steps, newestDate);

        void TakeNew(int index)
        {
            // Also one that is nowhere any more: an older file, read afterwards, must not bring it back.
            steps[index] = OrganisationStep.Insert;
            Stand(found[index].Door);
        }

        void Stand(long door)
        {
            if (door != OrganisationDoors.Nowhere)
            {
                doors.Add(door);
            }
        }
    }

    /// <summary>Writes what <see cref="Compare"/> found; broken off, the next import finds and writes the rest.</summary>
    public async Task Write(OrganisationDoors found, OrganisationNews news, Action<long, long> progress, CancellationToken stop)
    {
        var done = 0;
        // In the order of the key, so that the table grows at its end.
        foreach (var batch in Enumerable.Range(0, found.Count).Where(at => news.Steps[at] != OrganisationStep.Nothing).Chunk(BatchRows))
        {
            await store.Write(
                async db =>
                {
                    var bulk = new BulkWriter(db);
                    await bulk.Insert(Rows(batch, OrganisationStep.Insert), stop);
                    await bulk.Update(Rows(batch, OrganisationStep.Update), stop);
                }, stop);
            progress(done = batch[^1] + 1, found.Count);
        }

        List<OrganisationAddress> Rows(int[] batch, OrganisationStep step) =>
            [.. batch.Where(at => news.Steps[at] == step).Select(at => Row(found[at], news.NewestDate))];
    }

    // That it is nowhere any more, is known since the file that says so.
    private static OrganisationAddress Row((int Ordinal, long Door, DateOnly Date) one, DateOnly newestDate) => new()
    {
        Npi = Npi.FromOrdinal(one.Ordinal).Value,
        Hash = one.Door == OrganisationDoors.Nowhere ? null : one.Door,
        Date = one.Door == OrganisationDoors.Nowhere && newestDate > one.Date ? newestDate : one.Date,
    };

    private static bool IsAnyOutside(AddressSet some, AddressSet all)
    {
        var whole = all.Sorted;
        foreach (var one in some.Sorted)
        {
            if (whole.BinarySearch(one) < 0)
            {
                return true;
            }
        }
        return false;
    }
}
