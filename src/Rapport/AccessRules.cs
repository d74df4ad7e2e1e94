using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Site;
using Rapport.Storage;

namespace Rapport;

/// <summary>
/// Who may use which route: the one place where it stands. A route without a rule is answered with an error by whoever asks, so that none
/// is opened by forgetting it; a test goes through all of them.
/// </summary>
internal static class AccessRules
{
    private static readonly FrozenDictionary<string, Access> Rules = new Dictionary<string, Access>(StringComparer.OrdinalIgnoreCase)
    {
        // Finding someone
        [""] = Access.Directory,
        ["therapists"] = Access.Directory,
        ["therapists/missing"] = Access.Directory,
        ["therapists/{state}/{place?}"] = Access.Directory,
        ["therapist/{slug}"] = Access.Directory,
        ["photographs/{mark}/{size}"] = Access.Directory,
        ["therapist/{slug}/remove"] = Access.Directory,
        ["therapist/{slug}/wrong"] = Access.Directory,
        ["questions"] = Access.Directory,
        ["questions/{number:int:range(1,8)}"] = Access.Directory,
        ["questions/{number:int:range(9,12)}"] = Access.Directory,
        ["questions/answers"] = Access.Directory,
        ["questions/like/{id:long}"] = Access.Directory,
        ["list"] = Access.Directory,
        ["list/side-by-side/{people}"] = Access.Directory,
        ["list/handed/{people}"] = Access.Directory,
        ["saved"] = Access.Directory,
        ["saved/new"] = Access.Directory,
        ["places"] = Access.Directory,
        ["embed/therapists"] = Access.Directory,
        ["practice/{slug}"] = Access.Directory,

        // The site itself
        ["soon"] = Access.Anyone,
        ["logos/{mark}/{size}"] = Access.Anyone,
        ["order"] = Access.Anyone,
        ["privacy"] = Access.Anyone,
        ["crisis"] = Access.Anyone,
        ["leave"] = Access.Anyone,
        ["left"] = Access.Anyone,
        ["error/{code:int}"] = Access.Anyone,
        ["robots.txt"] = Access.Anyone,
        ["favicon.ico"] = Access.Anyone,
        ["health"] = Access.Anyone,

        // Accounts
        ["account"] = Access.SignedIn,
        ["account/sign-in"] = Access.Anyone,
        ["account/sign-out"] = Access.Anyone,
        ["account/code"] = Access.Anyone,
        ["account/new"] = Access.Anyone,
        ["account/forgotten"] = Access.Anyone,
        ["account/link/{key}"] = Access.Anyone,
        ["account/password"] = Access.Anyone,
        ["account/second-factor"] = Access.Fresh,
        ["account/passkeys"] = Access.Fresh,
        ["account/address"] = Access.Fresh,

        // One's own data
        ["account/export"] = Access.Fresh,
        ["account/close"] = Access.Fresh,
        ["account/looks"] = Access.SignedIn,
        ["account/closed"] = Access.Anyone,

        // Taking over what is one's own: the invitation itself opens these
        ["claim/link/{key}"] = Access.Anyone,
        ["claim/code"] = Access.Anyone,
        ["claim/entry"] = Access.Anyone,
        // ... or an account, and a proof
        ["claim"] = Access.Anyone,
        ["claim/record/{id:long}"] = Access.SignedIn,
        ["claim/new"] = Access.SignedIn,
        ["profile"] = Access.SignedIn,
        ["profile/portrait"] = Access.SignedIn,
        ["profile/history"] = Access.SignedIn,
        ["profile/{topic}"] = Access.SignedIn,

        // Keeping it true: a mailed link opens these, or being signed in
        ["upkeep"] = Access.Anyone,
        ["upkeep/link/{key}"] = Access.Anyone,

        // Where one works with others: the invitation itself opens the first two
        ["organisation/invitation/{key}"] = Access.Anyone,
        ["organisation/join"] = Access.Anyone,
        ["organisation"] = Access.SignedIn,
        ["organisation/{slug}"] = Access.SignedIn,
        ["organisation/{slug}/words"] = Access.SignedIn,
        ["organisation/{slug}/logo"] = Access.SignedIn,
        ["organisation/{slug}/members"] = Access.SignedIn,
        ["organisation/{slug}/invitations"] = Access.SignedIn,
        ["organisation/{slug}/membership"] = Access.SignedIn,

        // Running the site
        ["organisations"] = Access.Operator,
        ["organisations/new"] = Access.Operator,
        ["files"] = Access.Operator,
        ["files/{file:guid}"] = Access.Operator,

        // Checking licences and claims
        ["desk/claims/{claim:guid?}"] = Access.Verifier,
        ["desk/{profile:long?}"] = Access.Verifier,

        // In a demo
        ["account/parts"] = Access.Demo,
        ["account/mailbox"] = Access.Demo,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders of which all routes are for anybody: what programs ask for, and maps for search engines. What pages are made of has an
    /// address that changes with it.</summary>
    private static readonly string[] Open = ["openapi/", .. Asset.All.Select(asset => asset.Address.Trim('/'))];

    /// <summary>Folders of which all routes are of the directory itself.</summary>
    private static readonly string[] Directory = ["api/v1/", "sitemap"];

    /// <summary>Where mails lead who keeps a profile: signed in on her way, she comes there. Such an address names nobody.</summary>
    private const string Hers = "profile";

    /// <summary>The rule of a route; null where there is none.</summary>
    public static Access? Of(RouteEndpoint route)
    {
        var pattern = (route.RoutePattern.RawText ?? "").Trim('/');
        return Rules.TryGetValue(pattern, out var access) ? access
            : Open.Any(folder => pattern.StartsWith(folder, StringComparison.OrdinalIgnoreCase)) ? Access.Anyone
            : Directory.Any(folder => pattern.StartsWith(folder, StringComparison.OrdinalIgnoreCase)) ? Access.Directory
            : null;
    }

    /// <summary>Asks, of a route that is not for anybody, who it is, and sends on who may not.</summary>
    public static async Task Require(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint route)
        {
            await next(context);
            return;
        }
        var access = Of(route) ?? throw new InvalidOperationException($"No rule says who may use the route \"{route.RoutePattern.RawText}\".");
        if (access is Access.Demo && context.RequestServices.GetRequiredService<Store>().Mark.Kind != StoreKind.Demo)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (access is Access.Directory && context.RequestServices.GetRequiredService<OpeningDay>().Closed is { } closed && !await IsOfTheHouse(context))
        {
            await Soon(context, closed);
            return;
        }
        if (access is Access.Anyone or Access.Directory or Access.Demo)
        {
            await next(context);
            return;
        }
        if (access is Access.Verifier && await context.RequestServices.GetRequiredService<Sessions>().Find(context) is { } other && !other.Roles.HasFlag(Roles.Verifier))
        {
            // Who may not use it does not learn what is there.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (access is Access.Operator && (await context.RequestServices.GetRequiredService<Sessions>().Find(context))?.Roles.HasFlag(Roles.Operator) != true)
        {
            // Nor does anybody who is not signed in: a way to sign in would say that there is something.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var language = Language.Of(context);
        if (await context.RequestServices.GetRequiredService<Sessions>().Find(context) is not { } who)
        {
            if (HttpMethods.IsGet(context.Request.Method) && route.RoutePattern.RawText?.TrimStart('/').StartsWith(Hers, StringComparison.Ordinal) == true)
            {
                context.RequestServices.GetRequiredService<PassingCookie>().Put(context, PassingCookie.Next, $"{context.Request.PathBase}{context.Request.Path}");
            }
            context.Response.Redirect(AccountLinks.SignIn(language));
            return;
        }
        if (access is Access.Fresh && !who.IsFresh)
        {
            context.Response.Redirect(AccountLinks.SignIn(language) + "?again");
            return;
        }
        // Who may see others' affairs does nothing before the second factor stands.
        if (who is { HasFactor: false, Roles: not Roles.None } && access is not Access.Fresh)
        {
            context.Response.Redirect(AccountLinks.Factor(language));
            return;
        }
        context.Features.Set(who);
        await next(context);
    }

    /// <summary>Who keeps a profile sees how it will be, and so does who runs the site.</summary>
    private static async Task<bool> IsOfTheHouse(HttpContext context)
    {
        if (await context.RequestServices.GetRequiredService<Sessions>().Find(context) is not { } who)
        {
            return false;
        }
        await using var db = context.RequestServices.GetRequiredService<Store>().Read();
        return who is { HasFactor: true, Roles: not Roles.None } || await db.Set<ProfileOwner>().AnyAsync(owner => owner.AccountId == who.Account, context.RequestAborted);
    }

    private static Task Soon(HttpContext context, OpeningDay.Count closed)
    {
        if (ForPrograms.Is(context.Request))
        {
            return TypedResults.Problem(
                $"This directory is not open yet. It opens once {closed.Needed} therapists have listed themselves.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        }
        context.Response.Redirect(SiteLinks.Soon(Language.Of(context)));
        return Task.CompletedTask;
    }
}
