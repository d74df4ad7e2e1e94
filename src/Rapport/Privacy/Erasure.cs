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

    /// <summary>It is off the list and locked, and what the law keeps of it stays until a day.</summary>
    Kept,

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

    /// <summary>
    /// Erases an account and all that is found from it, or, where the law keeps some of it, locks that away until its day. To ask again changes nothing.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="also">What is written in the same transaction; null for nothing.</param>
    public async Task<Closed> Close(Guid id, CancellationToken stop, Func<RapportDb, Task>? also = null)
    {
        var closed = await CloseRows(id, also, stop);
        if (closed == Closed.Done)
        {
            // What back-ups hold of her opens no more. Killed before this, KeyUpkeep does it.
            new PersonKeys(store.Location).Destroy(id);
        }
        return closed;
    }

    /// <summary>Erases an account that was closed and kept by law, once its day is over; false where it is not, or is gone already.</summary>
    public async Task<bool> EraseKept(Guid id, CancellationToken stop)
    {
        var isErased = await EraseKeptRows(id, stop);
        if (isErased)
        {
            new PersonKeys(store.Location).Destroy(id);
        }
        return isErased;
    }

    private Task<Closed> CloseRows(Guid id, Func<RapportDb, Task>? also, CancellationToken stop) => store.Erase(async db =>
    {
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, stop) is not { ClosedAt: null } account)
        {
            return Closed.NotThere;
        }
        if (await IsLastOperator(db, account, stop))
        {
            return Closed.LastOperator;
        }
        if (also is not null)
        {
            await also(db);
        }
        var whose = await Whose.Of(db, account, store.Now, seal, outbox.Open, stop);
        var (address, language) = (seal.Open(account).Address, Language.Of(account.Language));
        var hold = await Holds.AtClosing(db, seal, id, store.Now, stop);
        var removed = hold is null ? await Erase(db, whose, stop) : await Lock(db, whose, hold, stop);
        await ChangeFeed.Append(db, whose.Profiles, store.Now, stop);
        outbox.Add(db, "closed", ClosedLetter.Of(address, language, hold?.Until), LastMail);
        await db.SaveChangesAsync(stop);
        await Log(removed, account, hold?.Until, stop);
        return hold is null ? Closed.Done : Closed.Kept;
    }, stop);

    private Task<bool> EraseKeptRows(Guid id, CancellationToken stop) => store.Erase(async db =>
    {
        var today = DateOnly.FromDateTime(store.Now);
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, stop) is not { ClosedAt: not null } account
            || await db.Set<LegalHold>().AnyAsync(hold => hold.AccountId == id && hold.Until >= today, stop))
        {
            return false;
        }
        var whose = await Whose.Of(db, account, store.Now, seal, outbox.Open, stop);
        var removed = await Erase(db, whose, stop);
        await ChangeFeed.Append(db, whose.Profiles, store.Now, stop);
        await db.SaveChangesAsync(stop);
        await Log(removed, account, until: null, stop);
        return true;
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

    /// <summary>
    /// In a transaction of the caller's, as <see cref="Erase"/>: erases all but what the law keeps, and locks that away. Nobody signs in, nothing of it is
    /// public, and no mail goes out; the address is free for another account.
    /// </summary>
    public static async Task<IReadOnlyList<RemovalLine>> Lock(RapportDb db, Whose whose, HoldTerm hold, CancellationToken stop)
    {
        var removed = await db.Set<Profile>().Where(profile => whose.Profiles.Contains(profile.Id)).Select(profile => new RemovalLine(profile.Npi, profile.Id, whose.At, null)).ToListAsync(stop);
        foreach (var table in PersonalTables.All)
        {
            await table.Lock(db, whose, stop);
        }
        await Holds.Put(db, whose.Seal, whose.Account, hold, whose.At, stop);
        return removed;
    }

    // Before the commit: after a crash in between, a restore erases somebody who asked for it.
    private Task Log(IReadOnlyList<RemovalLine> removed, Account account, DateOnly? until, CancellationToken stop) => RemovalLog.AppendWritten(
        store.Location, [.. removed.Select(RemovalLog.Written), ErasedKey.Of(store.Location).Line(account.Id, account.AddressKey, store.Now, until).ToBytes()], stop);
}
