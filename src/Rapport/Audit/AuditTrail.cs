using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Audit;

/// <summary>What became of a look through the whole trail.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Last">The hash of the last one, in hexadecimal; to be kept elsewhere with its number.</param>
/// <param name="Broken">The number of the first entry that was altered, or comes after one that is missing; null where none is.</param>
/// <param name="Forgotten">An entry that was seen before is not there any more, or is another; always false where nothing was seen before.</param>
internal sealed record AuditVerdict(long Entries, string Last, long? Broken, bool Forgotten);

/// <summary>Writes down who looked at, or changed, what is another's: in the transaction of the change, and before what was read is shown.</summary>
internal sealed class AuditTrail(Store store)
{
    /// <summary>What the pseudonyms in it are made for.</summary>
    public const string Purpose = "audit";

    private const int Piece = 5000;

    private readonly AuditChain _chain = new(store.Location);
    private readonly PersonKeys _people = new(store.Location);

    /// <summary>Adds entries in the transaction of a change, also where somebody with a role changed what is her own.</summary>
    /// <param name="db">A writing transaction: there is only one at a time, so that the chain has one end.</param>
    /// <param name="part">As what.</param>
    /// <param name="actor">Whose account; null at the console.</param>
    /// <param name="act">What.</param>
    /// <param name="owners">Whose; null for a list of everybody.</param>
    /// <param name="stop">Ends it.</param>
    public async Task Add(RapportDb db, AuditPart part, Guid? actor, AuditAct act, IEnumerable<Guid>? owners, CancellationToken stop)
    {
        var entries = db.Set<AuditEntry>();
        var last = entries.Local.MaxBy(entry => entry.Id)
            ?? await entries.AsNoTracking().OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(stop);
        var (id, hash) = (last?.Id ?? 0, last?.Hash ?? AuditChain.Beginning);
        // Both databases keep microseconds, and a hash is made of what comes back.
        var at = new DateTime(store.Now.Ticks / 10 * 10, DateTimeKind.Utc);
        var who = actor is { } account ? StandIn(account) : null;
        foreach (var owner in owners is null ? [null] : owners.Distinct().Select(one => (Guid?)one))
        {
            var whose = owner is { } person ? StandIn(person) : null;
            hash = _chain.Hash(hash, ++id, at, who, part, act, whose);
            entries.Add(new AuditEntry { Id = id, At = at, Actor = who, Part = part, Act = act, Owner = whose, Hash = hash });
        }
    }

    /// <summary>
    /// Writes down that something is about to be read; nobody's own looks at her own are. It is a change of its own, and none of the form that may have been sent.
    /// </summary>
    public Task Read(AuditPart part, Guid? actor, AuditAct act, IEnumerable<Guid>? owners, CancellationToken stop) =>
        // A file that cannot be written is a copy that somebody keeps: the site's own says that it was made.
        store.IsReadOnly || (owners is not null && owners.All(one => one == actor))
        ? Task.CompletedTask
        : OneEffect.Aside(() => store.Write(db => Add(db, part, actor, act, owners?.Where(one => one != actor), stop), stop));

    /// <summary>What stands for a person in the trail; null for whose key is gone.</summary>
    public byte[]? PseudonymOf(Guid person) => _people.PseudonymOf(person, Purpose);

    /// <summary>Goes through all of it.</summary>
    /// <param name="seen">The number and the hash of an entry as it was printed before; null for none.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="StoreProblem">The key is not there.</exception>
    public async Task<AuditVerdict> Verify((long Id, string Hash)? seen, CancellationToken stop)
    {
        if (!_chain.HasKey)
        {
            await using var first = store.Read();
            if (await first.Set<AuditEntry>().AnyAsync(stop))
            {
                throw new StoreProblem($"The key of the trail, audit.key, is not in {store.Location.KeyFolder}: without it nothing can be verified. Put your copy of the keys back.");
            }
        }
        var (id, hash, found) = (0L, AuditChain.Beginning, seen is null || seen.Value.Id == 0);
        await using (var before = store.Read())
        {
            // The chain begins at 1: what stands before it was written by no program.
            if (await before.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Id < 1).OrderBy(entry => entry.Id).FirstOrDefaultAsync(stop) is { } added)
            {
                return new AuditVerdict(0, Convert.ToHexStringLower(hash), added.Id, !found);
            }
        }
        while (true)
        {
            await using var db = store.Read();
            var entries = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Id > id).OrderBy(entry => entry.Id).Take(Piece).ToListAsync(stop);
            foreach (var entry in entries)
            {
                var right = _chain.Hash(hash, entry.Id, entry.At, entry.Actor, entry.Part, entry.Act, entry.Owner);
                if (entry.Id != id + 1 || !AuditChain.Covers(entry) || !right.AsSpan().SequenceEqual(entry.Hash))
                {
                    return new AuditVerdict(id, Convert.ToHexStringLower(hash), entry.Id, !found);
                }
                (id, hash) = (entry.Id, entry.Hash);
                found |= seen is { } one && one.Id == id && string.Equals(one.Hash, Convert.ToHexStringLower(hash), StringComparison.OrdinalIgnoreCase);
            }
            if (entries.Count < Piece)
            {
                return new AuditVerdict(id, Convert.ToHexStringLower(hash), null, !found);
            }
        }
    }

    // Of whom the key is lost the entry leads to nobody, and is written all the same.
    private byte[] StandIn(Guid person) => PseudonymOf(person) ?? RandomNumberGenerator.GetBytes(AuditChain.PseudonymBytes);
}
