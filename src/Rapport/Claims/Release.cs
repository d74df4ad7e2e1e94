using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>Takes a record from the account that keeps it: it is off the list, and who kept it is told.</summary>
internal sealed class Release(Store store, OwnerMail mail, AccountSeal seal, Vocabularies words)
{
    /// <summary>What the history calls it whose a profile is.</summary>
    public const string Field = "owner";

    /// <summary>What the history says of a profile that somebody keeps.</summary>
    public const string Kept = "kept by its owner";

    /// <summary>What it says of one that nobody keeps.</summary>
    public const string Nobody = "kept by nobody";

    /// <summary>Does it within a transaction; false where nobody keeps it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="profile">Read in it.</param>
    /// <param name="reason">For the history.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<bool> Of(RapportDb db, Profile profile, string reason, CancellationToken stop)
    {
        if (await db.Set<ProfileOwner>().FindAsync([profile.Id], stop) is not { } owner)
        {
            return false;
        }
        await mail.Add(db, profile.Id, "account-changed", (to, language) => AccountLetters.Changed(to, language, ReleasedLetter.Says(language)), TimeSpan.FromDays(7), stop);
        var lost = await db.Set<Account>().Where(account => account.Id == owner.AccountId).Select(account => account.AddressKey).SingleOrDefaultAsync(stop);
        db.Remove(owner);
        // Whoever had it does not take it again by another way within the minute.
        db.Add(new Claim { Id = Guid.CreateVersion7(store.Time.GetUtcNow()), AccountId = owner.AccountId, ProfileId = profile.Id, Way = ClaimWay.Check, StartedAt = store.Now, State = ClaimState.Refused, EndedAt = store.Now });
        db.Add(new FactChange { ProfileId = profile.Id, Field = Field, Before = Kept, After = Nobody, Source = Source.Operator, Reason = reason, At = store.Now });
        profile.Claimed = false;
        await OwnPortrait.Drop(db, profile, stop);
        await TakeWords(db, profile, owner.AccountId, owner.Since, stop);
        Unlisting.Set(db, profile, Unlisted.Paused | Unlisted.NotConfirmed | Unlisted.Closed, holds: false, Source.Operator, store.Now);
        // What the one said who loses it is shown to nobody, also where records of the registry are listed.
        Unlisting.Set(db, profile, Unlisted.NotYetListed, holds: true, Source.Operator, store.Now);
        profile.Revision++;
        profile.UpdatedAt = store.Now;
        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
        foreach (var member in await db.Set<RosterMember>().Where(member => member.ProfileId == profile.Id && member.ProvenAt != null).ToListAsync(stop))
        {
            (member.ProvenAt, member.ConfirmedAt, member.OpenedAt, member.InvitedAt) = (null, null, null, null);
            // The mailbox that took it does not take it again by itself.
            member.MailKey = member.MailKey is { } key && lost is not null && key.SequenceEqual(lost) ? null : member.MailKey;
        }
        // Somebody else may keep it in the same transaction: its row goes first.
        await db.SaveChangesAsync(stop);
        await Contests.Unmark(db, profile.Id, stop);
        return true;
    }

    /// <summary>
    /// What she said in her own words, and chose, goes with her: out of the record and its history, where who comes next would read it, into drafts under her
    /// own key. Was it a mistake, they are there when the record is hers again; and they are erased with her account. Name, profession, licences and practices
    /// are of the record, and say again what they said before she changed them; the street of a home does not stay.
    /// </summary>
    private async Task TakeWords(RapportDb db, Profile profile, Guid account, DateTime since, CancellationToken stop)
    {
        var document = profile.Read();
        var facts = document.Facts;
        foreach (var topic in Topics.All)
        {
            var hers = topic.Asks.Select(asked => ProfileFields.Named(asked.Field)).Where(field => field.Get(document.Facts) is { Source: Source.Therapist }).ToList();
            if (hers.Count == 0)
            {
                continue;
            }
            var said = hers.ToDictionary(field => field.Name, field => field.Print(document.Facts) ?? "", StringComparer.Ordinal);
            if (await db.Set<ProfileDraft>().FindAsync([account, profile.Id, topic.Id], stop) is { } draft)
            {
                // What she was writing stands; of what it leaves out, what was published is kept beside it.
                foreach (var (field, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(seal.Open(account, ProfileDraft.Sealed, draft.Content))!)
                {
                    said[field] = text;
                }
                draft.Content = seal.Seal(account, ProfileDraft.Sealed, JsonSerializer.SerializeToUtf8Bytes(said));
            }
            else
            {
                db.Add(new ProfileDraft { AccountId = account, ProfileId = profile.Id, Topic = topic.Id, Content = seal.Seal(account, ProfileDraft.Sealed, JsonSerializer.SerializeToUtf8Bytes(said)), SavedAt = store.Now });
            }
            facts = hers.Where(field => !OfRecord.Contains(field.Name, StringComparer.Ordinal)).Aggregate(facts, (now, field) => field.Copy(now, new ProfileFacts()));
        }
        foreach (var field in OfRecord.Where(name => name != "places").Select(ProfileFields.Named))
        {
            // What the record said before she changed it is the record's again.
            if (await db.Set<FactChange>().AsNoTracking().Where(change => change.ProfileId == profile.Id && change.Field == field.Name && change.Source == Source.Therapist && change.At >= since)
                    .OrderBy(change => change.Id).Select(change => new { change.Before }).FirstOrDefaultAsync(stop) is { } first)
            {
                facts = string.IsNullOrEmpty(first.Before) ? field.Copy(facts, new ProfileFacts())
                    : field.Set(facts, first.Before, words, new FactOrigin(profile.Npi is null ? Source.Operator : Source.Registry, store.Now));
            }
        }
        // What was found of a licence was found of her: for who comes next a person looks.
        if (facts.Licences is { } licences)
        {
            facts = facts with { Licences = licences with { Value = [.. licences.Value.Select(licence => licence.AsSaid())] } };
        }
        if (facts.Places is { Source: Source.Therapist } places)
        {
            facts = facts with { Places = places with { Value = [.. places.Value.Select(place => place.MayBeHome ? place with { Line1 = null, Line2 = null, Telephone = null } : place)] } };
        }
        profile.Document = (document with { Facts = facts }).ToJson();
        // Also what she had taken back before: it was hers all the same.
        await db.Set<FactChange>().Where(change => change.ProfileId == profile.Id && change.Source == Source.Therapist && change.At >= since).ExecuteDeleteAsync(stop);
    }

    /// <summary>Fields that are of the record, and not of who kept it.</summary>
    private static readonly string[] OfRecord = ["name", "professions", "licences", "places"];
}
