using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>Who a newcomer may be in a demo.</summary>
internal enum DemoPart
{
    Operator,
    Verifier,

    /// <summary>Keeps a profile that people find.</summary>
    Therapist,

    /// <summary>Keeps none yet.</summary>
    Newcomer,

    /// <summary>Looks after a practice.</summary>
    Administrator,
}

/// <summary>What a part begins with; features bring theirs, and the account knows none of them.</summary>
/// <param name="For">The part.</param>
/// <param name="Begin">Gives it to the account in the transaction that makes it; the name that the account has by it, or null where it keeps its own.</param>
internal sealed record PlayedPart(DemoPart For, Func<RapportDb, Guid, CancellationToken, Task<string?>> Begin);

/// <summary>Signs in to a demo as anybody. Of a real store the page is not there.</summary>
internal sealed class PartsModel(Store store, AccountSeal seal, Sessions sessions, IEnumerable<PlayedPart> begins) : PageModel
{
    /// <summary>Who looks after the practice that a demo has from the start.</summary>
    public const string AdministratorName = "Inés Alvarado";

    private static readonly (DemoPart Part, string Name, Roles Roles)[] Known =
    [
        (DemoPart.Operator, "Olivia Park", Roles.Operator | Roles.Verifier),
        (DemoPart.Verifier, "Ramón Ortiz", Roles.Verifier),
        (DemoPart.Therapist, "Thea Lindqvist", Roles.None),
        (DemoPart.Newcomer, "Noor Haddad", Roles.None),
        (DemoPart.Administrator, AdministratorName, Roles.None),
    ];

    /// <summary>The mail address of a part: of nobody.</summary>
    public static string AddressOf(DemoPart part) => $"{part.ToString().ToLowerInvariant()}@demo.example";

    public async Task<IActionResult> OnPost([FromForm] DemoPart part, CancellationToken stop)
    {
        var (_, name, roles) = Known.First(one => one.Part == part);
        var address = AddressOf(part);
        var key = seal.KeyOf(address);
        var played = await store.Write(async db =>
        {
            if (await db.Set<Account>().SingleOrDefaultAsync(account => account.AddressKey == key, stop) is { } there)
            {
                return there;
            }
            var id = Guid.CreateVersion7(store.Time.GetUtcNow());
            foreach (var begin in begins.Where(one => one.For == part))
            {
                name = await begin.Begin(db, id, stop) ?? name;
            }
            var account = new Account
            {
                Id = id,
                AddressKey = key,
                Content = seal.Seal(id, new AccountContent(address, name)),
                Language = Language.Of(HttpContext).Code,
                // No password opens it: there is none of which this is the hash.
                Password = "",
                Roles = roles,
                CreatedAt = store.Now,
            };
            db.Add(account);
            return account;
        }, stop);
        await sessions.Begin(HttpContext, Entered.To(played, hasFactor: true));
        return Redirect(AccountLinks.Overview(Language.Of(HttpContext)));
    }
}
