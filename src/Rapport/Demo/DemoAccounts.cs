using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Demo;

/// <summary>Accounts that a demo has from the start. No password opens them: who plays a part is let in by the page of parts.</summary>
internal sealed class DemoAccounts(Store store, AccountSeal seal)
{
    /// <summary>The account of an address; made where there is none.</summary>
    public Task<Account> Of(RapportDb db, string address, string name, CancellationToken stop) => Of(db, address, name, Roles.None, stop);

    /// <summary>The account of an address; made, with these roles, where there is none.</summary>
    public async Task<Account> Of(RapportDb db, string address, string name, Roles roles, CancellationToken stop)
    {
        var key = seal.KeyOf(address);
        if (await db.Set<Account>().SingleOrDefaultAsync(one => one.AddressKey == key, stop) is { } there)
        {
            // The people of another demo are others.
            there.Content = seal.Seal(there.Id, new AccountContent(address, name));
            return there;
        }
        var id = Guid.CreateVersion7(store.Time.GetUtcNow());
        var account = new Account
        {
            Id = id,
            AddressKey = key,
            Content = seal.Seal(id, new AccountContent(address, name)),
            Language = Language.English.Code,
            // There is none of which this is the hash.
            Password = "",
            Roles = roles,
            CreatedAt = store.Now,
        };
        db.Add(account);
        return account;
    }
}
