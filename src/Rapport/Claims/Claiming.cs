using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>How it ended that somebody said that a record is hers.</summary>
internal enum Started
{
    /// <summary>It waits for the proof.</summary>
    Done,

    /// <summary>It is proven already: the record is hers.</summary>
    Proven,

    /// <summary>Her account keeps a profile already.</summary>
    KeepsOther,

    /// <summary>She waits for another one already.</summary>
    WaitsAlready,

    /// <summary>Too often within a month.</summary>
    TooMany,

    /// <summary>Somebody has looked already whether this record is hers.</summary>
    RefusedBefore,

    /// <summary>There is no such record, or it cannot be proven in this way.</summary>
    Nothing,
}

/// <summary>What came of a code.</summary>
internal enum TypedCode
{
    /// <summary>The record is hers.</summary>
    Right,

    Wrong,

    /// <summary>It was wrong too often, or its time is over: another one is needed.</summary>
    Ended,

    /// <summary>None was read out or posted yet.</summary>
    NotYet,

    /// <summary>A person decides, or nothing waits for a code.</summary>
    Nothing,
}

/// <summary>Taking over a record without an invitation: public facts find it, and prove nothing.</summary>
internal sealed class Claiming(Store store, AccountSeal seal, AccountDoor door, ClaimCodes codes, Ownership ownership, Contests contests)
{
    /// <summary>A claim that nobody has proven ends after so long.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(60);

    /// <summary>Claims of one account within <see cref="Month"/>.</summary>
    public const int Most = 5;

    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Wrong codes; then the code is worth nothing any more.</summary>
    public const int MostWrong = 6;

    /// <summary>Records that are shown; more say too little.</summary>
    public const int MostFound = 10;

    /// <summary>Records that public facts lead to, in the order of their numbers; of those taken off the list none is shown.</summary>
    /// <param name="npi">Ten digits; or null.</param>
    /// <param name="name">First and last name; asked where there is no number.</param>
    /// <param name="zip">Of a place; asked with the name.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<IReadOnlyList<Profile>> Find(long? npi, string name, string zip, CancellationToken stop)
    {
        await using var db = store.Read();
        // Where a name was given by who kept the record before, its number still finds it.
        return npi is { } number
            ? await db.Set<Profile>().AsNoTracking().Where(profile => profile.Npi == number && !profile.Removed).ToListAsync(stop)
            : [.. (await PeopleByName.Of(db, name, $"\"{zip}\"", stop)).Where(profile => !profile.Removed && profile.Read().Facts.Places?.Value.Any(place => place.Zip == zip) == true)];
    }

