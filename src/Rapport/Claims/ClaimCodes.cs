using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>A letter with a code to somebody who says that a record is hers.</summary>
internal sealed record ClaimPost(PersonName Name, PracticePlace Place, string Code, string Language);

/// <summary>Codes that are read out on the telephone number of a record, or posted to its address. Each is for one account and one record.</summary>
internal sealed class ClaimCodes(Store store, AccountSeal seal, AuditTrail trail)
{
    /// <summary>Somebody who was called types it soon.</summary>
    public static readonly TimeSpan CodeLasts = TimeSpan.FromDays(2);

    /// <summary>The post takes a week.</summary>
    public static readonly TimeSpan LetterLasts = TimeSpan.FromDays(30);

    /// <summary>Codes of one claim; then somebody decides without.</summary>
    public const int Most = 5;

    /// <summary>Letters of one claim.</summary>
    public const int MostLetters = 2;

    private const int Digits = 8;

    /// <summary>Makes a code that is read out on the telephone number of the record; it is shown once. Null where none is to be read out.</summary>
    public Task<string?> ReadOut(Guid by, Guid id, CancellationToken stop) => store.Write<string?>(async db =>
    {
        if (await db.Set<Claim>().FindAsync([id], stop) is not { IsContested: false, Way: ClaimWay.Telephone, Codes: < Most } claim || !Claiming.IsOpen(claim, store.Now)
            || await Contests.Concerns(db, by, claim, stop))
        {
            return null;
        }
        await trail.Add(db, AuditPart.Verifier, by, AuditAct.MadeCode, [claim.AccountId], stop);
        return NewCode(claim, CodeLasts);
    }, stop);

    /// <summary>Makes codes for those who wait for a letter; they stand in what is kept, and nowhere else.</summary>
    /// <param name="keep">Keeps the letters before the codes count: when it throws, nothing has changed.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>How many letters.</returns>
    public Task<int> Post(Func<IReadOnlyList<ClaimPost>, Task> keep, CancellationToken stop) => store.Write(async db =>
    {
        var since = store.Now - Claiming.Lasts;
        var letters = new List<ClaimPost>();
        foreach (var claim in await db.Set<Claim>().Where(claim => claim.State == ClaimState.Waiting && claim.Way == ClaimWay.Letter && !claim.IsContested && claim.Code == null && claim.Codes < MostLetters && claim.StartedAt > since)
            .OrderBy(claim => claim.StartedAt).ToListAsync(stop))
        {
            if (await db.Set<Profile>().FindAsync([claim.ProfileId], stop) is { Removed: false } profile && profile.Read().Facts is var facts && ClaimWays.Posted(facts) is { } place && ClaimWays.Names(facts) is [var name, ..]
                && await db.Set<Account>().Where(account => account.Id == claim.AccountId).Select(account => account.Language).SingleOrDefaultAsync(stop) is { } language)
            {
                letters.Add(new ClaimPost(name, place, NewCode(claim, LetterLasts), language));
            }
        }
        if (letters.Count > 0)
        {
            await keep(letters);
        }
        return letters.Count;
    }, stop);

    /// <summary>What is kept of a code: of no use without the key, nor for another claim.</summary>
    public byte[] Of(Claim claim, string code) => seal.CodeOf($"{claim.Id:N}{code}");

    private string NewCode(Claim claim, TimeSpan lasts)
    {
        var code = RandomNumberGenerator.GetString("0123456789", Digits);
        claim.Code = Of(claim, code);
        claim.CodeEndsAt = store.Now + lasts;
        claim.WrongCodes = 0;
        claim.Codes++;
        claim.SentAt = store.Now;
        return $"{code[..4]} {code[4..]}";
    }
}
