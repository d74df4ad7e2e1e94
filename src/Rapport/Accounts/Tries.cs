using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>How often something was tried in its window of time. Counted in the store, so that all nodes of a site share the count.</summary>
internal sealed class Tries : IPassing
{
    /// <summary>A keyed hash of what was tried and by whom: leads to neither.</summary>
    public required byte[] Id { get; init; }

    public int Count { get; set; }

    /// <summary>When the count is forgotten.</summary>
    public DateTime EndsAt { get; set; }

    /// <summary>Counts one within a transaction, which is alone among the writers; false where there were <paramref name="most"/> already.</summary>
    public static async Task<bool> Allow(RapportDb db, byte[] id, int most, TimeSpan window, DateTime now, CancellationToken stop)
    {
        await db.Set<Tries>().Where(tries => tries.EndsAt <= now || tries.EndsAt > now + TimeSpan.FromDays(2)).ExecuteDeleteAsync(stop);
        var row = await db.Set<Tries>().SingleOrDefaultAsync(tries => tries.Id == id, stop);
        if (row is null)
        {
            db.Add(new Tries { Id = id, Count = 1, EndsAt = now + window });
            return most > 0;
        }
        if (row.Count >= most)
        {
            return false;
        }
        row.Count++;
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Tries>
    {
        public void Configure(EntityTypeBuilder<Tries> table)
        {
            table.ToTable("tries");
            table.HasKey(tries => tries.Id);
            table.HasIndex(tries => tries.EndsAt);
        }
    }
}
