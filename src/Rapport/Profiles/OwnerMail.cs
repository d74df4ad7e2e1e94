using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>Writes to whoever keeps a profile.</summary>
internal sealed class OwnerMail(AccountSeal seal, Outbox outbox)
{
    /// <summary>Writes a mail into a transaction of the caller's; false where nobody keeps the profile, or who did has closed her account.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="profileId">Whose owner.</param>
    /// <param name="kind">Which mail it is, in a word of the program.</param>
    /// <param name="letter">What it says, to an address in a language.</param>
    /// <param name="useful">For how long.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<bool> Add(RapportDb db, long profileId, string kind, Func<string, Language, Letter> letter, TimeSpan useful, CancellationToken stop)
    {
        if (await AccountOf(db, profileId, stop) is not { } account)
        {
            return false;
        }
        outbox.Add(db, kind, letter(seal.Open(account).Address, Language.Of(account.Language)), useful, account.Id);
        return true;
    }

    /// <summary>Kinds of mails that ask an owner for something.</summary>
    public static readonly IReadOnlyCollection<string> Reminders = ["upkeep", "upkeep-off", "upkeep-openings"];

    /// <summary>Takes back mails about an account that have not gone out: what they ask is answered.</summary>
    public static Task Withdraw(RapportDb db, Guid account, IReadOnlyCollection<string> kinds, CancellationToken stop) =>
        db.Set<OutgoingMail>().Where(mail => mail.About == account && kinds.Contains(mail.Kind) && mail.State == MailState.Waiting && mail.HeldUntil == null).ExecuteDeleteAsync(stop);

    private static async Task<Account?> AccountOf(RapportDb db, long profileId, CancellationToken stop) =>
        await db.Set<ProfileOwner>().Where(owner => owner.ProfileId == profileId)
            .Join(db.Set<Account>().AsNoTracking().Where(account => account.ClosedAt == null), owner => owner.AccountId, account => account.Id, (_, account) => account).SingleOrDefaultAsync(stop);
}
