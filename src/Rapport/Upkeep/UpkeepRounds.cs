using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Upkeep;

/// <summary>
/// Follows the days since the owners of profiles said something: reminds them, takes off the list what stayed without a word, ends pauses, and
/// asks who has room whether it is still so. When the application starts, and every hour after. Each step is written together with its mail and
/// looks again at what it was chosen by, so that on several nodes each is done once.
/// </summary>
internal sealed class UpkeepRounds(
    Store store, OwnerMail mail, UpkeepLinks links, IEnumerable<MailServer> servers, ILogger<UpkeepRounds> log)
    : RepeatedWork(TimeSpan.FromHours(1), "Asking whether profiles are still right", log)
{
    /// <summary>Between two questions for openings, and as old as they are when they are asked for.</summary>
    public static readonly TimeSpan BetweenOpenings = TimeSpan.FromDays(FactWords.FreshOpeningDays);

    private const int Batch = 100;

    /// <summary>A mail that waited for longer has nothing to say any more.</summary>
    public static readonly TimeSpan Useful = TimeSpan.FromDays(14);

    /// <summary>The kind of the mail that asks whether a page is still right.</summary>
    public const string ReminderKind = "upkeep";

    /// <summary>The kind of the mail that asks for openings.</summary>
    public const string OpeningsKind = "upkeep-openings";

    /// <summary>Does all that is due now.</summary>
    public async Task Round(CancellationToken stop)
    {
        UpkeepDays? days;
        await using (var db = store.Read())
        {
            days = await UpkeepDays.Of(db, stop);
            if (await Ended(db).AnyAsync(stop))
            {
                await store.Write(writing => Ended(writing).ExecuteDeleteAsync(stop), stop);
            }
        }
        await Each(PausesOver, EndPause, stop);
        // Who cannot be asked is taken off for no silence. In a demo a page shows the mails.
        if (days is null || (store.Mark.Kind == StoreKind.Real && !servers.Any()))
        {
            return;
        }
        await WaitForMails(stop);
        await Each(db => Silent(db, days), (db, owner, profile) => TakeOff(db, owner, profile, days, stop), stop);
        await Each(db => ToRemind(db, days), (db, owner, _) => Remind(db, owner, days, stop), stop);
        await Each(ToAskForOpenings, (db, owner, profile) => AskForOpenings(db, owner, profile, stop), stop);

        Task<bool> EndPause(RapportDb db, ProfileOwner owner, Profile profile)
        {
            owner.PausedUntil = null;
            // This mail asks what a reminder would.
            owner.Reminded = days?.Reminders.Count(day => owner.CountedFrom.AddDays(day) <= store.Now) ?? 0;
            owner.RemindedAt = store.Now;
            Unlisting.Set(db, profile, Unlisted.Paused, holds: false, Source.Therapist, store.Now);
            return Write(db, owner, "upkeep-pause-over", (to, language, key) => UpkeepLetters.PauseOver(to, language, key), changed: true, stop);
        }
    }

    protected override Task Do(CancellationToken stop) => Round(stop);

    /// <summary>Does something of each that is due, some in a transaction; what is done is due no more.</summary>
    private async Task Each(Func<RapportDb, IQueryable<ProfileOwner>> due, Func<RapportDb, ProfileOwner, Profile, Task<bool>> act, CancellationToken stop)
    {
        while (true)
        {
            List<long> ids;
            await using (var db = store.Read())
            {
                // Looked at first: with nothing due, no writer is made to wait.
                ids = await due(db).OrderBy(owner => owner.ProfileId).Select(owner => owner.ProfileId).Take(Batch).ToListAsync(stop);
            }
            if (ids.Count == 0)
            {
                return;
            }
            await store.Write(async db =>
            {
                var changed = new List<long>();
                foreach (var owner in await due(db).Where(owner => ids.Contains(owner.ProfileId)).ToListAsync(stop))
                {
                    if (await act(db, owner, await db.Set<Profile>().SingleAsync(profile => profile.Id == owner.ProfileId, stop)))
                    {
                        changed.Add(owner.ProfileId);
                    }
                }
                if (changed.Count > 0)
                {
                    await ChangeFeed.Append(db, changed, store.Now, stop);
                }
            }, stop);
        }
    }

    private IQueryable<ProfileOwner> PausesOver(RapportDb db)
    {
        var today = DateOnly.FromDateTime(store.Now);
        return db.Set<ProfileOwner>().Where(owner => owner.PausedUntil <= today);
    }

    private IQueryable<ProfileOwner> Silent(RapportDb db, UpkeepDays days)
    {
        var (since, asked) = (store.Now.AddDays(-days.Off), store.Now - UpkeepDays.Notice);
        return OnTheList(db).Where(owner => owner.CountedFrom <= since && owner.Reminded > 0 && owner.RemindedAt <= asked);
    }

    private Task<bool> TakeOff(RapportDb db, ProfileOwner owner, Profile profile, UpkeepDays days, CancellationToken stop)
    {
        if (owner.RemindedAt < owner.CountedFrom.AddDays(days.First))
        {
            // That was by other days than those that hold now.
            owner.Reminded = 0;
            return Task.FromResult(false);
        }
        Unlisting.Set(db, profile, Unlisted.NotConfirmed, holds: true, Source.Operator, store.Now);
        return Write(db, owner, "upkeep-off", (to, language, key) => UpkeepLetters.Off(to, language, owner, key), changed: true, stop);
    }

    /// <summary>A reminder that no server has taken yet has reminded nobody: its two weeks begin when it is gone.</summary>
    private async Task WaitForMails(CancellationToken stop)
    {
        await using (var db = store.Read())
        {
            if (!await Unsent(db).AnyAsync(stop))
            {
                return;
            }
        }
        await store.Write(db => Unsent(db).ExecuteUpdateAsync(row => row.SetProperty(owner => owner.RemindedAt, store.Now), stop), stop);
    }

    private static IQueryable<ProfileOwner> Unsent(RapportDb db) =>
        db.Set<ProfileOwner>().Where(owner => db.Set<OutgoingMail>().Any(mail => mail.About == owner.AccountId && (mail.Kind == ReminderKind || mail.Kind == "upkeep-pause-over")));

    private IQueryable<ProfileOwner> ToRemind(RapportDb db, UpkeepDays days)
    {
        var (first, second, third) = (store.Now.AddDays(-days.First), store.Now.AddDays(-days.Second), store.Now.AddDays(-days.Third));
        return OnTheList(db).Where(owner => (owner.Reminded < 1 && owner.CountedFrom <= first) || (owner.Reminded < 2 && owner.CountedFrom <= second) || (owner.Reminded < 3 && owner.CountedFrom <= third));
    }

    private Task<bool> Remind(RapportDb db, ProfileOwner owner, UpkeepDays days, CancellationToken stop)
    {
        // Where the program stood still, the reminders that were missed are one.
        owner.Reminded = days.Reminders.Count(day => owner.CountedFrom.AddDays(day) <= store.Now);
        owner.RemindedAt = store.Now;
        return Write(db, owner, ReminderKind, (to, language, key) => UpkeepLetters.Remind(to, language, owner, days, store.Now, key), changed: false, stop);
    }

    private IQueryable<ProfileOwner> ToAskForOpenings(RapportDb db)
    {
        var before = store.Now - BetweenOpenings;
        return OnTheList(db).Where(owner => !owner.NoOpeningsMail && (owner.OpeningsAskedAt ?? owner.Since) <= before && (owner.RemindedAt == null || owner.RemindedAt <= before));
    }

    private async Task<bool> AskForOpenings(RapportDb db, ProfileOwner owner, Profile profile, CancellationToken stop)
    {
        owner.OpeningsAskedAt = store.Now;
        if (profile.Read().Facts.Openings is { } said && said.Confirmed > store.Now - BetweenOpenings)
        {
            // She said so herself meanwhile: two weeks from then.
            owner.OpeningsAskedAt = said.Confirmed;
            return false;
        }
        if (profile.Read().Facts.Openings is not { } openings || openings.Value.All(opening => opening.Kind != "open"))
        {
            return false;
        }
        return await Write(
            db, owner, OpeningsKind,
            (to, language, key) => UpkeepLetters.Openings(to, language, key), changed: false, stop);
    }

    private static IQueryable<ProfileOwner> OnTheList(RapportDb db) =>
        db.Set<ProfileOwner>().Where(owner => Visibility.Among(db.Set<Profile>(), RegistryListing.Hidden).Any(profile => profile.Id == owner.ProfileId));

    private IQueryable<UpkeepLink> Ended(RapportDb db) => db.Set<UpkeepLink>().Where(link => link.EndsAt < store.Now);

    private async Task<bool> Write(
        RapportDb db, ProfileOwner owner, string kind, Func<string, Language, string, Letter> letter, bool changed, CancellationToken stop)
    {
        var key = links.New(db, owner);
        await mail.Add(db, owner.ProfileId, kind, (to, language) => letter(to, language, key), Useful, stop);
        return changed;
    }
}
