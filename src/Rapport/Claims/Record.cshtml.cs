using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Layout;
using Rapport.Layout.Forms;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>One record, and how somebody can prove that it is hers. Of the record she sees what finds it.</summary>
internal sealed class RecordModel(Claiming claiming, AccountDoor door, Vocabularies words) : PageModel
{
    /// <summary>Letters of what she writes to whoever looks.</summary>
    public const int LongestNote = 500;

    private static readonly Words L = Words.For("Rapport.Claims.Record");

    [BindProperty]
    public string? Way { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public FoundEntry Entry { get; private set; } = null!;

    public IReadOnlyList<Choice> Ways { get; private set; } = [];

    /// <summary>Another account keeps it.</summary>
    public bool IsKept { get; private set; }

    public async Task<IActionResult> OnGet(long id, CancellationToken stop)
    {
        // Who finds her record looks at a few; who reads all of them would have the whole registry.
        if (!await door.MayTry("record", SignedIn.Of(HttpContext)!.Account.ToString(), HttpContext.Connection.RemoteIpAddress, stop))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        if (!await Read(id, stop))
        {
            return NotFound();
        }
        Way = Ways[0].Value;
        return Page();
    }

    public async Task<IActionResult> OnPost(long id, CancellationToken stop)
    {
        if (!await Read(id, stop))
        {
            return NotFound();
        }
        var note = Printed.Line(Note).Trim();
        if (!Enum.TryParse<ClaimWay>(Way, out var way) || Ways.All(choice => choice.Value != Way))
        {
            ModelState.AddModelError(nameof(Way), L["Choose how it is proven."]);
        }
        if (note.Length > LongestNote)
        {
            ModelState.AddModelError(nameof(Note), L["It has {0} letters. Shorten it to {1}.", note.Length, LongestNote]);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var who = SignedIn.Of(HttpContext)!;
        if (!await door.MayTry("claim", who.Account.ToString(), HttpContext.Connection.RemoteIpAddress, stop))
        {
            Response.Headers.RetryAfter = "3600";
            return this.Refuse(StatusCodes.Status429TooManyRequests, nameof(Way), L["Too many requests came from your network. Wait an hour, then try again."]);
        }
        var language = Language.Of(HttpContext);
        return await claiming.Start(who.Account, id, way, note, stop) switch
        {
            Started.Done => Redirect(ClaimLinks.Find(language) + "?done=started"),
            Started.Proven => Redirect(ClaimLinks.Own(language) + "?done=taken"),
            Started.RefusedBefore => this.Refuse(
                StatusCodes.Status409Conflict, nameof(Way), L["We looked at this already, and could not see that it is yours. If it is, write to whoever runs this directory."]),
            Started.TooMany => this.Refuse(StatusCodes.Status429TooManyRequests, nameof(Way), TooMany),
            Started.Nothing => NotFound(),
            _ => Redirect(ClaimLinks.Find(language)),
        };
    }

    public static string TooMany => L["You asked {0} times within a month. Write to whoever runs this directory, or wait.", Claiming.Most];

    private async Task<bool> Read(long id, CancellationToken stop)
    {
        if (await claiming.Look(SignedIn.Of(HttpContext)!.Account, id, stop) is not var (facts, ways, isKept))
        {
            return false;
        }
        IsKept = isKept;
        Entry = FindModel.Entry(id, facts, words, Language.Of(HttpContext));
        Ways = [.. ways.Select(way => new Choice(way.ToString(), Says(way, facts)))];
        return true;
    }

    // The last two digits tell her whether she can answer there, and nobody else whom to call.
    private static string Says(ClaimWay way, ProfileFacts facts) => way switch
    {
        ClaimWay.MailDomain => L["My mail address: this site trusts its domain, and it bears my name. At once."],
        ClaimWay.Telephone => L["A call to the practice: somebody reads a code out on the number that ends in {0}. Some days.", ClaimWays.Called(facts)!.Telephone![^2..]],
        ClaimWay.Letter => L["A letter with a code to the practice in {0}. Up to two weeks.", ClaimWays.Posted(facts)!.City],
        _ => L["A person looks. Some days."],
    };
}
