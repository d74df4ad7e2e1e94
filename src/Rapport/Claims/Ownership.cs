using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Registry.Values;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>How it ended that somebody took over what is hers.</summary>
internal enum Taken
{
    /// <summary>Her account keeps the record now.</summary>
    Done,

    /// <summary>It did already.</summary>
    Already,

    /// <summary>The invitation has ended, was used, or the record was taken off the list.</summary>
    Ended,

    /// <summary>Another account keeps the record: a person decides.</summary>
    Another,

    /// <summary>Her account keeps another record.</summary>
    KeepsOther,
}

/// <summary>Whose profile is whose: taken over with a proof, and never without.</summary>
internal sealed class Ownership(Store store, Invitations invitations, AccountSeal seal, AccountDoor door, Contests contests)
{
    /// <summary>The profile that an account keeps; null where it keeps none.</summary>
    public async Task<Profile?> Of(Guid account, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<ProfileOwner>().AsNoTracking().Where(owner => owner.AccountId == account)
            .Join(db.Set<Profile>().AsNoTracking(), owner => owner.ProfileId, profile => profile.Id, (_, profile) => profile).SingleOrDefaultAsync(stop);
    }

    /// <summary>The member of a roster whose address is that of the account: whoever has the account has that mailbox. Null where there is none.</summary>
    public async Task<RosterMember?> NamedIn(Guid account, CancellationToken stop)
    {
        if (await door.Of(account, stop) is not var (_, content))
        {
            return null;
        }
        var key = seal.KeyOf(content.Address);
        await using var db = store.Read();
        return await db.Set<RosterMember>().AsNoTracking().OrderBy(member => member.Id)
            .FirstOrDefaultAsync(
                member => member.MailKey == key && member.ProvenAt == null && member.DeclinedAt == null
                    && member.NamedAt == db.Set<RosterMember>().Where(other => other.Roster == member.Roster).Max(other => other.NamedAt), stop);
    }

