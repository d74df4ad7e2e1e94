using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>How it ended that an account was to be closed.</summary>
internal enum Closed
{
    /// <summary>It is erased.</summary>
    Done,

    /// <summary>There is none any more.</summary>
    NotThere,

    /// <summary>Nobody else runs the site.</summary>
    LastOperator,
}

/// <summary>Closes accounts: all that is kept of their holders is erased in one transaction, and known again by a restore.</summary>
internal sealed class Erasure(Store store, AccountSeal seal, Outbox outbox)
{
    /// <summary>The last mail, and with it the address, is gone after so long, also where no server takes it.</summary>
    public static readonly TimeSpan LastMail = TimeSpan.FromDays(2);

    /// <summary>Erases an account and all that is found from it. To ask again changes nothing.</summary>
    public async Task<Closed> Close(Guid id, CancellationToken stop)
    {
        var closed = await CloseRows(id, stop);
        if (closed == Closed.Done)
        {
            // What back-ups hold of her opens no more. Killed before this, KeyUpkeep does it.
            new PersonKeys(store.Location).Destroy(id);
        }
        return closed;
    }

    private Task<Closed> CloseRows(Guid id, CancellationToken stop) => store.Erase(async db =>
    {
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, stop) is not { } account)
        {
            return Closed.NotThere;
        }
        if (await IsLastOperator(db, account, stop))
        {
            return Closed.LastOperator;
        }
        var whose = await Whose.Of(db, account, store.Now, seal, outbox.Open, stop);
        var (address, language) = (seal.Open(account).Address, Language.Of(account.Language));
        var removed = await Erase(db, whose, stop);
        await ChangeFeed.Append(db, whose.Profiles, store.Now, stop);
        outbox.Add(db, "closed", ClosedLetter.Of(address, language), LastMail);
        await db.SaveChangesAsync(stop);
        // Before the commit: after a crash in between, a restore erases somebody who asked for it.
        await RemovalLog.AppendWritten(
            store.Location, [.. removed.Select(RemovalLog.Written), ErasedKey.Of(store.Location).Line(account.Id, account.AddressKey, store.Now).ToBytes()], stop);
        return Closed.Done;
    }, stop);

    /// <summary>Whether nobody could run the site without this account.</summary>
    public static async Task<bool> IsLastOperator(RapportDb db, Account account, CancellationToken stop) =>
        account.Roles.HasFlag(Roles.Operator)
        // Few hold a role, and words in a column are not compared by bits.
        && !(await db.Set<Account>().Where(other => other.Id != account.Id && other.Roles != Roles.None).Select(other => other.Roles).ToListAsync(stop)).Any(roles => roles.HasFlag(Roles.Operator));

    /// <summary>Erases in a transaction of the caller's, which tells the change feed; gives what the removal log is to say.</summary>
    public static async Task<IReadOnlyList<RemovalLine>> Erase(RapportDb db, Whose whose, CancellationToken stop)
    {
        var removed = await db.Set<Profile>().Where(profile => whose.Profiles.Contains(profile.Id)).Select(profile => new RemovalLine(profile.Npi, profile.Id, whose.At, null)).ToListAsync(stop);
        foreach (var table in PersonalTables.All)
        {
            await table.Erase(db, whose, stop);
        }
        return removed;
    }
}
