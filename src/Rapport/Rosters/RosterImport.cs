using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Storage;

namespace Rapport.Rosters;

/// <summary>What a roster came to.</summary>
internal sealed record RosterReport
{
    public required string Roster { get; init; }

    /// <summary>Nothing was written.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Which column was read as what.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Columns that say nothing here.</summary>
    public required IReadOnlyList<string> NotRead { get; init; }

    public long Rows { get; init; }

    public long RowsNotTaken { get; init; }

    public long CellsLeftOut { get; init; }

    public int Members { get; init; }

    public int FoundByNumber { get; init; }

    public int FoundByLicence { get; init; }

    public int FoundByName { get; init; }

    public int WithoutRecord { get; init; }

    /// <summary>They asked to be taken off the list, and stay off it.</summary>
    public int AskedToBeRemoved { get; init; }

    /// <summary>They keep their own profiles already.</summary>
    public int KeepTheirOwn { get; init; }

    public int WithMail { get; init; }

    /// <summary>Their address is another's too, so that it proves nothing: they are invited by letter.</summary>
    public int ShareMail { get; init; }

    public int Added { get; init; }

    public int Updated { get; init; }

    /// <summary>In the store from this roster before, and not in this file.</summary>
    public int NotInFile { get; init; }

    /// <summary>Questions for who keeps her own profile, where the roster says more.</summary>
    public int Questions { get; init; }

    /// <summary>The first of them, as they were understood.</summary>
    public IReadOnlyList<string> First { get; init; } = [];

    /// <summary>Where the rows and cells that were not taken stand.</summary>
    public string? Rejects { get; init; }
}

/// <summary>Takes a roster in: drafts beside the records of the registry. Run again with a newer file, it brings them up to date.</summary>
internal sealed class RosterImport(Store store, AccountSeal seal, string roster, RosterColumns columns, Rejects rejects)
{
    /// <summary>More belong into several rosters.</summary>
    public const int MostRows = 100_000;

    private const int Shown = 8;

