using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>A claim as the desk sees it.</summary>
/// <param name="Claim">It.</param>
/// <param name="Profile">The record; null where she found none.</param>
/// <param name="Says">What she says of herself where she found none.</param>
/// <param name="Address">Of her account.</param>
/// <param name="Name">Of her account.</param>
/// <param name="Words">What she writes; null for nothing.</param>
/// <param name="Keeper">The account that keeps the record; null where none does.</param>
/// <param name="KeptBy">Its address.</param>
internal sealed record DeskClaim(Claim Claim, Profile? Profile, ProfileFacts? Says, string Address, string Name, string? Words, Guid? Keeper, string? KeptBy)
{
    /// <summary>
    /// What whoever decides has before her: who keeps it, who else says that it is theirs, what the record says. Where any of it is another when she decides,
    /// she has decided of something else.
    /// </summary>
    public required string Seen { get; init; }

    /// <summary>As whoever decides reads it first.</summary>
    public string Title => (Record?.Name ?? Says?.Name)?.Value.Display() ?? Name;

    /// <summary>What is known of the record; null where there is none.</summary>
    public ProfileFacts? Record { get; } = Profile?.Read().Facts;
}

/// <summary>A claim that somebody has decided.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who, by name; null for who has no account any more.</param>
/// <param name="IsHers">Whether it was found to be of who claimed it.</param>
/// <param name="Note">Why; null where nothing was written.</param>
internal sealed record PastClaim(DateTime At, string? By, bool IsHers, string? Note);

/// <summary>How a decision ended.</summary>
internal enum ClaimDecided
{
    Done,

    /// <summary>Somebody has decided meanwhile, or she took it back.</summary>
    Meanwhile,

    /// <summary>Her account keeps another profile.</summary>
    KeepsOther,

    /// <summary>A record has her number now: it is to be compared first.</summary>
    NowKnown,

    /// <summary>Who kept the record closed her account, and the law keeps what she said until a day.</summary>
    KeptByLaw,

    /// <summary>What she saw when she decided is not so any more.</summary>
    Changed,

    /// <summary>There is no such claim, or it is the verifier's own, or about a record of hers.</summary>
    Nothing,
}

/// <summary>Claims that wait, and what whoever checks licences decides of them.</summary>
internal sealed class ClaimDesk(Store store, AccountSeal seal, Claiming claiming, Ownership ownership, Release release, Contests contests, AuditTrail trail)
{
    /// <summary>So many are listed; who works through them sees the rest.</summary>
    public const int Shown = 100;

    /// <summary>Claims that need somebody at the desk, the oldest first, and those that wait for her or the post.</summary>
    public async Task<(IReadOnlyList<DeskClaim> Needing, IReadOnlyList<DeskClaim> OnTheirWay)> Queue(CancellationToken stop)
    {
        await using var db = store.Read();
        return (await Read(db, Open(db).Where(NeedsPerson).OrderBy(claim => claim.StartedAt).Take(Shown), stop),
            await Read(db, Open(db).Where(claim => !db.Set<Claim>().Where(NeedsPerson).Any(other => other.Id == claim.Id)).OrderBy(claim => claim.StartedAt).Take(Shown), stop));
    }

    /// <summary>How many need somebody at the desk.</summary>
    public async Task<int> Count(CancellationToken stop)
    {
        await using var db = store.Read();
        return await Open(db).Where(NeedsPerson).CountAsync(stop);
    }

    /// <summary>How many letters are to be written.</summary>
    public async Task<int> Letters(CancellationToken stop)
    {
        await using var db = store.Read();
        return await Open(db).CountAsync(claim => claim.Way == ClaimWay.Letter && !claim.IsContested && claim.Code == null && claim.Codes < ClaimCodes.MostLetters, stop);
    }

    /// <summary>One that waits, with others on the same record; null where it does not wait any more.</summary>
    public async Task<(DeskClaim Claim, IReadOnlyList<DeskClaim> Rivals)?> Of(Guid id, CancellationToken stop)
    {
        await using var db = store.Read();
        return (await Read(db, Open(db).Where(claim => claim.Id == id), stop)) is [var one]
            ? (one, one.Claim.ProfileId is { } profile ? await Read(db, Open(db).Where(claim => claim.ProfileId == profile && claim.Id != id).Take(Shown), stop) : [])
            : null;
    }