    /// <summary>Takes over what an invitation is for, that was opened with a link or a code, or that names the mail address of the account.</summary>
    /// <param name="account">Whose it becomes.</param>
    /// <param name="memberId">The member who was invited.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Taken> Take(Guid account, Guid memberId, CancellationToken stop)
    {
        var isHerMailbox = (await NamedIn(account, stop))?.Id == memberId;
        return await store.Write(async db =>
        {
            var member = await db.Set<RosterMember>().SingleOrDefaultAsync(one => one.Id == memberId, stop);
            var kept = await db.Set<ProfileOwner>().SingleOrDefaultAsync(owner => owner.AccountId == account, stop);
            if (member is { ProvenAt: not null } && kept is not null && kept.ProfileId == member.ProfileId)
            {
                return Taken.Already;
            }
            if (member is null || (!invitations.IsOpen(member) && !(isHerMailbox && member is { ProvenAt: null, DeclinedAt: null })))
            {
                return Taken.Ended;
            }
            if (kept is not null && (member.ProfileId is null || kept.ProfileId != member.ProfileId))
            {
                return Taken.KeepsOther;
            }
            var known = await RecordOf(db, member, stop);
            if (known is { Removed: true })
            {
                return Taken.Ended;
            }
            // A mistyped number leads to a stranger's record, which may have come into the store after the roster.
            if (known is not null && kept is null && (!SamePerson.Names(known.Read().Facts).Any(name => SamePerson.MayBe(name, member.Facts(seal).Name!.Value))
                || await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == known.Id, stop)))
            {
                return Taken.Another;
            }
            var profile = known ?? await New(db, member.Npi, member.Facts(seal), stop);
            member.ProfileId = profile.Id;
            if (kept is not null)
            {
                await Prove(db, profile.Id, account, kept.Proof, member.Id, stop);
                return Taken.Done;
            }
            await Give(db, profile, account, isHerMailbox || member.InvitedBy == InvitedBy.Mail ? Proof.RosterMail : Proof.LetterCode, stop, member.Id);
            if (known is not null)
            {
                await Join(db, known, member, stop);
            }
            await db.SaveChangesAsync(stop);
            // Who said before that it is hers, and has not proven it, is heard by a person.
            await contests.Mark(db, profile.Id, isKept: true, stop);
            return Taken.Done;
        }, stop);
    }

    /// <summary>Says that she does not want to be listed: nobody invites her again, and what the roster says of her is erased.</summary>
    /// <returns>The record that the registry has of her; null where there is none, or nothing to decline.</returns>
    public Task<long?> Decline(Guid memberId, CancellationToken stop) => store.Erase<long?>(async db =>
    {
        if (await db.Set<RosterMember>().SingleOrDefaultAsync(one => one.Id == memberId, stop) is not { } member || !invitations.IsOpen(member))
        {
            return null;
        }
        var record = await RecordOf(db, member, stop);
        // A number leads to whoever has it: what another keeps, or is another's by its name, is not hers to take off.
        if (record is not null && (!SamePerson.Names(record.Read().Facts).Any(name => SamePerson.MayBe(name, member.Facts(seal).Name!.Value))
            || await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == record.Id, stop)))
        {
            await RosterList.Decline(db, member, store.Now, stop);
            return null;
        }
        if (record is null && member.Npi is { } npi)
        {
            // The registry's file may name her later: the record is there then, empty and off the list, and stays so.
            record = new Profile { Id = await NextId(db, stop), Npi = npi, Document = ProfileDocument.Empty, UpdatedAt = store.Now, Revision = 1 };
            db.Add(record);
        }
        await RosterList.Decline(db, member, store.Now, stop);
        return record?.Id;
    }, stop);

    /// <summary>Makes an account keep a record that nobody keeps, and what rosters say of her hers, within a transaction.</summary>
    public async Task Give(RapportDb db, Profile profile, Guid account, Proof proof, CancellationToken stop, Guid? member = null)
    {
        db.Add(new ProfileOwner { ProfileId = profile.Id, AccountId = account, Since = store.Now, CountedFrom = store.Now, Proof = proof, KnownAs = ProfileOwner.Known(profile.Read().Facts) });
        db.Add(new FactChange { ProfileId = profile.Id, Field = Release.Field, Before = Release.Nobody, After = Release.Kept, Source = Source.Therapist, By = ProfileOwner.By, At = store.Now });
        await Prove(db, profile.Id, account, proof, member, stop);
    }

    /// <summary>Makes a record of what is said of somebody who has none, within a transaction.</summary>
    public async Task<Profile> New(RapportDb db, long? npi, ProfileFacts facts, CancellationToken stop)
    {
        facts = facts.Licences is { } licences ? facts with { Licences = licences with { Value = [.. licences.Value.Select(licence => licence.AsSaid())] } } : facts;
        var profile = new Profile { Id = await NextId(db, stop), Npi = npi, Document = new ProfileDocument { Facts = facts }.ToJson(), UpdatedAt = store.Now, Revision = 1, Unlisted = Unlisted.NotYetListed };
        db.Add(profile);
        return profile;
    }

    /// <summary>
    /// What rosters say of the record is hers where she was invited there, or nobody was. Somebody else who was invited at another address is told, and her
    /// link leads on: a person decides then.
    /// </summary>
    private async Task Prove(RapportDb db, long profile, Guid account, Proof proof, Guid? invited, CancellationToken stop)
    {
        var hers = await db.Set<Account>().Where(one => one.Id == account).Select(one => one.AddressKey).SingleOrDefaultAsync(stop) ?? [];
        var npi = (await db.Set<Profile>().FindAsync([profile], stop))?.Npi;
        await db.Set<RosterMember>().Where(one => (one.ProfileId == profile || (one.Npi == npi && one.Npi != null)) && one.DeclinedAt == null).LoadAsync(stop);
        foreach (var member in db.Set<RosterMember>().Local.Where(one => (one.ProfileId == profile || (one.Npi == npi && one.Npi is not null)) && one.DeclinedAt is null))
        {
            // Who is invited at another address is another, and so is whom a roster knows there, where she was given the record by a person and by no code of its own.
            if (member.Id != invited && !hers.AsSpan().SequenceEqual(member.MailKey) && (invitations.IsOpen(member) || (member.MailKey is not null && proof is Proof.Check or Proof.MailDomain)))
            {
                if (invitations.IsOpen(member))
                {
                    contests.TellInvited(db, member);
                }
                continue;
            }
            member.ProfileId ??= profile;
            member.ProvenAt ??= store.Now;
            member.OpenedAt ??= store.Now;
            (member.Key, member.KeyEndsAt) = (null, null);
        }
    }

    private static async Task<Profile?> RecordOf(RapportDb db, RosterMember member, CancellationToken stop) =>
        member.ProfileId is { } id ? await db.Set<Profile>().FindAsync([id], stop)
        : member.Npi is { } npi ? await db.Set<Profile>().SingleOrDefaultAsync(one => one.Npi == npi, stop)
        : null;

    private static async Task<long> NextId(RapportDb db, CancellationToken stop) => (await db.Set<Profile>().MaxAsync(one => (long?)one.Id, stop) ?? 0) + 1;

    /// <summary>Puts what the roster says where nobody has said anything yet, and another licence or place beside those of the registry.</summary>
    private async Task Join(RapportDb db, Profile profile, RosterMember member, CancellationToken stop)
    {
        var document = profile.Read();
        var joined = Joined(document.Facts, member.Facts(seal));
        if (joined == document.Facts)
        {
            return;
        }
        foreach (var field in ProfileFields.All)
        {
            if (field.Print(document.Facts) is var before && field.Print(joined) is var after && before != after)
            {
                db.Add(new FactChange { ProfileId = profile.Id, Field = field.Name, Before = before, After = after, Source = Source.Organisation, Reason = member.Roster, At = store.Now });
            }
        }
        profile.Document = (document with { Facts = joined }).ToJson();
        profile.Revision++;
        profile.UpdatedAt = store.Now;
        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
    }

    /// <summary>Whether a place of a roster is one that is known: the same street, or of the same ZIP with no street said.</summary>
    private static bool IsThere(PracticePlace place, PracticePlace known) => place.Zip == known.Zip
        && (string.IsNullOrEmpty(place.Line1) || string.IsNullOrEmpty(known.Line1) || House(place) == House(known));

    private static string House(PracticePlace place) => AddressKey.House(place.Line1 ?? "", place.Line2 ?? "", place.Zip);

    private static ProfileFacts Joined(ProfileFacts known, ProfileFacts roster)
    {
        var joined = known;
        // Nobody keeps it: what a therapist said of it was said by one who has lost it.
        foreach (var field in ProfileFields.All.Where(field => field.Get(known) is null or { Source: Source.Therapist } && field.Get(roster) is not null))
        {
            joined = field.Copy(joined, roster);
        }
        // She has said that what the roster says is hers: of the registry it may be old, and stands beside it until she takes out what does not hold any more.
        if (joined.Licences != roster.Licences && known.Licences is { } licences
            && roster.Licences?.Value.Where(licence => licence.Number is { } number && licences.Value.All(one => one.State != licence.State || one.Number is null || LicenceNumber.Key(one.Number) != LicenceNumber.Key(number))).ToList() is { Count: > 0 } others)
        {
            joined = joined with { Licences = roster.Licences with { Value = [.. others.Select(licence => licence.AsSaid()), .. licences.Value] } };
        }
        if (joined.Places != roster.Places && known.Places is { } places && roster.Places?.Value.Where(place => places.Value.All(one => !IsThere(place, one))).ToList() is { Count: > 0 } more)
        {
            var next = places.Value.Max(place => (int?)place.Id) ?? 0;
            joined = joined with { Places = roster.Places with { Value = [.. places.Value, .. more.Select((place, at) => place with { Id = next + at + 1 })] } };
        }
        return joined;
    }
}
