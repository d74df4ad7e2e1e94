using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>A column that is sealed with the key of whom its row is about.</summary>
/// <param name="purpose">What it is sealed for; a column's name with its table's.</param>
internal abstract class SealedColumn(string purpose)
{
    /// <summary>All of them. A test renews a key and looks for rows that still need the one before.</summary>
    public static IReadOnlyList<SealedColumn> All { get; } =
    [
        new SealedColumn<Account>(AccountSeal.SealedAccount, (db, person) => db.Set<Account>().Where(row => row.Id == person), row => row.Content, (row, content) => row.Content = content),
        new SealedColumn<Account>(Account.SealedFactor, (db, person) => db.Set<Account>().Where(row => row.Id == person), row => row.Factor, (row, factor) => row.Factor = factor),
        new SealedColumn<Passkey>(AccountSeal.SealedPasskey, (db, person) => db.Set<Passkey>().Where(row => row.AccountId == person), row => row.Content, (row, content) => row.Content = content),
        new SealedColumn<PrivateLink>(PrivateLink.SealedAddress, (db, person) => db.Set<PrivateLink>().Where(row => row.AccountId == person), row => row.Address, (row, address) => row.Address = address),
        new SealedColumn<Claim>(Claim.SealedWords, (db, person) => db.Set<Claim>().Where(row => row.AccountId == person), row => row.Words, (row, words) => row.Words = words),
        new SealedColumn<Claim>(Claim.SealedSaid, (db, person) => db.Set<Claim>().Where(row => row.AccountId == person), row => row.Said, (row, said) => row.Said = said),
        new SealedColumn<OutgoingMail>(OutgoingMail.Sealed, (db, person) => db.Set<OutgoingMail>().Where(row => row.About == person), row => row.Content, (row, content) => row.Content = content),
        new SealedColumn<ProfileDraft>(ProfileDraft.Sealed, (db, person) => db.Set<ProfileDraft>().Where(row => row.AccountId == person), row => row.Content, (row, content) => row.Content = content),
        new SealedColumn<LegalHold>(LegalHold.SealedReason, (db, person) => db.Set<LegalHold>().Where(row => row.AccountId == person), row => row.Reason, (row, reason) => row.Reason = reason),
        new SealedColumn<OpenedFile>(OpenedFile.SealedReason, (db, person) => db.Set<OpenedFile>().Where(row => row.AccountId == person), row => row.Reason, (row, reason) => row.Reason = reason),
    ];

    public string Purpose => purpose;

    /// <summary>Seals what an older key of a person sealed with her newest, in the transaction of the caller; says how many rows that were.</summary>
    public abstract Task<int> Renew(RapportDb db, Guid person, PersonKeys keys, AccountSeal seal, CancellationToken stop);
}

/// <inheritdoc cref="SealedColumn"/>
internal sealed class SealedColumn<T>(string purpose, Func<RapportDb, Guid, IQueryable<T>> of, Func<T, byte[]?> get, Action<T, byte[]> set) : SealedColumn(purpose)
    where T : class
{
    public override async Task<int> Renew(RapportDb db, Guid person, PersonKeys keys, AccountSeal seal, CancellationToken stop)
    {
        var renewed = 0;
        foreach (var row in await of(db, person).ToListAsync(stop))
        {
            // Mails have another seal of the site, and are gone within days.
            if (get(row) is { } content && (PersonKeys.Seals(content) || Purpose != OutgoingMail.Sealed) && !keys.IsNewest(person, content))
            {
                set(row, keys.Seal(person, Purpose, seal.Open(person, Purpose, content)));
                renewed++;
            }
        }
        return renewed;
    }
}
