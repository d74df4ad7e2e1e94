using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>Something that needs a person.</summary>
/// <param name="ProfileId">Whose.</param>
/// <param name="Name">As the profile has it.</param>
/// <param name="Licence">Which of hers; null where the profile has none with a number.</param>
/// <param name="Newest">The newest look at it; null where nobody has looked yet.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="IsRenamed">Its owner bears another name since somebody compared it.</param>
internal sealed record DeskItem(long ProfileId, string Name, Licence? Licence, LicenceCheck? Newest, DateTime Since, bool IsRenamed = false)
{
    /// <summary>It was verified, and a change has taken that away from the page.</summary>
    public bool IsChanged => Newest?.Standing == Standing.Verified && Licence is { Checked: null };

    public Standing Standing => IsRenamed || IsChanged ? Standing.Waiting : Newest?.Standing ?? Standing.Waiting;

    /// <summary>Which licence, as "CA LCS12345"; null where the profile has none with a number.</summary>
    public string? Key => Licence is { } one ? $"{one.State} {one.Number}" : null;
}

/// <summary>What a verifier decided.</summary>
internal enum Decision
{
    /// <summary>What differs does not matter: it is she.</summary>
    Same,

    /// <summary>She is asked by mail; it waits on.</summary>
    Ask,

    /// <summary>It is somebody else's, or nobody's.</summary>
    NotTheSame,

    /// <summary>The verifier has looked it up herself.</summary>
    Looked,
}

/// <summary>How it ended that somebody decided.</summary>
internal enum Decided
{
    Done,

    /// <summary>Somebody else has decided meanwhile, or the same form was sent twice.</summary>
    Meanwhile,

    /// <summary>It is the licence of whoever decides: another has to.</summary>
    Own,

    /// <summary>There is nothing to decide: no such profile or licence, or nothing that the board said.</summary>
    Nothing,
}

/// <summary>The desk: what needs a person, and what was decided.</summary>
internal sealed class Desk(Store store, AccountDoor door, Checks checks, OwnerMail mail, AuditTrail trail)
{
    private const int Most = 500;

    /// <summary>How many licences stand verified.</summary>
    public async Task<int> Verified(CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<LicenceCheck>().CountAsync(check => check.IsNewest && check.Standing == Standing.Verified, stop);
    }

    /// <summary>What waits, the most urgent first: what may not be used, what is not hers, what differs, what nobody has looked at, what is due again; the oldest first of each.</summary>
    public async Task<IReadOnlyList<DeskItem>> Queue(CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(store.Now);
        await using var db = store.Read();
        var open = await db.Set<LicenceCheck>().AsNoTracking().Where(check => check.IsNewest && (check.Standing != Standing.Verified || check.Due <= today))
            .OrderBy(check => check.At).Take(Most).ToListAsync(stop);
        var ids = open.Select(check => check.ProfileId).Distinct().ToList();
        var unseen = await db.Set<ProfileOwner>().AsNoTracking()
            .Where(owner => owner.HasUnseen && db.Set<Profile>().Any(profile => profile.Id == owner.ProfileId && profile.Claimed && !profile.Removed))
            .OrderBy(owner => owner.Since).Take(Most).ToListAsync(stop);
        ids.AddRange(unseen.Select(owner => owner.ProfileId));
        var facts = (await db.Set<Profile>().AsNoTracking().Where(profile => ids.Contains(profile.Id) && !profile.Removed).ToListAsync(stop))
            .ToDictionary(profile => profile.Id, profile => profile.Read().Facts);
        var some = unseen.Select(owner => owner.ProfileId).ToList();
        var looks = (await db.Set<LicenceCheck>().AsNoTracking().Where(check => check.IsNewest && some.Contains(check.ProfileId)).ToListAsync(stop)).ToLookup(check => check.ProfileId);
        var again = unseen.Where(owner => facts.ContainsKey(owner.ProfileId)).SelectMany(owner => Unseen(owner, facts[owner.ProfileId], looks[owner.ProfileId])).ToList();
        var waiting = again.Select(item => item.Newest?.Id).OfType<Guid>().ToHashSet();
        return
        [
            .. open.Where(check => facts.ContainsKey(check.ProfileId) && !waiting.Contains(check.Id))
                .Select(check => new DeskItem(check.ProfileId, NameOf(facts[check.ProfileId]), Checks.Of(facts[check.ProfileId], check.State, check.Number), check, check.At))
                // A licence that she has taken out of her profile needs nobody any more.
                .Where(item => item.Licence is not null)
                .Concat(again)
                .OrderBy(Urgency).ThenBy(item => item.Since),
        ];
    }

