using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Mail;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>What a restore erased again.</summary>
/// <param name="Accounts">How many accounts.</param>
/// <param name="Profiles">Profiles that are off the list by it: the change feed is told of them.</param>
internal sealed record ErasedAgain(int Accounts, IReadOnlyList<long> Profiles);

/// <summary>Makes a restored store forget whoever closed her account after its back-up was made.</summary>
internal sealed class ErasureReplay
{
    private readonly StoreLocation _location;
    private readonly ErasedKey? _key;

    private ErasureReplay(StoreLocation location, ErasedKey? key, IReadOnlyList<ErasedLine> lines)
    {
        (_location, _key) = (location, key);
        Lines = lines;
    }

    /// <summary>Who was erased, of those that can be known again.</summary>
    public IReadOnlyList<ErasedLine> Lines { get; }

    /// <summary>Looks, before anything is written, whether those whom the logs name can be known again.</summary>
    /// <param name="location">Where the store is to be.</param>
    /// <param name="logs">The removal logs that are obeyed.</param>
    /// <param name="isKeyLost">The operator knows that their key is lost, and that they are there again.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="StoreProblem">Their key is not with the keys.</exception>
    public static async Task<ErasureReplay> Prepare(StoreLocation location, IEnumerable<string> logs, bool isKeyLost, CancellationToken stop)
    {
        var lines = new List<ErasedLine>();
        foreach (var path in logs)
        {
            lines.AddRange(await ErasedLine.Read(path, stop));
        }
        var key = lines.Count == 0 ? null : ErasedKey.Known(location);
        if (!isKeyLost && lines.Any(line => line.Key != key?.Mark))
        {
            throw new StoreProblem(
                $"The removal log names accounts that were erased since this back-up was made, by a key that is not in {location.KeyFolder}. Put your copy of the keys of the lost store "
                + $"there first (it is {ErasedKey.Name} that is needed), then restore. If that key is lost, say so: --no-erased; accounts that were erased since are there again then. Nothing was written.");
        }
        return new ErasureReplay(location, key, [.. lines.Where(line => line.Key == key?.Mark).DistinctBy(line => (line.Erased, line.Until)).OrderBy(line => line.At)]);
    }

    /// <summary>Erases them in the caller's transaction, which saves it.</summary>
    public async Task<ErasedAgain> Run(RapportDb db, DateTime now, CancellationToken stop)
    {
        if (_key is null || Lines.Count == 0)
        {
            return new ErasedAgain(0, []);
        }
        var keys = KeyRing.Open(_location);
        var (seal, letter) = (new AccountSeal(_location, keys), Outbox.Opener(_location, keys));
        // The longest that the law asked for; that all is erased is the last word.
        var erased = Lines.GroupBy(line => line.Erased, StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.OrderBy(line => line.Until is null).ThenBy(line => line.Until).Last(), StringComparer.Ordinal);
        var (accounts, profiles) = (0, new List<long>());
        foreach (var account in await db.Set<Account>().AsNoTracking().ToListAsync(stop))
        {
            if (!erased.TryGetValue(_key.OfAccount(account.Id), out var line))
            {
                continue;
            }
            var isKept = line.Until is { } day && day >= DateOnly.FromDateTime(now);
            if (isKept && account.ClosedAt is not null)
            {
                // Locked already; the hold may have been made longer since.
                await Holds.Put(db, seal, account.Id, new HoldTerm(line.Until!.Value), now, stop);
                continue;
            }
            // As of when she left: what an operator put back since, for her letter, stays put back.
            var whose = await Whose.Of(db, account, line.At, seal, letter, stop);
            if (isKept)
            {
                await Erasure.Lock(db, whose, new HoldTerm(line.Until!.Value), stop);
            }
            else
            {
                await Erasure.Erase(db, whose, stop);
            }
            await db.SaveChangesAsync(stop);
            profiles.AddRange(whose.Profiles);
            accounts++;
        }
        await ForgetAddresses(db, seal, letter, now, stop);
        await db.SaveChangesAsync(stop);
        return new ErasedAgain(accounts, profiles);
    }

    /// <summary>
    /// Where the back-up is older than the account, a roster names her, or a mail to her waits. What is younger than the erasure is of another account
    /// that she has opened since.
    /// </summary>
    private async Task ForgetAddresses(RapportDb db, AccountSeal seal, Func<OutgoingMail, Letter?> letter, DateTime now, CancellationToken stop)
    {
        var last = Lines.GroupBy(line => line.Address).ToDictionary(lines => lines.Key, lines => lines.Max(line => line.At), StringComparer.Ordinal);
        foreach (var member in await db.Set<RosterMember>().Where(member => member.MailKey != null && member.DeclinedAt == null).ToListAsync(stop))
        {
            if (IsGone(member.MailKey!, member.NamedAt))
            {
                await RosterList.Decline(db, member, now, stop);
            }
        }
        await foreach (var mail in db.Set<OutgoingMail>().AsNoTracking().Where(mail => mail.About == null).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (AccountSeal.Plain(letter(mail)?.To) is { } address && IsGone(seal.KeyOf(address), mail.MadeAt))
            {
                db.Remove(mail);
            }
        }

        bool IsGone(byte[] addressKey, DateTime madeAt) => last.TryGetValue(_key!.OfAddress(addressKey), out var at) && madeAt <= at;
    }
}
