using System.Globalization;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Upkeep;

/// <summary>In a demo, who plays a therapist has the mail in the mailbox that asks whether the page is still right, before its time.</summary>
internal sealed class PlayedReminder(Store store, UpkeepLinks links, Outbox outbox)
{
    /// <summary>Writes it to an account that the same transaction makes, and that keeps a profile by now; the account keeps its name.</summary>
    public async Task<string?> Begin(RapportDb db, Guid account, CancellationToken stop)
    {
        if (db.Set<ProfileOwner>().Local.FirstOrDefault(owner => owner.AccountId == account) is not { } owner)
        {
            return null;
        }
        var days = await UpkeepDays.Of(db, stop) ?? UpkeepDays.Usual;
        // No other mail asks for something on the same day.
        owner.RemindedAt = store.Now;
        var language = Language.Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        var letter = UpkeepLetters.Remind(PartsModel.AddressOf(DemoPart.Therapist), language, owner, days, store.Now, links.New(db, owner));
        outbox.Add(db, UpkeepRounds.ReminderKind, letter, UpkeepRounds.Useful, account);
        return null;
    }
}
