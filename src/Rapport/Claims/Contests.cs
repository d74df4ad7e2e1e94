using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>Two say that one record is theirs: a person decides, and all of them are told.</summary>
internal sealed class Contests(Store store, AccountSeal seal, Outbox outbox, OwnerMail mail)
{
    /// <summary>For so long a mail about a claim is of use.</summary>
    private static readonly TimeSpan Useful = TimeSpan.FromDays(14);

    /// <summary>Nobody is told the same sooner again.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    /// <summary>Marks the claims on a record of which there are several, or that somebody keeps, in a transaction of the caller's.</summary>
    /// <param name="db">The transaction, with what it has not saved yet.</param>
    /// <param name="profileId">Which record.</param>
    /// <param name="isKept">An account keeps it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task Mark(RapportDb db, long profileId, bool isKept, CancellationToken stop)
    {
        var claims = await Waiting(db, profileId, stop);
        if (claims.Count + (isKept ? 1 : 0) < 2 || claims.All(claim => claim.IsContested))
        {
            return;
        }
        var yesterday = store.Now - Between;
        // Whoever claims and takes back all day long fills nobody's mailbox.
        var isKnown = isKept && await db.Set<Claim>().AnyAsync(other => other.ProfileId == profileId && other.ToldAt > yesterday, stop);
        foreach (var claim in claims.Where(claim => !claim.IsContested))
        {
            claim.IsContested = true;
            if (claim.ToldAt is not { } told || told <= yesterday)
            {
                claim.ToldAt = store.Now;
                await Tell(db, claim.AccountId, ClaimLetters.Contested, stop);
            }
        }
        if (isKept && !isKnown)
        {
            await mail.Add(db, profileId, Kind, ClaimLetters.Doubted, Useful, stop);
        }
    }

    /// <summary>A person has refused a claim on a record that somebody keeps who was told of it: where no other waits, she is told that it stays hers.</summary>
    public async Task Settle(RapportDb db, long profileId, CancellationToken stop)
    {
        if ((await Waiting(db, profileId, stop)).Count == 0)
        {
            await mail.Add(db, profileId, Kind, ClaimLetters.Settled, Useful, stop);
        }
    }

    /// <summary>One claim has ended: where one alone is left on a record that nobody keeps, its code is enough again.</summary>
    public static async Task Unmark(RapportDb db, long profileId, CancellationToken stop)
    {
        if (await Waiting(db, profileId, stop) is [var claim] && !await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == profileId, stop))
        {
            claim.IsContested = false;
        }
    }

    /// <summary>Whether somebody may not decide of a claim: it is hers, or she keeps the record, or says herself that it is hers.</summary>
    public static async Task<bool> Concerns(RapportDb db, Guid account, Claim claim, CancellationToken stop) =>
        claim.AccountId == account
        || (claim.ProfileId is { } id && (await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == id && owner.AccountId == account, stop)
            || await db.Set<Claim>().AnyAsync(other => other.ProfileId == id && other.AccountId == account && (other.State == ClaimState.Waiting || other.State == ClaimState.Refused), stop)));

    /// <summary>Claims on a record that wait, with what the transaction has not saved yet.</summary>
    public static async Task<IReadOnlyList<Claim>> Waiting(RapportDb db, long profileId, CancellationToken stop)
    {
        await db.Set<Claim>().Where(claim => claim.ProfileId == profileId && claim.State == ClaimState.Waiting).LoadAsync(stop);
        return [.. db.Set<Claim>().Local.Where(claim => claim.ProfileId == profileId && claim.State == ClaimState.Waiting).OrderBy(claim => claim.StartedAt)];
    }

    /// <summary>Writes to somebody whom a roster named and invited by mail that another account keeps the entry now.</summary>
    public void TellInvited(RapportDb db, RosterMember member)
    {
        if (member is { Mail: { } address, InvitedBy: InvitedBy.Mail })
        {
            // In which language she reads is not known: the one of the directory's mails to whom it does not know.
            outbox.Add(db, Kind, ClaimLetters.KeptByAnother(Encoding.UTF8.GetString(seal.Open(address)), Language.English), Useful);
        }
    }

    /// <summary>Writes to an account about its claim.</summary>
    public async Task Tell(RapportDb db, Guid account, Func<string, Language, Letter> letter, CancellationToken stop)
    {
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == account && one.ClosedAt == null, stop) is { } to)
        {
            outbox.Add(db, Kind, letter(seal.Open(to).Address, Language.Of(to.Language)), Useful, to.Id);
        }
    }

    private const string Kind = "claim";
}
