using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>An organisation that is to be made.</summary>
/// <param name="Name">Cleaned.</param>
/// <param name="Kind">What it is.</param>
/// <param name="PracticeNpi">The organisation of the registry that it is; null where it is none.</param>
/// <param name="Administrator">Who is invited to look after it.</param>
/// <param name="Language">Of that mail.</param>
internal sealed record NewOrganisation(string Name, OrganisationKind Kind, long? PracticeNpi, string Administrator, Language Language);

/// <summary>How it ended that one was to be made.</summary>
internal enum Founded
{
    Done,

    /// <summary>Another one is called so.</summary>
    NameTaken,

    /// <summary>The store knows no organisation of the registry by this number.</summary>
    NoSuchPractice,
}

/// <summary>One of all, for whoever runs the site.</summary>
internal sealed record ToldOrganisation(Organisation Organisation, int Members, IReadOnlyList<string> Administrators, int Open);

/// <summary>What an organisation says of itself.</summary>
internal sealed record OwnSaying(string? WordsEnglish, string? WordsSpanish, string? Mail, string? Telephone, string? Web);

/// <summary>Which organisations there are: makes and closes them, for whoever runs the site, and keeps what they say.</summary>
internal sealed class OrganisationBook(Store store, AccountSeal seal, OrganisationInvitations invitations, AuditTrail trail)
{
    /// <summary>Makes one, and invites its administrator in the same transaction.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="by">The account of whoever confirms it; null for a command on the machine.</param>
    /// <param name="stop">Ends it.</param>
    public Task<(Founded How, Organisation? Made)> Make(NewOrganisation asked, Guid? by, CancellationToken stop) => store.Write<(Founded, Organisation?)>(async db =>
    {
        var others = await db.Set<Organisation>().Select(one => new { one.Name, one.Slug }).ToListAsync(stop);
        if (others.Any(other => IsSame(other.Name, asked.Name)))
        {
            return (Founded.NameTaken, null);
        }
        if (asked.PracticeNpi is { } npi && !await db.Set<Practice>().AnyAsync(practice => practice.Npi == npi, stop))
        {
            return (Founded.NoSuchPractice, null);
        }
        var organisation = new Organisation
        {
            Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
            Slug = Organisation.SlugOf(asked.Name, [.. others.Select(other => other.Slug)]),
            Name = asked.Name,
            PracticeNpi = asked.PracticeNpi,
            Kind = asked.Kind,
            MadeAt = store.Now,
            ConfirmedBy = by,
        };
        db.Add(organisation);
        await invitations.Add(db, organisation, asked.Administrator, MemberWork.Office, isAdministrator: true, asked.Language, stop);
        return (Founded.Done, organisation);
    }, stop);

    /// <summary>Closes one for good: its members belong to it no more, and its invitations end. Null where there is none.</summary>
    /// <param name="nameOrSlug">Its name in any case, or the last part of its address.</param>
    /// <param name="stop">Ends it.</param>
    public Task<ToldOrganisation?> Close(string nameOrSlug, CancellationToken stop) => store.Erase<ToldOrganisation?>(async db =>
    {
        if (await Named(db, nameOrSlug, stop) is not { } organisation)
        {
            return null;
        }
        var told = await Told(db, organisation, stop);
        var members = await db.Set<OrganisationMember>().Where(member => member.OrganisationId == organisation.Id).Select(member => member.AccountId).ToListAsync(stop);
        await trail.Add(db, AuditPart.Console, actor: null, AuditAct.ClosedOrganisation, members.Count > 0 ? members : null, stop);
        await db.Set<OrganisationLogo>().Where(logo => logo.OrganisationId == organisation.Id).ExecuteDeleteAsync(stop);
        await db.Set<OrganisationMember>().Where(member => member.OrganisationId == organisation.Id).ExecuteDeleteAsync(stop);
        await db.Set<OrganisationInvitation>().Where(invitation => invitation.OrganisationId == organisation.Id).ExecuteDeleteAsync(stop);
        if (await RunBySetting.Chosen(db, stop) == organisation.Slug)
        {
            await Setting.Put(db, RunBySetting.Key, RunBySetting.Nobody, store.Now, stop);
        }
        db.Remove(organisation);
        return told;
    }, stop);

