using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>How it ended that somebody was to be invited.</summary>
internal enum Sent
{
    Done,

    /// <summary>The organisation sent many within the hour, or several to this address within a day.</summary>
    TooMany,

    /// <summary>As many wait for an answer as may.</summary>
    TooManyOpen,

    /// <summary>There is no such invitation or organisation, or whoever asks is no administrator.</summary>
    NotThere,
}

/// <summary>Somebody who was invited and has not answered.</summary>
internal sealed record OpenInvitation(OrganisationInvitation Row, string Address);

/// <summary>Invites people into organisations by a mailed link, and takes them in who come with one.</summary>
internal sealed class OrganisationInvitations(Store store, AccountSeal seal, Outbox outbox)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>Mails that one organisation has sent within an hour.</summary>
    public const int MostMails = 10;

    /// <summary>Mails to one address that one organisation has sent within a day.</summary>
    public const int MostToOne = 3;

    /// <summary>Of one organisation, at a time.</summary>
    public const int MostOpen = 100;

    /// <summary>The kind of these mails.</summary>
    public const string Kind = "organisation-invitation";

    /// <summary>An administrator invites an address.</summary>
    public Task<Sent> Invite(Guid by, string slug, string address, MemberWork does, bool isAdministrator, Language language, CancellationToken stop) => store.Write(async db =>
        await Memberships.Administered(db, slug, by, stop) is { } organisation
            ? await Add(db, organisation, address, does, isAdministrator, language, stop)
            : Sent.NotThere, stop);

    /// <summary>Whoever runs the site invites an administrator.</summary>
    public Task<Sent> InviteAdministrator(string slug, string address, Language language, CancellationToken stop) => store.Write(async db =>
        await db.Set<Organisation>().SingleOrDefaultAsync(one => one.Slug == slug, stop) is { } organisation
            ? await Add(db, organisation, address, MemberWork.Office, isAdministrator: true, language, stop)
            : Sent.NotThere, stop);

    /// <summary>Invites an address within a transaction. One that waits already is written to again, and the link it had ends.</summary>
    public async Task<Sent> Add(RapportDb db, Organisation organisation, string address, MemberWork does, bool isAdministrator, Language language, CancellationToken stop)
    {
        var mailKey = seal.KeyOf(address);
        var open = await Open(db, organisation.Id, store.Now).Where(one => one.MailKey == mailKey).OrderBy(one => one.MadeAt).FirstOrDefaultAsync(stop);
        if (open is null && await Open(db, organisation.Id, store.Now).CountAsync(stop) >= MostOpen)
        {
            return Sent.TooManyOpen;
        }
        if (!await MayMail(db, organisation.Id, address, stop))
        {
            return Sent.TooMany;
        }
        if (open is null)
        {
            open = new OrganisationInvitation
            {
                Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
                OrganisationId = organisation.Id,
                Mail = seal.Seal(Encoding.UTF8.GetBytes(address)),
                MailKey = mailKey,
                Language = language.Code,
                MadeAt = store.Now,
                Key = [],
            };
            db.Add(open);
        }
        (open.Does, open.IsAdministrator, open.Language) = (does, isAdministrator, language.Code);
        Mail(db, organisation, open, address);
        return Sent.Done;
    }

    /// <summary>An administrator has one written again: with a new link, and the old one ends.</summary>
    public Task<Sent> SendAgain(Guid by, string slug, Guid id, CancellationToken stop) => store.Write(async db =>
    {
        if (await Memberships.Administered(db, slug, by, stop) is not { } organisation || await Open(db, organisation.Id, store.Now).SingleOrDefaultAsync(one => one.Id == id, stop) is not { } open)
        {
            return Sent.NotThere;
        }
        var address = AddressOf(open);
        if (!await MayMail(db, organisation.Id, address, stop))
        {
            return Sent.TooMany;
        }
        Mail(db, organisation, open, address);
        return Sent.Done;
    }, stop);

    /// <summary>An administrator takes one back: its link ends at once.</summary>
    public Task<bool> Withdraw(Guid by, string slug, Guid id, CancellationToken stop) => store.Erase(async db =>
        await Memberships.Administered(db, slug, by, stop) is { } organisation
            && await Open(db, organisation.Id, store.Now).Where(one => one.Id == id).ExecuteDeleteAsync(stop) > 0, stop);

    /// <summary>Those that wait for an answer, the newest first.</summary>
    public async Task<IReadOnlyList<OpenInvitation>> List(Guid organisation, CancellationToken stop)
    {
        await using var db = store.Read();
        var rows = await Open(db, organisation, store.Now).AsNoTracking().OrderByDescending(one => one.SentAt).ThenBy(one => one.Id).ToListAsync(stop);
        return [.. rows.Select(row => new OpenInvitation(row, AddressOf(row)))];
    }

    /// <summary>What a link, or the key that a browser holds, leads to, while it holds; and whether it was accepted already.</summary>
    public async Task<(Organisation? Organisation, OrganisationInvitation? Invitation, bool IsUsed)> Look(string? key, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(key))
        {
            return default;
        }
        await using var db = store.Read();
        var hash = AccountSeal.HashOf(key);
        var now = store.Now;
        var invitation = await db.Set<OrganisationInvitation>().AsNoTracking().SingleOrDefaultAsync(one => one.Key == hash && one.EndsAt > now, stop);
        return invitation is null or { UsedAt: not null }
            ? (null, null, invitation is not null)
            : (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == invitation.OrganisationId, stop), invitation, false);
    }

    /// <summary>
    /// Takes an account in with the key of an invitation, which is spent by it. The link is the proof: whoever has it may be signed in with another
    /// address, of which nobody in the organisation learns. Null where it has ended, was used, or was taken back.
    /// </summary>
    public Task<Organisation?> Accept(string key, Guid account, CancellationToken stop) => store.Erase<Organisation?>(async db =>
    {
        var hash = AccountSeal.HashOf(key);
        var now = store.Now;
        var invitation = await db.Set<OrganisationInvitation>().SingleOrDefaultAsync(one => one.Key == hash && one.UsedAt == null && one.EndsAt > now, stop);
        if (invitation is null || await db.Set<Organisation>().SingleOrDefaultAsync(one => one.Id == invitation.OrganisationId, stop) is not { } organisation
            || !await db.Set<Account>().AnyAsync(one => one.Id == account, stop))
        {
            return null;
        }
        invitation.UsedAt = now;
        (invitation.Mail, invitation.MailKey) = (null, null);
        if (await db.Set<OrganisationMember>().FindAsync([organisation.Id, account], stop) is { } member)
        {
            member.IsAdministrator |= invitation.IsAdministrator;
            return organisation;
        }
        db.Add(new OrganisationMember { OrganisationId = organisation.Id, AccountId = account, IsAdministrator = invitation.IsAdministrator, Does = invitation.Does, Since = now });
        return organisation;
    }, stop);

    /// <summary>Where an open invitation was mailed to.</summary>
    public string AddressOf(OrganisationInvitation invitation) => Encoding.UTF8.GetString(seal.Open(invitation.Mail!));

    /// <summary>Those of an organisation that wait for an answer.</summary>
    public static IQueryable<OrganisationInvitation> Open(RapportDb db, Guid organisation, DateTime now) =>
        db.Set<OrganisationInvitation>().Where(one => one.OrganisationId == organisation && one.UsedAt == null && one.EndsAt > now);

    private async Task<bool> MayMail(RapportDb db, Guid organisation, string address, CancellationToken stop) =>
        await Tries.Allow(db, seal.TriesOf("organisation mails", organisation.ToString()), MostMails, TimeSpan.FromHours(1), store.Now, stop)
        && await Tries.Allow(db, seal.TriesOf("organisation mails to", $"{organisation} {address}"), MostToOne, TimeSpan.FromDays(1), store.Now, stop);

    private void Mail(RapportDb db, Organisation organisation, OrganisationInvitation invitation, string address)
    {
        var key = AccountSeal.NewKey();
        invitation.Key = AccountSeal.HashOf(key);
        invitation.SentAt = store.Now;
        invitation.EndsAt = store.Now + Lasts;
        outbox.Add(db, Kind, OrganisationLetter.Of(address, Language.Of(invitation.Language), organisation.Name, invitation.IsAdministrator, key), Lasts);
    }
}
