using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>How far keys are renewed.</summary>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Renewed">Whose key was renewed, or had been already in this round.</param>
/// <param name="Rows">Rows that were sealed anew.</param>
/// <param name="Destroyed">Whose older keys were destroyed.</param>
/// <param name="Unreadable">Whose rows no key here opens; they are left as they are.</param>
internal sealed record KeysRenewed(int Accounts, int Renewed, int Rows, int Destroyed, int Unreadable);

/// <summary>
/// Gives each person a new key while the site runs. The one before opens for a day longer, so that a change that was under way is not lost; then, when no
/// row needs it, it is destroyed. Broken off and begun again, it goes on where it was.
/// </summary>
internal sealed class KeyRenewal(Store store, AccountSeal seal)
{
    private readonly PersonKeys _keys = new(store.Location);

    /// <summary>Renews all keys that were not renewed within the last day, and ends what was begun before.</summary>
    public Task<KeysRenewed> Renew(RowProgress progress, CancellationToken stop) => Round(isNew: true, progress, stop);

    /// <summary>Ends what was begun: seals what still needs an older key anew, and destroys those that are a day old.</summary>
    public Task<KeysRenewed> End(CancellationToken stop) => Round(isNew: false, (_, _) => { }, stop);

    /// <summary>
    /// Destroys keys of people who closed their accounts: one that stayed because the program was killed in between, or that came back with a copy of the
    /// keys. Says how many.
    /// </summary>
    public async Task<int> DestroyErased(CancellationToken stop)
    {
        _keys.DropLeftOver();
        var erased = (await ErasedLine.Read(RemovalLog.PathIn(store.Location), stop)).Where(line => line.Until is null).Select(line => line.Erased).ToHashSet(StringComparer.Ordinal);
        if (erased.Count == 0 || ErasedKey.Known(store.Location) is not { } known)
        {
            return 0;
        }
        var gone = _keys.All().Where(person => erased.Contains(known.OfAccount(person))).ToList();
        var destroyed = 0;
        foreach (var person in gone)
        {
            await using var db = store.Read();
            if (!await db.Set<Account>().AnyAsync(account => account.Id == person, stop))
            {
                _keys.Destroy(person);
                destroyed++;
            }
        }
        return destroyed;
    }

    private async Task<KeysRenewed> Round(bool isNew, RowProgress progress, CancellationToken stop)
    {
        List<(Guid Id, bool IsSealed)> people;
        await using (var db = store.Read())
        {
            people = [.. (await db.Set<Account>().AsNoTracking().OrderBy(account => account.Id).Select(account => new { account.Id, account.Content }).ToListAsync(stop))
                .Select(account => (account.Id, PersonKeys.Seals(account.Content)))];
        }
        var (renewed, rows, destroyed, unreadable) = (0, 0, 0, 0);
        for (var i = 0; i < people.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var (person, isSealed) = people[i];
            try
            {
                if (!_keys.Has(person))
                {
                    if (isSealed)
                    {
                        unreadable++;
                        progress(i + 1, people.Count);
                        continue;
                    }
                    // From before people had keys of their own.
                    _keys.Make(person);
                    rows += await SealAnew(person, stop);
                }
                if (_keys.Count(person) > 1)
                {
                    // What was begun before is ended first: an old key is not kept by a new one.
                    rows += await SealAnew(person, stop);
                    destroyed += _keys.DropFollowed(person, store.Now) ? 1 : 0;
                }
                if (isNew)
                {
                    if (!_keys.IsFresh(person, store.Now))
                    {
                        _keys.Renew(person, store.Now);
                        rows += await SealAnew(person, stop);
                    }
                    renewed++;
                }
            }
            catch (Exception e) when (e is CryptographicException or StoreProblem)
            {
                // One damaged key keeps nobody else's from being renewed; the doctor names it.
                unreadable++;
            }
            progress(i + 1, people.Count);
        }
        return new KeysRenewed(people.Count, renewed, rows, destroyed, unreadable);
    }

    private Task<int> SealAnew(Guid person, CancellationToken stop) => store.Write(async db =>
    {
        var rows = 0;
        foreach (var column in SealedColumn.All)
        {
            rows += await column.Renew(db, person, _keys, seal, stop);
        }
        return rows;
    }, stop);
}