    /// <summary>A record that may be claimed, and in which ways by an account; null where there is none.</summary>
    public async Task<(ProfileFacts Facts, IReadOnlyList<ClaimWay> Ways, bool IsKept)?> Look(Guid account, long profileId, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.Id == profileId && !profile.Removed, stop) is { } profile
            && await door.Of(account, stop) is var (_, content)
            && await IsKept(db, profileId, stop) is var isKept
                ? (profile.Read().Facts, ClaimWays.Of(profile.Read().Facts, isKept, content.Address, await ClaimDomains.Of(db, stop)), isKept)
                : null;
    }

    /// <summary>The newest claim of an account that she has not taken back; null where there is none.</summary>
    public async Task<Claim?> Newest(Guid account, CancellationToken stop)
    {
        await using var db = store.Read();
        var claim = await db.Set<Claim>().AsNoTracking().Where(claim => claim.AccountId == account && claim.State != ClaimState.Withdrawn)
            .OrderByDescending(claim => claim.StartedAt).FirstOrDefaultAsync(stop);
        return claim is { State: ClaimState.Waiting } && !IsOpen(claim, store.Now) ? null : claim;
    }

    /// <summary>Whether it waits, and its time is not over.</summary>
    public static bool IsOpen(Claim claim, DateTime now) => claim.State == ClaimState.Waiting && claim.StartedAt > now - Lasts;

    /// <summary>She says that a record is hers.</summary>
    /// <param name="account">Whose claim it is.</param>
    /// <param name="profileId">Which record.</param>
    /// <param name="way">How she wants to prove it.</param>
    /// <param name="words">To whoever looks; empty for nothing.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Started> Start(Guid account, long profileId, ClaimWay way, string words, CancellationToken stop)
    {
        if (await Look(account, profileId, stop) is not var (_, ways, _) || !ways.Contains(way))
        {
            return Started.Nothing;
        }
        return await store.Write(async db =>
        {
            if (await Hindered(db, account, stop) is { } hindered)
            {
                return hindered;
            }
            if (await db.Set<Profile>().FindAsync([profileId], stop) is not { Removed: false } profile)
            {
                return Started.Nothing;
            }
            var since = store.Now - Lasts;
            if (await db.Set<Claim>().AnyAsync(before => before.AccountId == account && before.ProfileId == profileId && before.State == ClaimState.Refused && before.EndedAt > since, stop))
            {
                return Started.RefusedBefore;
            }
            var claim = New(account, way, words, profileId);
            db.Add(claim);
            var isKept = await IsKept(db, profileId, stop);
            await contests.Mark(db, profileId, isKept, stop);
            if (way != ClaimWay.MailDomain || claim.IsContested)
            {
                return Started.Done;
            }
            await Prove(db, claim, profile, Proof.MailDomain, stop);
            await contests.Tell(db, account, ClaimLetters.Taken, stop);
            return Started.Proven;
        }, stop);
    }

    /// <summary>She found no record: what she says of herself waits for a person.</summary>
    /// <param name="account">Whose claim it is.</param>
    /// <param name="npi">Her number; null where she has none.</param>
    /// <param name="facts">What she says.</param>
    /// <param name="words">To whoever looks; empty for nothing.</param>
    /// <param name="stop">Ends it.</param>
    public Task<Started> StartNew(Guid account, long? npi, ProfileFacts facts, string words, CancellationToken stop) => store.Write(async db =>
    {
        if (await Hindered(db, account, stop) is { } hindered)
        {
            return hindered;
        }
        // Also one that was taken off the list, which nobody is shown.
        var known = npi is null ? null : await db.Set<Profile>().Where(profile => profile.Npi == npi).Select(profile => (long?)profile.Id).SingleOrDefaultAsync(stop);
        db.Add(New(account, ClaimWay.Check, words, known, npi, new ProfileDocument { Facts = facts }));
        if (known is { } id)
        {
            await contests.Mark(db, id, await IsKept(db, id, stop), stop);
        }
        return Started.Done;
    }, stop);

    /// <summary>She types the code that was read out or posted.</summary>
    public Task<TypedCode> Type(Guid account, string code, CancellationToken stop) => store.Write(async db =>
    {
        if (await Open(db, account, stop) is not { IsContested: false, ProfileId: { } id } claim || claim.Way is not (ClaimWay.Telephone or ClaimWay.Letter)
            || await db.Set<Profile>().FindAsync([id], stop) is not { } profile || await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == account || owner.ProfileId == id, stop))
        {
            return TypedCode.Nothing;
        }
        if (claim.Code is null || claim.CodeEndsAt is not { } ends || ends <= store.Now)
        {
            return claim.Codes == 0 ? TypedCode.NotYet : TypedCode.Ended;
        }
        if (!CryptographicOperations.FixedTimeEquals(claim.Code, codes.Of(claim, code)))
        {
            if (++claim.WrongCodes < MostWrong)
            {
                return TypedCode.Wrong;
            }
            (claim.Code, claim.CodeEndsAt, claim.SentAt) = (null, null, null);
            return TypedCode.Ended;
        }
        await Prove(db, claim, profile, claim.Way == ClaimWay.Letter ? Proof.LetterCode : Proof.TelephoneCode, stop);
        await contests.Tell(db, account, ClaimLetters.Taken, stop);
        return TypedCode.Right;
    }, stop);

    /// <summary>She takes it back.</summary>
    public Task Withdraw(Guid account, CancellationToken stop) => store.Write(async db =>
    {
        if (await Open(db, account, stop) is { } claim)
        {
            End(claim, ClaimState.Withdrawn);
            if (claim.ProfileId is { } id)
            {
                await Contests.Unmark(db, id, stop);
            }
        }
    }, stop);

    /// <summary>Makes the record hers, within a transaction.</summary>
    public async Task Prove(RapportDb db, Claim claim, Profile profile, Proof proof, CancellationToken stop)
    {
        await ownership.Give(db, profile, claim.AccountId, proof, stop);
        claim.ProfileId = profile.Id;
        End(claim, ClaimState.Proven);
    }

    public void End(Claim claim, ClaimState state)
    {
        claim.State = state;
        claim.EndedAt = store.Now;
        (claim.Code, claim.CodeEndsAt) = (null, null);
    }

    private Claim New(Guid account, ClaimWay way, string words, long? profileId, long? npi = null, ProfileDocument? document = null) => new()
    {
        Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
        AccountId = account,
        ProfileId = profileId,
        Npi = npi,
        Said = document is null ? null : seal.Seal(account, Claim.SealedSaid, document.ToJson()),
        Way = way,
        Words = words.Length > 0 ? seal.Seal(account, Claim.SealedWords, words) : null,
        StartedAt = store.Now,
    };

    private async Task<Started?> Hindered(RapportDb db, Guid account, CancellationToken stop)
    {
        if (await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == account, stop))
        {
            return Started.KeepsOther;
        }
        if (await Open(db, account, stop) is not null)
        {
            return Started.WaitsAlready;
        }
        var month = store.Now - Month;
        return await db.Set<Claim>().CountAsync(claim => claim.AccountId == account && claim.StartedAt > month, stop) >= Most ? Started.TooMany : null;
    }

    private async Task<Claim?> Open(RapportDb db, Guid account, CancellationToken stop)
    {
        var since = store.Now - Lasts;
        return await db.Set<Claim>().Where(claim => claim.AccountId == account && claim.State == ClaimState.Waiting && claim.StartedAt > since)
            .OrderByDescending(claim => claim.StartedAt).FirstOrDefaultAsync(stop);
    }

    private static Task<bool> IsKept(RapportDb db, long profileId, CancellationToken stop) => db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == profileId, stop);
}