    /// <summary>One by its name in any case, or by the last part of its address.</summary>
    public async Task<Organisation?> Named(string nameOrSlug, CancellationToken stop)
    {
        await using var db = store.Read();
        return await Named(db, nameOrSlug, stop);
    }

    /// <summary>What everybody sees of one.</summary>
    public async Task<Organisation?> Find(string slug, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(one => one.Slug == slug, stop);
    }

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<ToldOrganisation>> All(CancellationToken stop)
    {
        await using var db = store.Read();
        var told = new List<ToldOrganisation>();
        foreach (var organisation in await db.Set<Organisation>().AsNoTracking().ToListAsync(stop))
        {
            told.Add(await Told(db, organisation, stop));
        }
        return [.. told.OrderBy(one => one.Organisation.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>An administrator says what the organisation says of itself; false for everybody else.</summary>
    public Task<bool> Say(Guid by, string slug, OwnSaying saying, CancellationToken stop) => store.Write(async db =>
    {
        if (await Memberships.Administered(db, slug, by, stop) is not { } organisation)
        {
            return false;
        }
        (organisation.WordsEnglish, organisation.WordsSpanish) = (saying.WordsEnglish, saying.WordsSpanish);
        (organisation.Mail, organisation.Telephone, organisation.Web) = (saying.Mail, saying.Telephone, saying.Web);
        return true;
    }, stop);

    /// <summary>Words as they may stand on a page; null where there are none.</summary>
    public static string? WordsOf(string? typed) => Printed.Text(typed).Trim() is { Length: > 0 } words ? words : null;

    /// <summary>A mail address that a link may carry; null where it is none.</summary>
    public static string? MailOf(string typed) => AccountSeal.Plain(typed) is { } mail && !mail.Any(letter => letter is '?' or '&' or '%' or '=' or '#' or '/') ? mail : null;

    /// <summary>Ten digits of a telephone number of this country; null where it is none.</summary>
    public static string? TelephoneOf(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        digits = digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
        return digits.Length == 10 && digits[0] > '1' && typed.All(letter => char.IsAsciiDigit(letter) || " ()-.+".Contains(letter, StringComparison.Ordinal)) ? digits : null;
    }

    /// <summary>The address of a site, as one may be sent there; null where it is none.</summary>
    public static string? WebOf(string typed)
    {
        var text = typed.Contains("://", StringComparison.Ordinal) ? typed : "https://" + typed;
        // A letter that turns the direction of writing makes of one address another for the eye.
        return !text.Any(letter => char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control) && text.Length <= Organisation.LongestWeb && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "https" or "http", UserInfo: "", HostNameType: UriHostNameType.Dns } && address.Host.Contains('.', StringComparison.Ordinal)
            ? address.AbsoluteUri
            : null;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static async Task<Organisation?> Named(RapportDb db, string nameOrSlug, CancellationToken stop)
    {
        var typed = nameOrSlug.Trim();
        // There are few, and databases differ in what they take for the same letter.
        var all = await db.Set<Organisation>().ToListAsync(stop);
        return all.FirstOrDefault(one => IsSame(one.Slug, typed)) ?? all.FirstOrDefault(one => IsSame(one.Name, typed));
    }

    private async Task<ToldOrganisation> Told(RapportDb db, Organisation organisation, CancellationToken stop)
    {
        var members = await db.Set<OrganisationMember>().AsNoTracking().Where(member => member.OrganisationId == organisation.Id).ToListAsync(stop);
        var administrators = members.Where(member => member.IsAdministrator).Select(member => member.AccountId).ToList();
        var accounts = await db.Set<Account>().AsNoTracking().Where(account => administrators.Contains(account.Id)).ToListAsync(stop);
        return new ToldOrganisation(
            organisation, members.Count, [.. accounts.Select(account => seal.Open(account)).Select(content => content.Name.Length > 0 ? $"{content.Name} ({content.Address})" : content.Address).Order(StringComparer.CurrentCulture)],
            await OrganisationInvitations.Open(db, organisation.Id, store.Now).CountAsync(stop));
    }
}
