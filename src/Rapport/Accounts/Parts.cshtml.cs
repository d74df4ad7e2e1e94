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
    Therapist,

    /// <summary>Looks after a practice.</summary>
    Administrator,
}

/// <summary>Signs in to a demo as anybody. Of a real store the page is not there.</summary>
internal sealed class PartsModel(Store store, AccountSeal seal, Sessions sessions) : PageModel
{
    /// <summary>Who looks after the practice that a demo has from the start.</summary>
    public const string AdministratorName = "Inés Alvarado";

    private static readonly (DemoPart Part, string Name, Roles Roles)[] Known =
    [
        (DemoPart.Operator, "Olivia Park", Roles.Operator | Roles.Verifier),
        (DemoPart.Verifier, "Ramón Ortiz", Roles.Verifier),
        (DemoPart.Therapist, "Thea Lindqvist", Roles.None),
        (DemoPart.Administrator, AdministratorName, Roles.None),
    ];

    /// <summary>The mail address of a part: of nobody.</summary>
    public static string AddressOf(DemoPart part) => $"{part.ToString().ToLowerInvariant()}@demo.example";

    public async Task<IActionResult> OnPost([FromForm] DemoPart part)
    {
        var (_, name, roles) = Known.First(one => one.Part == part);
        var content = new AccountContent(AddressOf(part), name);
        var key = seal.KeyOf(content.Address);
        var played = await store.Write(async db =>
        {
            if (await db.Set<Account>().SingleOrDefaultAsync(account => account.AddressKey == key) is { } there)
            {
                return there;
            }
            var account = new Account
            {
                Id = Guid.CreateVersion7(store.Time.GetUtcNow()),
                AddressKey = key,
                Content = seal.Seal(content),
                Language = Language.Of(HttpContext).Code,
                // No password opens it: there is none of which this is the hash.
                Password = "",
                Roles = roles,
                CreatedAt = store.Now,
            };
            db.Add(account);
            return account;
        });
        await sessions.Begin(HttpContext, Entered.To(played, hasFactor: true));
        return Redirect(AccountLinks.Overview(Language.Of(HttpContext)));
    }
}
