using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Claims;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Verification;

namespace Rapport.Demo;

/// <summary>
/// What a newcomer finds who plays a part: a practice, a licence that has lapsed, a roster whose members are invited, and a record that two
/// say is theirs. All of it is made as on a real site, of the first people who suit.
/// </summary>
internal sealed class DemoParts
{
    /// <summary>The roster that names some of whom the registry alone knows.</summary>
    public const string Roster = "East Bay Counseling Network";

    /// <summary>Who says the same as the one who plays that part.</summary>
    public const string Rival = "rival@demo.example";

    /// <summary>Among so many there is one who suits; in a small demo, perhaps none. So many there are in a demo that nobody asked to be larger.</summary>
    private const int LookedAt = 5_000;

    private readonly Store _store;
    private readonly AccountSeal _seal;
    private readonly Outbox _outbox;
    private readonly OwnerMail _mail;
    private readonly DemoAccounts _accounts;

    /// <param name="store">In which the people were made; it may lie aside.</param>
    /// <param name="location">Where it will be served, and its keys lie.</param>
    public DemoParts(Store store, StoreLocation location)
    {
        var keys = KeyRing.Open(location);
        _store = store;
        _seal = new AccountSeal(location, keys);
        _outbox = new Outbox(store, keys);
        _mail = new OwnerMail(_seal, _outbox);
        _accounts = new DemoAccounts(store, _seal);
    }

    /// <summary>Adds what changes people, in the transaction in which they are made, or the one after.</summary>
    /// <returns>By how many bytes their documents have grown.</returns>
    public async Task<long> Add(RapportDb db, CancellationToken stop)
    {
        var people = await db.Set<Profile>().Where(profile => profile.Claimed).OrderBy(profile => profile.Id).Take(LookedAt).ToListAsync(stop);
        DemoChecks.Add(db, people, _store.Now);
        await db.SaveChangesAsync(stop);
        var colleague = await new DemoPractice(_store, _seal, _outbox, _accounts).Add(db, people, stop);
        return await Lapse(db, [.. people.Where(one => one != colleague)], stop);
    }

    /// <summary>Adds what waits, once the people are there: the roster with its invitations, and two claims on one record.</summary>
    public async Task Wait(CancellationToken stop)
    {
        List<Profile> known;
        await using (var db = _store.Read())
        {
            known = [.. (await db.Set<Profile>().AsNoTracking().Where(profile => !profile.Claimed).OrderBy(profile => profile.Id).Take(LookedAt).ToListAsync(stop))
                .Where(one => one.Read().Facts is { Name: not null, Licences.Value: [{ Number: not null }, ..], Places.Value: [{ Line1.Length: > 0 }, ..] })];
        }
        if (known is [var contested, .. var named])
        {
            await Contest(contested, stop);
            await new DemoRoster(_store, _seal, _outbox).Add(Roster, named, stop);
        }
    }

    /// <summary>Takes it out again, with who keeps which profile: the people of another demo are others.</summary>
    public static async Task Empty(RapportDb db, CancellationToken stop)
    {
        await db.Set<OrganisationInvitation>().ExecuteDeleteAsync(stop);
        await db.Set<OrganisationMember>().ExecuteDeleteAsync(stop);
        await db.Set<Organisation>().ExecuteDeleteAsync(stop);
        await db.Set<ProfileOwner>().ExecuteDeleteAsync(stop);
        await db.Set<Claim>().ExecuteDeleteAsync(stop);
        await db.Set<RosterMember>().ExecuteDeleteAsync(stop);
        await db.Set<LicenceCheck>().ExecuteDeleteAsync(stop);
    }

    /// <summary>Somebody keeps her profile, and her board's list says that her licence has ended: she is off the list and has a mail.</summary>
    private async Task<long> Lapse(RapportDb db, IReadOnlyList<Profile> people, CancellationToken stop)
    {
        // Best one of California who has said something not long ago; a small demo may have none.
        if (people.Where(one => HasOne(one.Read().Facts)).OrderByDescending(one => PlayedTherapist.SaidLately(one.Read().Facts, _store.Now) is not null)
                .ThenByDescending(one => one.Read().Facts.Licences!.Value[0].State == "CA").FirstOrDefault() is not { } profile)
        {
            return 0;
        }
        var facts = profile.Read().Facts;
        var account = await _accounts.Of(db, PartsModel.AddressOf(DemoPart.Lapsed), facts.Name!.Value.Display(), stop);
        var said = facts.SaidByOwner() ?? _store.Now;
        db.Add(new ProfileOwner { ProfileId = profile.Id, AccountId = account.Id, Since = said, CountedFrom = said, Proof = Proof.Check, KnownAs = ProfileOwner.Known(facts) });
        // The mail looks for whose it is.
        await db.SaveChangesAsync(stop);
        var (licence, before) = (facts.Licences!.Value[0], Encoding.UTF8.GetByteCount(profile.Document));
        var today = DateOnly.FromDateTime(_store.Now);
        await new Checks(_store, _mail, _seal).Add(
            db, profile, licence, Standing.Lapsed,
            new BoardSays(facts.Name.Value.Display(), licence.Title, licence.Number!, "expired", today.AddDays(-9), "none listed"),
            "the board’s list, invented", Licence.BoardFile, by: null, note: null, stop);
        return Encoding.UTF8.GetByteCount(profile.Document) - before;
    }

    /// <summary>Two accounts say that one record is theirs. Both are told by mail, and a person decides.</summary>
    private async Task Contest(Profile profile, CancellationToken stop)
    {
        var name = profile.Read().Facts.Name!.Value.Display();
        var (one, other) = await _store.Write(
            async db => ((await _accounts.Of(db, PartsModel.AddressOf(DemoPart.Claimant), name, stop)).Id, (await _accounts.Of(db, Rival, "Robin Vale", stop)).Id), stop);
        using var passwords = new Passwords();
        var door = new AccountDoor(_store, _seal, passwords, _outbox);
        var contests = new Contests(_store, _seal, _outbox, _mail);
        var ownership = new Ownership(_store, new Invitations(_store, _seal, _outbox), _seal, door, contests);
        var claiming = new Claiming(_store, _seal, door, new ClaimCodes(_store, _seal, new AuditTrail(_store)), ownership, contests);
        await claiming.Start(one, profile.Id, ClaimWay.Check, "The address in the record is that of my practice. Its office can tell you who I am.", stop);
        await claiming.Start(other, profile.Id, ClaimWay.Check, "This is my record, under the name that I had before.", stop);
    }

    /// <summary>Has one licence, with a number.</summary>
    private static bool HasOne(ProfileFacts facts) => facts is { Name: not null, Openings: not null, Licences.Value: [{ Number: not null, Status: "active" }] };
}
