using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>One that is open, as those see it who run the site.</summary>
/// <param name="Row">It.</param>
/// <param name="Address">Of whom it is about.</param>
/// <param name="Reason">Why it is asked for.</param>
/// <param name="AskedBy">By whom, by name or address.</param>
internal sealed record ShownFile(OpenedFile Row, string Address, string Reason, string AskedBy);

/// <summary>How it ended that somebody asked to read what is kept of an account.</summary>
internal enum AskedFile
{
    Done,

    /// <summary>There is no such account.</summary>
    NotThere,

    /// <summary>It is her own: she has her own page for that.</summary>
    Own,

    /// <summary>She has asked for it already.</summary>
    AskedAlready,

    /// <summary>Nobody else runs the site who could agree.</summary>
    Alone,
}

/// <summary>Opening what is kept of somebody without her: one asks, another agrees, she is told.</summary>
internal sealed class OpenedFiles(Store store, AccountSeal seal, Outbox outbox, AuditTrail trail)
{
    /// <summary>For so long another may agree.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(3);

    /// <summary>For so long it may be read.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <summary>For so long after its end she sees in her account why.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Letters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>A reason of fewer letters is none.</summary>
    public const int ShortestReason = 20;

    /// <summary>The kind of the mail that tells her.</summary>
    public const string Kind = "file-opened";

    /// <summary>The kind of the mail that asks another to agree.</summary>
    public const string KindOfWaiting = "file-waits";

    /// <summary>Those that wait for another to agree, or can be read; of her own nobody learns here, she has another page for it.</summary>
    public async Task<IReadOnlyList<ShownFile>> Open(Guid me, CancellationToken stop)
    {
        var now = store.Now;
        await using var db = store.Read();
        var rows = await db.Set<OpenedFile>().AsNoTracking().Where(file => file.EndsAt > now && file.AccountId != me).OrderBy(file => file.AskedAt).ToListAsync(stop);
        var people = rows.SelectMany(file => new[] { file.AccountId, file.AskedBy }).Distinct().ToList();
        var accounts = (await db.Set<Account>().AsNoTracking().Where(account => people.Contains(account.Id)).ToListAsync(stop)).ToDictionary(account => account.Id, seal.Open);
        return [.. rows.Where(file => file.AgreedAt is null || IsOpen(file, now)).Where(file => accounts.ContainsKey(file.AccountId) && accounts.ContainsKey(file.AskedBy)).Select(file => new ShownFile(
            file, accounts[file.AccountId].Address, seal.OpenText(file.AccountId, OpenedFile.SealedReason, file.Reason),
            accounts[file.AskedBy] is var asks && asks.Name.Length > 0 ? asks.Name : asks.Address))];
    }

    /// <summary>Whether it may be read now. A clock that was ahead when another agreed, or has gone back since, opens it for no longer.</summary>
    public static bool IsOpen(OpenedFile file, DateTime now) => file.AgreedAt <= now && file.EndsAt > now;

    /// <summary>Somebody asks.</summary>
    public Task<AskedFile> Ask(Guid by, string address, string reason, CancellationToken stop) => store.Write(async db =>
    {
        var (key, now) = (seal.KeyOf(address), store.Now);
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.AddressKey == key, stop) is not { } account)
        {
            // Whoever goes through addresses to see who has an account leaves a line for each.
            await trail.Add(db, AuditPart.Operator, by, AuditAct.AskedToOpen, owners: null, stop);
            return AskedFile.NotThere;
        }
        if (account.Id == by)
        {
            return AskedFile.Own;
        }
        if (await db.Set<OpenedFile>().AnyAsync(file => file.AccountId == account.Id && file.AskedBy == by && file.EndsAt > now, stop))
        {
            return AskedFile.AskedAlready;
        }
        var others = (await db.Set<Account>().AsNoTracking().Where(one => one.Roles != Roles.None && one.Id != by && one.Id != account.Id && one.ClosedAt == null).ToListAsync(stop))
            .Where(one => one.Roles.HasFlag(Roles.Operator)).ToList();
        if (others.Count == 0)
        {
            return AskedFile.Alone;
        }
        db.Add(new OpenedFile
        {
            Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
            AccountId = account.Id,
            AskedBy = by,
            AskedAt = now,
            Reason = seal.Seal(account.Id, OpenedFile.SealedReason, reason),
            EndsAt = now + Waits,
        });
        await trail.Add(db, AuditPart.Operator, by, AuditAct.AskedToOpen, [account.Id], stop);
        foreach (var other in others)
        {
            outbox.Add(db, KindOfWaiting, FileLetter.Waits(seal.Open(other).Address, Language.Of(other.Language)), Waits, other.Id);
        }
        return AskedFile.Done;
    }, stop);

    /// <summary>Another agrees: she is told, and it can be read for an hour. False where there is nothing to agree to, or it is one's own.</summary>
    public Task<bool> Agree(Guid by, Guid id, CancellationToken stop) => store.Write(async db =>
    {
        if (await db.Set<OpenedFile>().FindAsync([id], stop) is not { AgreedAt: null } file || file.EndsAt <= store.Now || file.AskedBy == by || file.AccountId == by
            || await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == file.AccountId, stop) is not { } account)
        {
            return false;
        }
        (file.AgreedBy, file.AgreedAt, file.EndsAt) = (by, store.Now, store.Now + Lasts);
        await trail.Add(db, AuditPart.Operator, by, AuditAct.AgreedToOpen, [account.Id], stop);
        outbox.Add(db, Kind, FileLetter.Of(seal.Open(account).Address, Language.Of(account.Language), (await ResponsibleSetting.Of(db, stop)).Mail), TimeSpan.FromDays(14), account.Id);
        return true;
    }, stop);

    /// <summary>One of them takes it back, or does not agree: it is gone. She sees that it was asked for.</summary>
    public Task<bool> Drop(Guid by, Guid id, CancellationToken stop) => store.Erase(async db =>
    {
        if (await db.Set<OpenedFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, stop) is not { AgreedAt: null } file || file.AccountId == by)
        {
            return false;
        }
        await db.Set<OpenedFile>().Where(one => one.Id == id).ExecuteDeleteAsync(stop);
        await trail.Add(db, AuditPart.Operator, by, AuditAct.DroppedFile, [file.AccountId], stop);
        return true;
    }, stop);

    /// <summary>Any of those who run the site closes one that is open, before its hour is over. False where it is not open.</summary>
    public Task<bool> Close(Guid by, Guid id, CancellationToken stop) => store.Write(async db =>
    {
        if (await db.Set<OpenedFile>().FindAsync([id], stop) is not { } file || !IsOpen(file, store.Now) || file.AccountId == by)
        {
            return false;
        }
        // No hour at all: a clock that goes back does not open it again.
        file.EndsAt = file.AgreedAt!.Value;
        await trail.Add(db, AuditPart.Operator, by, AuditAct.ClosedFile, [file.AccountId], stop);
        return true;
    }, stop);

    /// <summary>Whose file somebody may read now; it is written down before she does. Null where she may not.</summary>
    public Task<Guid?> Read(Guid by, Guid id, CancellationToken stop) => store.Write<Guid?>(async db =>
    {
        if (await db.Set<OpenedFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, stop) is not { } file || !IsOpen(file, store.Now) || file.AskedBy != by)
        {
            return null;
        }
        await trail.Add(db, AuditPart.Operator, by, AuditAct.ReadAll, [file.AccountId], stop);
        return file.AccountId;
    }, stop);
}