    /// <summary>What was decided at the desk of claims on the record of this one, the newest first: when, by whom, how, and why. Whose those were is not said.</summary>
    public async Task<IReadOnlyList<PastClaim>> Past(Claim claim, CancellationToken stop)
    {
        await using var db = store.Read();
        var past = await db.Set<Claim>().AsNoTracking()
            .Where(other => other.ProfileId == claim.ProfileId && other.ProfileId != null && other.Id != claim.Id && other.DecidedBy != null && other.EndedAt != null)
            .OrderByDescending(other => other.EndedAt).Take(10).ToListAsync(stop);
        var people = past.Select(other => other.DecidedBy!.Value).Distinct().ToList();
        var names = await db.Set<Account>().AsNoTracking().Where(account => people.Contains(account.Id) && account.ClosedAt == null).ToDictionaryAsync(account => account.Id, account => seal.Open(account).Name, stop);
        return [.. past.Select(other => new PastClaim(other.EndedAt!.Value, names.GetValueOrDefault(other.DecidedBy!.Value), other.State == ClaimState.Proven, other.Note is { } note ? seal.OpenText(note) : null))];
    }

    /// <summary>Names of rosters that name somebody at another mail address for the record of a claim, or have invited somebody by letter, and are not answered yet.</summary>
    public async Task<IReadOnlyList<string>> InvitedElsewhere(DeskClaim item, CancellationToken stop)
    {
        var (now, hers, npi) = (store.Now, seal.KeyOf(item.Address), item.Profile?.Npi ?? item.Claim.Npi);
        await using var db = store.Read();
        // By the number too: who is named before the record is there, or not invited yet, is named all the same.
        return await db.Set<RosterMember>().Where(member => ((member.ProfileId == item.Claim.ProfileId && member.ProfileId != null) || (member.Npi == npi && member.Npi != null))
            && member.ProvenAt == null && member.DeclinedAt == null && ((member.MailKey != null && member.MailKey != hers) || (member.MailKey == null && member.Key != null && member.KeyEndsAt > now)))
            .Select(member => member.Roster).Distinct().OrderBy(name => name).ToListAsync(stop);
    }

    /// <summary>Whether a claim that waits needs somebody at the desk; of the others, she or the post is next.</summary>
    public static readonly System.Linq.Expressions.Expression<Func<Claim, bool>> NeedsPerson = claim =>
        claim.IsContested || claim.Way == ClaimWay.Check || claim.Way == ClaimWay.MailDomain || (claim.Way == ClaimWay.Telephone && claim.Code == null)
        || (claim.Way == ClaimWay.Letter && claim.Code == null && claim.Codes >= ClaimCodes.MostLetters);

    private IQueryable<Claim> Open(RapportDb db) => Open(db, store.Now);

    /// <summary>Claims that wait, and whose time is not over.</summary>
    public static IQueryable<Claim> Open(RapportDb db, DateTime now)
    {
        var since = now - Claiming.Lasts;
        return db.Set<Claim>().AsNoTracking().Where(claim => claim.State == ClaimState.Waiting && claim.StartedAt > since);
    }

    private async Task<IReadOnlyList<DeskClaim>> Read(RapportDb db, IQueryable<Claim> some, CancellationToken stop)
    {
        var claims = await some.ToListAsync(stop);
        var ids = claims.Select(claim => claim.ProfileId).OfType<long>().Distinct().ToList();
        var records = await db.Set<Profile>().AsNoTracking().Where(profile => ids.Contains(profile.Id)).ToDictionaryAsync(profile => profile.Id, stop);
        var owners = await db.Set<ProfileOwner>().AsNoTracking().Where(owner => ids.Contains(owner.ProfileId)).ToDictionaryAsync(owner => owner.ProfileId, owner => owner.AccountId, stop);
        var people = claims.Select(claim => claim.AccountId).Concat(owners.Values).Distinct().ToList();
        var rivals = (await Open(db).Where(claim => claim.ProfileId != null && ids.Contains(claim.ProfileId.Value)).Select(claim => new { claim.Id, claim.ProfileId }).ToListAsync(stop)).ToLookup(claim => claim.ProfileId, claim => claim.Id);
        // Who has closed hers is not named any more.
        var accounts = (await db.Set<Account>().AsNoTracking().Where(account => people.Contains(account.Id) && account.ClosedAt == null).ToListAsync(stop)).ToDictionary(account => account.Id, seal.Open);
        return
        [
            .. claims.Where(claim => accounts.ContainsKey(claim.AccountId)).Select(claim => new DeskClaim(
                claim,
                claim.ProfileId is { } id && records.TryGetValue(id, out var record) ? record : null,
                claim.FactsSaid(seal),
                accounts[claim.AccountId].Address, accounts[claim.AccountId].Name,
                claim.Words is { } words ? seal.OpenText(claim.AccountId, Claim.SealedWords, words) : null,
                KeeperOf(claim), KeeperOf(claim) is { } keeper ? accounts.GetValueOrDefault(keeper)?.Address : null)
            {
                Seen = SeenOf(claim, KeeperOf(claim), claim.ProfileId is { } of && records.TryGetValue(of, out var row) ? row : null, rivals[claim.ProfileId]),
            }),
        ];

        Guid? KeeperOf(Claim claim) => claim.ProfileId is { } kept && owners.TryGetValue(kept, out var owner) ? owner : null;
    }