    /// <summary>One profile as the desk sees it, with all looks at its licences, the newest first; null where there is none.</summary>
    public async Task<(Profile Profile, IReadOnlyList<LicenceCheck> Past, Guid? Owner)?> Of(long profileId, CancellationToken stop)
    {
        await using var db = store.Read();
        if (await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == profileId && !one.Removed, stop) is not { } profile)
        {
            return null;
        }
        var past = await db.Set<LicenceCheck>().AsNoTracking().Where(check => check.ProfileId == profileId).OrderByDescending(check => check.At).ThenByDescending(check => check.Id).Take(50).ToListAsync(stop);
        return (profile, past, await db.Set<ProfileOwner>().Where(owner => owner.ProfileId == profileId).Select(owner => (Guid?)owner.AccountId).SingleOrDefaultAsync(stop));
    }

    /// <summary>Who looked, by name; null where a file was read in.</summary>
    public async Task<string?> NameOf(Guid? account, CancellationToken stop) => account is { } id && await door.Of(id, stop) is var (_, content) ? content.Name : null;

    /// <summary>Writes what a verifier decided.</summary>
    /// <param name="by">Her account.</param>
    /// <param name="profileId">Whose licence.</param>
    /// <param name="licence">Which, as "CA LCS12345".</param>
    /// <param name="seen">The newest look when she saw it; null where there was none.</param>
    /// <param name="shown">Of whom she saw it, as <see cref="Shown"/> says it: what she vouches for.</param>
    /// <param name="decision">What she decided.</param>
    /// <param name="looked">What she found, where she has looked herself.</param>
    /// <param name="how">Code of the vocabulary of checks; for what she looked up.</param>
    /// <param name="note">For the record.</param>
    /// <param name="stop">Ends it.</param>
    public Task<Decided> Decide(Guid by, long profileId, string licence, Guid? seen, string? shown, Decision decision, BoardSays? looked, string how, string? note, CancellationToken stop) => store.Write(async db =>
    {
        if (await db.Set<Profile>().FindAsync([profileId], stop) is not { } profile
            || licence.Split(' ', 2) is not [var state, var number] || Checks.Of(profile.Read().Facts, state, number) is not { } hers)
        {
            return Decided.Nothing;
        }
        var looks = await Looks.At(db, [profileId], stop);
        var owner = looks.Owner(profileId)?.AccountId;
        if (owner == by)
        {
            return Decided.Own;
        }
        var newest = looks.Of(profileId, hers.State, hers.Number!);
        if (newest?.Id != seen || Shown(profile.Read().Facts) != (shown ?? ""))
        {
            return Decided.Meanwhile;
        }
        var today = DateOnly.FromDateTime(store.Now);
        // Of what stands verified nothing new is known that could be taken for hers.
        var board = decision == Decision.Looked ? looked : decision == Decision.Ask && newest?.Standing == Standing.Verified ? null : newest?.BoardSays;
        // What the board's file says is taken for hers where it waits for that; what stands verified is looked up anew.
        if (decision is Decision.Same or Decision.Looked && (board is null || (decision == Decision.Same && !Waits(newest!, hers, looks.Owner(profileId)?.IsRenamed(profile.Read().Facts) == true))))
        {
            return Decided.Nothing;
        }
        var standing = decision switch
        {
            Decision.Ask => Standing.Waiting,
            Decision.NotTheSame => Standing.CouldNotVerify,
            _ when board!.HasLapsed(today) => Standing.Lapsed,
            _ => Standing.Verified,
        };
        var source = decision == Decision.Looked || newest is null ? LicenceCheck.LookedUp : newest.Source;
        if (await checks.Add(db, looks, profile, hers, standing, board, source, decision == Decision.Looked ? how : newest?.How ?? Licence.BoardLookUp, by, note, stop))
        {
            await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
        }
        if (owner is { } told)
        {
            await trail.Add(db, AuditPart.Verifier, by, decision == Decision.Ask ? AuditAct.AskedLicence : AuditAct.DecidedLicence, [told], stop);
        }
        if (decision is Decision.Ask or Decision.NotTheSame)
        {
            await mail.Add(
                db, profileId, "licence-question", (to, language) => decision == Decision.Ask ? LicenceLetters.Ask(to, language) : LicenceLetters.NotVerified(to, language),
                TimeSpan.FromDays(14), stop);
        }
        return Decided.Done;
    }, stop);

    /// <summary>Whether somebody has to say that it is hers: a file differs, or she has changed what it was compared with.</summary>
    private static bool Waits(LicenceCheck newest, Licence licence, bool isRenamed) =>
        newest.Standing == Standing.Waiting || (newest.Standing == Standing.Verified && (isRenamed || licence.Checked is null));

    /// <summary>Who somebody says she is: her name, what she does, and her letters.</summary>
    public static string Shown(ProfileFacts facts) =>
        string.Join(" | ", ProfileOwner.Known(facts), string.Join(' ', facts.Professions?.Value ?? []), string.Join(' ', facts.Credentials?.Value.Codes ?? []));

    /// <summary>Each of her licences that nobody has looked at under the name that she bears; one line that says so, where she has none with a number.</summary>
    private static IEnumerable<DeskItem> Unseen(ProfileOwner owner, ProfileFacts facts, IEnumerable<LicenceCheck> newest)
    {
        var (name, isRenamed, looks) = (NameOf(facts), owner.IsRenamed(facts), newest.ToList());
        if (First(facts) is null)
        {
            return [new DeskItem(owner.ProfileId, name, Licence: null, Newest: null, owner.Since)];
        }
        return Checks.Unseen(facts, owner, looks).Select(licence => new DeskItem(
            owner.ProfileId, name, licence, looks.FirstOrDefault(check => Checks.Of(facts, check.State, check.Number) == licence), isRenamed ? owner.CountedFrom : owner.Since, isRenamed));
    }

    private static int Urgency(DeskItem item) => item.Standing switch
    {
        _ when item.Newest?.AnsweredAt is not null => -1,
        Standing.Lapsed => 0,
        Standing.CouldNotVerify => 1,
        Standing.Waiting when item.Newest is not null => 2,
        Standing.Waiting => 3,
        _ => 4,
    };

    private static string NameOf(ProfileFacts facts) => facts.Name?.Value.Display() ?? "–";

    private static Licence? First(ProfileFacts facts) => facts.Licences?.Value.FirstOrDefault(licence => licence.Number is not null);
}
