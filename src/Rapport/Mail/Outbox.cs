using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Storage;

namespace Rapport.Mail;

/// <summary>
/// Mails on their way out. Who has something to tell adds it here in the same transaction as what it tells of; a sender takes them
/// from here one by one.
/// </summary>
internal sealed class Outbox(Store store, IDataProtectionProvider protection)
{
    /// <summary>One sender has a mail for so long; longer than a server is given to take it.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromSeconds(60);

    /// <summary>The longest pause before a mail is tried again.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>A mail that no server took for so long is set apart; others give up after as long.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(5);

    /// <summary>For so long somebody may look at what no server takes.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _seal = SealOf(protection);
    private readonly PersonKeys _people = new(store.Location);

    /// <summary>Writes a mail into a transaction of the caller's: it goes out when that is committed, and never when it is undone.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="kind">Which mail it is, in a word of the program.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="useful">For how long; a link that has ended is not sent.</param>
    /// <param name="about">The account that it is about.</param>
    public Guid Add(RapportDb db, string kind, Letter letter, TimeSpan useful, Guid? about = null)
    {
        var mail = new OutgoingMail
        {
            Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
            Kind = kind,
            Content = Seal(letter, about),
            About = about,
            MadeAt = store.Now,
            DueAt = store.Now,
            EndsAt = store.Now + useful,
        };
        db.Add(mail);
        return mail.Id;
    }

    /// <summary>The letter in a mail; null where the key that sealed it is gone, or the row was altered.</summary>
    public Letter? Open(OutgoingMail mail) => Open(mail, _seal, _people);

    /// <summary>What opens letters where there is no store yet.</summary>
    public static Func<OutgoingMail, Letter?> Opener(StoreLocation location, IDataProtectionProvider protection)
    {
        var (seal, people) = (SealOf(protection), new PersonKeys(location));
        return mail => Open(mail, seal, people);
    }

    /// <summary>Lets mails about an account that are not in hand go to another address; what no server takes is deleted.</summary>
    /// <param name="db">The transaction of the caller.</param>
    /// <param name="about">The account.</param>
    /// <param name="to">The address.</param>
    /// <param name="but">The kind that stays as it is.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The letters that go there.</returns>
    public async Task<IReadOnlyList<Letter>> Readdress(RapportDb db, Guid about, string to, string but, CancellationToken stop)
    {
        var letters = new List<Letter>();
        foreach (var mail in await NotInHand(db, about).Where(mail => mail.Kind != but).ToListAsync(stop))
        {
            if (mail.State != MailState.Waiting || Open(mail) is not { } letter)
            {
                db.Remove(mail);
                continue;
            }
            letters.Add(letter with { To = to });
            mail.Content = Seal(letters[^1], about);
        }
        return letters;
    }

    /// <summary>Takes back mails of one kind about an account that are not in hand.</summary>
    public Task Withdraw(RapportDb db, Guid about, string kind, CancellationToken stop) =>
        NotInHand(db, about).Where(mail => mail.Kind == kind).ExecuteDeleteAsync(stop);

    // With the key of whom it is about; what is about no account, with the site's.
    private byte[] Seal(Letter letter, Guid? about) => about is { } person && _people.Has(person) ? _people.Seal(person, OutgoingMail.Sealed, letter.ToBytes()) : _seal.Protect(letter.ToBytes());

