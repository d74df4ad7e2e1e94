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

    /// <summary>Keeps one that is off the list: the licence has ended.</summary>
    Lapsed,

    /// <summary>Keeps none yet.</summary>
    Newcomer,

    /// <summary>Is named in a roster, and has an invitation.</summary>
    Invited,

    /// <summary>Says that a record is hers, as somebody else does.</summary>
    Claimant,

    /// <summary>Recommends therapists to others.</summary>
    Recommender,

    /// <summary>Looks after a practice.</summary>
    Administrator,

    /// <summary>Runs the site too: to open somebody's file takes two.</summary>
    Deputy,
}

/// <summary>What a part begins with; features bring theirs, and the account knows none of them.</summary>
/// <param name="For">The part.</param>
/// <param name="Begin">Gives it to the account in the transaction that makes it; the name that the account has by it, or null where it keeps its own.</param>
internal sealed record PlayedPart(DemoPart For, Func<RapportDb, Guid, CancellationToken, Task<string?>> Begin);

/// <summary>Where the play of a part begins.</summary>
/// <param name="For">The part.</param>
/// <param name="Address">In the language in which it was chosen.</param>
internal sealed record PlayedPlace(DemoPart For, Func<Language, string> Address);

/// <summary>What whoever plays a part has to know, and only this demo can tell.</summary>
/// <param name="For">The part.</param>
/// <param name="Says">In the reader's language; null where there is nothing to tell.</param>
internal sealed record PlayedHint(DemoPart For, Func<RapportDb, CancellationToken, Task<string?>> Says);

/// <summary>Signs in to a demo as anybody. Of a real store the page is not there.</summary>
internal sealed class PartsModel(Store store, AccountSeal seal, Sessions sessions, IEnumerable<PlayedPart> begins, IEnumerable<PlayedPlace> places, IEnumerable<PlayedHint> hints) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Accounts.Parts");

    private static readonly (DemoPart Part, string Name, Roles Roles)[] Known =
    [
        (DemoPart.Therapist, "Thea Lindqvist", Roles.None),
        (DemoPart.Lapsed, "Lena Brandt", Roles.None),
        (DemoPart.Newcomer, "Noor Haddad", Roles.None),
        (DemoPart.Invited, "Imani Brooks", Roles.None),
        (DemoPart.Claimant, "Clara Whitfield", Roles.None),
        (DemoPart.Recommender, "Daniela Reyes", Roles.None),
        (DemoPart.Administrator, "Inés Alvarado", Roles.None),
        (DemoPart.Verifier, "Ramón Ortiz", Roles.Verifier),
        (DemoPart.Operator, "Olivia Park", Roles.Operator | Roles.Verifier),
        (DemoPart.Deputy, "Otis Grant", Roles.Operator),
    ];

    /// <summary>The parts in the order in which a newcomer reads them: what each is called, and what it lets her play.</summary>
    public static IReadOnlyList<(DemoPart Part, string Button, string Says)> All => [.. Known.Select(one => one.Part switch
    {
        DemoPart.Therapist => (one.Part, L["Be a therapist whom people find"], L["You keep a page. Change it, say where you have openings, or take a pause. One mail asks if your page is still right, and in another a practice invites you."]),
        DemoPart.Lapsed => (one.Part, L["Be a therapist whose license has lapsed"], L["You are off the list, and a mail told you so. Your page says how you come back. Who checks licenses can find it renewed."]),
        DemoPart.Newcomer => (one.Part, L["Be a therapist who is new here"], L["You have no page. Find your record and prove that it is yours, or begin without one."]),
        DemoPart.Invited => (one.Part, L["Be a therapist who was invited"], L["A network named you, and its invitation lies in the mailbox. Take your record over, fill it in, and list it."]),
        DemoPart.Claimant => (one.Part, L["Be one of two who claim a record"], L["Somebody else says that it is theirs too. See how it stands; who checks licenses decides, and both get a mail."]),
        DemoPart.Recommender => (one.Part, L["Be a doctor who recommends therapists"], L["Keep the names of some, compare them, and hand the list to a patient. Your office has a page, too."]),
        DemoPart.Administrator => (one.Part, L["Be the one who looks after a practice"], L["Invite people, see who works there, and say what its page says."]),
        DemoPart.Verifier => (one.Part, L["Be the one who checks licenses"], L["At the desk wait licenses, one of them lapsed, and two people who claim one record. You decide."]),
        DemoPart.Deputy => (one.Part, L["Be another who runs this site"], L["To open somebody’s file takes two. Agree to what the first one asks for, or refuse."]),
        _ => (one.Part, L["Be the one who runs this site"], L["You decide at the desk too, and make organizations. You see who looked at what is private, and ask to open somebody’s file."]),
    })];

    /// <summary>How a part is called, unless what it begins with has a name.</summary>
    public static string NameOf(DemoPart part) => Known.First(one => one.Part == part).Name;

    /// <summary>The mail address of a part: of nobody.</summary>
    public static string AddressOf(DemoPart part) => $"{part.ToString().ToLowerInvariant()}@demo.example";

    /// <summary>What this demo tells of some parts.</summary>
    public Dictionary<DemoPart, string> Hints { get; } = [];

    public async Task OnGet(CancellationToken stop)
    {
        await using var db = store.Read();
        foreach (var hint in hints)
        {
            if (await hint.Says(db, stop) is { } says)
            {
                Hints[hint.For] = says;
            }
        }
    }

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
        var language = Language.Of(HttpContext);
        return Redirect(places.FirstOrDefault(one => one.For == part)?.Address(language) ?? AccountLinks.Overview(language));
    }
}
