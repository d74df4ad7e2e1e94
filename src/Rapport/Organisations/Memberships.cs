using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>Somebody's place in an organisation.</summary>
internal sealed record Seat(Organisation Organisation, OrganisationMember Me);

/// <summary>A member as other members see her: by the name of her account, never by its address.</summary>
internal sealed record NamedMember(OrganisationMember Member, string Name);

/// <summary>How it ended that somebody was to go, or to get more to do.</summary>
internal enum Moved
{
    Done,

    /// <summary>The organisation would be without an administrator.</summary>
    LastAdministrator,

    /// <summary>There is no such member, or whoever asks is no administrator.</summary>
    NotThere,
}

/// <summary>Who belongs to which organisation, and what members may do with that.</summary>
internal sealed class Memberships(Store store, AccountSeal seal, AuditTrail trail, Outbox outbox)
{
    /// <summary>What kind of mail tells that somebody was removed.</summary>
    public const string Kind = "membership";

    /// <summary>For so long it is of use to know.</summary>
    private static readonly TimeSpan Useful = TimeSpan.FromDays(14);

    /// <summary>The organisations that an account belongs to, by name.</summary>
    public async Task<IReadOnlyList<Seat>> Of(Guid account, CancellationToken stop)
    {
        await using var db = store.Read();
        var seats = await Seats(db, account).ToListAsync(stop);
        return [.. seats.Select(seat => new Seat(seat.Organisation, seat.Me)).OrderBy(seat => seat.Organisation.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Her place in one of them; null where she has none there, or there is none.</summary>
    public async Task<Seat?> Find(Guid account, string slug, CancellationToken stop)
    {
        await using var db = store.Read();
        return await Seats(db, account).SingleOrDefaultAsync(seat => seat.Organisation.Slug == slug, stop) is { } seat ? new Seat(seat.Organisation, seat.Me) : null;
    }

    /// <summary>Who belongs to an organisation: administrators first, then by name.</summary>
    public async Task<IReadOnlyList<NamedMember>> List(Guid organisation, CancellationToken stop)
    {
        await using var db = store.Read();
        var rows = await db.Set<OrganisationMember>().AsNoTracking().Where(member => member.OrganisationId == organisation)
            .Join(db.Set<Account>().AsNoTracking(), member => member.AccountId, account => account.Id, (member, account) => new { member, account }).ToListAsync(stop);
        return [.. rows.Select(row => new NamedMember(row.member, seal.Open(row.account).Name))
            .OrderByDescending(one => one.Member.IsAdministrator).ThenBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(one => one.Member.Since)];
    }

    /// <summary>The organisation, within a transaction, where the account is an administrator of it; null for everybody else.</summary>
    public static async Task<Organisation?> Administered(RapportDb db, string slug, Guid account, CancellationToken stop) =>
        await db.Set<Organisation>().SingleOrDefaultAsync(organisation => organisation.Slug == slug
            && db.Set<OrganisationMember>().Any(member => member.OrganisationId == organisation.Id && member.AccountId == account && member.IsAdministrator), stop);

    /// <summary>She goes, at once.</summary>
    public Task<Moved> Leave(Guid account, string slug, CancellationToken stop) => store.Erase(async db =>
        await db.Set<Organisation>().SingleOrDefaultAsync(one => one.Slug == slug, stop) is { } organisation ? await Remove(db, organisation.Id, account, stop) : Moved.NotThere, stop);

    /// <summary>An administrator removes a member.</summary>
    /// <param name="by">Who asks: looked at in the same transaction, for two who remove each other at once.</param>
    /// <param name="slug">Of which organisation.</param>
    /// <param name="account">Who is to go.</param>
    /// <param name="stop">Ends it.</param>
    public Task<Moved> Remove(Guid by, string slug, Guid account, CancellationToken stop) => store.Erase(async db =>
    {
        if (await Administered(db, slug, by, stop) is not { } organisation)
        {
            return Moved.NotThere;
        }
        var moved = await Remove(db, organisation.Id, account, stop);
        if (moved == Moved.Done)
        {
            await trail.Add(db, AuditPart.Administrator, by, AuditAct.RemovedMember, [account], stop);
            if (account != by && await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == account && one.ClosedAt == null, stop) is { } lost)
            {
                outbox.Add(db, Kind, OrganisationLetter.Removed(seal.Open(lost).Address, Language.Of(lost.Language), organisation.Name), Useful, account);
            }
        }
        return moved;
    }, stop);

    /// <summary>An administrator makes a member one too.</summary>
    public Task<Moved> MakeAdministrator(Guid by, string slug, Guid account, CancellationToken stop) => store.Write(async db =>
    {
        if (await Administered(db, slug, by, stop) is not { } organisation || await db.Set<OrganisationMember>().FindAsync([organisation.Id, account], stop) is not { } member)
        {
            return Moved.NotThere;
        }
        member.IsAdministrator = true;
        await trail.Add(db, AuditPart.Administrator, by, AuditAct.MadeAdministrator, [account], stop);
        return Moved.Done;
    }, stop);

    /// <summary>She says herself whether everybody sees that she belongs to it.</summary>
    public Task<bool> Show(Guid account, string slug, bool shown, CancellationToken stop) => store.Write(async db =>
    {
        var member = await db.Set<OrganisationMember>().SingleOrDefaultAsync(
            one => one.AccountId == account && db.Set<Organisation>().Any(organisation => organisation.Id == one.OrganisationId && organisation.Slug == slug), stop);
        if (member is not null)
        {
            member.Shown = shown;
        }
        return member is not null;
    }, stop);

    /// <summary>Where somebody works who keeps a profile, as far as she agreed that everybody sees it.</summary>
    public async Task<IReadOnlyList<Organisation>> ShownOf(long profile, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<ProfileOwner>().Where(owner => owner.ProfileId == profile)
            .Join(db.Set<OrganisationMember>().Where(member => member.Shown && member.Does == MemberWork.Therapist), owner => owner.AccountId, member => member.AccountId, (_, member) => member.OrganisationId)
            .Join(db.Set<Organisation>().AsNoTracking(), id => id, organisation => organisation.Id, (_, organisation) => organisation)
            .OrderBy(organisation => organisation.Name).ToListAsync(stop);
    }

    private static async Task<Moved> Remove(RapportDb db, Guid organisation, Guid account, CancellationToken stop)
    {
        if (await db.Set<OrganisationMember>().FindAsync([organisation, account], stop) is not { } member)
        {
            return Moved.NotThere;
        }
        if (member.IsAdministrator && !await db.Set<OrganisationMember>().AnyAsync(other => other.OrganisationId == organisation && other.AccountId != account && other.IsAdministrator, stop))
        {
            return Moved.LastAdministrator;
        }
        db.Remove(member);
        return Moved.Done;
    }

    private static IQueryable<Found> Seats(RapportDb db, Guid account) => db.Set<OrganisationMember>().AsNoTracking().Where(member => member.AccountId == account)
        .Join(db.Set<Organisation>().AsNoTracking(), member => member.OrganisationId, organisation => organisation.Id, (member, organisation) => new Found { Organisation = organisation, Me = member });

    private sealed class Found
    {
        public required Organisation Organisation { get; init; }

        public required OrganisationMember Me { get; init; }
    }
}