    private sealed record Draft(string Known, RosterRow Row, FoundRecord Record, bool SharesMail);

    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);
    private int _questions;

    /// <param name="rows">As they stand in the file.</param>
    /// <param name="read">How many rows the file has.</param>
    /// <param name="cellsLeftOut">Of rows that were taken.</param>
    /// <param name="isPreview">Only says what would be done.</param>
    /// <param name="progress">Told how many records of how many were looked through.</param>
    /// <param name="stop">Ends it; nothing is written then.</param>
    public async Task<RosterReport> Run(IReadOnlyList<RosterRow> rows, long read, long cellsLeftOut, bool isPreview, Action<long, long> progress, CancellationToken stop)
    {
        var records = await RosterRecords.Of(store, rows, progress, stop);
        var drafts = Drafts(Merged(rows), records);
        var declined = await Declined(stop);
        // Who keeps her record has proven who she is: another who was invited to it by mistake declined for nobody.
        var removed = drafts.RemoveAll(draft => draft.Record.IsRemoved || (!draft.Record.HasOwner && (declined.Contains(draft.Known)
            || (draft.Record.ProfileId is { } id && declined.Contains(Record(id))) || (draft.Row.Npi is { } npi && declined.Contains($"npi {npi}"))
            || (draft.Row.Mail is { } mail && declined.Contains(Mailbox(seal.KeyOf(mail)))))));
        await MarkShared(drafts, stop);
        var report = new RosterReport
        {
            Roster = roster,
            IsPreview = isPreview,
            Columns = columns.Read,
            NotRead = columns.NotRead,
            Rows = read,
            CellsLeftOut = cellsLeftOut,
            Members = drafts.Count,
            FoundByNumber = drafts.Count(draft => draft.Record.By == FoundBy.Number),
            FoundByLicence = drafts.Count(draft => draft.Record.By == FoundBy.Licence),
            FoundByName = drafts.Count(draft => draft.Record.By == FoundBy.Name),
            WithoutRecord = drafts.Count(draft => draft.Record.By == FoundBy.Nothing),
            AskedToBeRemoved = removed,
            KeepTheirOwn = drafts.Count(draft => draft.Record.HasOwner),
            WithMail = drafts.Count(draft => draft.Row.Mail is not null && !draft.SharesMail),
            ShareMail = drafts.Count(draft => draft.SharesMail),
            First = [.. drafts.Take(Shown).Select(Line)],
        };
        if (isPreview)
        {
            return report with { RowsNotTaken = rejects.Count - cellsLeftOut };
        }
        var (added, updated, missing) = await store.Write(db => Write(db, drafts, stop), stop);
        return report with { RowsNotTaken = rejects.Count - cellsLeftOut, Added = added, Updated = updated, NotInFile = missing, Questions = _questions };
    }

    /// <summary>Who said, to whatever roster, that she does not want to be listed.</summary>
    private async Task<HashSet<string>> Declined(CancellationToken stop)
    {
        await using var db = store.Read();
        var members = await db.Set<RosterMember>().AsNoTracking().Where(member => member.DeclinedAt != null)
            .Select(member => new { member.Known, member.Npi, member.ProfileId, member.MailKey }).ToListAsync(stop);
        return [.. members.SelectMany(member => new[]
        {
            member.Known, member.Npi is { } npi ? string.Create(CultureInfo.InvariantCulture, $"npi {npi}") : null, member.ProfileId is { } id ? Record(id) : null,
            member.MailKey is { } key ? Mailbox(key) : null,
        }).OfType<string>()];
    }

    private static string Mailbox(byte[] key) => "mail " + Convert.ToHexStringLower(key);

    private static string Record(long id) => string.Create(CultureInfo.InvariantCulture, $"record {id}");

    private async Task<(int Added, int Updated, int NotInFile)> Write(RapportDb db, List<Draft> drafts, CancellationToken stop)
    {
        var there = await db.Set<RosterMember>().Where(member => member.Roster == roster).ToDictionaryAsync(member => member.Known, StringComparer.Ordinal, stop);
        var (added, updated, now) = (0, 0, store.Now);
        foreach (var draft in drafts)
        {
            var document = seal.Seal(new ProfileDocument { Facts = draft.Row.Facts }.ToJson());
            if (!there.Remove(draft.Known, out var member))
            {
                member = new RosterMember
                {
                    Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
                    Roster = roster,
                    Known = draft.Known,
                    ProfileId = draft.Record.ProfileId,
                    Npi = draft.Row.Npi?.Value,
                    Document = document,
                    NamedAt = now,
                };
                db.Add(member);
                added++;
            }
            else
            {
                updated += Says(member.Facts(seal)) == Says(draft.Row.Facts) ? 0 : 1;
                member.Document = document;
                member.NamedAt = now;
                member.Npi = draft.Row.Npi?.Value ?? member.Npi;
                // Whose record it is, is settled once she has proven it.
                member.ProfileId = member.ProvenAt is null ? draft.Record.ProfileId ?? member.ProfileId : member.ProfileId;
            }
            Address(member, draft);
            // Only where it was she: a roster that names somebody by her number is no reason to trouble her.
            if (draft.Record is { HasOwner: true, ProfileId: { } id } && await IsOfKeeper(db, member, id, stop) && await db.Set<Profile>().FindAsync([id], stop) is { } profile)
            {
                Ask(profile, draft.Row.Facts);
            }
        }
        await Unmail(db, stop);
        foreach (var gone in there.Values.Where(member => member.ProvenAt is null))
        {
            // Whom the roster names no more, its invitation lets in no more; named again, she is invited anew.
            (gone.Key, gone.KeyEndsAt, gone.InvitedAt) = (null, null, null);
        }
        return (added, updated, there.Values.Count(member => member.DeclinedAt is null));
    }

    private void Address(RosterMember member, Draft draft)
    {
        var key = draft.Row.Mail is { } mail ? seal.KeyOf(mail) : null;
        if (member.Mail is not null && key is not null && member.MailKey is { } known && known.AsSpan().SequenceEqual(key) && !draft.SharesMail)
        {
            return;
        }
        member.Mail = draft.Row.Mail is { } address ? seal.Seal(System.Text.Encoding.UTF8.GetBytes(address)) : null;
        member.MailKey = draft.SharesMail ? null : key;
        if (member.InvitedBy == InvitedBy.Mail && member.ProvenAt is null)
        {
            // The link lies in a mailbox that is not hers by this roster any more.
            (member.Key, member.KeyEndsAt) = (null, null);
            // At the new one she has not been asked yet.
            member.InvitedAt = null;
        }
    }

    /// <summary>An address that somebody of another name has in the store, whatever the roster, proves nothing of either.</summary>
    private async Task MarkShared(List<Draft> drafts, CancellationToken stop)
    {
        await using var db = store.Read();
        var stored = (await db.Set<RosterMember>().AsNoTracking().Where(member => member.MailKey != null && member.DeclinedAt == null).ToListAsync(stop))
            .ToLookup(member => Mailbox(member.MailKey!), StringComparer.Ordinal);
        for (var at = 0; at < drafts.Count && stored.Count > 0; at++)
        {
            var draft = drafts[at];
            if (draft.Row.Mail is { } mail && stored[Mailbox(seal.KeyOf(mail))].Any(other => (other.Roster != roster || other.Known != draft.Known)
                && !SamePerson.MayBe(other.Facts(seal).Name!.Value, draft.Row.Name)))
            {
                drafts[at] = draft with { SharesMail = true };
                _shared.Add(mail);
            }
        }
    }

    /// <summary>Those who had the address to themselves until now have it so no more.</summary>
    private async Task Unmail(RapportDb db, CancellationToken stop)
    {
        foreach (var key in _shared.Select(seal.KeyOf))
        {
            foreach (var other in await db.Set<RosterMember>().Where(member => member.MailKey == key && member.ProvenAt == null && member.DeclinedAt == null).ToListAsync(stop))
            {
                (other.MailKey, other.Key, other.KeyEndsAt) = (null, other.InvitedBy == InvitedBy.Mail ? null : other.Key, other.KeyEndsAt);
            }
        }
    }

    /// <summary>Whether a member may be who keeps a record: a row with another's mail address is another's, and asks her nothing.</summary>
    private static async Task<bool> IsOfKeeper(RapportDb db, RosterMember member, long profile, CancellationToken stop) => member.ProvenAt is not null || member.MailKey is not { } mail
        || await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == profile && db.Set<Account>().Any(account => account.Id == owner.AccountId && account.AddressKey == mail), stop);

    /// <summary>Where the roster says more than she does of her own profile, she is asked; nothing is changed.</summary>
    private void Ask(Profile profile, ProfileFacts facts)
    {
        var document = profile.Read();
        var before = document.Questions.Count;
        var (says, own) = (facts, document.Facts);
        foreach (var (field, more) in new (string, ProfileFacts?)[]
        {
            ("insurers", says.Insurers is { } plans ? says with { Insurers = plans with { Value = [.. plans.Value.Where(plan => own.Insurers?.Value.Any(one => one.Insurer == plan.Insurer) != true)] } } : null),
            ("languages", says.Languages is { } spoken ? says with { Languages = spoken with { Value = [.. spoken.Value.Where(one => own.Languages?.Value.Any(other => other.Code == one.Code) != true)] } } : null),
            ("places", says.Places is { } places ? says with { Places = places with { Value = [.. places.Value.Where(one => own.Places?.Value.Any(other => other.Zip == one.Zip) != true)] } } : null),
        })
        {
            if (more is not null && ProfileFields.Named(field).Print(more) is { Length: > 0 } text and not "none")
            {
                document = document.Ask(new Question(field, text, Source.Organisation, store.Now));
            }
        }
        if (document.Questions.Count > before)
        {
            _questions += document.Questions.Count - before;
            profile.Document = document.ToJson();
            profile.Revision++;
            profile.UpdatedAt = store.Now;
        }
    }

    private List<Draft> Drafts(List<(string Known, RosterRow Row)> members, RosterRecords records)
    {
        var shared = members.Select(member => member.Row.Mail).OfType<string>().GroupBy(mail => mail, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        var drafts = new List<Draft>(members.Count);
        foreach (var (known, row) in members)
        {
            var record = records.Find(row);
            switch (record.By)
            {
                case FoundBy.Several:
                    rejects.Add(row.Row + 1, columns.Called(RosterPart.Npi), "", $"several people of the store may be {row.Name.Display()}: give her NPI");
                    break;
                case FoundBy.OtherName:
                    rejects.Add(row.Row + 1, columns.Called(RosterPart.Npi), row.Npi.ToString() ?? "", $"this number belongs to {record.Named ?? "somebody else"}, not to {row.Name.Display()}");
                    break;
                default:
                    drafts.Add(new Draft(known, row, record, row.Mail is { } mail && shared.Contains(mail)));
                    break;
            }
        }
        // Two rows may lead to one record; whose it is, is not for a program to say.
        foreach (var same in drafts.Where(draft => draft.Record.ProfileId is not null).GroupBy(draft => draft.Record.ProfileId).Where(same => same.Count() > 1).ToList())
        {
            foreach (var draft in same.Skip(1))
            {
                rejects.Add(draft.Row.Row + 1, columns.Called(RosterPart.Npi), draft.Row.Npi?.ToString() ?? "", $"row {same.First().Row.Row} leads to the same person of the store");
                drafts.Remove(draft);
            }
        }
        return drafts;
    }

    /// <summary>Who stands in several rows, as once for each place, is one member.</summary>
    private static List<(string Known, RosterRow Row)> Merged(IReadOnlyList<RosterRow> rows)
    {
        var members = new List<(string Known, RosterRow Row)>();
        var byMail = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (known, row) in rows.GroupBy(KnownAs, StringComparer.Ordinal).Select(same => (same.Key, same.Aggregate(Both))))
        {
            // One mailbox and one name is one person, however her licence is written.
            if (row.Mail is { } mail && byMail.TryGetValue(mail, out var at) && SamePerson.MayBe(members[at].Row.Name, row.Name)
                && (members[at].Row.Npi is null || row.Npi is null))
            {
                members[at] = (members[at].Row.Npi is null && row.Npi is not null ? known : members[at].Known, Both(members[at].Row, row) with { Npi = members[at].Row.Npi ?? row.Npi });
                continue;
            }
            if (row.Mail is not null)
            {
                byMail.TryAdd(row.Mail, members.Count);
            }
            members.Add((known, row));
        }
        return members;
    }

    private static RosterRow Both(RosterRow one, RosterRow other) => one with
    {
        Mail = one.Mail ?? other.Mail,
        Facts = one.Facts with
        {
            Places = Joined(one.Facts.Places, other.Facts.Places, (place, at) => place with { Id = at + 1 }, place => place with { Id = 0 }),
            Insurers = Joined(one.Facts.Insurers, other.Facts.Insurers, (plan, _) => plan, plan => plan),
            Languages = Joined(one.Facts.Languages, other.Facts.Languages, (language, _) => language, language => language),
            Licences = Joined(one.Facts.Licences, other.Facts.Licences, (licence, _) => licence, licence => licence),
            Professions = Joined(one.Facts.Professions, other.Facts.Professions, (profession, _) => profession, profession => profession),
            Credentials = one.Facts.Credentials ?? other.Facts.Credentials,
        },
    };

    private static Fact<IReadOnlyList<T>>? Joined<T>(Fact<IReadOnlyList<T>>? one, Fact<IReadOnlyList<T>>? other, Func<T, int, T> number, Func<T, T> bare) =>
        one is null || other is null ? one ?? other : one with { Value = [.. one.Value.Concat(other.Value).DistinctBy(bare).Select(number)] };

    private static string KnownAs(RosterRow row) =>
        row.Npi is { } npi ? $"npi {npi}"
        : row.Licences.FirstOrDefault() is { } licence ? $"licence {licence.State} {LicenceNumber.Key(licence.Number!.ToUpperInvariant())}"
        : $"name {Cut(SearchText.Fold($"{row.Name.First} {row.Name.Last}"))} {row.Place?.Zip}".TrimEnd();

    private static string Cut(string name) => name.Length <= 150 ? name : name[..150];

    private static string Says(ProfileFacts facts) => string.Join('\n', ProfileFields.All.Select(field => field.Print(facts)));

    private static string Line(Draft draft)
    {
        var by = draft.Record switch
        {
            { HasOwner: true } => "keeps her own profile",
            { By: FoundBy.Number } => "record found by number",
            { By: FoundBy.Licence } => "record found by licence",
            { By: FoundBy.Name } => "record found by name and place",
            _ => "no record, so a new profile",
        };
        return $"{draft.Row.Name.Display()}, {(draft.Row.Place is { } place ? $"{place.City} {place.State}" : "no place")}: {by}; {(draft.SharesMail ? "shares a mail address" : draft.Row.Mail is null ? "no mail" : "mail")}";
    }
}
