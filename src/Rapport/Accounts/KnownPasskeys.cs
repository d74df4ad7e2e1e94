using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>
/// Accounts and their passkeys as the framework's handler of passkeys asks for them. It only reads: what changes is written by
/// <see cref="PasskeyDoor"/>, in one transaction with what belongs to it.
/// </summary>
internal sealed class KnownPasskeys(Store store, AccountSeal seal) : IUserPasskeyStore<Account>
{
    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(userId, "D", out var id))
        {
            return null;
        }
        await using var db = store.Read();
        return await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellationToken);
    }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var rows = await db.Set<Passkey>().AsNoTracking().Where(passkey => passkey.AccountId == user.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(Known)];
    }

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var key = seal.PasskeyOf(credentialId);
        await using var db = store.Read();
        return await db.Set<Account>().AsNoTracking()
            .SingleOrDefaultAsync(account => db.Set<Passkey>().Any(passkey => passkey.CredentialKey == key && passkey.AccountId == account.Id), cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var key = seal.PasskeyOf(credentialId);
        await using var db = store.Read();
        return await db.Set<Passkey>().AsNoTracking()
            .SingleOrDefaultAsync(passkey => passkey.CredentialKey == key && passkey.AccountId == user.Id, cancellationToken) is { } row ? Known(row) : null;
    }

    public void Dispose()
    {
        // Each question opens a context of its own.
    }

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw NotHere();

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw NotHere();

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw NotHere();

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw NotHere();

    private static NotSupportedException NotHere() => new("Accounts are found and changed by AccountDoor and PasskeyDoor; the handler of passkeys only reads.");

    private UserPasskeyInfo Known(Passkey row)
    {
        var content = seal.Open(row);
        // None is taken without the device having asked for finger, face or number; what it said when it made it is not kept.
        return new UserPasskeyInfo(
            content.Credential, content.PublicKey, new DateTimeOffset(row.MadeAt), (uint)row.SignCount, content.Transports, isUserVerified: true,
            content.MayBeCopied, isBackedUp: false, attestationObject: [], clientDataJson: []);
    }
}
