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
    /// <summary>As whoever decides reads it first.</summary>
    public string Title => (Record?.Name ?? Says?.Name)?.Value.Display() ?? Name;

    /// <summary>What is known of the record; null where there is none.</summary>
    public ProfileFacts? Record { get; } = Profile?.Read().Facts;
}

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

    /// <summary>Names of rosters that have invited somebody else to the record of a claim, and are not answered yet.</summary>
    public async Task<IReadOnlyList<string>> InvitedElsewhere(DeskClaim item, CancellationToken stop)
    {
        var (now, hers) = (store.Now, seal.KeyOf(item.Address));
        await using var db = store.Read();
        return await db.Set<RosterMember>().Where(member => member.ProfileId == item.Claim.ProfileId && member.ProfileId != null && member.Key != null && member.KeyEndsAt > now
            && member.ProvenAt == null && member.DeclinedAt == null && (member.MailKey == null || member.MailKey != hers)).Select(member => member.Roster).Distinct().OrderBy(name => name).ToListAsync(stop);
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
                KeeperOf(claim), KeeperOf(claim) is { } keeper ? accounts.GetValueOrDefault(keeper)?.Address : null)),
        ];

        Guid? KeeperOf(Claim claim) => claim.ProfileId is { } kept && owners.TryGetValue(kept, out var owner) ? owner : null;
    }

    /// <summary>Somebody decides. Who keeps the record until now is told, and so are all who said that it is theirs.</summary>
    /// <param name="by">The account of who decides; nobody decides her own.</param>
    /// <param name="id">Which claim.</param>
    /// <param name="isHers">Whether the record is hers.</param>
    /// <param name="note">She reads it where it is not hers; null for none.</param>
    /// <param name="stop">Ends it.</param>
    public Task<ClaimDecided> Decide(Guid by, Guid id, bool isHers, string? note, CancellationToken stop) => store.Write(async db =>
    {
        if (await db.Set<Claim>().FindAsync([id], stop) is not { } claim || await Contests.Concerns(db, by, claim, stop))
        {
            return ClaimDecided.Nothing;
        }
        if (!Claiming.IsOpen(claim, store.Now))
        {
            return ClaimDecided.Meanwhile;
        }
        claim.DecidedBy = by;
        if (!isHers)
        {
            await trail.Add(db, AuditPart.Verifier, by, AuditAct.DecidedClaim, [claim.AccountId], stop);
            await Refuse(db, claim, note, stop);
            return ClaimDecided.Done;
        }
        if (await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == claim.AccountId, stop))
        {
            return ClaimDecided.KeepsOther;
        }
        if (claim is { ProfileId: null, Npi: { } npi } && await db.Set<Profile>().Where(one => one.Npi == npi).Select(one => (long?)one.Id).SingleOrDefaultAsync(stop) is { } now)
        {
            claim.ProfileId = now;
            claim.DecidedBy = null;
            await db.SaveChangesAsync(stop);
            await contests.Mark(db, now, await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == now, stop), stop);
            return ClaimDecided.NowKnown;
        }
        if (claim.ProfileId is { } wanted && await db.Set<ProfileOwner>().AsNoTracking().SingleOrDefaultAsync(owner => owner.ProfileId == wanted, stop) is { } keeper)
        {
            if (await db.Set<Account>().AnyAsync(account => account.Id == keeper.AccountId && account.ClosedAt != null, stop))
            {
                claim.DecidedBy = null;
                return ClaimDecided.KeptByLaw;
            }
            await trail.Add(db, AuditPart.Verifier, by, AuditAct.TookProfile, [keeper.AccountId], stop);
        }
        await trail.Add(db, AuditPart.Verifier, by, AuditAct.DecidedClaim, [claim.AccountId], stop);
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