    private static Letter? Open(OutgoingMail mail, IDataProtector seal, PersonKeys people)
    {
        try
        {
            return Letter.FromBytes(mail.About is { } person && PersonKeys.Seals(mail.Content) ? people.Open(person, OutgoingMail.Sealed, mail.Content) : seal.Unprotect(mail.Content));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Deletes those whose links have ended before a server took them, and those set apart that nobody looked at for a month; says how many.</summary>
    public async Task<int> DropEnded(CancellationToken stop)
    {
        var now = store.Now;
        await using (var db = store.Read())
        {
            if (!await Ended(db, now).AnyAsync(stop))
            {
                return 0;
            }
        }
        return await store.Write(db => Ended(db, now).ExecuteDeleteAsync(stop), stop);
    }

    /// <summary>Takes the mail in hand that is due longest; null where none is.</summary>
    public async Task<OutgoingMail?> Take(CancellationToken stop)
    {
        await using (var db = store.Read())
        {
            // Looked at first: with nothing to send, no writer is made to wait.
            if (!await Due(db).AnyAsync(stop))
            {
                return null;
            }
        }
        return await store.Write(async db =>
        {
            var mail = await Due(db).OrderBy(mail => mail.DueAt).ThenBy(mail => mail.Id).FirstOrDefaultAsync(stop);
            if (mail is not null)
            {
                mail.HeldUntil = store.Now + Held;
                mail.Hold++;
            }
            return mail;
        }, stop);
    }

    /// <summary>The server has it: nothing of it stays.</summary>
    public Task Sent(OutgoingMail mail, CancellationToken stop) =>
        store.Write(db => InHand(db, mail).ExecuteDeleteAsync(stop), stop);

    /// <summary>The server did not take it now: it is tried again after a pause that doubles, and set apart after some days.</summary>
    public Task PutOff(OutgoingMail mail, string problem, CancellationToken stop)
    {
        if (store.Now - mail.MadeAt > LongestWait)
        {
            return SetApart(mail, problem, stop);
        }
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(mail.Tries, 20)));
        var due = store.Now + pause;
        return store.Write(db => InHand(db, mail).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.Tries, one => one.Tries + 1)
            .SetProperty(one => one.Problem, problem)
            .SetProperty(one => one.DueAt, due)
            .SetProperty(one => one.HeldUntil, (DateTime?)null), stop), stop);
    }

    /// <summary>The server will never take it: it stays for a person to look at, and is in nobody's way.</summary>
    public Task SetApart(OutgoingMail mail, string problem, CancellationToken stop) =>
        store.Write(db => InHand(db, mail).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.State, MailState.SetApart)
            .SetProperty(one => one.Tries, one => one.Tries + 1)
            .SetProperty(one => one.Problem, problem)
            .SetProperty(one => one.HeldUntil, (DateTime?)null), stop), stop);

    /// <summary>No server was there to ask: the mail is as it was before it was taken.</summary>
    public Task PutBack(OutgoingMail mail, CancellationToken stop) =>
        store.Write(db => InHand(db, mail).ExecuteUpdateAsync(row => row.SetProperty(one => one.HeldUntil, (DateTime?)null), stop), stop);

    /// <summary>Those that are still here, oldest first, without what they say.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> All(CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<OutgoingMail>().AsNoTracking().OrderBy(mail => mail.MadeAt).ThenBy(mail => mail.Id).ToListAsync(stop);
    }

    /// <summary>Lets one that was set apart, or waits for its turn, be tried at once; false where it is not there, or of no use any more.</summary>
    public Task<bool> TryAgain(Guid id, CancellationToken stop) => store.Write(async db => await db.Set<OutgoingMail>().Where(mail => mail.Id == id && mail.EndsAt > store.Now)
        .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, MailState.Waiting).SetProperty(one => one.DueAt, store.Now), stop) > 0, stop);

    /// <summary>Deletes one for good; false where it is not there.</summary>
    public Task<bool> Discard(Guid id, CancellationToken stop) => store.Erase(async db =>
    {
        if (await db.Set<OutgoingMail>().AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, stop) is not { } mail)
        {
            return false;
        }
        if (mail.About is { } person)
        {
            await new AuditTrail(store).Add(db, AuditPart.Console, actor: null, AuditAct.DiscardedMail, [person], stop);
        }
        return await db.Set<OutgoingMail>().Where(one => one.Id == id).ExecuteDeleteAsync(stop) > 0;
    }, stop);

    private static IDataProtector SealOf(IDataProtectionProvider protection) => protection.CreateProtector("Rapport.Mail.Outbox", "v1");

    private IQueryable<OutgoingMail> NotInHand(RapportDb db, Guid about)
    {
        var now = store.Now;
        return db.Set<OutgoingMail>().Where(mail => mail.About == about && (mail.HeldUntil == null || mail.HeldUntil < now));
    }

    // One that is in hand may be on the line this moment.
    public static IQueryable<OutgoingMail> Ended(RapportDb db, DateTime now)
    {
        var unseen = now - Kept;
        return db.Set<OutgoingMail>().Where(mail => mail.EndsAt < now && (mail.HeldUntil == null || mail.HeldUntil < now)
            && (mail.State == MailState.Waiting || mail.MadeAt < unseen));
    }

    // No mail is put off for longer than the longest pause, and none held for longer than one may be: what says so was written by a
    // clock that went wrong.
    private IQueryable<OutgoingMail> Due(RapportDb db)
    {
        var now = store.Now;
        var (tooLate, tooLong) = (now + LongestPause, now + Held);
        return db.Set<OutgoingMail>().Where(mail => mail.State == MailState.Waiting
            && (mail.DueAt <= now || mail.DueAt > tooLate)
            && (mail.HeldUntil == null || mail.HeldUntil < now || mail.HeldUntil > tooLong));
    }

    private static IQueryable<OutgoingMail> InHand(RapportDb db, OutgoingMail mail) =>
        db.Set<OutgoingMail>().Where(one => one.Id == mail.Id && one.Hold == mail.Hold);
}
