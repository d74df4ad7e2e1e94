using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Upkeep;

/// <summary>The links of upkeep mails. To open one spends nothing; its button leads to a clean address.</summary>
internal sealed class UpkeepLinks(Store store, PassingCookie passing)
{
    public static readonly TimeSpan Last = TimeSpan.FromDays(30);

    public static string Mailed(Language language, string key) => language.Prefix + "/upkeep/link/" + key;

    /// <summary>The same link, asking for room alone.</summary>
    public static string Room(Language language, string key) => Mailed(language, key) + "?room";

    /// <summary>Makes one in a transaction of the caller's; its key stands in the mail alone.</summary>
    public string New(RapportDb db, ProfileOwner owner)
    {
        var key = AccountSeal.NewKey();
        db.Add(new UpkeepLink { Id = AccountSeal.HashOf(key), ProfileId = owner.ProfileId, AccountId = owner.AccountId, EndsAt = store.Now + Last });
        return key;
    }

    /// <summary>Whose profile a key lets keep; null where it has ended, or another account keeps the profile by now.</summary>
    public async Task<ProfileOwner?> Find(string key, CancellationToken stop)
    {
        var id = AccountSeal.HashOf(key);
        await using var db = store.Read();
        return await db.Set<UpkeepLink>().AsNoTracking().Where(link => link.Id == id && link.EndsAt > store.Now)
            .Join(db.Set<ProfileOwner>().AsNoTracking(), link => new { link.ProfileId, link.AccountId }, owner => new { owner.ProfileId, owner.AccountId }, (_, owner) => owner)
            .SingleOrDefaultAsync(stop);
    }

    /// <summary>The button of a link was pressed: this browser may keep the profile for half an hour.</summary>
    public void Hold(HttpContext context, string key) => passing.Put(context, PassingCookie.Upkeep, key);

    /// <summary>Whose profile this browser may keep, by a link or by being signed in; null where neither.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sessions">Who is signed in.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<ProfileOwner?> Held(HttpContext context, Sessions sessions, CancellationToken stop)
    {
        if (passing.Get(context, PassingCookie.Upkeep) is { } key && await Find(key, stop) is { } held)
        {
            return held;
        }
        if (await sessions.Find(context) is not { } who)
        {
            return null;
        }
        await using var db = store.Read();
        return await db.Set<ProfileOwner>().AsNoTracking().SingleOrDefaultAsync(owner => owner.AccountId == who.Account, stop);
    }

    /// <summary>How many links of a profile still work.</summary>
    public async Task<int> Count(ProfileOwner owner, CancellationToken stop)
    {
        await using var db = store.Read();
        return await Of(db, owner).CountAsync(link => link.EndsAt > store.Now, stop);
    }

    /// <summary>Ends all links that were mailed for a profile.</summary>
    public Task End(ProfileOwner owner, CancellationToken stop) => store.Write(db => Of(db, owner).ExecuteDeleteAsync(stop), stop);

    /// <summary>Ends the links that were mailed to an address which the account has no more; those that wait to be mailed go to the new one and stay.</summary>
    public static async Task EndMailed(RapportDb db, Guid account, IReadOnlyList<Letter> waiting, CancellationToken stop)
    {
        var kept = waiting.Select(letter => KeyIn(letter.Path)).OfType<string>().Select(key => Convert.ToHexString(AccountSeal.HashOf(key))).ToHashSet(StringComparer.Ordinal);
        foreach (var link in await db.Set<UpkeepLink>().Where(link => link.AccountId == account).ToListAsync(stop))
        {
            if (!kept.Contains(Convert.ToHexString(link.Id)))
            {
                db.Remove(link);
            }
        }
    }

    private static string? KeyIn(string? path) => path?.Split(Mailed(Language.English, "")) is [_, var key] ? key.Split('?')[0] : null;

    private static IQueryable<UpkeepLink> Of(RapportDb db, ProfileOwner owner) =>
        db.Set<UpkeepLink>().Where(link => link.ProfileId == owner.ProfileId && link.AccountId == owner.AccountId);
}
