using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>Who asks, as her session says.</summary>
/// <param name="Account">Whose session it is.</param>
/// <param name="Session">Which of hers.</param>
/// <param name="Roles">What she may do, read anew with each request.</param>
/// <param name="HasFactor">Whether the second factor was shown in it.</param>
/// <param name="IsFresh">Whether she signed in just now, so that nobody asks her again before a change that matters.</param>
internal sealed record SignedIn(Guid Account, string Session, Roles Roles, bool HasFactor, bool IsFresh)
{
    /// <summary>Who asks; null where nobody is signed in, or the page does not ask.</summary>
    public static SignedIn? Of(HttpContext context) => context.Features.Get<SignedIn>();
}

/// <summary>
/// Browsers in which somebody is signed in. The cookie holds a random key and nothing else; the store holds its hash, so that a session can be
/// seen and ended by its owner, and a copy of the store opens none.
/// </summary>
internal sealed class Sessions(Store store)
{
    /// <summary>Unused for so long, it ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    /// <summary>It ends after so long in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    /// <summary>Who may see others' affairs signs in each working day.</summary>
    public static readonly TimeSpan LongestOfRoles = TimeSpan.FromHours(12);

    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>Written no oftener than so.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>The prefix binds it to this host over https; plain http, as on one's own machine, cannot have it.</summary>
    /// <summary>Whether a browser may be signed in, by what it sends; whether it is, the store alone knows.</summary>
    public static bool MayBeIn(HttpRequest request) => request.Cookies.ContainsKey(Name(request));

    public static string Name(HttpRequest request) => request.IsHttps ? "__Host-rapport-account" : "rapport-account";

    /// <summary>Who asks; null where the browser has no session, or it has ended.</summary>
    public async Task<SignedIn?> Find(HttpContext context)
    {
        if (context.Request.Cookies[Name(context.Request)] is not { Length: > 0 } key)
        {
            return null;
        }
        var id = AccountSeal.HashOf(key);
        var now = store.Now;
        Session? session;
        Roles roles;
        await using (var db = store.Read())
        {
            session = await db.Set<Session>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, context.RequestAborted);
            if (session is null)
            {
                return null;
            }
            var account = await db.Set<Account>().Where(account => account.Id == session.AccountId)
                .Select(account => new { account.Roles, HasFactor = account.Factor != null, IsClosed = account.ClosedAt != null }).SingleOrDefaultAsync(context.RequestAborted);
            if (account is null or { IsClosed: true } || (account.HasFactor && !session.HasFactor))
            {
                return null;
            }
            roles = account.Roles;
        }
        // One from a time to come was begun by a clock that went wrong.
        if (session.SignedInAt > now + Step || now - session.SeenAt > Idle || now - session.SignedInAt > (roles == Roles.None ? Longest : LongestOfRoles))
        {
            return null;
        }
        if (now - session.SeenAt > Step)
        {
            await OneEffect.Aside(() => store.Write(db => db.Set<Session>().Where(one => one.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.SeenAt, now))));
        }
        // A clock that went back makes nobody fresh.
        var isFresh = now - session.SignedInAt <= Fresh && now >= session.SignedInAt - Fresh;
        return new SignedIn(session.AccountId, NameOf(session), roles, session.HasFactor, isFresh);
    }

    /// <summary>
    /// Signs a browser in under a new key; the session that it had ends. False where the password or the second factor was changed since it was
    /// shown.
    /// </summary>
    public async Task<bool> Begin(HttpContext context, Entered entered)
    {
        var key = AccountSeal.NewKey();
        var old = context.Request.Cookies[Name(context.Request)] is { Length: > 0 } had ? AccountSeal.HashOf(had) : [];
        var now = store.Now;
        var isIn = await store.Write(async db =>
        {
            var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == entered.Account);
            if (account is null or { ClosedAt: not null } || Entered.StampOf(account) != entered.Stamp || (account.Factor is not null && !entered.HasFactor))
            {
                return false;
            }
            await db.Set<Session>().Where(session => session.Id == old || session.SeenAt < now - Idle || session.SignedInAt < now - Longest).ExecuteDeleteAsync();
            db.Add(new Session
            {
                Id = AccountSeal.HashOf(key),
                AccountId = account.Id,
                Device = Device.Of(context.Request),
                SignedInAt = now,
                SeenAt = now,
                HasFactor = entered.HasFactor,
            });
            return true;
        });
        if (!isIn)
        {
            return false;
        }
        PassingCookie.DropEntry(context);
        context.Response.Cookies.Append(Name(context.Request), key, Cookie(context));
        return true;
    }

    /// <summary>Signs a browser out.</summary>
    public async Task End(HttpContext context)
    {
        PassingCookie.DropAll(context);
        if (context.Request.Cookies[Name(context.Request)] is { Length: > 0 } key)
        {
            var id = AccountSeal.HashOf(key);
            await store.Write(db => db.Set<Session>().Where(session => session.Id == id).ExecuteDeleteAsync());
            context.Response.Cookies.Delete(Name(context.Request), Cookie(context));
        }
    }

    /// <summary>Her sessions that have not ended, the one used last first.</summary>
    public async Task<IReadOnlyList<Session>> List(Guid account, CancellationToken stop)
    {
        var since = store.Now - Idle;
        await using var db = store.Read();
        return await db.Set<Session>().AsNoTracking().Where(session => session.AccountId == account && session.SeenAt > since)
            .OrderByDescending(session => session.SeenAt).ThenByDescending(session => session.SignedInAt).ToListAsync(stop);
    }

    /// <summary>How a session is named to its owner: by a part of the hash, which opens nothing.</summary>
    public static string NameOf(Session session) => Convert.ToHexStringLower(session.Id.AsSpan(0, 8));

    /// <summary>Ends one of hers, or, where none is named, all but the one that is kept.</summary>
    public Task End(Guid account, string? name, string? kept, CancellationToken stop) => store.Write(async db =>
    {
        foreach (var session in await db.Set<Session>().Where(session => session.AccountId == account).ToListAsync(stop))
        {
            if (name is null ? NameOf(session) != kept : NameOf(session) == name)
            {
                db.Remove(session);
            }
        }
    }, stop);

    private static CookieOptions Cookie(HttpContext context) => new()
    {
        HttpOnly = true,
        // Sent when she comes by a link in a mail; nothing is changed by a link.
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
