using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>How it ended that somebody wanted to take a passkey away.</summary>
internal enum PasskeyRemoval
{
    /// <summary>It is not there any more.</summary>
    Done,

    /// <summary>There is no other way into the account.</summary>
    LastWayIn,

    /// <summary>Who sees others' affairs would be left with a password alone.</summary>
    LastFactor,
}

/// <summary>
/// The door for passkeys. What a device says is judged by the framework; what is asked of it, for how long and of whom the answer is taken, and
/// what is written stands here. Every answer that is not right is refused alike, and changes nothing.
/// </summary>
internal sealed class PasskeyDoor(Store store, AccountSeal seal, AccountDoor door, PassingCookie passing, PublicAddress site, IPasskeyHandler<Account> handler)
{
    /// <summary>Of one account: more devices than anybody has.</summary>
    public const int Most = 20;

    public const int LongestName = 60;

    /// <summary>Bytes of a public key; the longest that devices make has half of it.</summary>
    private const int LongestKey = 1024;

    /// <summary>So long a device may take to answer.</summary>
    public static readonly TimeSpan QuestionLasts = TimeSpan.FromMinutes(5);

    /// <summary>Those that the standard names; a browser may send anything.</summary>
    private static readonly string[] Transports = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

    /// <summary>What the framework asks of devices, and of whom it takes an answer.</summary>
    public static void Configure(IdentityPasskeyOptions options, PublicAddress site)
    {
        options.AuthenticatorTimeout = QuestionLasts;
        // With finger, face or number a passkey is two factors; and she types no address.
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.ServerDomain = Secure(site)?.IdnHost;
        options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == OriginOf(asked.HttpContext.Request, site));
    }

    /// <summary>Whether browsers have passkeys for this address: over https, or on one's own machine. Over https it is the one that the operator names, since anybody may call a host what she likes.</summary>
    public bool IsOffered(HttpRequest request) => Secure(site) is not null || request.Host.Host == "localhost";

    /// <summary>Her passkeys, the oldest first.</summary>
    public async Task<IReadOnlyList<ShownPasskey>> List(Guid account, CancellationToken stop)
    {
        await using var db = store.Read();
        var rows = await db.Set<Passkey>().AsNoTracking().Where(passkey => passkey.AccountId == account).OrderBy(passkey => passkey.MadeAt).ThenBy(passkey => passkey.Id).ToListAsync(stop);
        return [.. rows.Select(row => new ShownPasskey(row.Id, seal.Open(row).Name, row.MadeAt, row.UsedAt))];
    }

    /// <summary>What the browser asks its devices so that somebody gets in. It says nothing of anybody.</summary>
    public async Task<string> AskToEnter(HttpContext context)
    {
        var asked = await handler.MakeRequestOptionsAsync(user: null, context);
        Keep(context, PassingCookie.PasskeyEntry, session: "", asked.AssertionState!);
        return asked.RequestOptionsJson;
    }

    /// <summary>Signs in whoever's passkey it is. It counts as both factors: the device, and what its owner showed to the device.</summary>
    public async Task<Entered> Enter(HttpContext context, string credential, CancellationToken stop)
    {
        var question = Take(context, PassingCookie.PasskeyEntry, session: "");
        if (!await door.MayTry("passkey", NumberIn(credential), context.Connection.RemoteIpAddress, stop))
        {
            return new Entered(Entry.TooMany);
        }
        if (question is null)
        {
            return new Entered(Entry.Wrong);
        }
        var answer = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = question });
        RequireStore(answer.Failure);
        if (!answer.Succeeded)
        {
            return new Entered(Entry.Wrong);
        }
        var key = seal.PasskeyOf(answer.Passkey.CredentialId);
        return await store.Write(async db =>
        {
            // Read anew: meanwhile it may have been taken away, or have let in somebody who counted as far.
            var row = await db.Set<Passkey>().SingleOrDefaultAsync(passkey => passkey.CredentialKey == key && passkey.AccountId == answer.User.Id, stop);
            var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == answer.User.Id, stop);
            long count = answer.Passkey.SignCount;
            if (row is null || account is null || (count <= row.SignCount && (count, row.SignCount) != (0, 0)) || !await IsFirst(db, question, stop))
            {
                return new Entered(Entry.Wrong);
            }
            row.SignCount = count;
            row.UsedAt = store.Now;
            return Entered.To(account, hasFactor: true);
        }, stop);
    }

    /// <summary>What the browser asks a device so that it makes a passkey for whoever is signed in.</summary>
    public async Task<string> AskToAdd(HttpContext context, SignedIn who, AccountContent owner)
    {
        var asked = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = who.Account.ToString(), Name = owner.Address, DisplayName = owner.Name.Length > 0 ? owner.Name : owner.Address }, context);
        Keep(context, PassingCookie.PasskeyNew, who.Session, asked.AttestationState!);
        return asked.CreationOptionsJson;
    }

    /// <summary>Adds the passkey that a device made, and gives the account with what was shown; null where it is not taken.</summary>
    public async Task<Entered?> Add(HttpContext context, SignedIn who, string credential, string name, CancellationToken stop)
    {
        if (Take(context, PassingCookie.PasskeyNew, who.Session) is not { } question)
        {
            return null;
        }
        var answer = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = question });
        RequireStore(answer.Failure);
        if (!answer.Succeeded || answer.UserEntity.Id != who.Account.ToString() || answer.Passkey.PublicKey.Length > LongestKey)
        {
            return null;
        }
        var made = answer.Passkey;
        var key = seal.PasskeyOf(made.CredentialId);
        return await store.Write(async db =>
        {
            var account = await db.Set<Account>().SingleAsync(one => one.Id == who.Account, stop);
            var others = await db.Set<Passkey>().CountAsync(passkey => passkey.AccountId == who.Account, stop);
            if (others >= Most || !MayChange(who, others > 0) || await db.Set<Passkey>().AnyAsync(passkey => passkey.CredentialKey == key, stop) || !await IsFirst(db, question, stop))
            {
                return null;
            }
            db.Add(new Passkey
            {
                Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
                AccountId = who.Account,
                CredentialKey = key,
                Content = seal.Seal(who.Account, new PasskeyContent(name, made.CredentialId, made.PublicKey, [.. Transports.Intersect(made.Transports ?? [])], made.IsBackupEligible)),
                SignCount = made.SignCount,
                MadeAt = store.Now,
            });
            door.Tell(db, account, AccountLetters.NewPasskey);
            return Entered.To(account, hasFactor: true);
        }, stop);
    }

    /// <summary>Calls one of hers by another name; nothing where it is not there any more.</summary>
    public Task Rename(SignedIn who, Guid id, string name, CancellationToken stop) => store.Write(async db =>
    {
        if (await db.Set<Passkey>().SingleOrDefaultAsync(passkey => passkey.Id == id && passkey.AccountId == who.Account, stop) is { } row)
        {
            row.Content = seal.Seal(row.AccountId, seal.Open(row) with { Name = name });
        }
    }, stop);

    /// <summary>Takes one of hers away.</summary>
    public Task<PasskeyRemoval> Remove(SignedIn who, Guid id, CancellationToken stop) => store.Write(async db =>
    {
        var account = await db.Set<Account>().SingleAsync(one => one.Id == who.Account, stop);
        var all = await db.Set<Passkey>().Where(passkey => passkey.AccountId == who.Account).ToListAsync(stop);
        if (all.Find(passkey => passkey.Id == id) is not { } row)
        {
            return PasskeyRemoval.Done;
        }
        if (all.Count == 1 && account.Password.Length == 0)
        {
            return PasskeyRemoval.LastWayIn;
        }
        if (all.Count == 1 && account is { Roles: not Roles.None, Factor: null })
        {
            return PasskeyRemoval.LastFactor;
        }
        db.Remove(row);
        door.Tell(db, account, AccountLetters.NoPasskey);
        return PasskeyRemoval.Done;
    }, stop);

    /// <summary>Whether she may change what guards her account: not with the password alone, where she holds a role and has a passkey to show.</summary>
    public static bool MayChange(SignedIn who, bool hasPasskeys) => who.HasFactor || who.Roles == Roles.None || !hasPasskeys;

    /// <inheritdoc cref="MayChange(SignedIn, bool)"/>
    public async Task<bool> MayChange(SignedIn who, CancellationToken stop)
    {
        await using var db = store.Read();
        return MayChange(who, await db.Set<Passkey>().AnyAsync(passkey => passkey.AccountId == who.Account, stop));
    }

    private static Uri? Secure(PublicAddress site) => site.Root is { Scheme: "https" } root ? root : null;

    /// <summary>Where our pages are, as browsers write it.</summary>
    private static string OriginOf(HttpRequest request, PublicAddress site) => Secure(site) is { } root
        ? $"https://{root.IdnHost}{(root.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{root.Port}"))}"
        : $"{request.Scheme}://{request.Host}";

    // The framework neither seals what it asked nor ends it. Our clock says how old it is; the cookie's own is the machine's.
    private void Keep(HttpContext context, string kind, string session, string question) =>
        passing.Put(context, kind, string.Create(CultureInfo.InvariantCulture, $"{store.Now.Ticks} {session} {question}"));

    /// <summary>What was asked in this browser, once; null where nothing was, or too long ago.</summary>
    private string? Take(HttpContext context, string kind, string session)
    {
        var kept = passing.Get(context, kind)?.Split(' ', 3);
        PassingCookie.Drop(context, kind);
        return kept is [var ticks, var whose, var question] && whose == session
            && store.Now.Ticks - long.Parse(ticks, CultureInfo.InvariantCulture) is >= 0 and var age && age < QuestionLasts.Ticks
            ? question
            : null;
    }

    /// <summary>Whether nobody has answered this question yet: whoever kept the cookie and the answer could send both again.</summary>
    private Task<bool> IsFirst(RapportDb db, string question, CancellationToken stop) =>
        Tries.Allow(db, seal.TriesOf("passkey question", question), most: 1, QuestionLasts, store.Now, stop);

    /// <summary>The number of the passkey, as the browser says it: so that tries are counted on it, right or wrong.</summary>
    private static string NumberIn(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id) ? id.ToString() : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    // The handler takes every failure for a refusal; a store that cannot be read is no fault of hers.
    private static void RequireStore(PasskeyException? failure)
    {
        for (var cause = failure?.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or StoreProblem or RetryLimitExceededException or IOException)
            {
                throw failure!;
            }
        }
    }
}