    private static string SeenOf(Claim claim, Guid? keeper, Profile? record, IEnumerable<Guid> rivals) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{claim.IsContested} {keeper} {record?.Revision} {record?.Removed} {string.Join(' ', rivals.Where(rival => claim.ProfileId is not null && rival != claim.Id).Order())}"))[..16]);

    /// <summary>Somebody decides. Who keeps the record until now is told, and so are all who said that it is theirs.</summary>
    /// <param name="by">The account of who decides; nobody decides her own.</param>
    /// <param name="id">Which claim.</param>
    /// <param name="seen">What she saw of it: <see cref="DeskClaim.Seen"/>; null for a decision that was made without looking.</param>
    /// <param name="isHers">Whether the record is hers.</param>
    /// <param name="note">Why, for the record; she reads it where it is not hers. Null for none.</param>
    /// <param name="stop">Ends it.</param>
    public Task<ClaimDecided> Decide(Guid by, Guid id, string? seen, bool isHers, string? note, CancellationToken stop) => store.Write(async db =>
    {
        if (await db.Set<Claim>().FindAsync([id], stop) is not { } claim || await Contests.Concerns(db, by, claim, stop))
        {
            return ClaimDecided.Nothing;
        }
        if (!Claiming.IsOpen(claim, store.Now))
        {
            return ClaimDecided.Meanwhile;
        }
        if (seen is not null && (await Read(db, Open(db).Where(one => one.Id == id), stop)).SingleOrDefault()?.Seen != seen)
        {
            return ClaimDecided.Changed;
        }
        if (!isHers)
        {
            (claim.DecidedBy, claim.Note) = (by, Sealed(note));
            await trail.Add(db, AuditPart.Verifier, by, AuditAct.DecidedClaim, [claim.AccountId], stop);
            await Refuse(db, claim, note, stop);
            if (claim is { IsContested: true, ProfileId: { } kept } && await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == kept, stop))
            {
                await contests.Settle(db, kept, stop);
            }
            return ClaimDecided.Done;
        }
        if (await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == claim.AccountId, stop))
        {
            return ClaimDecided.KeepsOther;
        }
        if (claim is { ProfileId: null, Npi: { } npi } && await db.Set<Profile>().Where(one => one.Npi == npi).Select(one => (long?)one.Id).SingleOrDefaultAsync(stop) is { } now)
        {
            claim.ProfileId = now;
            await db.SaveChangesAsync(stop);
            await contests.Mark(db, now, await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == now, stop), stop);
            return ClaimDecided.NowKnown;
        }
        if (claim.ProfileId is { } wanted && await db.Set<ProfileOwner>().AsNoTracking().SingleOrDefaultAsync(owner => owner.ProfileId == wanted, stop) is { } keeper)
        {
            if (await db.Set<Account>().AnyAsync(account => account.Id == keeper.AccountId && account.ClosedAt != null, stop))
            {
                return ClaimDecided.KeptByLaw;
            }
            await trail.Add(db, AuditPart.Verifier, by, AuditAct.TookProfile, [keeper.AccountId], stop);
        }
        await trail.Add(db, AuditPart.Verifier, by, AuditAct.DecidedClaim, [claim.AccountId], stop);
        (claim.DecidedBy, claim.Note) = (by, Sealed(note));
        var profile = claim.ProfileId is { } known ? await db.Set<Profile>().FindAsync([known], stop) : null;
        profile ??= await ownership.New(db, claim.Npi, claim.FactsSaid(seal)!, stop);
        await release.Of(db, profile, "a claim was decided at the desk", stop);
        await claiming.Prove(db, claim, profile, Proof.Check, stop);
        await contests.Tell(db, claim.AccountId, ClaimLetters.Given, stop);
        foreach (var other in await Contests.Waiting(db, profile.Id, stop))
        {
            other.DecidedBy = by;
            await trail.Add(db, AuditPart.Verifier, by, AuditAct.DecidedClaim, [other.AccountId], stop);
            await Refuse(db, other, note: null, stop);
        }
        return ClaimDecided.Done;
    }, stop);

    private byte[]? Sealed(string? note) => note is null ? null : seal.Seal(note);

    private async Task Refuse(RapportDb db, Claim claim, string? note, CancellationToken stop)
    {
        claiming.End(claim, ClaimState.Refused);
        await contests.Tell(db, claim.AccountId, (to, language) => ClaimLetters.Refused(to, language, note), stop);
        if (claim.ProfileId is { } id)
        {
            await Contests.Unmark(db, id, stop);
        }
    }
}
